"""Slots: what a job knows so far. A scan fills every slot that it carries, in any order."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.item import Item
from kiosk.domain.location import Place
from kiosk.domain.lot import LotIdentity
from kiosk.domain.movement import EntryRef, Evidence
from kiosk.domain.order import Order, Partner


class SlotName(StrEnum):
    """What a flow can ask for."""

    ORDER = "order"
    PARTNER = "partner"
    UNIT = "unit"
    ITEM = "item"
    LOT = "lot"
    QUANTITY = "quantity"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class Slots:
    """What is known of the movement at hand. None and empty mean: not known yet."""

    order: Order | None = None
    partner: Partner | None = None
    unit: LotIdentity | None = None
    """The finished serial that components go into."""
    transformation: str = ""
    """The plant-wide name of the transformation the job works in."""
    item: Item | None = None
    lot: LotIdentity | None = None
    batch: LotIdentity | None = None
    """The lot that the serial is a member of."""
    quantity: int | None = None
    """In micro."""
    entered: str = ""
    """The quantity as it was entered or printed."""
    location: str = ""
    """Id of the location that goods go to."""
    source: Place | None = None
    """Where goods are taken from."""
    facts: tuple[tuple[str, str], ...] = ()
    """What the label says of the lot: (name, value)."""
    evidence: Evidence = Evidence.SCANNED
    """The weakest way in which a slot of this movement was filled."""


@dataclass(frozen=True, slots=True)
class Job:
    """A flow at work."""

    flow: str
    slots: Slots = Slots()
    is_taking_out: bool = False
    """Whether the next component comes out of the unit."""
    confirmed: frozenset[tuple[str, str]] = frozenset()
    """Warnings that were confirmed for the movement at hand, by `Finding.code`."""
    approver: str = ""
    reason: str = ""
    recorded: tuple[str, ...] = ()
    """Lot ids of the serials recorded in this job, for rule SER-3."""
    entries: tuple[EntryRef, ...] = ()
    """What this job recorded, for undo; the last one last."""
