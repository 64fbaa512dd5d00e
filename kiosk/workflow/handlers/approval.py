"""Approval: a second person shows a badge and gives a reason; both become part of the entry."""

from dataclasses import replace

from kiosk.snapshot import Mood
from kiosk.workflow.context import Context
from kiosk.workflow.events import BadgeShown, CommandGiven, ReasonGiven
from kiosk.workflow.handlers.outcome import Outcome, say
from kiosk.workflow.handlers.questions import command_at_question, question_of
from kiosk.workflow.handlers.undo import submit_undo
from kiosk.workflow.handlers.work import submit
from kiosk.workflow.states import Approving, TakingBack, operator_of

REASONS = ("found", "label_damaged", "substitute", "supplier_error", "other")
"""Reasons offered for an approval; their words stand in the catalogue under `reason.`."""


def approve(state: Approving, event: BadgeShown, _context: Context) -> Outcome:
    """A second person stands in; next comes the reason."""
    if event.operator is None:
        return state, say(Mood.REFUSED, "badge.unknown", "WHO-1")
    person = event.name or event.operator.id
    if event.operator.id == operator_of(state):
        return state, say(Mood.REFUSED, "who.self", "WHO-1", person=person)
    if not event.operator.may_approve:
        return state, say(Mood.REFUSED, "who.role", "WHO-1", person=person)
    return replace(state, approver=event.operator.id), say(Mood.ACCEPTED, "approve.reason", person=person)


def give_reason(state: Approving, event: ReasonGiven, context: Context) -> Outcome:
    """With approver and reason the movement is put before the rules again."""
    reason = event.text.strip()
    if not state.approver or not reason:
        return state, (question_of(state),)
    pending = state.pending
    if isinstance(pending, TakingBack):
        consent = pending.consent.with_approval(state.findings, state.approver, reason)
        return submit_undo(replace(pending, consent=consent))
    consent = pending.job.consent.with_approval(state.findings, state.approver, reason)
    return submit(replace(pending, job=replace(pending.job, consent=consent)), context)


def command_at_approval(state: Approving, event: CommandGiven, context: Context) -> Outcome:
    """CHOOSE names a reason; OK approves nothing."""
    if event.name == "OK":
        return state, (question_of(state),)
    if event.name == "CHOOSE" and event.argument in {str(n) for n in range(1, len(REASONS) + 1)}:
        return give_reason(state, ReasonGiven(REASONS[int(event.argument) - 1]), context)
    return command_at_question(state, event, context)
