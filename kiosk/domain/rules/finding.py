"""What a rule says when it is not content."""

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How far a finding stops the work."""

    BLOCK = "block"
    APPROVE = "approve"
    """Blocks unless a second person approves with a reason."""
    WARN = "warn"
    """Passes once it is confirmed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's objection to one line of a proposal, or to all of it."""

    rule: str
    severity: Severity
    key: str
    """Message key; the sentence stands in the catalogue."""
    values: dict[str, str] = field(default_factory=dict)
    """What the sentence names: what was scanned, what was expected."""
    line: int | None = None

    @property
    def code(self) -> tuple[str, str]:
        """What must be the same for a confirmation to count again."""
        return (self.rule, self.values.get("lot", ""))
