"""States of the machine: frozen values that carry what is known so far."""

from dataclasses import dataclass

from kiosk.domain.rules.finding import Finding
from kiosk.workflow.events import Meaning
from kiosk.workflow.slots import Job, Slots


@dataclass(frozen=True, slots=True)
class SignedOut:
    """Nobody is here."""


@dataclass(frozen=True, slots=True)
class Home:
    """Somebody is here and has not chosen a flow."""

    operator: str


@dataclass(frozen=True, slots=True)
class Working:
    """A flow asks for its next slot."""

    operator: str
    job: Job


@dataclass(frozen=True, slots=True)
class Choosing:
    """A code means several things; one of them is wanted."""

    operator: str
    job: Job
    code: str
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Pending:
    """A movement lies before the rules; the answer comes within the same step of the runtime."""

    operator: str
    job: Job
    """As it was before."""
    slots: Slots
    """As it will be if the rules agree."""
    code: str
    is_final: bool
    """Whether an entry is being recorded, not only judged."""
    finishes: bool = False
    """Whether it is the finishing entry of the job."""


@dataclass(frozen=True, slots=True)
class Confirming:
    """A rule warns: the same code again, OK or a touch confirms; any other code is a new scan."""

    pending: Pending
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Approving:
    """A rule blocks unless a second person shows a badge and gives a reason."""

    pending: Pending
    findings: tuple[Finding, ...]
    approver: str = ""


@dataclass(frozen=True, slots=True)
class TakingBack:
    """An undo lies before the rules; it answers within the same step of the runtime."""

    before: Home | Working


@dataclass(frozen=True, slots=True)
class LookingUp:
    """Anything may be scanned to learn what it is."""

    operator: str
    meaning: Meaning | None = None


State = SignedOut | Home | Working | Choosing | Pending | Confirming | Approving | TakingBack | LookingUp
