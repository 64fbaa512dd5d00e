"""What the machine may know beside the event: read by the runtime before each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kiosk.domain.item import Item
from kiosk.domain.location import Location
from kiosk.workflow.label_job import NO_LABELS, LabelJob, LabelPolicy


@dataclass(frozen=True, slots=True)
class Component:
    """One slot of the bill at hand, and what is in it."""

    item: Item
    required: int
    """For the unit or batch at hand, in micro."""
    inside: int = 0
    """In micro."""
    codes: tuple[str, ...] = ()
    """Lots and serials that are inside."""
    substitutes: tuple[str, ...] = ()
    """Ids of items approved in its place."""

    @property
    def missing(self) -> int:
        """What is still to come, in micro."""
        return max(self.required - self.inside, 0)


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one step."""

    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    station_location: Location | None = None
    """Where this station takes from and puts to, if it is set."""
    items: Mapping[str, Item] = field(default_factory=dict)
    """Items that the order at hand names, by id."""
    batch: str = ""
    """The open batch transformation of the order at hand."""
    is_started: bool = False
    """Whether the unit at hand is bound to its transformation."""
    is_finished: bool = False
    """Whether the unit at hand was produced: what is done to it now is rework."""
    components: tuple[Component, ...] = ()
    inside: Mapping[str, int] = field(default_factory=dict)
    """Lot id -> net quantity inside the transformation at hand, in micro."""
    done: Mapping[str, int] = field(default_factory=dict)
    """Item id -> quantity recorded for the order at hand, in micro."""
    labels: LabelPolicy = NO_LABELS
    jobs: tuple[LabelJob, ...] = ()
    """On the page of labels: those that wait, in the order in which they are shown."""

    def next_component(self) -> Component | None:
        """The first tracked component that is still to come."""
        return next((each for each in self.components if each.missing and each.item.is_tracked), None)

    def only_item(self) -> Item | None:
        """The item of an order that names no other."""
        return next(iter(self.items.values())) if len(self.items) == 1 else None

    def component(self, item_id: str) -> Component | None:
        """The slot of the bill that this item may fill."""
        return next((each for each in self.components if item_id == each.item.id or item_id in each.substitutes), None)
