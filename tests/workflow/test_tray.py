"""What becomes of one code of a tray, as data."""

from dataclasses import replace

import pytest

from kiosk.domain.item import Tracking
from kiosk.snapshot import Mood
from kiosk.workflow.effects import Say
from kiosk.workflow.job import Job
from kiosk.workflow.slots import NOTHING_KNOWN, Slots
from kiosk.workflow.states import Home, Working
from kiosk.workflow.tray import Fate, fate_of, for_next
from tests.workflow.samples import CELL, L1, ORDER, SN1, STOCK

AT_HOME = Home("OP1")


def working(slots: Slots = NOTHING_KNOWN) -> Working:
    return Working("OP1", Job("receive", slots))


NAMED = replace(NOTHING_KNOWN, item=CELL)
COUNTED = replace(NOTHING_KNOWN, item=replace(CELL, tracking=Tracking.NONE))
TAKEN = Say(Mood.ACCEPTED, "taken.goods")


@pytest.mark.parametrize(
    ("after", "said", "is_recorded", "fate", "key"),
    [
        (working(), Say(Mood.DONE, "done.receive"), True, Fate.GOOD, ""),
        (working(), Say(Mood.DUPLICATE, "again"), False, Fate.AGAIN, "again"),
        (working(), Say(Mood.REFUSED, "stop"), False, Fate.OBJECTED, "stop"),
        (working(), Say(Mood.WARNING, "sure"), False, Fate.OBJECTED, "sure"),
        (working(), None, False, Fate.OBJECTED, ""),
        (working(NAMED), TAKEN, False, Fate.OTHER, ""),
        (AT_HOME, TAKEN, False, Fate.OTHER, ""),
        (working(replace(NAMED, lot=L1)), TAKEN, False, Fate.OBJECTED, "tray.asks_more"),
        (working(replace(NAMED, quantity=1)), TAKEN, False, Fate.OBJECTED, "tray.asks_more"),
        (working(replace(NOTHING_KNOWN, order=ORDER)), TAKEN, False, Fate.OBJECTED, "tray.changes_job"),
        (working(replace(NOTHING_KNOWN, unit=SN1)), TAKEN, False, Fate.OBJECTED, "tray.changes_job"),
        (working(replace(NOTHING_KNOWN, location=STOCK)), TAKEN, False, Fate.OBJECTED, "tray.changes_job"),
        (working(COUNTED), TAKEN, False, Fate.OBJECTED, "tray.asks_more"),
    ],
)
def test_the_fate_of_a_code(after: Home | Working, said: Say | None, is_recorded: bool, fate: Fate, key: str) -> None:
    found, words = fate_of(after if after == AT_HOME else working(), after, said, is_recorded=is_recorded)
    assert found is fate
    assert (words.key if words else "") == key


def test_an_item_named_before_the_picture_is_meant_for_all_of_it() -> None:
    assert for_next(working(NAMED), working()) == working(NAMED)
    assert for_next(working(), working()) == working()
    assert for_next(working(NAMED), AT_HOME) == AT_HOME
