"""The answer of the rules to a movement that was put before them."""

from dataclasses import replace

from kiosk.domain.lot import LotKind
from kiosk.domain.quantity import to_text
from kiosk.domain.rules.finding import Severity
from kiosk.snapshot import Mood
from kiosk.workflow.consent import NOTHING_AGREED
from kiosk.workflow.context import Context
from kiosk.workflow.effects import Say
from kiosk.workflow.events import Cleared, Objected, Recorded
from kiosk.workflow.flow import ready
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.handlers.outcome import Outcome, say_findings
from kiosk.workflow.handlers.work import taken
from kiosk.workflow.job import Done, DoneKind
from kiosk.workflow.labels_due import labels_due
from kiosk.workflow.states import Approving, Confirming, Pending, Working


def cleared(state: Pending, _event: Cleared, _context: Context) -> Outcome:
    """The rules agree; the slots are filled."""
    job = replace(state.job, slots=state.slots)
    said = () if state.is_said else (taken(state.job.slots, state.slots, state.code),)
    return Working(state.operator, job), said


def objected(state: Pending, event: Objected, _context: Context) -> Outcome:
    """A block is said; a warning or an approval is asked for."""
    match event.findings[0].severity:
        case Severity.WARN:
            return Confirming(state, event.findings), say_findings(Mood.WARNING, event.findings)
        case Severity.APPROVE:
            return Approving(state, event.findings), say_findings(Mood.WARNING, event.findings)
        case _:
            return Working(state.operator, state.job), say_findings(Mood.REFUSED, event.findings)


def recorded(state: Pending, event: Recorded, context: Context) -> Outcome:
    """Durable once the transaction ends: ready for the next movement."""
    flow = FLOWS[state.job.flow]
    is_start = flow.has_parts and state.job.slots.unit != state.slots.unit
    done = _done(state, event, context, is_start=is_start)
    key = f"done.{flow.name}"
    if state.finishes:
        key = f"done.{flow.name}.finish"
    elif is_start:
        key = f"done.{flow.name}.start"
    elif state.job.is_taking_out:
        key = f"done.{flow.name}.out"
    mood = Mood.DONE if state.finishes or not flow.has_parts else Mood.ACCEPTED
    values = {"goods": done.goods, "quantity": done.quantity, "unit": done.unit}
    slots = ready(flow, state.slots, context)
    slots = slots.without_unit() if state.finishes else slots
    job = replace(state.job.after(done), slots=slots, consent=NOTHING_AGREED, is_taking_out=False)
    due = labels_due(state, context, is_start=is_start, moves=event.moves)
    return Working(state.operator, job), (*due, Say(mood, key, values))


def _done(state: Pending, event: Recorded, context: Context, *, is_start: bool) -> Done:
    """The entry as an undo must know it."""
    slots = state.slots
    order = slots.order.id if slots.order else ""
    if is_start or state.finishes:
        item = context.items.get(slots.unit.item) if slots.unit else None
        return Done(
            event.ref,
            DoneKind.BEGAN if is_start else DoneKind.MOVED if event.moves else DoneKind.CLOSED,
            goods=f"{item.name} {slots.unit.code}" if slots.unit and item else order,
            quantity="1" if item else "",
            unit=item.unit if item else "",
            order=order,
            made=slots.unit,
            transformation=slots.transformation,
            made_evidence=slots.unit_evidence,
        )
    is_serial = slots.lot is not None and slots.lot.kind is LotKind.SERIAL
    return Done(
        event.ref,
        DoneKind.MOVED,
        goods=slots.goods,
        quantity=to_text(slots.quantity) if slots.quantity is not None else "",
        unit=slots.item.unit if slots.item else "",
        serial=slots.lot.id if slots.lot and is_serial else "",
        order=order,
    )
