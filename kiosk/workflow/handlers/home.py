"""The home page and looking things up: choosing a flow, and asking what a code is."""

from dataclasses import replace

from kiosk.domain.movement import Evidence
from kiosk.snapshot import InputKind, Mood
from kiosk.workflow.context import Context
from kiosk.workflow.effects import Effect, OpenPad, Say, Sentence
from kiosk.workflow.events import CommandGiven, Scanned
from kiosk.workflow.filling import Attempt, Filled, fit_order
from kiosk.workflow.flows import FLOWS, LABELS, LOOK_UP, flows_for
from kiosk.workflow.handlers.outcome import Outcome, say, which
from kiosk.workflow.handlers.people import sign_out
from kiosk.workflow.handlers.undo import take_back
from kiosk.workflow.job import Job
from kiosk.workflow.meaning import Meaning, proven
from kiosk.workflow.slots import SlotName, Slots
from kiosk.workflow.states import Choosing, Ground, Home, Labelling, LookingUp, Working, done_of, operator_of


def scan_at_home(state: Home, event: Scanned, context: Context) -> Outcome:
    """An order opens its flow, if it has only one; anything else is looked up."""
    orders = [each for each in event.meanings if each.order]
    if len(orders) == 1 and len(_known(event)) == 1 and orders[0].order:
        flows = flows_for(orders[0].order, orders[0].item)
        if len(flows) == 1:
            return begin(state, flows[0].name, context, orders[0])
    return look_at(state, event, context)


def look_at(state: Home | LookingUp, event: Scanned, _context: Context) -> Outcome:
    """ "What is this?": shown if it is one thing, asked about if it may be several; a label is explained anyway."""
    found = only_meaning(state, event)
    if isinstance(found, Meaning):
        looking = LookingUp(state.operator, found, state.done, event.label)
        return looking, say(Mood.ACCEPTED, "look_up.found", code=found.code)
    after, effects = found
    return _only_explained(state, event) if after == state else after, effects


def only_meaning(state: Home | LookingUp | Labelling, event: Scanned) -> Meaning | Outcome:
    """The one thing that a code is; else what becomes of the scan: refused, or asked about."""
    if event.problem:
        return state, say(Mood.REFUSED, event.problem, **dict(event.problem_values))
    known = _known(event)
    if not known:
        return state, say(Mood.REFUSED, "scan.unknown_anywhere", code=event.code)
    if (sure := proven(known)) and any(each.is_supposed for each in known):
        known = (sure,)
    if len(known) > 1 or known[0].is_supposed:
        choosing = Choosing(state, event.code, known, event.evidence, event.label)
        return choosing, (which(choosing),)
    return known[0]


def _only_explained(state: Home | LookingUp, event: Scanned) -> Home | LookingUp:
    """Who asks what a code is learns what it says, even if nothing here has it."""
    if not isinstance(state, LookingUp) or not event.label:
        return state
    return LookingUp(state.operator, None, state.done, event.label)


def _known(event: Scanned) -> tuple[Meaning, ...]:
    return tuple(each for each in event.meanings if not each.is_stranger and not each.is_remark)


def command_at_home(state: Home | LookingUp | Labelling, event: CommandGiven, context: Context) -> Outcome:
    """Choose a flow, take back, or sign out."""
    match event.name:
        case "FLOW":
            return choose_flow(state, event, context)
        case "SIGN-OUT":
            return sign_out(state)
        case "UNDO":
            return take_back(state, context)
        case "HOME" | "CANCEL" | "BACK":
            return go_home(state)
        case "OK":
            return state, say(Mood.NEUTRAL, "acknowledged")
        case "TYPE":
            return state, (OpenPad(InputKind.TEXT),)
        case _:
            return state, say(Mood.REFUSED, "command.not_now", command=event.code)


def go_home(ground: Ground) -> Outcome:
    """Leave whatever is open; what was recorded stays recorded."""
    return Home(operator_of(ground), done_of(ground)), _leaving(ground, Mood.NEUTRAL, "home")


def choose_flow(ground: Ground, event: CommandGiven, context: Context) -> Outcome:
    """Open a flow, from wherever it is called."""
    if event.argument == LOOK_UP:
        looking = LookingUp(operator_of(ground), None, done_of(ground))
        return looking, _leaving(ground, Mood.ACCEPTED, "flow.opened", flow=f"flow.{LOOK_UP}")
    if event.argument == LABELS:
        at_hand = ground.meaning if isinstance(ground, LookingUp) else None
        labelling = Labelling(operator_of(ground), at_hand, done=done_of(ground))
        return labelling, _leaving(ground, Mood.ACCEPTED, "flow.opened", flow=f"flow.{LABELS}")
    if event.argument not in FLOWS:
        return ground, say(Mood.REFUSED, "command.not_now", command=event.code)
    return begin(ground, event.argument, context, _order_at_hand(ground, context))


def begin(ground: Ground, name: str, context: Context, order: Meaning | None = None) -> Outcome:
    """Open a flow with what is known already: this station's location, and the order at hand if it fits."""
    flow = FLOWS[name]
    here = context.station_location if SlotName.LOCATION in flow.slots else None
    job = Job(name, Slots(location=here), done=done_of(ground))
    if order is not None:
        fitted = fit_order(Attempt(flow, job, order, Evidence.SCANNED, context))
        job = replace(job, slots=fitted.slots) if isinstance(fitted, Filled) else job
    return Working(operator_of(ground), job), _leaving(ground, Mood.ACCEPTED, "flow.opened", flow=f"flow.{name}")


def _leaving(ground: Ground, mood: Mood, key: str, **values: str) -> tuple[Effect, ...]:
    """What is said of the way on; a number whose label was printed and never scanned stays behind."""
    slots = ground.job.slots if isinstance(ground, Working) else None
    if slots is None or slots.numbered is None or not slots.awaits_label:
        return say(mood, key, **values)
    return (Say(Mood.WARNING, key, values, more=(Sentence("number.forgotten", {"code": slots.numbered.code}),)),)


def _order_at_hand(ground: Ground, context: Context) -> Meaning | None:
    if isinstance(ground, LookingUp) and ground.meaning and ground.meaning.order:
        return ground.meaning
    if isinstance(ground, Working) and ground.job.slots.order:
        order = ground.job.slots.order
        return Meaning(order.id, item=context.only_item(), order=order)
    return None
