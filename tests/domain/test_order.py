"""Orders, people and places: the questions that they answer themselves."""

from kiosk.domain.item import Item, Tracking
from kiosk.domain.location import ENDLESS, VIRTUAL, LocationKind
from kiosk.domain.order import PROGRAM, Operator, Order, OrderKind, OrderLine


def test_an_order_finds_the_line_of_an_item() -> None:
    lines = (OrderLine("BIKE", 1), OrderLine("PACK", 2), OrderLine("BIKE", 3))
    order = Order("SO-1", OrderKind.DELIVERY, lines=lines)
    assert order.line_for("BIKE") is lines[0]
    assert order.line_for("CELL") is None


def test_a_role_beyond_operator_may_approve() -> None:
    assert Operator("BOSS", ("operator", "quality")).may_approve
    assert not Operator("OP1").may_approve
    assert not Operator("OP2", ()).may_approve
    assert not PROGRAM.may_approve


def test_only_untracked_items_move_without_a_number() -> None:
    tracked = {tracking: Item("X", "X", "X", tracking).is_tracked for tracking in Tracking}
    assert tracked == {Tracking.NONE: False, Tracking.LOT: True, Tracking.SERIAL: True}


def test_every_kind_of_virtual_location_exists_once() -> None:
    assert {location.kind for location in VIRTUAL.values()} == set(LocationKind) - {LocationKind.INTERNAL}
    assert VIRTUAL.keys() > ENDLESS
