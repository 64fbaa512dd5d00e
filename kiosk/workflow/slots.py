"""Slots: what a job knows so far. A scan fills every slot that it carries, in any order."""

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.domain.item import Item
from kiosk.domain.location import Location, Place
from kiosk.domain.lot import LotIdentity
from kiosk.domain.movement import Evidence
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
    location: Location | None = None
    """Where goods go to."""
    unit: LotIdentity | None = None
    """The finished serial that components go into."""
    transformation: str = ""
    """The plant-wide name of the transformation the job works in."""
    unit_evidence: Evidence = Evidence.SCANNED
    """How the unit was given."""
    item: Item | None = None
    item_is_implied: bool = False
    """Whether the item was not named, but follows from the order."""
    lot: LotIdentity | None = None
    numbered: LotIdentity | None = None
    """The lot or serial whose number was given here, for goods that had none."""
    batch: LotIdentity | None = None
    """The lot that the serial is a member of."""
    quantity: int | None = None
    """In micro."""
    entered: str = ""
    """The quantity as it was entered or printed."""
    factor: str = "1"
    """Base units in one unit of `entered`."""
    source: Place | None = None
    """Where goods are taken from."""
    available: int | None = None
    """What was at the source when the lot was scanned, in micro."""
    facts: tuple[tuple[str, str], ...] = ()
    """What the label says of the lot: (name, value)."""
    evidence: Evidence = Evidence.SCANNED
    """The weakest way in which the item, the lot or the quantity was given."""

    @property
    def supplier(self) -> str:
        """Id of the partner at hand: the scanned one, else the order's; empty if none is known."""
        if self.partner:
            return self.partner.id
        return self.order.partner if self.order else ""

    @property
    def awaits_label(self) -> bool:
        """Whether a number was given that counts only when its printed label is scanned."""
        return self.numbered is not None and self.numbered not in (self.lot, self.unit)

    @property
    def goods(self) -> str:
        """Item and number, for people."""
        names = (self.item.name if self.item else "", self.lot.code if self.lot else "")
        return " ".join(name for name in names if name)

    def without_goods(self) -> "Slots":
        """Only the surroundings: order, partner, location and unit."""
        return Slots(
            order=self.order,
            partner=self.partner,
            location=self.location,
            unit=self.unit,
            transformation=self.transformation,
            unit_evidence=self.unit_evidence,
        )

    def without_unit(self) -> "Slots":
        """With no unit at hand."""
        return replace(self, unit=None, transformation="", unit_evidence=Evidence.SCANNED)

    def weakened_by(self, evidence: Evidence) -> "Slots":
        """After something of the goods was given in that way."""
        return replace(self, evidence=max(self.evidence, evidence))


NOTHING_KNOWN = Slots()
