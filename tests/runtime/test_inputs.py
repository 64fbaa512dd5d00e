"""From a scan to the event that it is."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from hardware.scan import Scan
from kiosk.database.people import badge_hash
from kiosk.database.secrets import site_secret
from kiosk.domain.movement import Evidence
from kiosk.runtime.inputs import Input, is_known, read_scan, typed_scan
from kiosk.workflow.events import BadgeShown, CommandGiven, Scanned
from tests.flows.bench import SITE, Bench, open_bench


@pytest.fixture
def bench() -> Iterator[Bench]:
    with open_bench() as opened:
        yield opened


@pytest.fixture
def connection(bench: Bench) -> Iterator[Connection]:
    with bench.product.ledger.transaction() as opened:
        yield opened


def read(bench: Bench, connection: Connection, scan: Scan) -> Input:
    return read_scan(connection, bench.product.ledger.catalog, SITE, scan)


def scanned(bench: Bench, connection: Connection, text: str) -> Scanned:
    event = read(bench, connection, Scan(text.encode())).event
    assert isinstance(event, Scanned)
    return event


@pytest.mark.parametrize("text", ["BADGE:B-1", "B-1"])
def test_a_badge_by_its_prefix_or_because_somebody_wears_it(bench: Bench, connection: Connection, text: str) -> None:
    given = read(bench, connection, Scan(text.encode()))
    assert isinstance(given.event, BadgeShown)
    assert given.event.operator is not None
    assert (given.event.operator.id, given.event.name, given.shown) == ("OP1", "Ann", "OP1")
    assert given.kept == badge_hash(site_secret(connection), "B-1").encode()


@pytest.mark.parametrize("data", [b"BADGE:B-77", b"BADGE:", b"BADGE:\x01"])
def test_a_badge_of_nobody_is_kept_as_a_hash_too(bench: Bench, connection: Connection, data: bytes) -> None:
    given = read(bench, connection, Scan(data))
    assert given.event == BadgeShown(None)
    assert (given.shown, len(given.kept)) == ("badge", 64)


def test_a_badge_with_changed_letters_is_nobody_s_and_no_text(bench: Bench, connection: Connection) -> None:
    given = read(bench, connection, Scan(b"badge:b-1", source="wedge"))
    assert given.event == BadgeShown(None)
    assert (given.shown, len(given.kept)) == ("badge", 64)


def test_a_label_with_an_item_that_nobody_has(bench: Bench, connection: Connection) -> None:
    assert scanned(bench, connection, "[)>\x1e06\x1dPNONE\x1d1TL1\x1e\x04").problem == "scan.unknown_item"


def test_labels_of_other_standards_carry_what_the_plant_needs(bench: Bench, connection: Connection) -> None:
    (meaning,) = scanned(bench, connection, "[)>\x1e06\x1dPCELL\x1d1TL9\x1dQ12EA\x1d14D20270331\x1e\x04").meanings
    assert meaning.item is not None
    assert meaning.lot is not None
    assert (meaning.item.code, meaning.lot.code, meaning.entered) == ("CELL", "L9", "12")
    assert meaning.facts == (("expiry", "2027-03-31"),)


def test_a_quantity_in_another_unit_is_left_to_the_person(bench: Bench, connection: Connection) -> None:
    (meaning,) = scanned(bench, connection, "[)>\x1e06\x1dPCELL\x1d1TL9\x1dQ12KG\x1e\x04").meanings
    assert meaning.quantity is None


def test_a_command(bench: Bench, connection: Connection) -> None:
    assert read(bench, connection, Scan(b"LOT:QTY-2.5")).event == CommandGiven("QTY", "2.5")
    assert read(bench, connection, Scan(b"LOT:OK")).event == CommandGiven("OK")


def test_a_torn_command_is_no_number(bench: Bench, connection: Connection) -> None:
    event = scanned(bench, connection, "LOT:FINIS")
    assert (event.problem, event.meanings) == ("command.unknown", ())


def test_a_number_that_looks_like_a_command_and_is_known(bench: Bench) -> None:
    bench.product.load([{"op": "receive", "item": "CELL", "lot": "LOT:77", "quantity": "1", "to": "STOCK"}])
    with bench.product.ledger.transaction() as connection:
        event = scanned(bench, connection, "LOT:77")
    assert [each.lot.code for each in event.meanings if each.lot] == ["LOT:77"]
    assert not any(each.is_stranger for each in event.meanings)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "scan.empty"),
        ("(01)09506000134353", "scan.damaged"),
        ("(01)09506000134376", "scan.unknown_gtin"),
        ("A\x07B", "scan.damaged"),
    ],
)
def test_what_cannot_be_used(bench: Bench, connection: Connection, text: str, problem: str) -> None:
    assert scanned(bench, connection, text).problem == problem


def test_a_label_that_follows_a_standard_is_never_the_number_of_a_lot(bench: Bench, connection: Connection) -> None:
    event = scanned(bench, connection, "(01)09506000134352(10)NEW")
    assert [(each.code, each.new_code) for each in event.meanings] == [("NEW", "")]


def test_a_label_of_the_site(bench: Bench, connection: Connection) -> None:
    meaning = scanned(bench, connection, "TAG/CELL/L1").meanings[0]
    assert meaning.item is not None
    assert meaning.lot is not None
    assert (meaning.item.code, meaning.lot.code, meaning.is_known) == ("CELL", "L1", True)
    assert any(each.location for each in scanned(bench, connection, "BIN/STOCK").meanings)


def test_typed_codes_are_weaker(bench: Bench, connection: Connection) -> None:
    typed = read(bench, connection, typed_scan("L1")).event
    assert isinstance(typed, Scanned)
    assert typed.evidence is Evidence.TYPED
    assert scanned(bench, connection, "L1").evidence is Evidence.SCANNED


@pytest.mark.parametrize(("text", "known"), [("B-1", True), ("LOT:OK", True), ("L1", True), ("came back", False)])
def test_what_is_known(bench: Bench, connection: Connection, text: str, known: bool) -> None:  # a table
    assert is_known(connection, bench.product.ledger.catalog, SITE, Scan(text.encode())) is known
