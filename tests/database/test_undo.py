"""Undo: backwards, never more than there was, and itself undone."""

from typing import Any

import pytest
from sqlalchemy import select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.database.connection import reading
from kiosk.database.undo import lines_to_undo
from kiosk.domain.movement import EntryRef
from kiosk.domain.proposal import Line
from kiosk.domain.quantity import MICRO
from tests.database.story import MASTER
from tests.operations.product import Product

RECEIPT = {"op": "receive", "item": "CELL", "lot": "L1", "quantity": "10", "to": "STOCK", "ref": "receipt"}
CONSUMED = {"op": "consume", "item": "CELL", "lot": "L1", "quantity": "6", "from": "STOCK", "transformation": "T1"}
RETURNED = {"op": "unconsume", "item": "CELL", "lot": "L1", "quantity": "2", "to": "STOCK", "transformation": "T1"}


def undo(entry: str, quantity: str | None = None, **more: Any) -> dict[str, Any]:
    return {"op": "undo", "entry": entry, "quantity": quantity, **more}


def load(product: Product, *operations: dict[str, Any]) -> list[str]:
    """The rules that refused."""
    answer = product.load([*MASTER, *operations])
    return [each["rule"] for each in answer["refused"]]


def remaining(product: Product) -> list[int]:
    """What is left of every movement, in whole units."""
    with reading(product.engine) as connection:
        left = connection.execute(select(tables.movement.c.remaining).order_by(tables.movement.c.key)).scalars()
        return [micro // MICRO for micro in left]


def inside(product: Product) -> list[tuple[int, int]]:
    with reading(product.engine) as connection:
        part = tables.participation
        rows = connection.execute(select(part.c.taken, part.c.returned).where(part.c.side == tables.INPUT_SIDE))
        return [(row.taken // MICRO, row.returned // MICRO) for row in rows]


def lines(product: Product, seq: int, quantity: int | None = None) -> tuple[Line, ...] | None:
    with reading(product.engine) as connection:
        return lines_to_undo(connection, Catalog(connection), EntryRef("ST", seq), quantity)


def test_the_lines_of_an_undo_go_backwards_and_name_what_they_reverse(product: Product) -> None:
    load(product, RECEIPT)
    found = lines(product, len(MASTER) + 1)
    assert found is not None
    [line] = found
    assert (line.source.location, line.destination.location) == ("STOCK", "SUPPLIER")
    assert (line.quantity, str(line.reverses and line.reverses.entry)) == (10 * MICRO, f"ST/{len(MASTER) + 1}")
    assert lines(product, 1) == ()
    assert lines(product, 999) is None


def test_the_last_movement_is_taken_back_first(product: Product) -> None:
    approved = {"operator": "OP1", "approver": "BOSS", "reason": "found"}
    load(
        product, {"op": "move", "item": "CELL", "lot": "L1", "quantity": "4", "from": "STOCK", "to": "LINE"} | approved
    )
    found = lines(product, len(MASTER) + 1)
    assert found is not None
    assert [line.source.location for line in found] == ["LINE", "STOCK"]
    assert [line.quantity for line in lines(product, len(MASTER) + 1, MICRO) or ()] == [MICRO, MICRO]


def test_parts_of_it_can_be_taken_back_until_nothing_is_left(product: Product) -> None:
    rules = load(
        product,
        RECEIPT,
        undo("receipt", "4"),
        undo("receipt", "7"),
        undo("receipt"),
        undo("receipt"),
        undo("receipt", "1"),
    )
    assert rules == ["QTY-1", "QTY-1", "QTY-1"]
    assert remaining(product) == [0, 4, 6]


def test_an_undo_can_be_undone_and_done_again(product: Product) -> None:
    again = [undo("receipt", ref="a"), undo("a", ref="b"), undo("receipt", ref="c"), undo("a"), undo("b")]
    assert load(product, RECEIPT, *again) == ["QTY-1", "QTY-1"]
    assert remaining(product) == [0, 0, 10, 10]


@pytest.mark.parametrize("quantity", ["0", "-1", "0.5", "0.0000001"])
def test_a_quantity_that_cannot_be_is_refused(product: Product, quantity: str) -> None:
    assert load(product, RECEIPT, undo("receipt", quantity)) == ["QTY-2"]


def test_what_is_gone_is_not_taken_back_without_approval(product: Product) -> None:
    moved = {"op": "move", "item": "CELL", "lot": "L1", "quantity": "10", "from": "STOCK", "to": "LINE"}
    approved = {"operator": "OP1", "approver": "BOSS", "reason": "label was wrong"}
    assert load(product, RECEIPT, moved, undo("receipt"), undo("receipt", **approved)) == ["LOC-1"]
    assert remaining(product) == [0, 10, 10, 10]


def test_a_consumption_cannot_be_undone_below_what_was_returned(product: Product) -> None:
    rules = load(product, RECEIPT, CONSUMED | {"ref": "in"}, RETURNED | {"ref": "out"}, undo("in"), undo("in", "4"))
    assert rules == ["QTY-1"]
    assert inside(product) == [(2, 2)]


def test_undoing_a_return_and_undoing_that(product: Product) -> None:
    assert load(product, RECEIPT, CONSUMED, RETURNED | {"ref": "out"}, undo("out", ref="u")) == []
    assert inside(product) == [(6, 0)]
    assert product.load([undo(f"ST/{len(MASTER) + 4}")])["refused"] == []
    assert inside(product) == [(6, 2)]


def test_a_membership_falls_and_comes_back_with_its_entry(product: Product) -> None:
    board = {"op": "receive", "item": "BOARD", "lot": "B1", "batch": "BB", "to": "STOCK", "ref": "board"}
    load(product, board, undo("board", ref="u"))
    today = product.clock.now().date()
    assert product.trace("B1", "BOARD", "back", today)["links"] == []
    assert product.load([undo(f"ST/{len(MASTER) + 2}")])["recorded"] == 1
    assert [link["state"] for link in product.trace("B1", "BOARD", "back", today)["links"]] == ["member"]


@pytest.mark.parametrize("entry", ["ST/1", "ST/99", "OTHER/1", "never"])
def test_what_moved_nothing_or_never_was_cannot_be_undone(product: Product, entry: str) -> None:
    assert load(product, undo(entry)) == ["QTY-1" if entry == "ST/1" else "REF-1"]
