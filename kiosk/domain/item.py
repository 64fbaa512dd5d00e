"""Items: what is made, bought and used, and how closely each of them is tracked."""

from dataclasses import dataclass
from enum import StrEnum


class Tracking(StrEnum):
    """How closely the movements of an item are recorded."""

    NONE = "none"
    LOT = "lot"
    SERIAL = "serial"


class ExpiryPolicy(StrEnum):
    """What happens when an expired lot is used or shipped (rule EXP-1)."""

    WARN = "warn"
    BLOCK = "block"
    BLOCK_UNLESS_APPROVED = "block_unless_approved"


@dataclass(frozen=True, slots=True)
class Alias:
    """Another code of an item, with the quantity of base units that it stands for."""

    code: str
    quantity: int
    """In micro: a GTIN of a box of ten stands for 10,000,000."""
    kind: str = "gtin"
    """`gtin` (14 digits) or `code` (a former or foreign item code)."""


@dataclass(frozen=True, slots=True)
class Item:
    """A material definition (ISA-95)."""

    id: str
    """Fixed when the item is made: its first code. Renaming keeps it."""
    code: str
    name: str
    tracking: Tracking
    unit: str = "each"
    """Base unit of every quantity of this item; fixed after the first movement."""
    aliases: tuple[Alias, ...] = ()
    shelf_life_days: int | None = None
    expiry_policy: ExpiryPolicy = ExpiryPolicy.BLOCK
    numbers_per_supplier: bool = False
    """Whether the supplier belongs to the identity of a lot, because two suppliers may use one number."""
    lot_pattern: str | None = None
    """Regular expression that every new lot or serial code must match whole (rule LOT-2)."""
    number_template: str | None = None
    picture: str | None = None
    look_alikes: tuple[str, ...] = ()
    """Ids of items that are easily mistaken for this one."""

    @property
    def is_tracked(self) -> bool:
        """Whether a movement of this item needs a lot or a serial (rule TRACK-1)."""
        return self.tracking is not Tracking.NONE
