"""What an operator can see at one moment: one frozen value, made by the runtime, shown by the window and the console.

All texts are final sentences in the operator's language; identifiers and quantities are text. Nothing here is computed
further by the interface.
"""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.camera_view import Tray


class Mood(StrEnum):
    """The kind of a verdict: each has its own word, shape, colour, sound and place."""

    NEUTRAL = "neutral"
    ACCEPTED = "accepted"
    """Taken; the step goes on."""
    DONE = "done"
    """A job is complete and recorded."""
    WARNING = "warning"
    """A question: the same code again, touch or key confirms."""
    REFUSED = "refused"
    DUPLICATE = "duplicate"


class RowState(StrEnum):
    """The state of one line of the context card."""

    DONE = "done"
    WAITING = "waiting"
    """What the next scan should fill."""
    OPEN = "open"
    """Still to come."""
    NONE = "none"
    """Not tracked: nothing to scan."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of the last thing that was said."""

    mood: Mood = Mood.NEUTRAL
    word: str = ""
    """One large word: `Taken`, `Stop`."""
    text: str = ""
    hint: str = ""
    """How to go on; empty when nothing is needed."""
    rule: str = ""
    """Code of the rule behind a refusal or warning."""
    key: str = ""
    """Message key, for programs."""
    number: int = 0
    """Rises with every verdict, so that the same verdict twice is seen twice."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the context card: a slot of the flow or of the unit."""

    state: RowState
    title: str
    value: str = ""
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class LastScan:
    """One line of the list of last scans."""

    time: str
    """Hours and minutes."""
    text: str
    """What was scanned, printable; never a badge number."""
    outcome: str
    """`here`, `plant`, `refused`, `duplicate`, `superseded`, or a word such as `signed in`."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to touch: a button of the bottom row, a tile, a choice."""

    key: str
    """What `Runtime.act` is told, such as `undo`, `flow:receive`, `choose:2`."""
    label: str
    detail: str = ""
    primary: bool = False
    enabled: bool = True
    icon: str = ""
    """Name of a file in `resources/icons`, without its ending."""


class InputKind(StrEnum):
    """Which pad is open."""

    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class InputRequest:
    """The flow asks for something to be typed, or the operator wants to type."""

    kind: InputKind
    title: str
    unit: str = ""
    initial: str = ""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One line of a genealogy tree, in the order in which it is drawn."""

    depth: int
    title: str
    """Item name."""
    code: str
    detail: str = ""
    """Quantity, place, dates."""
    state: str = "current"
    """`current`, `former`, `member`, or `gap`."""


@dataclass(frozen=True, slots=True)
class LabelLine:
    """One line of what a label says."""

    title: str
    value: str = ""
    meaning: str = ""
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class LookUp:
    """The answer to "what is this?": an item, a lot or an order."""

    title: str
    subtitle: str = ""
    status: str = ""
    facts: tuple[Row, ...] = ()
    back: tuple[TreeRow, ...] = ()
    """What is in it."""
    forward: tuple[TreeRow, ...] = ()
    """Where it went."""
    gaps: tuple[str, ...] = ()
    label: tuple[LabelLine, ...] = ()
    """What the scanned label says, in words; empty for what was not scanned."""


class Page(StrEnum):
    """Which page is shown."""

    SIGN_IN = "sign_in"
    HOME = "home"
    FLOW = "flow"
    LOOK_UP = "look_up"
    LABELS = "labels"
    TRAY = "tray"


@dataclass(frozen=True, slots=True)
class LabelPicture:
    """A label as it will be printed."""

    pixels: bytes = b""
    """One byte a dot, rows from the top: 0 black, 255 white."""
    width: int = 0
    height: int = 0
    """Dots."""
    width_mm: float = 0.0
    height_mm: float = 0.0
    trouble: str = ""
    """Why it cannot be made; then there is no picture."""


@dataclass(frozen=True, slots=True)
class Status:
    """The strip at the top."""

    station: str = ""
    job: str = ""
    """The order at hand and its progress."""
    scanner: str = ""
    scanner_ok: bool = True
    plant: str = ""
    printer: str = ""
    """How the label printer is, and whether labels wait; empty where there is none."""
    printer_ok: bool = True
    operator: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything on the screen."""

    page: Page = Page.SIGN_IN
    flow: str = ""
    """Name of the open flow, empty on the home page."""
    state: str = ""
    """Name of the state of its machine."""
    title: str = ""
    prompt: str = ""
    """The one question, such as `Scan the motor`."""
    hint: str = ""
    subject: str = ""
    """What the job is about: the unit's serial, the lot, the order."""
    subject_detail: str = ""
    rows: tuple[Row, ...] = ()
    verdict: Verdict = Verdict()
    last_scans: tuple[LastScan, ...] = ()
    actions: tuple[Action, ...] = ()
    """The bottom row, at most five; the primary one last."""
    tiles: tuple[Action, ...] = ()
    """The flows, on the home page."""
    choices: tuple[Action, ...] = ()
    """Answers to touch when a question has several."""
    input: InputRequest | None = None
    look_up: LookUp | None = None
    picture: LabelPicture | None = None
    """The label at hand, on the page of labels."""
    offers: tuple[Action, ...] = ()
    """The codes that a camera sees, when one of them is to be touched; the first of list 12 is `offer:12:1`."""
    tray: Tray | None = None
    """The picture on the page of trays."""
    status: Status = Status()
    must_acknowledge: bool = False
    """Whether the verdict stays until it is touched or OK is scanned."""
