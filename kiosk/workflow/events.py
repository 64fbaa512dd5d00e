"""Events: what can happen to a job. The runtime makes them from scans, touches and the ledger's answers."""

from dataclasses import dataclass

from kiosk.domain.item import Item
from kiosk.domain.location import Location, Place
from kiosk.domain.lot import LotIdentity
from kiosk.domain.movement import EntryRef, Evidence
from kiosk.domain.order import Operator, Order, Partner
from kiosk.domain.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a scan may mean, with what the catalog knows of it."""

    code: str
    """As people read it."""
    item: Item | None = None
    lot: LotIdentity | None = None
    is_known: bool = False
    """Whether the lot exists."""
    stock: tuple[tuple[Place, int], ...] = ()
    """Where the lot is in the plant, and how much of it, in micro."""
    transformation: str = ""
    """For a serial: the transformation that it is bound to or was made in."""
    is_finished: bool = False
    """For a serial: whether it was produced."""
    new_code: str = ""
    """A text that could be a new number of whatever item is expected."""
    batch_code: str = ""
    """The lot number beside a serial."""
    quantity: int | None = None
    """In micro of the base unit, packaging factor applied."""
    entered: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    order: Order | None = None
    location: Location | None = None
    partner: Partner | None = None


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


@dataclass(frozen=True, slots=True)
class BadgeShown:
    """A badge was read; `operator` is None if nobody wears it."""

    operator: Operator | None


@dataclass(frozen=True, slots=True)
class CommandGiven:
    """A command label was read, or a button touched: `OK`, `CANCEL`, `UNDO`, `FINISH`, `FLOW` ..."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class QuantityGiven:
    """A number was entered."""

    text: str
    evidence: Evidence = Evidence.TYPED


@dataclass(frozen=True, slots=True)
class ReasonGiven:
    """A reason was entered or chosen."""

    text: str


@dataclass(frozen=True, slots=True)
class Cleared:
    """The rules have nothing against what was filled so far."""


@dataclass(frozen=True, slots=True)
class Objected:
    """The rules object; the finding that stops it first."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """The entry is in the ledger."""

    ref: EntryRef
    serial: str = ""
    """Lot id when it moved a single serial."""


Event = Scanned | BadgeShown | CommandGiven | QuantityGiven | ReasonGiven | Cleared | Objected | Recorded
