"""A proposal: what somebody wants recorded, before the rules have looked at it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from kiosk.domain.entry import (
    ClientKey,
    Containment,
    EntryKind,
    Hold,
    Master,
    Observation,
    TransformationChange,
)
from kiosk.domain.item import Item
from kiosk.domain.location import ADJUSTMENT, CUSTOMER, PRODUCTION, SCRAP, SUPPLIER, Place
from kiosk.domain.lot import LotFact, LotIdentity
from kiosk.domain.movement import Entered, EntryRef, Evidence, MovementRef, Role


@dataclass(frozen=True, slots=True)
class Line:
    """One wanted movement."""

    item: Item
    lot: LotIdentity
    quantity: int
    """Micro units."""
    source: Place
    destination: Place
    evidence: Evidence
    role: Role | None = None
    transformation: str | None = None
    batch: LotIdentity | None = None
    """The lot that this serial is a member of."""
    facts: tuple[LotFact, ...] = ()
    entered: Entered | None = None
    reverses: MovementRef | None = None

    @property
    def is_use(self) -> bool:
        """Whether it goes into a product or to a customer: expired and held goods are kept out of that."""
        return self.reverses is None and (self.role is Role.INPUT or self.destination.location == CUSTOMER)

    @property
    def named(self) -> tuple[LotIdentity, ...]:
        """The lot that moves, and the one it is said to be a member of."""
        return (self.lot, self.batch) if self.batch else (self.lot,)


@dataclass(frozen=True)
class Proposal:
    """One entry to be: what is wanted, by whom, and what has been confirmed or approved already."""

    kind: EntryKind
    at: datetime
    """When it happened; aware, its offset is the plant's."""
    operator: str
    lines: tuple[Line, ...] = ()
    approver: str = ""
    reason: str = ""
    partner: str = ""
    order: str = ""
    document: str = ""
    reverses: EntryRef | None = None
    counts: tuple[EntryRef, ...] = ()
    """The counts whose differences an adjustment books."""
    client: ClientKey | None = None
    holds: tuple[Hold, ...] = ()
    releases: tuple[str, ...] = ()
    transformations: tuple[TransformationChange, ...] = ()
    containments: tuple[Containment, ...] = ()
    observations: tuple[Observation, ...] = ()
    master: tuple[Master, ...] = ()
    named: tuple[LotIdentity, ...] = ()
    """Lots that the entry names without moving them: held, started, counted."""
    closes: str = ""
    """The transformation that this entry finishes; its required slots are judged (rule BOM-3)."""

    @property
    def is_approved(self) -> bool:
        """Whether a second person and a reason stand behind it."""
        return bool(self.approver and self.reason)

    @property
    def day(self) -> date:
        """The day on the plant's calendar."""
        return self.at.date()

    @cached_property
    def lots(self) -> tuple[LotIdentity, ...]:
        """Every lot it names, each once, in order."""
        named = [*self.named]
        for line in self.lines:
            named.append(line.lot)
            if line.batch:
                named.append(line.batch)
        return tuple({lot.id: lot for lot in named}.values())


FIXED_SOURCE = {
    EntryKind.RECEIVE: SUPPLIER,
    EntryKind.OPEN: ADJUSTMENT,
    EntryKind.UNCONSUME: PRODUCTION,
    EntryKind.PRODUCE: PRODUCTION,
    EntryKind.RETURN: CUSTOMER,
}
"""Where the goods of an entry come from, when its kind says so."""
FIXED_DESTINATION = {
    EntryKind.CONSUME: PRODUCTION,
    EntryKind.SHIP: CUSTOMER,
    EntryKind.SCRAP: SCRAP,
}
"""Where the goods of an entry go, when its kind says so."""
ROLES = {
    EntryKind.CONSUME: Role.INPUT,
    EntryKind.UNCONSUME: Role.INPUT_RETURNED,
    EntryKind.PRODUCE: Role.OUTPUT,
}
"""What the movements of an entry mean for their transformation."""
