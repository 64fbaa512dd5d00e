"""The machine: state x event -> handler. What stands in the table can happen; everything else is said not to fit.

`step` is pure: no clock, no database, no window. A movement is put before the rules by an effect; their answer comes
back as an event, within the same transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.snapshot import Mood
from kiosk.workflow.context import Context
from kiosk.workflow.effects import Effect, Say
from kiosk.workflow.events import (
    BadgeShown,
    Cleared,
    CommandGiven,
    Event,
    LookedAgain,
    NumberGiven,
    Objected,
    QuantityGiven,
    ReasonGiven,
    Recorded,
    Scanned,
)
from kiosk.workflow.handlers import (
    answers,
    approval,
    commands,
    home,
    labelling,
    numbering,
    people,
    questions,
    undo,
    work,
)
from kiosk.workflow.handlers.outcome import Outcome
from kiosk.workflow.states import (
    Approving,
    Choosing,
    Confirming,
    Home,
    Labelling,
    LookingUp,
    Pending,
    SignedOut,
    State,
    TakingBack,
    Working,
)


@dataclass(frozen=True, slots=True)
class Step:
    """What an event leads to."""

    state: State
    effects: tuple[Effect, ...] = ()


Handler = Callable[[Any, Any, Context], Outcome]

TRANSITIONS: dict[type, dict[type, Handler]] = {
    SignedOut: {
        BadgeShown: people.sign_in,
        Scanned: people.nobody,
        CommandGiven: people.command_of_nobody,
    },
    Home: {
        BadgeShown: people.sign_in,
        Scanned: home.scan_at_home,
        CommandGiven: home.command_at_home,
    },
    LookingUp: {
        BadgeShown: people.sign_in,
        Scanned: home.look_at,
        CommandGiven: home.command_at_home,
    },
    Labelling: {
        BadgeShown: people.sign_in,
        Scanned: labelling.scan_at_labels,
        CommandGiven: labelling.command_at_labels,
        ReasonGiven: labelling.give_reason,
        Recorded: labelling.reprint_recorded,
        Objected: labelling.reprint_refused,
    },
    Working: {
        BadgeShown: people.sign_in,
        Scanned: work.take_scan,
        QuantityGiven: work.take_quantity,
        CommandGiven: commands.command_at_work,
        LookedAgain: work.looked_again,
        NumberGiven: numbering.take_number,
    },
    Choosing: {
        BadgeShown: people.hand_over,
        Scanned: questions.narrow_choice,
        QuantityGiven: questions.quantity_at_question,
        CommandGiven: questions.choose,
    },
    Confirming: {
        BadgeShown: people.hand_over,
        Scanned: questions.answer_warning,
        QuantityGiven: questions.quantity_at_warning,
        CommandGiven: questions.command_at_warning,
    },
    Approving: {
        BadgeShown: approval.approve,
        Scanned: questions.supersede,
        QuantityGiven: questions.quantity_at_question,
        CommandGiven: approval.command_at_approval,
        ReasonGiven: approval.give_reason,
    },
    Pending: {Cleared: answers.cleared, Objected: answers.objected, Recorded: answers.recorded},
    TakingBack: {Recorded: undo.taken_back, Objected: undo.not_taken_back},
}
"""Everything that can happen. A test proves that every flow can be begun, ended and left from every state."""


def step(state: State, event: Event, context: Context) -> Step:
    """The next state and what is to be done."""
    handler = TRANSITIONS[type(state)].get(type(event))
    if handler is None:
        return Step(state, (Say(Mood.REFUSED, "scan.not_now"),))
    return Step(*handler(state, event, context))
