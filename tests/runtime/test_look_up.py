"""What is this? The answers for items, lots, serials, orders, locations and partners."""

from collections.abc import Iterator

import pytest

from kiosk.runtime import lot_card
from kiosk.snapshot import LookUp
from tests.flows.bench import Bench, load, open_bench


@pytest.fixture
def bench() -> Iterator[Bench]:
    with open_bench() as opened:
        opened.do("BADGE:B-1")
        yield opened


def ask(bench: Bench, code: str) -> LookUp:
    bench.do("LOT:FLOW-look_up")
    found = bench.do(code).snapshot.look_up
    assert found is not None
    return found


def facts(found: LookUp) -> list[tuple[str, ...]]:
    return [tuple(part for part in (row.title, row.value, row.quantity) if part) for row in found.facts]


def test_nothing_was_asked_yet(bench: Bench) -> None:
    assert bench.do("LOT:FLOW-look_up").snapshot.look_up is None


def test_an_item_with_its_lots(bench: Bench) -> None:
    found = ask(bench, "CELL")
    assert (found.title, found.subtitle) == ("Cell", "CELL")
    assert facts(found) == [
        ("Tracking", "lot"),
        ("Other codes", "09506000134352, 19506000134359"),
        ("STOCK", "L1", "100 each"),
        ("STOCK", "L2", "6 each"),
    ]


def test_an_item_that_is_nowhere(bench: Bench) -> None:
    assert facts(ask(bench, "PACK")) == [("Tracking", "lot"), ("On hand", "none on hand")]


def test_an_untracked_item(bench: Bench) -> None:
    assert facts(ask(bench, "SCREW")) == [("Tracking", "item"), ("STOCK", "1000 each")]


def test_a_label_with_a_number_that_nobody_knows(bench: Bench) -> None:
    assert ("On the label", "L99, not known here") in facts(ask(bench, "(01)09506000134352(10)L99"))


def test_a_lot_with_what_is_said_of_it(bench: Bench) -> None:
    found = ask(bench, "R-OLD")
    assert (found.title, found.subtitle, found.status) == ("R-OLD", "Resin", "expired")
    assert facts(found) == [
        ("On hand", "STOCK", "5 kg"),
        ("Received from", "Brix", "5 kg"),
        ("Expires", "2026-05-03"),
    ]


def test_a_lot_says_who_has_it(bench: Bench) -> None:
    load(
        bench.product,
        [
            {"op": "ship", "item": "CELL", "lot": "L1", "quantity": "30", "from": "STOCK", "partner": "CUST"},
            {"op": "return", "item": "CELL", "lot": "L1", "quantity": "5", "to": "STOCK", "partner": "CUST"},
            {
                "op": "ship",
                "ref": "all",
                "item": "CELL",
                "lot": "L2",
                "quantity": "6",
                "from": "STOCK",
                "partner": "CUST",
            },
            {"op": "undo", "entry": "all", "quantity": "2"},
            {"op": "ship", "item": "MOTOR", "lot": "M1", "from": "STOCK", "partner": "CUST"},
            {"op": "return", "item": "MOTOR", "lot": "M1", "to": "STOCK", "partner": "CUST"},
        ],
    )
    assert [each for each in facts(ask(bench, "L1")) if each[0] == "Shipped to"] == [
        ("Shipped to", "Customer", "25 each")
    ]
    assert ("Shipped to", "Customer", "4 each") in facts(ask(bench, "L2"))
    assert "Shipped to" not in [title for title, *_ in facts(ask(bench, "M1"))]


def test_a_serial_on_hold(bench: Bench) -> None:
    assert ask(bench, "M3").status == "on hold"


def test_a_location_with_its_contents(bench: Bench) -> None:
    found = ask(bench, "STOCK")
    assert (found.title, found.subtitle) == ("Main stock", "STOCK")
    assert ("Cell", "L1", "100 each") in facts(found)
    assert facts(ask(bench, "LINE")) == [("On hand", "none on hand")]


def test_a_partner(bench: Bench) -> None:
    found = ask(bench, "ACME")
    assert (found.title, found.subtitle, found.status) == ("Acme Cells", "ACME", "a supplier")


def test_an_order_with_what_is_done(bench: Bench) -> None:
    for line in ("PO-1", "STOCK", "L7", "LOT:QTY-200"):
        bench.do(line)
    found = ask(bench, "PO-1")
    assert (found.title, found.subtitle, found.status) == ("PO-1", "a purchase order", "open")
    assert facts(found) == [("Partner", "ACME"), ("Cell", "200 / 500 each")]
    assert facts(ask(bench, "SO-2")) == [("Partner", "CUST"), ("Motor", "M1", "0 / 1 each")]
    assert facts(ask(bench, "TO-1")) == [("Cell", "0 / 5 each")]
    assert ask(bench, "MO-9").status == "closed"


def build(bench: Bench, *lines: str) -> None:
    for line in ("LOT:FLOW-build", "MO-1", "STOCK", "SN1", *lines):
        bench.do(line)


def test_a_unit_that_is_begun_shows_what_is_inside(bench: Bench) -> None:
    build(bench, "M1", "L1")
    found = ask(bench, "SN1")
    assert (found.title, found.status) == ("SN1", "being built")
    assert [(row.title, row.code, row.detail) for row in found.back] == [
        ("Cell", "L1", "10 each"),
        ("Motor", "M1", "1 each"),
    ]
    part = ask(bench, "M1")
    assert part.status == "built in"
    assert ("Inside", "SN1") in facts(part)


def test_a_finished_unit_shows_its_tree_both_ways(bench: Bench) -> None:
    build(bench, "M1", "L1", "LOT:TAKE-OUT", "M1", "M2", "LOT:FINISH")
    found = ask(bench, "SN1")
    assert found.status == "in stock"
    assert {(row.depth, row.title, row.code, row.detail, row.state) for row in found.back} == {
        (0, "Cell", "L1", "10 each", "current"),
        (0, "Motor", "M1", "1 each", "former"),
        (0, "Motor", "M2", "1 each", "current"),
    }
    assert [(row.title, row.code) for row in ask(bench, "M2").forward] == [("Bike", "SN1")]


def test_a_share_that_is_not_known_is_shown_as_bounds(bench: Bench) -> None:
    for line in ("LOT:FLOW-consume", "MO-2", "R1", "LOT:QTY-10", "LOT:FLOW-produce", "STOCK", "P1", "4", "P2", "6"):
        bench.do(line)
    assert [row.detail for row in ask(bench, "P1").back] == ["0-10 kg"]


def test_gaps_are_named(bench: Bench) -> None:
    build(bench, "L1", "LOT:FINISH", "BADGE:B-9", "LOT:CHOOSE-5")
    assert ask(bench, "SN1").gaps == ("SN1: a component is missing from the record",)


def test_a_long_tree_says_that_it_goes_on(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    build(bench, "M1", "L1", "LOT:FINISH")
    monkeypatch.setattr(lot_card, "LONGEST", 1)
    rows = ask(bench, "SN1").back
    assert len(rows) == 2
    assert (rows[-1].title, rows[-1].state) == ("+ 1", "gap")


def test_a_lot_that_came_back_into_its_own_history_ends(bench: Bench) -> None:
    steps: list[dict[str, str]] = [
        {"op": "consume", "item": "RESIN", "lot": "R1", "quantity": "1", "from": "STOCK", "transformation": "T1"},
        {"op": "produce", "item": "PACK", "lot": "P1", "quantity": "1", "to": "STOCK", "transformation": "T1"},
        {"op": "consume", "item": "PACK", "lot": "P1", "quantity": "1", "from": "STOCK", "transformation": "T2"},
        {"op": "produce", "item": "RESIN", "lot": "R1", "quantity": "1", "to": "STOCK", "transformation": "T2"},
    ]
    load(bench.product, [step | {"approver": "SUP", "reason": "recycled"} for step in steps])
    found = ask(bench, "P1")
    assert [(row.depth, row.code) for row in found.back] == [(0, "R1"), (1, "P1")]
    assert found.gaps == ()


def test_the_label_is_explained_beside_the_answer(bench: Bench) -> None:
    found = ask(bench, "(01)09506000134352(10)L1")
    assert found.title == "L1"
    assert [(line.title, line.value) for line in found.label] == [
        ("GS1 text with brackets", ""),
        ("Item (GTIN)", "09506000134352"),
        ("Lot", "L1"),
    ]


def test_a_label_that_is_wrong_or_unknown_is_explained_all_the_same(bench: Bench) -> None:
    found = ask(bench, "]d20109506000134353")
    assert (found.title, found.subtitle) == ("]d20109506000134353", "Not known here")
    assert [line.is_wrong for line in found.label] == [True, True, True]
    assert ask(bench, "NOBODY-KNOWS").label[1].value == "NOBODY-KNOWS"


def test_a_label_chosen_of_several_keeps_its_explanation(bench: Bench) -> None:
    bench.do("LOT:FLOW-look_up")
    bench.do("wedge:]C1010950600013435210L121S9")
    found = bench.do("LOT:CHOOSE-2").snapshot.look_up
    assert found is not None
    assert ("Lot", "L1") in [(line.title, line.value) for line in found.label]
