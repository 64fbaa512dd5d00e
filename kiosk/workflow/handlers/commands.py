"""Buttons and command labels within a flow."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from kiosk.domain.movement import Evidence
from kiosk.snapshot import InputKind, Mood
from kiosk.workflow.consent import NOTHING_AGREED
from kiosk.workflow.context import Context
from kiosk.workflow.effects import OpenPad
from kiosk.workflow.events import CommandGiven, QuantityGiven
from kiosk.workflow.flow import ready
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.handlers.finishing import finish, put_in, take_out
from kiosk.workflow.handlers.home import choose_flow, go_home
from kiosk.workflow.handlers.numbering import give_number, print_again
from kiosk.workflow.handlers.outcome import Outcome, say
from kiosk.workflow.handlers.people import sign_out
from kiosk.workflow.handlers.undo import take_back
from kiosk.workflow.handlers.work import take_quantity
from kiosk.workflow.states import Working

Handler = Callable[[Working, CommandGiven, Context], Outcome]


def command_at_work(state: Working, event: CommandGiven, context: Context) -> Outcome:
    """What a command does in the middle of a flow."""
    return _COMMANDS.get(event.name, _not_now)(state, event, context)


def _not_now(state: Working, event: CommandGiven, _context: Context) -> Outcome:
    return state, say(Mood.REFUSED, "command.not_now", command=event.code)


def _acknowledge(state: Working, _event: CommandGiven, _context: Context) -> Outcome:
    return state, say(Mood.NEUTRAL, "acknowledged")


def _quantity(state: Working, event: CommandGiven, context: Context) -> Outcome:
    return take_quantity(state, QuantityGiven(event.argument, Evidence.SCANNED), context)


def _back(state: Working, _event: CommandGiven, context: Context) -> Outcome:
    """One step back: the movement at hand, then the unit, then the flow."""
    slots, flow = state.job.slots, FLOWS[state.job.flow]
    if state.job.is_half_filled or state.job.is_taking_out:
        return _forgotten(state, context)
    if flow.has_parts and slots.unit is not None:
        job = replace(state.job, slots=slots.without_unit())
        return Working(state.operator, job), say(Mood.NEUTRAL, "unit.left", code=slots.unit.code)
    return go_home(state)


def _forgotten(state: Working, context: Context) -> Outcome:
    before = state.job.slots
    slots = ready(FLOWS[state.job.flow], before, context)
    job = replace(state.job, slots=slots, consent=NOTHING_AGREED, is_taking_out=False)
    said = say(Mood.NEUTRAL, "scan.forgotten")
    if before.awaits_label and before.numbered:
        said = say(Mood.WARNING, "number.forgotten", code=before.numbered.code)
    return Working(state.operator, job), said


def _undo(state: Working, _event: CommandGiven, context: Context) -> Outcome:
    """The last thing that was done: forget a half filled movement, else take back the last entry."""
    if state.job.is_half_filled or state.job.is_taking_out:
        return _forgotten(state, context)
    return take_back(state, context)


def _type(state: Working, _event: CommandGiven, _context: Context) -> Outcome:
    return state, (OpenPad(InputKind.TEXT),)


def _number(state: Working, _event: CommandGiven, _context: Context) -> Outcome:
    return state, (OpenPad(InputKind.NUMBER),)


_COMMANDS: Mapping[str, Handler] = {
    "OK": _acknowledge,
    "QTY": _quantity,
    "CANCEL": _back,
    "BACK": _back,
    "UNDO": _undo,
    "HOME": lambda state, _event, _context: go_home(state),
    "FLOW": choose_flow,
    "SIGN-OUT": lambda state, _event, _context: sign_out(state),
    "FINISH": finish,
    "TAKE-OUT": take_out,
    "SWAP": take_out,
    "PUT-IN": put_in,
    "NEW": give_number,
    "AGAIN": print_again,
    "TYPE": _type,
    "NUMBER": _number,
}
