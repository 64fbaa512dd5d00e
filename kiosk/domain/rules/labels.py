"""LAB-1: a label that is printed again has its reason."""

from kiosk.domain.entry import EntryKind
from kiosk.domain.proposal import Proposal
from kiosk.domain.rules.finding import Finding, Severity


def lab_1(proposal: Proposal) -> Finding | None:
    """A second label of one lot is how goods are mixed up: nobody prints it without saying why. Blocks."""
    if proposal.kind is EntryKind.REPRINT and not proposal.reason.strip():
        return Finding("LAB-1", Severity.BLOCK, "print.no_reason")
    return None
