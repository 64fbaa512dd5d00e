"""What trying to fill slots leads to."""

from dataclasses import dataclass, field

from kiosk.domain.movement import Evidence
from kiosk.workflow.context import Context
from kiosk.workflow.flow import Flow
from kiosk.workflow.job import Job
from kiosk.workflow.meaning import Meaning
from kiosk.workflow.slots import Slots


@dataclass(frozen=True, slots=True)
class Attempt:
    """One meaning of a scan, and the job that it may fit."""

    flow: Flow
    job: Job
    meaning: Meaning
    evidence: Evidence
    context: Context

    @property
    def slots(self) -> Slots:
        """What the job knows before the scan."""
        return self.job.slots


@dataclass(frozen=True, slots=True)
class Filled:
    """The scan fits."""

    slots: Slots
    starts_unit: bool = False
    """Whether it names a unit that nobody has begun yet."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """It fits in several ways; somebody must say which."""

    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """It does not fit: "this is X, expected Y"."""

    key: str
    values: dict[str, str] = field(default_factory=dict)
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """It is in already (rule SER-3); nothing changes."""

    code: str
    key: str = "serial.twice"


Filling = Filled | Ambiguous | Mismatch | Duplicate


def other_label(attempt: Attempt) -> Mismatch | None:
    """While a number waits for its printed label to be scanned, no other label of goods will do."""
    slots, meaning = attempt.slots, attempt.meaning
    code = meaning.lot.code if meaning.lot else meaning.new_code
    if slots.numbered is None or not slots.awaits_label or code == slots.numbered.code:
        return None
    return Mismatch("number.other_label", {"code": meaning.code, "expected": slots.numbered.code})
