"""What each event does in each state. One short function a cell of the table in `machine`."""

from dataclasses import replace

from kiosk.domain.errors import QuantityError, QuantityRangeError
from kiosk.domain.movement import Evidence
from kiosk.domain.proposal import Proposal
from kiosk.domain.quantity import to_micro, to_text
from kiosk.domain.rules.finding import Finding, Severity
from kiosk.snapshot import Mood
from kiosk.workflow.context import Context
from kiosk.workflow.effects import Effect, Judge, Record, Say, TakeBack
from kiosk.workflow.events import (
    BadgeShown,
    Cleared,
    CommandGiven,
    Meaning,
    Objected,
    QuantityGiven,
    ReasonGiven,
    Recorded,
    Scanned,
)
from kiosk.workflow.filling import Ambiguous, Duplicate, Filled, fill
from kiosk.workflow.flow import Flow, general_proposal, missing_slot
from kiosk.workflow.flows import FLOWS, LOOK_UP
from kiosk.workflow.slots import Job, SlotName, Slots
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

Outcome = tuple[State, tuple[Effect, ...]]
Occupied = Working | Choosing | Confirming | Approving

REASONS = ("found", "label_damaged", "substitute", "supplier_error", "other")
"""Reasons offered for an approval; their words stand in the catalogue under `reason.`."""


def _say(mood: Mood, key: str, rule: str = "", **values: str) -> tuple[Effect, ...]:
    return (Say(mood, key, values, rule),)


def _say_finding(mood: Mood, finding: Finding) -> tuple[Effect, ...]:
    return (Say(mood, finding.key, dict(finding.values), finding.rule),)


# -- who is here ----------------------------------------------------------------------------------------------------


def sign_in(state: SignedOut | Home | LookingUp, event: BadgeShown, _context: Context) -> Outcome:
    """A badge opens the kiosk, or hands it to somebody else."""
    if event.operator is None:
        return state, _say(Mood.REFUSED, "badge.unknown", "WHO-1")
    return Home(event.operator.id), _say(Mood.DONE, "badge.welcome", person=event.operator.id)


def nobody(state: SignedOut, _event: Scanned | CommandGiven, _context: Context) -> Outcome:
    """WHO-1: nothing is recorded for nobody."""
    return state, _say(Mood.REFUSED, "who.nobody", "WHO-1")


def change_operator(state: Occupied, event: BadgeShown, _context: Context) -> Outcome:
    """Another badge takes over the job at hand; a question that was open is asked again."""
    if event.operator is None:
        return state, _say(Mood.REFUSED, "badge.unknown", "WHO-1")
    job = job_of(state)
    return Working(event.operator.id, job), _say(Mood.DONE, "badge.welcome", person=event.operator.id)


def operator_of(state: State) -> str:
    """The operator who is signed in; empty if there is none."""
    match state:
        case SignedOut():
            return ""
        case Confirming() | Approving():
            return state.pending.operator
        case TakingBack():
            return state.before.operator
        case _:
            return state.operator


def job_of(state: Occupied) -> Job:
    """The job that a state is about."""
    match state:
        case Confirming() | Approving():
            return state.pending.job
        case _:
            return state.job


# -- home and look up -----------------------------------------------------------------------------------------------


def look_at(state: Home | LookingUp, event: Scanned, _context: Context) -> Outcome:
    """Outside a flow a scan asks "what is this?", but an order opens its flow."""
    if event.problem:
        return state, _say(Mood.REFUSED, event.problem, **dict(event.problem_values))
    known = [meaning for meaning in event.meanings if not meaning.new_code]
    if not known:
        return state, _say(Mood.REFUSED, "scan.unknown_anywhere", code=event.code)
    return LookingUp(state.operator, known[0]), _say(Mood.ACCEPTED, "look_up.found", code=event.code)


def command_at_home(state: Home | LookingUp, event: CommandGiven, _context: Context) -> Outcome:
    """Choose a flow, take back, or sign out."""
    match event.name:
        case "FLOW" if event.argument in FLOWS:
            return Working(state.operator, Job(event.argument)), ()
        case "FLOW" if event.argument == LOOK_UP:
            return LookingUp(state.operator), ()
        case "SIGN-OUT":
            return SignedOut(), _say(Mood.DONE, "badge.bye")
        case "HOME" | "CANCEL" | "BACK" | "OK":
            return Home(state.operator), ()
        case _:
            return state, _say(Mood.REFUSED, "command.not_now", command=event.name)


# -- at work --------------------------------------------------------------------------------------------------------


def take_scan(state: Working, event: Scanned, context: Context) -> Outcome:
    """Fill what the scan carries; put it before the rules."""
    if event.problem:
        return state, _say(Mood.REFUSED, event.problem, **dict(event.problem_values))
    flow = FLOWS[state.job.flow]
    filling = fill(flow, state.job, event.meanings, context, event.evidence)
    match filling:
        case Filled():
            return _advance(state, filling, event.code, context)
        case Ambiguous():
            choosing = Choosing(state.operator, state.job, event.code, filling.meanings)
            return choosing, _say(Mood.WARNING, "scan.choose", code=event.code)
        case Duplicate():
            return state, _say(Mood.DUPLICATE, "serial.twice", "SER-3", lot=filling.code)
        case _:
            return state, _say(Mood.REFUSED, filling.key, filling.rule, **filling.values)


def take_quantity(state: Working, event: QuantityGiven, context: Context) -> Outcome:
    """A number fills the quantity of the lot at hand."""
    slots = state.job.slots
    if slots.item is None or slots.lot is None:
        return state, _say(Mood.REFUSED, "quantity.too_early")
    try:
        quantity = to_micro(event.text)
    except (QuantityError, QuantityRangeError):
        return state, _say(Mood.REFUSED, "quantity.no_number", "QTY-2", text=event.text)
    weakest = max(slots.evidence, event.evidence)
    filled = replace(slots, quantity=quantity, entered=event.text, evidence=weakest)
    return _advance(state, Filled(filled), f"quantity {event.text}", context)


def _advance(state: Working, filling: Filled, code: str, context: Context) -> Outcome:
    """Record when nothing is missing, ask the rules when there is a lot, else just go on asking."""
    flow, job, slots = FLOWS[state.job.flow], state.job, filling.slots
    if filling.starts_unit:
        proposal = _proposal(flow, job, slots, replace(context, is_started=False), state.operator)
        return Pending(state.operator, job, slots, code, is_final=True), (Record(proposal),)
    if slots.lot is None or slots.item is None:
        return Working(state.operator, replace(job, slots=slots)), _say(Mood.ACCEPTED, "scan.taken", code=code)
    return _submit(Pending(state.operator, job, slots, code, missing_slot(flow, slots) is None), context)


def _submit(pending: Pending, context: Context) -> Outcome:
    """Put a movement before the rules: to be recorded when it is complete, else to be judged."""
    flow = FLOWS[pending.job.flow]
    if pending.finishes:
        if flow.finish is None:
            raise ValueError(f"{flow.name} cannot be finished")
        proposal = flow.finish(pending.job, context, pending.operator)
    else:
        proposal = _proposal(flow, pending.job, pending.slots, context, pending.operator)
    effect = (Record if pending.is_final else Judge)(proposal, pending.job.confirmed)
    return pending, (effect,)


def _proposal(flow: Flow, job: Job, slots: Slots, context: Context, operator: str) -> Proposal:
    return (flow.propose or general_proposal)(flow, job, slots, context, operator)


def command_at_work(state: Working, event: CommandGiven, context: Context) -> Outcome:
    """Buttons and command labels within a flow."""
    flow = FLOWS[state.job.flow]
    match event.name:
        case "QTY":
            return take_quantity(state, QuantityGiven(event.argument, Evidence.SCANNED), context)
        case "OK":
            return state, ()
        case "CANCEL" | "BACK":
            return _step_back(state)
        case "HOME":
            return Home(state.operator), ()
        case "FLOW" if event.argument in FLOWS or event.argument == LOOK_UP:
            return command_at_home(Home(state.operator), event, context)
        case "SIGN-OUT":
            return SignedOut(), _say(Mood.DONE, "badge.bye")
        case "UNDO":
            return _take_back(state)
        case "FINISH" if flow.finish:
            return _finish(state, context)
        case "TAKE-OUT" | "SWAP" if flow.has_parts:
            return _toggle_taking_out(state)
        case _:
            return state, _say(Mood.REFUSED, "command.not_now", command=event.name)


def _step_back(state: Working) -> Outcome:
    """Forget the movement at hand; if there is none, go home."""
    slots = state.job.slots
    if slots.lot is None and slots.item is None and not state.job.is_taking_out:
        return Home(state.operator), ()
    return Working(state.operator, _fresh(state.job)), _say(Mood.NEUTRAL, "scan.forgotten")


def _take_back(state: Working) -> Outcome:
    if not state.job.entries:
        return state, _say(Mood.REFUSED, "undo.nothing")
    return TakingBack(state), (TakeBack(state.job.entries[-1], state.operator),)


def taken_back(state: TakingBack, event: Recorded, _context: Context) -> Outcome:
    """The last entry of the job is undone; the one before is next."""
    before = state.before
    if not isinstance(before, Working):
        return before, _say(Mood.DONE, "undo.done", entry=str(event.ref))
    job = replace(before.job, entries=before.job.entries[:-1], recorded=())
    return Working(before.operator, _fresh(job)), _say(Mood.DONE, "undo.done", entry=str(event.ref))


def not_taken_back(state: TakingBack, event: Objected, _context: Context) -> Outcome:
    """What it would take back is gone."""
    return state.before, _say_finding(Mood.REFUSED, event.findings[0])


def _finish(state: Working, context: Context) -> Outcome:
    slots = state.job.slots
    if slots.order is None or (SlotName.UNIT in FLOWS[state.job.flow].slots and slots.unit is None):
        return state, _say(Mood.REFUSED, "finish.nothing")
    if context.is_finished:
        job = replace(state.job, slots=_kept(FLOWS[state.job.flow], slots, drop=SlotName.UNIT))
        return Working(state.operator, job), _say(Mood.DONE, "finish.rework")
    code = slots.unit.code if slots.unit else slots.order.id
    return _submit(Pending(state.operator, state.job, slots, code, is_final=True, finishes=True), context)


def _toggle_taking_out(state: Working) -> Outcome:
    if state.job.slots.unit is None:
        return state, _say(Mood.REFUSED, "finish.nothing")
    job = replace(_fresh(state.job), is_taking_out=not state.job.is_taking_out)
    return Working(state.operator, job), ()


def _fresh(job: Job) -> Job:
    """The job ready for its next movement."""
    slots = _kept(FLOWS[job.flow], job.slots)
    return replace(job, slots=slots, confirmed=frozenset(), approver="", reason="", is_taking_out=False)


def _kept(flow: Flow, slots: Slots, drop: SlotName | None = None) -> Slots:
    keeps = flow.keeps - {drop}
    return Slots(
        order=slots.order if SlotName.ORDER in keeps else None,
        partner=slots.partner if SlotName.PARTNER in keeps else None,
        unit=slots.unit if SlotName.UNIT in keeps else None,
        transformation=slots.transformation if SlotName.UNIT in keeps else "",
        item=slots.item if SlotName.ITEM in keeps else None,
        location=slots.location if SlotName.LOCATION in keeps else "",
    )


# -- several meanings -----------------------------------------------------------------------------------------------


def supersede_choice(state: Choosing, event: Scanned, context: Context) -> Outcome:
    """The next scan always goes before an open question."""
    return take_scan(Working(state.operator, state.job), event, context)


def choose(state: Choosing, event: CommandGiven, context: Context) -> Outcome:
    """One of the meanings is named."""
    working = Working(state.operator, state.job)
    if event.name != "CHOOSE":
        return command_at_work(working, event, context)
    number = int(event.argument) - 1 if event.argument.isascii() and event.argument.isdigit() else -1
    if not 0 <= number < len(state.meanings):
        return state, _say(Mood.REFUSED, "command.not_now", command=f"{event.name}-{event.argument}")
    chosen: Meaning = state.meanings[number]
    return take_scan(working, Scanned(state.code, (chosen,), Evidence.CONFIRMED), context)


# -- the answer of the rules ----------------------------------------------------------------------------------------


def cleared(state: Pending, _event: Cleared, _context: Context) -> Outcome:
    """The rules agree; the slots are filled."""
    job = replace(state.job, slots=state.slots)
    return Working(state.operator, job), _say(Mood.ACCEPTED, "scan.taken", code=state.code)


def objected(state: Pending, event: Objected, _context: Context) -> Outcome:
    """A block is said; a warning or an approval is asked for."""
    first = event.findings[0]
    if first.severity is Severity.WARN:
        return Confirming(state, event.findings), _say_finding(Mood.WARNING, first)
    if first.severity is Severity.APPROVE:
        return Approving(state, event.findings), _say_finding(Mood.WARNING, first)
    return Working(state.operator, state.job), _say_finding(Mood.REFUSED, first)


def recorded(state: Pending, event: Recorded, _context: Context) -> Outcome:
    """Durable once the transaction ends: ready for the next movement."""
    flow = FLOWS[state.job.flow]
    job = replace(state.job, slots=state.slots, entries=(*state.job.entries, event.ref))
    if event.serial:
        job = replace(job, recorded=(*job.recorded, event.serial))
    key = f"done.{flow.name}"
    if state.finishes:
        key = f"done.{flow.name}.finish"
        job = replace(job, slots=_kept(flow, job.slots, drop=SlotName.UNIT))
    elif flow.has_parts and state.job.slots.unit is None:
        key = f"done.{flow.name}.start"
    elif state.job.is_taking_out:
        key = f"done.{flow.name}.out"
    mood = Mood.DONE if state.finishes or not flow.has_parts else Mood.ACCEPTED
    quantity = to_text(state.slots.quantity) if state.slots.quantity is not None else ""
    values = {
        "code": (state.slots.lot.code if state.slots.lot else "") or state.code,
        "item": state.slots.item.name if state.slots.item else "",
        "quantity": quantity,
        "unit": state.slots.item.unit if state.slots.item else "",
    }
    fresh = _fresh(job)
    if state.job.is_taking_out:
        fresh = replace(fresh, recorded=())
    return Working(state.operator, fresh), (Say(mood, key, values),)


def answer_warning(state: Confirming, event: Scanned, context: Context) -> Outcome:
    """The same code again confirms; any other is a new scan."""
    if event.code == state.pending.code:
        return _confirm(state, context)
    return take_scan(Working(state.pending.operator, state.pending.job), event, context)


def command_at_warning(state: Confirming, event: CommandGiven, context: Context) -> Outcome:
    """OK confirms, CANCEL does not; anything else leaves the question."""
    working = Working(state.pending.operator, state.pending.job)
    if event.name == "OK":
        return _confirm(state, context)
    if event.name in ("CANCEL", "BACK"):
        return working, _say(Mood.NEUTRAL, "scan.forgotten")
    return command_at_work(working, event, context)


def _confirm(state: Confirming, context: Context) -> Outcome:
    codes = frozenset(finding.code for finding in state.findings if finding.severity is Severity.WARN)
    job = replace(state.pending.job, confirmed=state.pending.job.confirmed | codes)
    return _resubmit(replace(state.pending, job=job), context)


def _resubmit(pending: Pending, context: Context) -> Outcome:
    if pending.is_final:
        return _submit(pending, context)
    return Working(pending.operator, replace(pending.job, slots=pending.slots)), _say(
        Mood.ACCEPTED, "scan.taken", code=pending.code
    )


# -- approval -------------------------------------------------------------------------------------------------------


def approve(state: Approving, event: BadgeShown, _context: Context) -> Outcome:
    """A second person stands in; next comes the reason."""
    if event.operator is None:
        return state, _say(Mood.REFUSED, "badge.unknown", "WHO-1")
    if event.operator.id == state.pending.operator:
        return state, _say(Mood.REFUSED, "who.self", "WHO-1", person=event.operator.id)
    if not event.operator.may_approve:
        return state, _say(Mood.REFUSED, "who.role", "WHO-1", person=event.operator.id)
    return replace(state, approver=event.operator.id), _say(Mood.ACCEPTED, "approve.reason")


def give_reason(state: Approving, event: ReasonGiven, context: Context) -> Outcome:
    """With approver and reason the movement is put before the rules again."""
    if not state.approver:
        return state, _say(Mood.WARNING, "approve.badge")
    job = replace(state.pending.job, approver=state.approver, reason=event.text)
    return _resubmit(replace(state.pending, job=job), context)


def supersede_approval(state: Approving, event: Scanned, context: Context) -> Outcome:
    """Another scan goes before the open question."""
    return take_scan(Working(state.pending.operator, state.pending.job), event, context)


def command_at_approval(state: Approving, event: CommandGiven, context: Context) -> Outcome:
    """CHOOSE names a reason; CANCEL gives up."""
    working = Working(state.pending.operator, state.pending.job)
    if event.name in ("CANCEL", "BACK"):
        return working, _say(Mood.NEUTRAL, "scan.forgotten")
    if event.name == "CHOOSE" and event.argument in {str(n) for n in range(1, len(REASONS) + 1)}:
        return give_reason(state, ReasonGiven(REASONS[int(event.argument) - 1]), context)
    if event.name == "OK":
        return state, _say(Mood.WARNING, "approve.reason" if state.approver else "approve.badge")
    return command_at_work(working, event, context)
