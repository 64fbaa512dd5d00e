"""States of the machine: frozen values that carry what is known so far."""

from dataclasses import dataclass

from kiosk.domain.movement import Evidence
from kiosk.domain.rules.finding import Finding
from kiosk.workflow.consent import NOTHING_AGREED, Consent
from kiosk.workflow.job import Done, Job
from kiosk.workflow.label import Label
from kiosk.workflow.meaning import Meaning
from kiosk.workflow.slots import Slots


@dataclass(frozen=True, slots=True)
class SignedOut:
    """Nobody is here."""

    job: Job | None = None
    """What was left open; the next badge goes on with it."""


@dataclass(frozen=True, slots=True)
class Home:
    """Somebody is here and has not chosen a flow."""

    operator: str
    done: tuple[Done, ...] = ()
    """What can be taken back."""


@dataclass(frozen=True, slots=True)
class LookingUp:
    """Anything may be scanned to learn what it is."""

    operator: str
    meaning: Meaning | None = None
    done: tuple[Done, ...] = ()
    label: Label | None = None
    """What was read, to be explained."""


@dataclass(frozen=True, slots=True)
class Labelling:
    """Labels that wait are shown; anything may be scanned to print its label."""

    operator: str
    meaning: Meaning | None = None
    """What the label at hand is of."""
    job: int = 0
    """Number of the waiting label that is looked at; 0 for none."""
    asks_reason: bool = False
    """Whether the reason for printing the label at hand again is asked for."""
    done: tuple[Done, ...] = ()


@dataclass(frozen=True, slots=True)
class Working:
    """A flow asks for its next slot."""

    operator: str
    job: Job


Ground = Home | LookingUp | Labelling | Working
"""Somebody is here, and no question is open."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """A code means several things; one of them is wanted."""

    before: Ground
    code: str
    meanings: tuple[Meaning, ...]
    evidence: Evidence = Evidence.SCANNED
    label: Label | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether the scanner may have changed the data, so that only the print tells which it is."""
        return any(meaning.is_supposed for meaning in self.meanings)


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
    is_said: bool = False
    """Whether the scan was answered already."""


@dataclass(frozen=True, slots=True)
class TakingBack:
    """An undo lies before the rules; the answer comes within the same step of the runtime."""

    before: Ground
    consent: Consent = NOTHING_AGREED


@dataclass(frozen=True, slots=True)
class Confirming:
    """A rule warns: the same code again, OK or a touch confirms; any other code is a new scan."""

    pending: Pending
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Approving:
    """A rule blocks unless a second person shows a badge and gives a reason."""

    pending: Pending | TakingBack
    findings: tuple[Finding, ...]
    approver: str = ""


Question = Choosing | Confirming | Approving
"""Something is asked; the next scan goes before it."""
State = SignedOut | Ground | Question | Pending | TakingBack


def ground_of(state: Ground | Question | Pending | TakingBack) -> Ground:
    """Where a state stands without its question."""
    match state:
        case Choosing() | TakingBack():
            return state.before
        case Confirming() | Approving():
            return ground_of(state.pending)
        case Pending():
            return Working(state.operator, state.job)
        case _:
            return state


def operator_of(state: State) -> str:
    """The operator who is signed in; empty if there is none."""
    return "" if isinstance(state, SignedOut) else ground_of(state).operator


def job_of(state: State) -> Job | None:
    """The job that a state is about."""
    ground = state if isinstance(state, SignedOut) else ground_of(state)
    return ground.job if isinstance(ground, SignedOut | Working) else None


def done_of(ground: Ground) -> tuple[Done, ...]:
    """What can be taken back."""
    return ground.job.done if isinstance(ground, Working) else ground.done


def asks_reason(state: State) -> bool:
    """Whether a reason is what is missing: new text is one."""
    if isinstance(state, Labelling):
        return state.asks_reason
    return isinstance(state, Approving) and bool(state.approver)
