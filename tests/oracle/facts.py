"""The plain records the model plant keeps: what was stated, and what moved."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

ZERO = Decimal(0)
ONE = Decimal(1)

SUPPLIER, CUSTOMER, PRODUCTION = "SUPPLIER", "CUSTOMER", "PRODUCTION"
SCRAP, ADJUSTMENT, TRANSIT = "SCRAP", "ADJUSTMENT", "TRANSIT"
VIRTUAL = frozenset({SUPPLIER, CUSTOMER, PRODUCTION, SCRAP, ADJUSTMENT, TRANSIT})
ENDLESS = frozenset({SUPPLIER, PRODUCTION, ADJUSTMENT, TRANSIT})
"""Virtual places that can always give more; a customer and the scrap give back only what they hold."""

EVIDENCE = ("scanned", "confirmed", "typed", "imported", "inferred")
"""From strong to weak."""

Bill = dict[str, Decimal]
"""Component item code -> quantity for one unit of the product."""


class LotKey(NamedTuple):
    """What makes a lot itself; `issuer` is empty unless the item says "numbers per supplier"."""

    item: str
    kind: str
    issuer: str
    code: str

    @property
    def id(self) -> str:
        return "/".join(self)

    @property
    def is_tracked(self) -> bool:
        return self.kind != "anonymous"


class Place(NamedTuple):
    """Where stock stands; the two optional parts are empty at virtual places."""

    location: str
    container: str | None = None
    owner: str | None = None

    @property
    def is_internal(self) -> bool:
        return self.location not in VIRTUAL


@dataclass(slots=True)
class Item:
    code: str
    tracking: str
    unit: str = "each"
    expiry_policy: str = "block"
    numbers_per_supplier: bool = False


@dataclass(slots=True)
class Order:
    kind: str
    partner: str | None
    lines: dict[str, list[frozenset[str]]]
    """Item code -> the pinned lots of each of its lines, an empty set where none is pinned."""
    bill: Bill


@dataclass(slots=True)
class Lot:
    expiry: date | None = None


@dataclass(slots=True)
class Movement:
    """Quantity of one lot from place to place; `undone` is what later entries have taken back of it."""

    entry: int
    op: str
    lot: LotKey
    quantity: Decimal
    source: Place
    target: Place
    at: datetime
    evidence: str
    station: str
    role: str | None = None
    transformation: str | None = None
    bill: Bill | None = None
    """Of an output: the bill in force when it was recorded."""
    reverses: "Movement | None" = None
    undone: Decimal = ZERO

    @property
    def remaining(self) -> Decimal:
        return self.quantity - self.undone


@dataclass(slots=True)
class Membership:
    serial: LotKey
    batch: LotKey
    entry: int
    at: datetime
    evidence: str
    station: str


@dataclass(slots=True)
class Entry:
    op: str
    movements: list[Movement] = field(default_factory=list)


@dataclass(slots=True)
class Transformation:
    """Every movement that ever named it, by role and lot, undone ones included."""

    inputs: dict[LotKey, list[Movement]] = field(default_factory=dict)
    returns: dict[LotKey, list[Movement]] = field(default_factory=dict)
    outputs: dict[LotKey, list[Movement]] = field(default_factory=dict)

    def of_role(self, role: str) -> dict[LotKey, list[Movement]]:
        return {"input": self.inputs, "input_returned": self.returns, "output": self.outputs}[role]


def total(movements: list[Movement] | None) -> Decimal:
    """Sum of what is not undone."""
    return sum((each.remaining for each in movements or ()), ZERO)
