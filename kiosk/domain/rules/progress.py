"""What the earlier lines of a proposal have changed already when a later line is judged."""

from collections import Counter
from dataclasses import dataclass, field

from kiosk.domain.location import PRODUCTION, Place
from kiosk.domain.movement import Role
from kiosk.domain.proposal import Line


@dataclass(frozen=True, slots=True)
class Progress:
    """Quantities and places as far as the lines before have moved them. Filled while a proposal is judged."""

    changes: Counter[tuple[str, Place]] = field(default_factory=Counter)
    """(lot id, place) -> change, in micro."""
    places: dict[str, Place] = field(default_factory=dict)
    """Lot id -> where its last line took it."""
    inside: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(transformation, lot id) -> change of the net input, in micro."""
    items_inside: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(transformation, item id) -> change of the net input, in micro."""
    parts: set[tuple[str, str, Role]] = field(default_factory=set)
    """(transformation, lot id, role) of the lines that were no reversals."""

    def add(self, line: Line) -> None:
        """Take note of a line that was judged."""
        self.changes[line.lot.id, line.source] -= line.quantity
        self.changes[line.lot.id, line.destination] += line.quantity
        self.places[line.lot.id] = line.destination
        if line.transformation is None or line.role is None:
            return
        if line.role in (Role.INPUT, Role.INPUT_RETURNED):
            net = line.quantity if line.destination.location == PRODUCTION else -line.quantity
            self.inside[line.transformation, line.lot.id] += net
            self.items_inside[line.transformation, line.item.id] += net
        if line.reverses is None:
            self.parts.add((line.transformation, line.lot.id, line.role))
