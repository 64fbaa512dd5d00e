"""The written form of entries: complete, canonical, refused when it is not whole, and fixed for good."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.entry import (
    BillChange,
    ClientKey,
    Containment,
    Entry,
    EntryKind,
    Hold,
    Membership,
    Observation,
    TransformationChange,
    TransformationKind,
)
from kiosk.domain.entry_format import body_of, entry_of, hash_of
from kiosk.domain.errors import DamagedError
from kiosk.domain.item import Alias, ExpiryPolicy, Item, Tracking
from kiosk.domain.location import Location, Place
from kiosk.domain.lot import LotFact, LotIdentity, LotKind
from kiosk.domain.movement import Entered, EntryRef, Evidence, Movement, MovementRef, Role
from kiosk.domain.order import BillLine, Operator, Order, OrderKind, OrderLine, Partner
from kiosk.domain.quantity import MICRO
from tests.domain.entries import entries, text

BATCH = LotIdentity("CELL", LotKind.LOT, "L2609-14", "ACME")
UNIT = LotIdentity("PACK", LotKind.SERIAL, "SN-1")
EVERYTHING = Entry(
    ref=EntryRef("B2-7QKD", 18),
    kind=EntryKind.CONSUME,
    at=datetime(2026, 11, 23, 13, 7, 0, 250_000, tzinfo=UTC),
    offset=60,
    clock_trusted=True,
    stamp="019ab1234567-0002",
    operator="OP1",
    approver="BOSS",
    approved=("BOM-1",),
    warned=("LOT-1",),
    reason="seen with own eyes",
    partner="ACME",
    order="MO-1",
    document="DN 4711",
    reverses=(EntryRef("B2-7QKD", 4),),
    counts=(EntryRef("B2-7QKD", 5),),
    client=ClientKey("k-1", "ab" * 32),
    lots=(BATCH, UNIT),
    members=(Membership(UNIT.id, BATCH.id),),
    movements=(
        Movement(
            BATCH.id,
            2_500_000,
            Place("STOCK", "00095060001343520001", "ACME"),
            Place("PRODUCTION"),
            Evidence.SCANNED,
            Role.INPUT,
            "T-SN-1",
            Entered("2.5", "each", "1"),
            MovementRef(EntryRef("B2-7QKD", 4), 0),
        ),
    ),
    holds=(Hold("suspect", lot=BATCH.id), Hold("leak", location="STOCK")),
    releases=("B2-7QKD/3#0",),
    facts=(LotFact(BATCH.id, "expiry", "2027-03-31", "scanned"),),
    transformations=(TransformationChange("T-SN-1", TransformationKind.UNIT, closes=True, unit=UNIT.id, order="MO-1"),),
    containments=(Containment("00095060001343520001", "00095060001343520002"),),
    observations=(Observation(BATCH.id, "STOCK", 97_500_000, "00095060001343520001", "ACME"),),
    master=(
        Item(
            "CELL",
            "CELL-2",
            "Zelle 3,6 V",
            Tracking.LOT,
            "each",
            (Alias("09506000134352", 10 * MICRO),),
            365,
            ExpiryPolicy.WARN,
            numbers_per_supplier=True,
            lot_pattern="L[0-9]+",
            number_template="{yy}{seq}",
            picture="cell.png",
            look_alikes=("CELL-B",),
        ),
        BillChange("PACK", BillLine("CELL", 10 * MICRO, ("CELL-B",))),
        Order("MO-1", OrderKind.WORK, lines=(OrderLine("PACK", 5 * MICRO, ("SN-1",)),), due="2026-12-01"),
        Location("STOCK", "STOCK", "Lager"),
        Partner("ACME", "ACME", "Acme", "supplier"),
        Operator("OP1", ("operator", "lead")),
    ),
    previous="cd" * 32,
)
GOLDEN_BODY = (
    '{"approved":["BOM-1"],"approver":"BOSS","at":"2026-11-23T13:07:00.250000Z","client":{"digest":"ababababababa'
    'bababababababababababababababababababababababababab","key":"k-1"},"clock_trusted":true,"containments":[{"con'
    'tainer":"00095060001343520001","parent":"00095060001343520002"}],"counts":["B2-7QKD/5"],"document":"DN 4711"'
    ',"facts":[{"lot":"8c98ef47ac0b523ea5b9cd636551ba4d","name":"expiry","source":"scanned","value":"2027-03-31"}'
    '],"format":1,"holds":[{"lot":"8c98ef47ac0b523ea5b9cd636551ba4d","reason":"suspect"},{"location":"STOCK","rea'
    'son":"leak"}],"kind":"consume","lots":[{"code":"L2609-14","issuer":"ACME","item":"CELL","kind":"lot"},{"code'
    '":"SN-1","item":"PACK","kind":"serial"}],"master":[{"aliases":[{"code":"09506000134352","kind":"gtin","quant'
    'ity":"10"}],"code":"CELL-2","expiry_policy":"warn","id":"CELL","look_alikes":["CELL-B"],"lot_pattern":"L[0-9'
    ']+","name":"Zelle 3,6 V","number_template":"{yy}{seq}","numbers_per_supplier":true,"picture":"cell.png","she'
    'lf_life_days":365,"tracking":"lot","type":"item","unit":"each"},{"component":"CELL","item":"PACK","quantity"'
    ':"10","substitutes":["CELL-B"],"type":"bom"},{"due":"2026-12-01","id":"MO-1","kind":"work","lines":[{"item":'
    '"PACK","lots":["SN-1"],"quantity":"5"}],"state":"released","type":"order"},{"code":"STOCK","id":"STOCK","kin'
    'd":"internal","name":"Lager","type":"location"},{"code":"ACME","id":"ACME","name":"Acme","role":"supplier","'
    'type":"partner"},{"id":"OP1","roles":["operator","lead"],"type":"operator"}],"members":[{"lot":"8c98ef47ac0b'
    '523ea5b9cd636551ba4d","serial":"a2103992024eabfd03352c543409a6ea"}],"movements":[{"entered":{"factor":"1","q'
    'uantity":"2.5","unit":"each"},"evidence":"scanned","from":{"container":"00095060001343520001","location":"ST'
    'OCK","owner":"ACME"},"lot":"8c98ef47ac0b523ea5b9cd636551ba4d","quantity":"2.5","reverses":{"entry":"B2-7QKD/'
    '4","line":0},"role":"input","to":{"location":"PRODUCTION"},"transformation":"T-SN-1"}],"observations":[{"con'
    'tainer":"00095060001343520001","location":"STOCK","lot":"8c98ef47ac0b523ea5b9cd636551ba4d","owner":"ACME","q'
    'uantity":"97.5"}],"offset":60,"operator":"OP1","order":"MO-1","partner":"ACME","previous":"cdcdcdcdcdcdcdcdc'
    'dcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd","reason":"seen with own eyes","releases":["B2-7QKD/3#0"],"r'
    'everses":["B2-7QKD/4"],"seq":18,"stamp":"019ab1234567-0002","station":"B2-7QKD","transformations":[{"closes"'
    ':true,"id":"T-SN-1","kind":"unit","order":"MO-1","unit":"a2103992024eabfd03352c543409a6ea"}],"warned":["LOT-'
    '1"]}'
)
GOLDEN_HASH = "ec8a064628c2985efc2014ad81b4d3c12a412b2dc8f7f9d7bdf587d488a77489"


def test_format_1_is_fixed_for_good() -> None:
    """If this fails, every ledger in the world would be found damaged: write a FORMAT 2 instead."""
    assert body_of(EVERYTHING) == GOLDEN_BODY
    assert hash_of(GOLDEN_BODY) == GOLDEN_HASH
    assert entry_of(GOLDEN_BODY) == EVERYTHING


@given(entries())
def test_every_entry_has_one_text_of_its_own(entry: Entry) -> None:
    """It is read as it was written, so no two entries share a text, and it is canonical, so that none has two."""
    body = body_of(entry)
    assert entry_of(body) == entry
    assert rfc8785.dumps(json.loads(body)).decode("utf-8") == body


@given(st.lists(text))
def test_two_texts_have_one_hash_only_if_they_are_one(texts: list[str]) -> None:
    assert len({hash_of(text) for text in texts}) == len(set(texts))


def test_what_is_empty_is_left_out() -> None:
    plain = Entry(
        EntryRef("ST", 1), EntryKind.FINISH, EVERYTHING.at, 0, clock_trusted=False, stamp="0-0", operator="load"
    )
    assert set(json.loads(body_of(plain))) == {
        *("format", "station", "seq", "kind", "at", "offset", "clock_trusted", "stamp", "operator"),
    }


def _with(**changes: Any) -> Callable[[dict[str, Any]], object]:
    return lambda body: body.update(changes)


@pytest.mark.parametrize(
    "damage",
    [
        _with(format=2),
        _with(colour="red"),
        _with(kind="teleport"),
        _with(at="2026-11-23T13:07:00"),
        _with(at="yesterday"),
        _with(reverses=["nobody"]),
        _with(client={"key": "k"}),
        _with(members=[{"serial": "x"}]),
        _with(master=[{"type": "planet"}]),
        _with(lots=[]),
        lambda body: body.pop("operator"),
        lambda body: body["movements"][0].update(evidence="guessed"),
        lambda body: body["movements"][0].update(quantity="1.0000001"),
        lambda body: body["movements"][0].update({"from": {"shelf": "A"}}),
    ],
)
def test_what_is_no_entry_of_this_format_is_damage(damage: Callable[[dict[str, Any]], object]) -> None:
    body = json.loads(body_of(EVERYTHING))
    damage(body)
    with pytest.raises(DamagedError, match="not an entry of format 1"):
        entry_of(json.dumps(body))


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '"entry"', "17"])
def test_other_texts_are_damage_too(body: str) -> None:
    with pytest.raises(DamagedError):
        entry_of(body)


def test_the_time_zone_of_the_event_does_not_change_the_text() -> None:
    moved = replace(EVERYTHING, at=EVERYTHING.at.astimezone())
    assert body_of(moved) == body_of(EVERYTHING)
