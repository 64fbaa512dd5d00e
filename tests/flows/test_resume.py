"""A kiosk that stops after any input goes on where it was: every story, reopened after each of its steps."""

import pytest

from tests.flows.bench import cells_of, lines_of, open_bench, where
from tests.flows.stories import ALL
from tests.flows.stories.story import Story


@pytest.mark.parametrize("story", ALL.values(), ids=ALL.keys())
def test_story_goes_on(story: Story) -> None:
    with open_bench(*story.plant, location=story.location, labels=story.labels) as bench:
        for line in lines_of(story.steps):
            cells = cells_of(line)
            bench.do(cells[0])
            before = bench.session.state
            bench.reopen()
            assert bench.session.state == before
            if not cells[0].startswith("load:"):
                assert where(bench.session.state) == cells[1]
        assert bench.jobs() == lines_of(story.jobs)
        assert bench.ledger() == lines_of(story.ledger)
