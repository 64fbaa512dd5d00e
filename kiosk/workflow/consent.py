"""What people have said yes to for the movement at hand: warnings confirmed, and what a second person approved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.domain.rules.finding import Finding, Severity

Code = tuple[str, str]
"""`Finding.code`: the rule and the lot."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Holds for one movement only; the next one begins with none."""

    confirmed: frozenset[Code] = frozenset()
    approved: frozenset[Code] = frozenset()
    """What the approver was shown. Anything else that turns up later is asked about anew."""
    approver: str = ""
    reason: str = ""

    def obstacles(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """What still stops the movement: of one severity, the gravest that is left; empty when nothing does.

        One objection that nobody has approved brings up all of them again: an entry names one approver for all.
        """
        blocks = [each for each in findings if each.severity is Severity.BLOCK]
        if blocks:
            return tuple(blocks)
        approvals = [each for each in findings if each.severity is Severity.APPROVE]
        if approvals and not (self.approver and self.reason and {each.code for each in approvals} <= self.approved):
            return tuple(approvals)
        return tuple(each for each in findings if each.severity is Severity.WARN and each.code not in self.confirmed)

    def with_confirmed(self, findings: Sequence[Finding]) -> "Consent":
        """With these warnings confirmed."""
        return replace(self, confirmed=self.confirmed | {each.code for each in findings})

    def with_approval(self, findings: Sequence[Finding], approver: str, reason: str) -> "Consent":
        """With these objections approved."""
        codes = frozenset(each.code for each in findings)
        return replace(self, approved=codes, approver=approver, reason=reason)


NOTHING_AGREED = Consent()
