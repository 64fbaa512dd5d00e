"""A tray: many codes seen at once, each of which must be a movement by itself, or none of them is recorded."""

from dataclasses import replace
from enum import StrEnum

from kiosk.domain.item import Tracking
from kiosk.snapshot import Mood
from kiosk.workflow.effects import Say
from kiosk.workflow.job import Job
from kiosk.workflow.states import State, Working


class Fate(StrEnum):
    """What would become of one code of a tray."""

    GOOD = "good"
    """It is recorded."""
    AGAIN = "again"
    """It is recorded already: here, or by another label of the tray."""
    OTHER = "other"
    """It names nothing that moves, such as the code of an item beside its serials. It is left out."""
    OBJECTED = "objected"
    """It is refused, or a question stands before it. Nothing of the tray is recorded."""


_ASKS_MORE = Say(Mood.REFUSED, "tray.asks_more")
_SAME_UNIT = Say(Mood.DUPLICATE, "tray.same_unit")
_SAME_LOT = Say(Mood.REFUSED, "tray.same_lot")
_CHANGES_JOB = Say(Mood.REFUSED, "tray.changes_job")


def may_begin(state: State) -> Say | None:
    """Why no tray can be read now; None where one can."""
    if not isinstance(state, Working):
        return Say(Mood.REFUSED, "tray.not_now")
    return Say(Mood.REFUSED, "tray.taking_out") if state.job.is_taking_out else None


def fate_of(before: State, after: State, said: Say | None, *, is_recorded: bool) -> tuple[Fate, Say | None]:
    """The fate of a code by what it led to, and what there is to say of it."""
    if is_recorded:
        return (Fate.GOOD, None) if _unit_of(before) == _unit_of(after) else (Fate.OBJECTED, _CHANGES_JOB)
    if said is not None and said.mood is Mood.DUPLICATE:
        return Fate.AGAIN, said
    if said is None or said.mood is not Mood.ACCEPTED:
        return Fate.OBJECTED, said
    if _surroundings(before) != _surroundings(after):
        return Fate.OBJECTED, _CHANGES_JOB
    if isinstance(after, Working) and _waits(after.job):
        return Fate.OBJECTED, _ASKS_MORE
    return Fate.OTHER, None


def again(recorded: State) -> tuple[Fate, Say]:
    """The fate of a label that is there again, after the state that recorded it: a unit is one; boxes may be two."""
    is_unit = isinstance(recorded, Working) and bool(recorded.job.done) and bool(recorded.job.done[-1].serial)
    return (Fate.AGAIN, _SAME_UNIT) if is_unit else (Fate.OBJECTED, _SAME_LOT)


def for_next(start: State, after: State) -> State:
    """The state for the next code of a tray: an item that was named before the picture is meant for all of it."""
    if not (isinstance(start, Working) and isinstance(after, Working) and start.job.slots.item):
        return after
    named = start.job.slots
    slots = replace(after.job.slots, item=named.item, item_is_implied=named.item_is_implied, evidence=named.evidence)
    return replace(after, job=replace(after.job, slots=slots))


def _surroundings(state: State) -> object:
    """What a job goes by beside its goods; a label that changes it would move the goods behind it elsewhere."""
    if not isinstance(state, Working):
        return None
    slots = state.job.slots
    return state.job.flow, slots.order, slots.partner, slots.unit, slots.location


def _unit_of(state: State) -> object:
    return state.job.slots.unit if isinstance(state, Working) else None


def _waits(job: Job) -> bool:
    """Whether goods are named of which more is asked, such as their quantity."""
    slots = job.slots
    is_counted = slots.item is not None and slots.item.tracking is Tracking.NONE
    return slots.lot is not None or slots.quantity is not None or is_counted
