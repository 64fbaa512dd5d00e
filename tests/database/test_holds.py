"""Holds on lots, on the lots that serials are members of, and on places: what is blocked, and what a trace shows."""

from typing import Any

import pytest

from tests.database.story import MASTER
from tests.operations.product import NOW, Product

CELLS = {"op": "receive", "item": "CELL", "lot": "L1", "quantity": "10", "to": "STOCK"}
BOARD = {"op": "receive", "item": "BOARD", "lot": "B1", "batch": "BB", "to": "STOCK"}
SHIP_CELL = {"op": "ship", "item": "CELL", "lot": "L1", "quantity": "1", "from": "STOCK"}
SHIP_BOARD = {"op": "ship", "item": "BOARD", "lot": "B1", "from": "STOCK"}
MOVE = {"op": "move", "item": "CELL", "lot": "L1", "quantity": "10", "from": "STOCK", "to": "LINE"}


def hold(**what: Any) -> dict[str, Any]:
    return {"op": "hold", "ref": "h", "reason": "suspect", **what}


def status(product: Product, code: str, item: str) -> str:
    answer = product.trace(code, item, "back", NOW.date())
    [root] = [lot for lot in answer["lots"] if lot["id"] == answer["root"]]
    return str(root["status"])


@pytest.mark.parametrize(
    ("held", "shipment", "lot"),
    [
        (hold(item="CELL", lot="L1"), SHIP_CELL, ("L1", "CELL")),
        (hold(item="BOARD", lot="B1"), SHIP_BOARD, ("B1", "BOARD")),
        (hold(item="BOARD", lot="BB"), SHIP_BOARD, ("B1", "BOARD")),
        (hold(location="STOCK"), SHIP_CELL, ("L1", "CELL")),
    ],
    ids=["lot", "serial", "its batch", "place"],
)
def test_what_is_held_is_not_shipped_until_it_is_released(
    product: Product, held: dict[str, Any], shipment: dict[str, Any], lot: tuple[str, str]
) -> None:
    answer = product.load([*MASTER, CELLS, BOARD, held, shipment])
    assert [each["rule"] for each in answer["refused"]] == ["HOLD-1"]
    assert status(product, *lot) == "hold"
    hold_entry = answer["entries"]["h"]
    assert product.load([{"op": "release", "hold": hold_entry}, shipment])["refused"] == []
    assert status(product, *lot) == ("in_stock" if lot[0] == "L1" else "shipped")


def test_a_lot_leaves_the_hold_of_a_place_with_the_place(product: Product) -> None:
    product.load([*MASTER, CELLS, hold(location="STOCK"), MOVE])
    assert status(product, "L1", "CELL") == "in_stock"
    assert product.load([SHIP_CELL | {"from": "LINE"}])["refused"] == []


def test_two_holds_need_two_releases(product: Product) -> None:
    product.load([*MASTER, CELLS, hold(item="CELL", lot="L1", ref="one"), hold(item="CELL", lot="L1", ref="two")])
    names = [f"ST/{len(MASTER) + 2}", f"ST/{len(MASTER) + 3}"]
    for name in names:
        assert status(product, "L1", "CELL") == "hold"
        assert product.load([{"op": "release", "hold": name}])["refused"] == []
    assert status(product, "L1", "CELL") == "in_stock"


def test_only_places_of_the_plant_are_held(product: Product) -> None:
    answer = product.load([*MASTER, hold(location="CUSTOMER"), hold(location="ATTIC")])
    assert [each["rule"] for each in answer["refused"]] == ["REF-1", "REF-1"]
