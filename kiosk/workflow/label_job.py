"""Labels on their way to paper, as the machine sees them; and how this station prints."""

from dataclasses import dataclass
from enum import StrEnum


class JobState(StrEnum):
    """Where a label stands."""

    QUEUED = "queued"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    """Nothing came out, and somebody must mend something."""
    UNKNOWN = "unknown"
    """It was sent, and nobody knows what came out."""
    DROPPED = "dropped"
    """Given up by a person."""


OPEN = (JobState.UNKNOWN, JobState.FAILED, JobState.PRINTING, JobState.QUEUED)
"""States of labels that somebody waits for, those that need a person first."""
ASKED = frozenset({JobState.UNKNOWN, JobState.FAILED})
"""States that only a person ends."""


@dataclass(frozen=True, slots=True)
class LabelJob:
    """One label that somebody waits for."""

    number: int
    code: str
    """What it is the label of."""
    state: JobState
    trouble: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LabelPolicy:
    """How this station deals with labels."""

    prints: bool = False
    """Whether it has a printer."""
    scans_back: bool = False
    """Whether a number given here counts only once its printed label was scanned."""
    prints_finished: bool = True
    """Whether what was made here gets its label by itself."""
    dpi: int = 203
    """Of the printer, for pictures of its labels."""


NO_LABELS = LabelPolicy()
