"""What a label is about: enough to make it now, or again when more is known."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.lot import LotIdentity


class SubjectKind(StrEnum):
    """What has a label of its own."""

    LOT = "lot"
    """A lot or a serial."""
    ITEM = "item"
    LOCATION = "location"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class LabelSubject:
    """One thing that is labelled."""

    kind: SubjectKind
    id: str
    """Id of the item, location or order; of a lot, that of its item."""
    code: str
    """As people know it."""
    lot: LotIdentity | None = None
    batch: str = ""
    """The number of the lot that a serial belongs to, where that is not recorded yet."""
    facts: tuple[tuple[str, str], ...] = ()
    """Facts of the lot that are not recorded yet: (name, value)."""


def subject_of_lot(lot: LotIdentity, batch: str = "", facts: tuple[tuple[str, str], ...] = ()) -> LabelSubject:
    """The label of a lot or serial."""
    return LabelSubject(SubjectKind.LOT, lot.item, lot.code, lot, batch, facts)
