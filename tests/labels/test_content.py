"""Labels say what the plant knows, in the words of GS1 where an item has a GTIN."""

import pytest

from hardware.scan import Scan
from kiosk.demo.catalogue import sscc_of
from kiosk.domain.errors import FormError
from kiosk.domain.item import Alias, Item, Tracking
from kiosk.domain.lot import lot_of
from kiosk.domain.quantity import MICRO
from kiosk.identification.commands import Command
from kiosk.identification.identify import identify
from kiosk.identification.site_patterns import compile_site
from kiosk.labels.content import (
    Content,
    LabelKind,
    badge_content,
    command_content,
    container_content,
    gtin_of,
    item_content,
    lot_content,
)
from tests.labels.plant import BIKE, BRACKET, CELL, CONTENTS, GTIN, KEY, YEAR

SITE = compile_site(year=YEAR, command_key=KEY)


def said(content: Content) -> dict[str, str]:
    """What a scanner and identification make of its symbol."""
    reading = identify(Scan(content.data.encode(), "]d2" if content.elements else "]d1"), SITE)[0]
    assert reading.complete, reading.errors
    return {each.key: each.value for each in reading.elements}


def test_a_lot_says_item_dates_and_number() -> None:
    facts = [("expiry", "2027-03-31"), ("made_on", "2026-04-01"), ("supplier_lot", "X9")]
    content = lot_content(CELL, lot_of(CELL, "L/7"), facts, printed_facts=(("Expires", "2027-03-31"),), year=YEAR)
    assert said(content) == {"01": GTIN, "17": "2027-03-31", "11": "2026-04-01", "10": "L/7"}
    assert content.link == f"https://id.gs1.org/01/{GTIN}/10/L%2F7?17=270331&11=260401"
    assert (content.kind, content.code, content.title) == (LabelKind.LOT, "L/7", "Lithium cell 21700")
    assert content.facts == (("Expires", "2027-03-31"),)


def test_a_serial_says_its_batch_too() -> None:
    content = lot_content(BIKE, lot_of(BIKE, "C2-1"), batch="B7", domain="https://x.example", year=YEAR)
    assert said(content) == {"01": "09506000134369", "10": "B7", "21": "C2-1"}
    assert content.link == "https://x.example/01/09506000134369/10/B7/21/C2-1"


def test_without_a_gtin_the_number_stands_alone() -> None:
    content = lot_content(BRACKET, lot_of(BRACKET, "BR-34"), [("expiry", "2027-03-31")], year=YEAR)
    assert (content.data, content.elements, content.link) == ("BR-34", (), "")
    assert said(content) == {"text": "BR-34"}


def test_the_gtin_of_a_box_is_not_the_items() -> None:
    box = Item("X", "X", "X", Tracking.LOT, aliases=(Alias("19506000134359", 20 * MICRO), Alias("OLD", MICRO, "code")))
    assert gtin_of(box) == ""
    assert item_content(box, year=YEAR).data == "X"
    assert said(item_content(CELL, year=YEAR)) == {"01": GTIN}


def test_a_container_says_its_sscc() -> None:
    assert said(container_content(sscc_of(7), year=YEAR)) == {"00": sscc_of(7)}
    with pytest.raises(FormError, match="expects N18"):
        container_content(sscc_of(7)[:-1] + "x", year=YEAR)


@pytest.mark.parametrize("code", ["A" * 21, "Größe", "A B", "A^B"])
def test_a_number_that_gs1_cannot_hold_is_refused_by_name(code: str) -> None:
    with pytest.raises(FormError, match=r"\(10\)"):
        lot_content(CELL, lot_of(CELL, code), year=YEAR)


def test_the_number_of_a_badge_is_for_scanners_only() -> None:
    content = badge_content("7K2M", "BADGE:", "Ann Berg", "operator")
    assert said(content) == {"badge": "7K2M"}
    assert "7K2M" not in (content.code, content.title, *content.facts)


def test_a_command_is_tagged_where_the_site_has_a_key() -> None:
    assert command_content(Command("OK"), "LOT:", b"key", "OK").data == "LOT:OK"
    tagged = command_content(Command("UNDO"), "LOT:", b"key", "Undo").data
    assert tagged.startswith("LOT:UNDO.")


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: f"{content.kind}-{content.code}")
def test_every_label_is_read_whole(content: Content) -> None:
    assert said(content)
