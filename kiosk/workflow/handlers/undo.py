"""Taking back what was recorded, the last entry first."""

from dataclasses import replace

from kiosk.domain.rules.finding import Severity
from kiosk.snapshot import Mood
from kiosk.workflow.context import Context
from kiosk.workflow.effects import Sentence, Supersede, TakeBack
from kiosk.workflow.events import Objected, Recorded
from kiosk.workflow.flow import ready
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.handlers.outcome import Outcome, say, verdict_of
from kiosk.workflow.job import Done, DoneKind, Job
from kiosk.workflow.states import Approving, Ground, TakingBack, Working, done_of


def take_back(ground: Ground, context: Context) -> Outcome:
    """Undo the last entry of this operator's work; what moved nothing is only left."""
    done = done_of(ground)
    if not done:
        return ground, say(Mood.REFUSED, "undo.nothing")
    match done[-1].kind:
        case DoneKind.MOVED:
            return submit_undo(TakingBack(ground))
        case DoneKind.BEGAN:
            return _without(ground, done[-1], context), say(Mood.NEUTRAL, "undo.begun", goods=done[-1].goods)
        case _:
            return _without(ground, done[-1], context), say(Mood.REFUSED, "undo.closed", goods=done[-1].goods)


def submit_undo(state: TakingBack) -> Outcome:
    """Put the undo before the rules."""
    ref = done_of(state.before)[-1].ref
    return state, (TakeBack(ref, state.before.operator, state.consent),)


def taken_back(state: TakingBack, _event: Recorded, context: Context) -> Outcome:
    """The last entry is undone; the one before is next."""
    last = done_of(state.before)[-1]
    said = say(Mood.DONE, "undo.done", goods=last.goods, quantity=last.quantity, unit=last.unit)
    return _without(state.before, last, context), said


def not_taken_back(state: TakingBack, event: Objected, _context: Context) -> Outcome:
    """What it would take back is gone: a second person may approve. What is taken back already is left out."""
    if event.findings[0].severity is not Severity.APPROVE:
        said = verdict_of(Mood.REFUSED, event.findings)
        return _with_done(state.before, done_of(state.before)[:-1]), (said,)
    said = verdict_of(Mood.WARNING, event.findings)
    if event.entries:
        entries = ", ".join(str(ref) for ref in event.entries)
        said = replace(said, more=(*said.more, Sentence("undo.stands_on", {"entries": entries})))
    return Approving(state, event.findings), (said,)


def forget(ground: Ground) -> Outcome:
    """Drop the open question; nothing came of it."""
    return ground, (*say(Mood.NEUTRAL, "scan.forgotten"), Supersede())


def _without(ground: Ground, last: Done, context: Context) -> Ground:
    """Where the operator stood before that entry."""
    if not isinstance(ground, Working):
        return _with_done(ground, ground.done[:-1])
    job = ground.job.before(last)
    slots = ready(FLOWS[job.flow], job.slots, context)
    if last.kind is DoneKind.BEGAN and slots.unit == last.made:
        slots = slots.without_unit()
    elif last.kind is DoneKind.MOVED and _returns_to_unit(job, last):
        slots = replace(slots, unit=last.made, transformation=last.transformation, unit_evidence=last.made_evidence)
    return Working(ground.operator, replace(job, slots=slots, is_taking_out=False))


def _with_done(ground: Ground, done: tuple[Done, ...]) -> Ground:
    if isinstance(ground, Working):
        return replace(ground, job=replace(ground.job, done=done))
    return replace(ground, done=done)


def _returns_to_unit(job: Job, last: Done) -> bool:
    """Whether the undone entry finished a unit of the flow and order at hand: its parts can go on."""
    slots = job.slots
    at_hand = FLOWS[job.flow].has_parts and slots.unit is None and slots.order is not None
    return at_hand and last.made is not None and last.order == (slots.order.id if slots.order else "")
