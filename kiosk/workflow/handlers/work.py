"""At work: scans and numbers fill slots; what is filled is put before the rules."""

from dataclasses import replace

from kiosk.domain.errors import QuantityError, QuantityRangeError
from kiosk.domain.quantity import to_micro, to_text
from kiosk.domain.rules.finding import Finding, Severity
from kiosk.snapshot import Mood
from kiosk.workflow.build_unit import start_unit
from kiosk.workflow.consent import NOTHING_AGREED
from kiosk.workflow.context import Context
from kiosk.workflow.effects import Judge, LookAgain, Record, Say
from kiosk.workflow.events import LookedAgain, QuantityGiven, Scanned
from kiosk.workflow.filling import Ambiguous, Duplicate, Filled, fill, suggested
from kiosk.workflow.flow import missing_slot, needs_supplier, proposal_of
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.handlers.outcome import Outcome, say, say_findings, which
from kiosk.workflow.job import Job
from kiosk.workflow.slots import Slots
from kiosk.workflow.states import Choosing, Confirming, Pending, Working


def take_scan(state: Working, event: Scanned, context: Context) -> Outcome:
    """Fill what the scan carries; put it before the rules."""
    if event.problem:
        return state, say(Mood.REFUSED, event.problem, **dict(event.problem_values))
    filling = fill(FLOWS[state.job.flow], state.job, event, context)
    match filling:
        case Filled():
            return advance(state, filling, event.code, context)
        case Ambiguous():
            choosing = Choosing(state, event.code, filling.meanings, event.evidence, event.label)
            return choosing, (which(choosing),)
        case Duplicate():
            return state, say(Mood.DUPLICATE, filling.key, "SER-3", lot=filling.code)
        case _:
            return state, say(Mood.REFUSED, filling.key, filling.rule, **filling.values)


def take_quantity(state: Working, event: QuantityGiven, context: Context) -> Outcome:
    """A number fills the quantity, before or after the lot."""
    try:
        quantity = to_micro(event.text)
    except (QuantityError, QuantityRangeError):
        return state, say(Mood.REFUSED, "quantity.no_number", "QTY-2", text=event.text)
    if quantity <= 0:
        return state, say(Mood.REFUSED, "quantity.no_number", "QTY-2", text=event.text)
    filled = replace(state.job.slots, quantity=quantity, entered=event.text, factor="1")
    return advance(state, Filled(filled.weakened_by(event.evidence)), event.code, context)


def looked_again(state: Working, _event: LookedAgain, context: Context) -> Outcome:
    """The goods were there before their order; now the order's bill and batch are known."""
    flow = FLOWS[state.job.flow]
    slots = suggested(flow, state.job.slots, context)
    before = replace(state.job, slots=slots.without_goods())
    code = slots.order.id if slots.order else ""
    return _put_forward(Pending(state.operator, before, slots, code, is_final=False, is_said=True), context)


def advance(state: Working, filling: Filled, code: str, context: Context) -> Outcome:
    """Record when nothing is missing, ask the rules when there is a lot, else just go on asking."""
    before, slots = state.job.slots, filling.slots
    job = _with_lasting_consent(state.job, slots)
    if filling.starts_unit:
        pending = Pending(state.operator, job, slots, code, is_final=True)
        return pending, (Record(start_unit(job, slots, context, state.operator)),)
    if _is_of_another_order(before, slots):
        return _ask_about_order(Pending(state.operator, job, slots, code, is_final=False))
    if slots.order != before.order or slots.unit != before.unit:
        after = Working(state.operator, replace(job, slots=slots, is_taking_out=False))
        return after, (taken(before, slots, code), *((LookAgain(),) if slots.lot else ()))
    return _put_forward(Pending(state.operator, job, slots, code, is_final=False), context)


def _is_of_another_order(before: Slots, after: Slots) -> bool:
    """Whether a unit was begun on another order than the one at hand: rework of it, or a wrong number on a new unit."""
    if after.unit in (None, before.unit) or before.order is None or after.order is None:
        return False
    return after.order.id != before.order.id


def _ask_about_order(pending: Pending) -> Outcome:
    before, after = pending.job.slots.order, pending.slots.order
    unit = pending.slots.unit
    values = {
        "code": unit.code if unit else "",
        "order": before.id if before else "",
        "own": after.id if after else "",
    }
    finding = Finding("ORD-1", Severity.WARN, "unit.other_order", values)
    return Confirming(pending, (finding,)), say_findings(Mood.WARNING, (finding,))


def take_confirmed(pending: Pending, context: Context) -> Outcome:
    """What was confirmed is done: the unit of another order is taken, a movement is put before the rules again."""
    if _is_of_another_order(pending.job.slots, pending.slots):
        return _put_forward(replace(pending, job=replace(pending.job, is_taking_out=False)), context)
    return submit(pending, context)


def _put_forward(pending: Pending, context: Context) -> Outcome:
    flow, slots = FLOWS[pending.job.flow], pending.slots
    if slots.lot is None or needs_supplier(flow, slots):
        after = Working(pending.operator, replace(pending.job, slots=slots))
        return after, (taken(pending.job.slots, slots, pending.code),)
    return submit(replace(pending, is_final=missing_slot(flow, slots) is None), context)


def submit(pending: Pending, context: Context) -> Outcome:
    """Put a movement before the rules: to be recorded when it is complete, else to be judged."""
    flow, job = FLOWS[pending.job.flow], pending.job
    if pending.finishes and flow.finish:
        proposal = flow.finish(job, context, pending.operator)
    else:
        proposal = proposal_of(flow, job, pending.slots, context, pending.operator)
    if pending.is_final:
        return pending, (Record(proposal, job.consent),)
    return pending, (Judge(proposal, job.consent, is_counted=pending.slots.quantity is not None),)


def _with_lasting_consent(job: Job, slots: Slots) -> Job:
    """What was confirmed or approved holds for these goods in this place only."""
    before = job.slots
    is_same = (before.item, before.lot, before.order, before.unit) == (slots.item, slots.lot, slots.order, slots.unit)
    return job if is_same else replace(job, consent=NOTHING_AGREED)


def taken(before: Slots, after: Slots, code: str) -> Say:
    """Says what a scan has filled."""
    values = {
        "code": code,
        "goods": after.goods,
        "quantity": to_text(after.quantity) if after.quantity is not None else "",
        "unit": after.item.unit if after.item else "",
        "order": after.order.id if after.order else "",
        "location": after.location.name if after.location else "",
        "partner": after.partner.name if after.partner else "",
    }
    if after.unit != before.unit and after.unit:
        return Say(Mood.ACCEPTED, "taken.unit", values | {"code": after.unit.code})
    for name in ("order", "location", "partner"):
        if getattr(after, name) != getattr(before, name):
            return Say(Mood.ACCEPTED, f"taken.{name}", values)
    if after.lot is None and after.quantity is not None and after.item == before.item:
        return Say(Mood.ACCEPTED, "taken.quantity", values)
    if after.item is not None:
        return Say(Mood.ACCEPTED, "taken.goods" if after.quantity is None else "taken.counted", values)
    return Say(Mood.ACCEPTED, "taken.code", values)
