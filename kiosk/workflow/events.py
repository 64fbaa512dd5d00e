"""Events: what can happen to a job. The runtime makes them from scans, touches and the ledger's answers."""

from dataclasses import dataclass

from kiosk.domain.lot import LotIdentity
from kiosk.domain.movement import EntryRef, Evidence
from kiosk.domain.order import Operator
from kiosk.domain.rules.finding import Finding
from kiosk.workflow.label import Label
from kiosk.workflow.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code was read or typed."""

    code: str
    """Printable; the same label gives the same code."""
    meanings: tuple[Meaning, ...]
    evidence: Evidence = Evidence.SCANNED
    problem: str = ""
    """Message key when the code cannot be used at all."""
    problem_values: tuple[tuple[str, str], ...] = ()
    label: Label | None = None
    """What was read; None where nothing was."""


@dataclass(frozen=True, slots=True)
class BadgeShown:
    """A badge was read; `operator` is None if nobody wears it."""

    operator: Operator | None
    name: str = ""
    """How people call the operator."""


@dataclass(frozen=True, slots=True)
class CommandGiven:
    """A command label was read, or a button touched: `OK`, `CANCEL`, `UNDO`, `FINISH`, `FLOW` ..."""

    name: str
    argument: str = ""

    @property
    def code(self) -> str:
        """As it stands on a label, without prefix."""
        return f"{self.name}-{self.argument}" if self.argument else self.name


@dataclass(frozen=True, slots=True)
class QuantityGiven:
    """A number was entered."""

    text: str
    evidence: Evidence = Evidence.TYPED

    @property
    def code(self) -> str:
        """The same as that of the command label with this number."""
        return f"QTY-{self.text}"


@dataclass(frozen=True, slots=True)
class ReasonGiven:
    """A reason was entered or chosen."""

    text: str


@dataclass(frozen=True, slots=True)
class LookedAgain:
    """The surroundings were read again, after the order at hand had changed."""


@dataclass(frozen=True, slots=True)
class NumberGiven:
    """The next number of an item; None with the reason why there is none."""

    lot: LotIdentity | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cleared:
    """The rules have nothing against what was filled so far."""


@dataclass(frozen=True, slots=True)
class Objected:
    """The rules object."""

    findings: tuple[Finding, ...]
    """Those that stop it, all of one severity; never empty."""
    entries: tuple[EntryRef, ...] = ()
    """For an undo: what was recorded since of the same goods."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The entry is in the ledger."""

    ref: EntryRef
    moves: bool = True
    """Whether anything moved."""


Event = (
    Scanned
    | BadgeShown
    | CommandGiven
    | QuantityGiven
    | ReasonGiven
    | LookedAgain
    | NumberGiven
    | Cleared
    | Objected
    | Recorded
)
