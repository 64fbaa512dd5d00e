"""A job: a flow at work, with what it has recorded and can take back."""

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.domain.lot import LotIdentity
from kiosk.domain.movement import EntryRef, Evidence
from kiosk.workflow.consent import NOTHING_AGREED, Consent
from kiosk.workflow.slots import NOTHING_KNOWN, Slots

MOST_DONE = 20
"""So many entries can be taken back one after the other."""


class DoneKind(StrEnum):
    """What an entry did, as far as an undo must know."""

    MOVED = "moved"
    BEGAN = "began"
    """It bound a serial to its transformation; nothing moved."""
    CLOSED = "closed"
    """It closed a batch; nothing moved."""


@dataclass(frozen=True, slots=True)
class Done:
    """An entry that was recorded, in the words of the operator, and what an undo needs of it."""

    ref: EntryRef
    kind: DoneKind
    goods: str
    """Item and number."""
    quantity: str = ""
    unit: str = ""
    """Of the quantity."""
    serial: str = ""
    """Lot id, when it moved one serial."""
    order: str = ""
    made: LotIdentity | None = None
    """The unit that was begun or finished; an undo returns to it."""
    transformation: str = ""
    made_evidence: Evidence = Evidence.SCANNED


@dataclass(frozen=True, slots=True)
class Job:
    """A flow at work."""

    flow: str
    slots: Slots = NOTHING_KNOWN
    is_taking_out: bool = False
    """Whether the next component comes out of the unit."""
    consent: Consent = NOTHING_AGREED
    recorded: tuple[str, ...] = ()
    """Lot ids of the serials recorded in this job, for rule SER-3."""
    done: tuple[Done, ...] = ()
    """What was recorded, the last one last, for undo; goes on from job to job."""

    @property
    def is_half_filled(self) -> bool:
        """Whether something of a movement is known that is not recorded."""
        slots = self.slots
        is_named = slots.item is not None and not slots.item_is_implied
        has_goods = is_named or slots.lot is not None or slots.quantity is not None or bool(slots.facts)
        return has_goods or slots.batch is not None or slots.awaits_label

    def after(self, done: Done) -> "Job":
        """With one more entry."""
        recorded = (*self.recorded, done.serial) if done.serial else self.recorded
        return replace(self, done=(*self.done, done)[-MOST_DONE:], recorded=recorded)

    def before(self, done: Done) -> "Job":
        """With the last entry, `done`, taken back."""
        recorded = tuple(each for each in self.recorded if each != done.serial)
        return replace(self, done=self.done[:-1], recorded=recorded)
