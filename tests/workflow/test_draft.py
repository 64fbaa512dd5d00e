"""The draft brings every state back as it was, and refuses what is none."""

import pytest

from kiosk.domain.errors import DamagedError
from kiosk.workflow.draft import from_draft, to_draft
from kiosk.workflow.states import Approving, Home, Pending, State, TakingBack
from tests.workflow.samples import DONE, OBJECTION, PENDING, STATES

LASTING = [state for state in STATES if not isinstance(state, Pending | TakingBack)]


@pytest.mark.parametrize("state", LASTING, ids=lambda each: type(each).__name__)
def test_every_state_comes_back(state: State) -> None:
    assert from_draft(to_draft(state)) == state


def test_an_undo_that_waits_for_approval_comes_back() -> None:
    waiting = Approving(TakingBack(Home("OP1", (DONE,))), (OBJECTION,))
    assert from_draft(to_draft(waiting)) == waiting


def test_what_lies_before_the_rules_never_reaches_a_draft() -> None:
    with pytest.raises(TypeError):
        to_draft(PENDING)


def test_a_draft_of_an_older_program_takes_the_defaults_of_what_is_new() -> None:
    assert '"done"' in to_draft(Home("OP1", (DONE,)))
    assert from_draft('{"is":"Home","operator":"OP1"}') == Home("OP1")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"is":"Nothing"}',
        '{"is":"Home"}',
        '{"is":"Home","operator":7}',
        '{"is":"Home","operator":"OP1","nonsense":1}',
        '{"is":"Working","operator":"OP1","job":{"is":"Home","operator":"OP1"}}',
        '{"is":"Home","operator":"OP1","done":[{"is":"Done","ref":null}]}',
    ],
)
def test_damaged_drafts_are_named(text: str) -> None:
    with pytest.raises(DamagedError):
        from_draft(text)
