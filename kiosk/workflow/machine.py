"""The machine: state x event -> handler. What stands in the table can happen; everything else is said not to fit.

`step` is pure: no clock, no database, no window. A movement is put before the rules by an effect; their answer comes
back as an event, within the same transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.snapshot import Mood
from kiosk.workflow import handlers as on
from kiosk.workflow.context import Context
from kiosk.workflow.effects import Effect, Say
from kiosk.workflow.events import (
    BadgeShown,
    Cleared,
    CommandGiven,
    Event,
    Objected,
    QuantityGiven,
    ReasonGiven,
    Recorded,
    Scanned,
)
from kiosk.workflow.states import (
    Approving,
    Choosing,
    Confirming,
    Home,
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


Handler = Callable[[Any, Any, Context], tuple[State, tuple[Effect, ...]]]

TRANSITIONS: dict[type, dict[type, Handler]] = {
    SignedOut: {BadgeShown: on.sign_in, Scanned: on.nobody, CommandGiven: on.nobody},
    Home: {BadgeShown: on.sign_in, Scanned: on.look_at, CommandGiven: on.command_at_home},
    Working: {
        BadgeShown: on.change_operator,
        Scanned: on.take_scan,
        CommandGiven: on.command_at_work,
        QuantityGiven: on.take_quantity,
    },
    Choosing: {
        BadgeShown: on.change_operator,
        Scanned: on.supersede_choice,
        CommandGiven: on.choose,
    },
    Pending: {Cleared: on.cleared, Objected: on.objected, Recorded: on.recorded},
    Confirming: {BadgeShown: on.change_operator, Scanned: on.answer_warning, CommandGiven: on.command_at_warning},
    Approving: {
        BadgeShown: on.approve,
        Scanned: on.supersede_approval,
        CommandGiven: on.command_at_approval,
        ReasonGiven: on.give_reason,
    },
    TakingBack: {Recorded: on.taken_back, Objected: on.not_taken_back},
    LookingUp: {BadgeShown: on.sign_in, Scanned: on.look_at, CommandGiven: on.command_at_home},
}
"""Everything that can happen. A test proves that every flow can be begun, ended and left from every state."""


def step(state: State, event: Event, context: Context) -> Step:
    """The next state and what is to be done."""
    handler = TRANSITIONS[type(state)].get(type(event))
    if handler is None:
        return Step(state, (Say(Mood.REFUSED, "scan.not_now"),))
    return Step(*handler(state, event, context))
