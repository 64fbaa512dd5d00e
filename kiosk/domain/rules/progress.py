"""What the earlier lines of a proposal have changed already when a later line is judged."""

from collections import defaultdict
from dataclasses import dataclass, field

from kiosk.domain.location import Place
from kiosk.domain.proposal import Line


@dataclass(frozen=True, slots=True)
class Progress:
    """Quantities and places as far as the lines before have moved them. Filled while a proposal is judged."""

    changes: defaultdict[tuple[str, Place], int] = field(default_factory=lambda: defaultdict(int))
    """(lot id, place) -> change, in micro."""
    places: dict[str, Place] = field(default_factory=dict)
    """Lot id -> where its last line took it."""

    def add(self, line: Line) -> None:
        """Take note of a line that was judged."""
        self.changes[line.lot.id, line.source] -= line.quantity
        self.changes[line.lot.id, line.destination] += line.quantity
        self.places[line.lot.id] = line.destination
