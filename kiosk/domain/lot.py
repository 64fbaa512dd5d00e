"""Lots: what moves. A batch, a single unit, or the one anonymous lot of an untracked item."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from kiosk.domain.canonical import canonical
from kiosk.domain.errors import FormError
from kiosk.domain.item import Item, Tracking


class LotKind(StrEnum):
    """What a lot stands for."""

    LOT = "lot"
    SERIAL = "serial"
    ANONYMOUS = "anonymous"


KIND_OF_TRACKING = {
    Tracking.NONE: LotKind.ANONYMOUS,
    Tracking.LOT: LotKind.LOT,
    Tracking.SERIAL: LotKind.SERIAL,
}


@dataclass(frozen=True)
class LotIdentity:
    """What makes a lot this lot; two kiosks that type the same number mean the same lot, without asking each other."""

    item: str
    kind: LotKind
    code: str
    """Exactly as on the label; empty for the anonymous lot."""
    issuer: str = ""
    """The supplier's id where the item says that numbers are given per supplier, else empty."""

    @cached_property
    def id(self) -> str:
        """32 hexadecimal digits: the first 128 bits of SHA-256 over the canonical JSON of the identity."""
        identity = canonical(["lotline-lot-1", self.item, self.kind.value, self.issuer, self.code])
        return hashlib.sha256(identity.encode("utf-8")).hexdigest()[:32]


def lot_of(item: Item, code: str, supplier: str = "") -> LotIdentity:
    """The identity of a number of this item; `supplier` counts only where the item says so."""
    kind = KIND_OF_TRACKING[item.tracking]
    issuer = supplier if item.numbers_per_supplier else ""
    if kind is LotKind.ANONYMOUS:
        return LotIdentity(item.id, kind, "")
    return LotIdentity(item.id, kind, code, issuer)


EXPIRY = "expiry"
DATES = (EXPIRY, "made_on", "best_before")
FACT_NAMES = (*DATES, "supplier_lot")


@dataclass(frozen=True, slots=True)
class LotFact:
    """Something that is said of a lot. Raises FormError if it is one of the DATES and no ISO date."""

    lot: str
    """Lot id."""
    name: str
    """One of FACT_NAMES."""
    value: str
    source: str
    """Where it comes from: `scanned`, `typed`, `imported`, `derived` (shelf life)."""

    def __post_init__(self) -> None:
        if self.name in DATES and not _is_day(self.value):
            raise FormError(f"{self.name} {self.value!r} is not a date such as 2027-03-31")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_TWINS = str.maketrans({"O": "0", "I": "1", "L": "1", "B": "8", "S": "5", "Z": "2"})


def twin_form(code: str) -> str:
    """The form in which near-twins fall together: case, blanks, hyphens, and letters read as digits.

    >>> twin_form("l2609-14 O") == twin_form("L26O9140")
    True
    """
    kept = (letter for letter in code.upper() if letter.isalnum())
    return "".join(kept).translate(_TWINS)
