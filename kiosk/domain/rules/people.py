"""WHO-1: nobody signed in, a role is missing, or somebody approves their own work."""

from kiosk.domain.proposal import Proposal
from kiosk.domain.rules.facts import Facts
from kiosk.domain.rules.finding import Finding, Severity


def who_1(proposal: Proposal, facts: Facts) -> Finding | None:
    """The operator is known and may record; the approver, if any, is somebody else who may approve. Blocks."""

    def refuse(key: str, person: str) -> Finding:
        return Finding("WHO-1", Severity.BLOCK, f"who.{key}", {"person": person})

    if not proposal.operator:
        return refuse("nobody", "")
    operator = facts.operators.get(proposal.operator)
    if operator is None:
        return refuse("unknown", proposal.operator)
    if not operator.may_record:
        return refuse("looks_only", proposal.operator)
    if not proposal.approver:
        return None
    approver = facts.operators.get(proposal.approver)
    if approver is None:
        return refuse("unknown", proposal.approver)
    if proposal.approver == proposal.operator:
        return refuse("self", proposal.approver)
    if not approver.may_approve:
        return refuse("role", proposal.approver)
    return None
