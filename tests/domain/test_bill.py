"""Slots of a bill: empty, filled, filled by a substitute."""

import pytest

from kiosk.domain.bill import filled, is_empty, line_for
from kiosk.domain.item import Tracking
from kiosk.domain.order import BillLine
from kiosk.domain.quantity import MICRO

BOARD = BillLine("BOARD", 2 * MICRO, ("BOARD-B",))
SCREW = BillLine("SCREW", 4 * MICRO)


def test_an_item_fills_its_own_line_or_that_of_which_it_is_a_substitute() -> None:
    assert line_for("SCREW", (BOARD, SCREW)) is SCREW
    assert line_for("BOARD-B", (BOARD, SCREW)) is BOARD
    assert line_for("WHEEL", (BOARD, SCREW)) is None


def test_substitutes_count() -> None:
    assert filled(BOARD, {"BOARD": MICRO, "BOARD-B": MICRO, "SCREW": 9}) == 2 * MICRO


@pytest.mark.parametrize(
    ("tracking", "inside", "produced", "empty"),
    [
        (Tracking.LOT, 0, 1, True),
        (Tracking.LOT, 1, 1, False),
        (Tracking.SERIAL, 0, 1, True),
        (Tracking.SERIAL, 1, 1, True),
        (Tracking.SERIAL, 2, 1, False),
        (Tracking.SERIAL, 2, 2, True),
        (Tracking.NONE, 0, 1, False),
    ],
)
def test_a_slot_is_empty_when_a_tracked_part_is_missing(
    tracking: Tracking, inside: int, produced: int, empty: bool
) -> None:
    assert is_empty(BOARD, tracking, {"BOARD": inside * MICRO}, produced * MICRO) is empty
