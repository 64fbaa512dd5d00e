"""Every flow can be begun, worked through and left with the scanner alone, and with touch alone."""

from collections.abc import Iterable

import pytest

from kiosk.snapshot import Snapshot
from kiosk.workflow.flows import FLOWS, MENU
from tests.flows.bench import Bench, cells_of, lines_of, open_bench
from tests.flows.stories import ALL
from tests.flows.stories.story import Story

TOUCHED = [story for name, story in ALL.items() if name.startswith("touch: ")]
SCANNED = [story for story in ALL.values() if "act:" not in story.steps and "enter:" not in story.steps]
ALWAYS = ("acknowledge", "cancel")
"""Keys that are understood whether or not a button shows them."""


def given_of(story: Story) -> list[str]:
    return [cells_of(line)[0] for line in lines_of(story.steps)]


def offered(shown: Snapshot) -> set[str]:
    """What can be touched now."""
    return {each.key for each in (*shown.actions, *shown.tiles, *shown.choices) if each.enabled}


@pytest.mark.parametrize("story", TOUCHED, ids=lambda story: story.name)
def test_only_what_is_shown_is_touched(story: Story) -> None:
    with open_bench(*story.plant, location=story.location, labels=story.labels) as bench:
        for given in given_of(story):
            kind, _, key = given.partition(":")
            if kind == "act":
                assert key in {*offered(bench.snapshot), *ALWAYS}, f"{key} is not on the screen"
            else:
                assert kind == "enter"
                assert bench.snapshot.input is not None, f"no pad is open for {key}"
            bench.do(given)


@pytest.mark.parametrize("flow", MENU)
def test_every_flow_is_opened_and_left(flow: str) -> None:
    assert any(is_told(story, f"LOT:FLOW-{flow}", ["LOT:HOME", "LOT:CANCEL", "LOT:BACK"]) for story in flow_stories())
    assert any(is_told(story, f"act:flow:{flow}", ["act:home", "act:cancel"]) for story in TOUCHED)


@pytest.mark.parametrize("flow", FLOWS)
def test_every_flow_records_by_scans_alone_and_by_touch_alone(flow: str) -> None:
    for stories in (SCANNED, TOUCHED):
        assert any(f"done.{flow}" in story.steps for story in stories)


def flow_stories() -> list[Story]:
    return [*SCANNED, LEAVING]


LEAVING = Story(
    "opened and left with command labels",
    "\n".join(["BADGE:B-1", *(line for flow in MENU for line in (f"LOT:FLOW-{flow}", "LOT:BACK"))]),
)


def test_every_flow_is_left_with_a_label() -> None:
    with open_bench() as bench:
        for given in given_of(LEAVING):
            bench.do(given)
            if given == "LOT:BACK":
                assert bench.snapshot.page == "home"


def is_told(story: Story, opens: str, leaves: Iterable[str]) -> bool:
    given = given_of(story)
    return opens in given and any(each in given[given.index(opens) :] for each in leaves)


@pytest.mark.parametrize("flow", FLOWS)
def test_the_primary_action_is_last_and_undo_first(flow: str) -> None:
    with open_bench() as bench:
        begin(bench, flow)
        actions = bench.snapshot.actions
        assert actions[0].key == "undo"
        assert [action.primary for action in actions] == [False] * (len(actions) - 1) + [True]


def begin(bench: Bench, flow: str) -> None:
    bench.do("BADGE:B-1")
    bench.do(f"LOT:FLOW-{flow}")
