"""Every story leads where its table says, and leaves the entries that it says."""

import re

import pytest

from kiosk.database.verify import verify
from kiosk.snapshot import Snapshot
from tests.flows.bench import cells_of, lines_of, normal, open_bench, row_of
from tests.flows.stories import ALL
from tests.flows.stories.story import Story

_PLACEHOLDER = re.compile(r"\{[a-z_]*\}")


@pytest.mark.parametrize("story", ALL.values(), ids=ALL.keys())
def test_story(story: Story) -> None:
    with open_bench(*story.plant, location=story.location, labels=story.labels) as bench:
        found = []
        for line in lines_of(story.steps):
            given = cells_of(line)[0]
            outcome = bench.do(given)
            found.append(line if given.startswith("load:") else row_of(given, outcome, bench.session.state))
            assert_complete(outcome.snapshot)
        assert normal(found) == normal(lines_of(story.steps))
        assert bench.jobs() == lines_of(story.jobs)
        assert bench.ledger() == lines_of(story.ledger)
        assert verify(bench.product.engine).damage is None


def assert_complete(shown: Snapshot) -> None:
    """Nothing on the screen is unfilled, unnamed or out of reach."""
    texts = [shown.prompt, shown.hint, shown.title, shown.verdict.text, shown.verdict.hint, shown.subject_detail]
    texts += [text for row in shown.rows for text in (row.title, row.value, row.quantity)]
    texts += [action.label for action in (*shown.actions, *shown.choices, *shown.tiles)]
    assert not [text for text in texts if _PLACEHOLDER.search(text)]
    assert not [text for text in texts if re.fullmatch(r"[a-z_]+(\.[a-z_-]+)+", text)], "a key without a sentence"
    assert shown.prompt
    assert len(shown.actions) <= 5
    assert all(action.label for action in (*shown.actions, *shown.choices, *shown.tiles))
    assert shown.must_acknowledge == (shown.verdict.mood == "refused")
