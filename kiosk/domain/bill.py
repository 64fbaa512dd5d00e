"""Bills of materials against what is inside: which required slots of a unit or batch are empty."""

from collections.abc import Iterable, Mapping

from kiosk.domain.item import Tracking
from kiosk.domain.order import BillLine
from kiosk.domain.quantity import MICRO


def line_for(item: str, bill: Iterable[BillLine]) -> BillLine | None:
    """The line of the bill that this item may fill, itself or as an approved substitute."""
    return next((each for each in bill if item == each.component or item in each.substitutes), None)


def filled(line: BillLine, contents: Mapping[str, int]) -> int:
    """What is in the slot of a bill line, substitutes included, in micro; `contents` is by item id."""
    return sum(contents.get(item, 0) for item in (line.component, *line.substitutes))


def is_empty(line: BillLine, tracking: Tracking, contents: Mapping[str, int], produced: int) -> bool:
    """Whether a required slot lacks something: nothing is inside, or fewer serials than the quantity made needs.

    `tracking` is that of the component; untracked components leave no trace and are never missed. `produced` is in
    micro. A tracked quantity below the bill is no empty slot: bills round, and scrap and yield differ.
    """
    if tracking is Tracking.NONE:
        return False
    inside = filled(line, contents)
    return inside <= 0 or (tracking is Tracking.SERIAL and inside * MICRO < line.quantity * produced)
