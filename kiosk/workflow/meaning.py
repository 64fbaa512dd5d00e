"""Meanings: what a scan may stand for in this plant, with the facts about it that the machine needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.item import Item
from kiosk.domain.location import Location, Place
from kiosk.domain.lot import LotIdentity
from kiosk.domain.order import Order, Partner


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a scan may mean, with what the catalog knows of it."""

    code: str
    """As people read it."""
    item: Item | None = None
    names_item: bool = True
    """Whether the scan itself says which item it is; a bare number does not."""
    lot: LotIdentity | None = None
    is_known: bool = False
    """Whether the lot exists."""
    is_supposed: bool = False
    """Whether the label says this only if its scanner has changed the data; a person must have compared."""
    stock: tuple[tuple[Place, int], ...] = ()
    """Where the lot is in the plant, and how much of it, in micro."""
    inside: tuple[str, ...] = ()
    """For a serial: what it is built into: serials of units, names of batches."""
    transformation: str = ""
    """For a serial: the transformation that it is bound to or was made in."""
    made_for: Order | None = None
    """The order of that transformation."""
    is_finished: bool = False
    """For a serial: whether it was produced."""
    new_code: str = ""
    """A text that could be a new number of whatever item is expected."""
    batch_code: str = ""
    """The lot number beside a serial, or where a serial is still to come."""
    quantity: int | None = None
    """In micro of the base unit, packaging factor applied."""
    entered: str = ""
    """The quantity as it is printed."""
    factor: str = "1"
    """Base units in one printed unit."""
    facts: tuple[tuple[str, str], ...] = ()
    order: Order | None = None
    """An order; `item` is its item then, if it names no other."""
    location: Location | None = None
    partner: Partner | None = None

    @property
    def is_stranger(self) -> bool:
        """Whether nothing in the plant is known under this code."""
        return bool(self.new_code)

    @property
    def is_remark(self) -> bool:
        """Whether it says something about goods without naming any: a quantity, a date."""
        return not (self.item or self.new_code or self.order or self.location or self.partner)


def proven(meanings: Sequence[Meaning]) -> Meaning | None:
    """Of the meanings of a doubtful scan, the one that needs no supposition and is known in the plant; None if none."""
    found = [each for each in meanings if each.is_known and not each.is_supposed]
    return found[0] if len(found) == 1 else None
