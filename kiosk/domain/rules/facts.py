"""What the rules may know: the state of everything a proposal names, read in the transaction that will write."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.item import Item
from kiosk.domain.location import ENDLESS, Location, Place
from kiosk.domain.movement import MovementRef
from kiosk.domain.order import BillLine, Operator, Order
from kiosk.domain.rules.progress import Progress


@dataclass(frozen=True, slots=True)
class OpenHold:
    """A hold that has not been released."""

    id: str
    reason: str
    operator: str
    on: str
    """The lot code or location code that is held."""


@dataclass(frozen=True, slots=True)
class LotState:
    """What is known of one lot."""

    exists: bool = False
    balances: Mapping[Place, int] = field(default_factory=dict)
    """Quantity at every place where it is not zero, in micro; negative at virtual places."""
    place: Place | None = None
    """The one place of a serial; None if it never moved."""
    expiry: date | None = None
    """Its own expiry, or the earliest of the lots it is a member of."""
    said: frozenset[str] = frozenset()
    """The names of the facts that are recorded of it; read where a line brings some."""
    holds: tuple[OpenHold, ...] = ()
    """Holds on it and on the lots it is a member of."""
    inside_of: frozenset[str] = frozenset()
    """Transformations that hold it as an input."""
    has_moved: bool = False
    """Whether a movement of it stands that no undo has taken back."""
    made_in: frozenset[str] = frozenset()
    """Transformations that have it as an output."""
    other_items: tuple[str, ...] = ()
    """Codes of other items that have a lot with the same code; read for unknown lots only."""
    twins: tuple[str, ...] = ()
    """Codes of lots of the same item that look alike; read for unknown lots only."""


@dataclass(frozen=True, slots=True)
class TransformationState:
    """What is known of one transformation."""

    kind: str = ""
    unit: str = ""
    """Lot id of the serial bound to it."""
    order: str = ""
    closed: bool = False
    inputs: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Lot id -> (taken, returned), in micro; of the lots that the proposal names."""
    outputs: Mapping[str, int] = field(default_factory=dict)
    """Lot id -> produced, in micro; only what is not undone."""
    inside: Mapping[str, int] = field(default_factory=dict)
    """Item id -> net quantity inside, in micro; read where a slot is judged (rules BOM-2 and BOM-3)."""
    bill: tuple[BillLine, ...] = ()
    """The bill that judges its slots; read with them."""
    bill_item: str = ""
    """Id of the item that this bill makes."""
    produced: int = 0
    """How much of that item came out so far, in micro."""
    makes_one_serial: bool = False
    """Whether its only output is a serial, or a serial is bound to it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The state of everything that one proposal names."""

    operators: Mapping[str, Operator] = field(default_factory=dict)
    lots: Mapping[str, LotState] = field(default_factory=dict)
    transformations: Mapping[str, TransformationState] = field(default_factory=dict)
    locations: Mapping[str, Location] = field(default_factory=dict)
    held_locations: Mapping[str, OpenHold] = field(default_factory=dict)
    order: Order | None = None
    components: Mapping[str, Item] = field(default_factory=dict)
    """The items of the bill of what is finished, by id."""
    remaining: Mapping[MovementRef, int] = field(default_factory=dict)
    """For an undo: what is left of each movement that it takes back, in micro."""
    cycles: frozenset[str] = frozenset()
    """Lot ids of outputs that would become their own ancestors."""
    progress: Progress = field(default_factory=Progress)
    """What the lines judged so far have changed."""

    def lot(self, lot_id: str) -> LotState:
        """The state of a lot; one that nobody knows has an empty state."""
        return self.lots.get(lot_id, _UNKNOWN_LOT)

    def transformation(self, name: str | None) -> TransformationState:
        """The state of a transformation; one that nobody knows has an empty state."""
        return self.transformations.get(name or "", _UNKNOWN_TRANSFORMATION)

    def contents(self, name: str) -> dict[str, int]:
        """What is in a transformation once the lines before are done: item id -> net quantity, in micro."""
        contents = Counter(self.transformation(name).inside)
        for (transformation, item), change in self.progress.items_inside.items():
            if transformation == name:
                contents[item] += change
        return dict(contents)

    def name_of(self, place: Place) -> str:
        """The place as people know it: location code, and container."""
        location = self.locations.get(place.location)
        code = location.code if location else place.location
        return f"{code} / {place.container}" if place.container else code

    def quantity(self, lot_id: str, place: Place) -> int:
        """What is at that place once the lines before are done, in micro."""
        return self.lot(lot_id).balances.get(place, 0) + self.progress.changes.get((lot_id, place), 0)

    def standing(self, lot_id: str) -> Place | None:
        """Where a serial stands that could be picked up: in the plant, with a customer, in the scrap; else None."""
        place = self.progress.places.get(lot_id, self.lot(lot_id).place)
        return None if place is None or place.location in ENDLESS else place


_UNKNOWN_LOT = LotState()
_UNKNOWN_TRANSFORMATION = TransformationState()
