"""WHO-1: nobody signed in, a role is missing, or somebody approves their own work."""

from kiosk.domain.entry import EntryKind
from kiosk.domain.proposal import Proposal
from kiosk.domain.rules.facts import Facts
from kiosk.domain.rules.finding import Finding, Severity


def who_1(proposal: Proposal, facts: Facts) -> Finding | None:
    """The operator is known and may record; the approver, if any, is somebody else who may approve. Blocks.

    Who answers for lost entries must be one who may approve.
    """
    return _operator(proposal, facts) or _approver(proposal, facts)


def _operator(proposal: Proposal, facts: Facts) -> Finding | None:
    if not proposal.operator:
        return _refuse("nobody", "")
    operator = facts.operators.get(proposal.operator)
    if operator is None:
        return _refuse("unknown", proposal.operator)
    if not operator.may_record:
        return _refuse("looks_only", operator.id)
    if proposal.kind is EntryKind.LOSS and not operator.may_approve:
        return _refuse("role", operator.id)
    return None


def _approver(proposal: Proposal, facts: Facts) -> Finding | None:
    if not proposal.approver:
        return None
    approver = facts.operators.get(proposal.approver)
    if approver is None:
        return _refuse("unknown", proposal.approver)
    if approver.id == proposal.operator:
        return _refuse("self", approver.id)
    return None if approver.may_approve else _refuse("role", approver.id)


def _refuse(key: str, person: str) -> Finding:
    return Finding("WHO-1", Severity.BLOCK, f"who.{key}", {"person": person})
