"""The table of the machine is complete: whatever happens in whatever state leads somewhere, or is said not to fit."""

import itertools
import typing
from dataclasses import replace

import pytest

from kiosk.snapshot import Mood
from kiosk.workflow.context import Component, Context
from kiosk.workflow.effects import Asking, OpenPad, Print, Say, Settle, Supersede
from kiosk.workflow.events import (
    Cleared,
    CommandGiven,
    Event,
    LookedAgain,
    NumberGiven,
    Objected,
    QuantityGiven,
    Recorded,
)
from kiosk.workflow.machine import TRANSITIONS, step
from kiosk.workflow.states import Approving, Confirming, Home, Labelling, Pending, State, TakingBack, Working
from tests.workflow.samples import BIKE, CELL, DONE, EVENTS, OBJECTION, PENDING, STATES, WARNING

CONTEXT = Context(items={"BIKE": BIKE}, is_started=True, components=(Component(CELL, 10),))
ANSWERS = {
    Pending: {Cleared, Objected, Recorded},
    TakingBack: {Objected, Recorded},
    Labelling: {Objected, Recorded},
    Working: {LookedAgain, NumberGiven},
}
"""What a movement that lies before the rules can be answered with."""


def test_there_is_a_sample_of_every_state_and_every_event() -> None:
    assert {type(each) for each in STATES} == set(typing.get_args(State))
    assert {type(each) for each in EVENTS} == set(typing.get_args(Event))


def test_every_state_has_a_row_and_no_row_is_of_something_else() -> None:
    assert set(TRANSITIONS) == set(typing.get_args(State))
    assert all(set(row) <= set(typing.get_args(Event)) for row in TRANSITIONS.values())


@pytest.mark.parametrize(
    ("state", "event"),
    list(itertools.product(STATES, EVENTS)),
    ids=lambda each: type(each).__name__,
)
def test_every_event_in_every_state_leads_somewhere(state: State, event: Event) -> None:
    after = step(state, event, CONTEXT)
    assert type(after.state) in TRANSITIONS
    if type(event) not in TRANSITIONS[type(state)]:
        assert after.state == state
        assert after.effects == (Say(Mood.REFUSED, "scan.not_now"),)
        return
    asked = [each for each in after.effects if isinstance(each, Asking)]
    assert len(asked) <= 1, "one question to the ledger at a time"
    assert all(isinstance(each, Asking | Say | OpenPad | Supersede | Print | Settle) for each in after.effects)
    assert isinstance(after.state, Pending | TakingBack) <= bool(asked), "nothing waits for an answer that never comes"


@pytest.mark.parametrize("state", STATES, ids=lambda each: type(each).__name__)
def test_only_the_rules_answer_what_lies_before_them(state: State) -> None:
    answered = set(TRANSITIONS[type(state)]) & {Cleared, Objected, Recorded, LookedAgain, NumberGiven}
    assert answered == ANSWERS.get(type(state), set())


@pytest.mark.parametrize("event", [QuantityGiven("12"), CommandGiven("QTY", "12"), CommandGiven("OK")])
def test_the_same_number_again_confirms_a_warning_about_it(event: Event) -> None:
    asked = Confirming(replace(PENDING, code=QuantityGiven("12").code), (WARNING,))
    after = step(asked, event, CONTEXT)
    assert isinstance(after.state, Pending)
    assert after.state.job.consent.confirmed >= {WARNING.code}


def test_an_undo_that_nothing_stands_on_is_asked_about_without_entries() -> None:
    after = step(TakingBack(Home("OP1", (DONE,))), Objected((OBJECTION,)), CONTEXT)
    assert after.state == Approving(TakingBack(Home("OP1", (DONE,))), (OBJECTION,))
    assert after.effects == (Say(Mood.WARNING, OBJECTION.key, OBJECTION.values, OBJECTION.rule),)
