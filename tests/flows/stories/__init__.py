"""Every story, by its name."""

from collections.abc import Mapping

from tests.flows.stories import (
    build_unit,
    consume,
    doubt,
    labels,
    look_up,
    people,
    produce_batch,
    receive,
    ship,
    touch,
    trouble,
    undo,
)
from tests.flows.stories.story import Story

_MODULES = (people, receive, consume, build_unit, produce_batch, ship, look_up, labels, undo, trouble, touch, doubt)
ALL: Mapping[str, Story] = {
    f"{module.__name__.rpartition('.')[2]}: {story.name}": story for module in _MODULES for story in module.STORIES
}
