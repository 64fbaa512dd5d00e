"""Effects: what the machine wants done. The runtime alone does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.item import Item
from kiosk.domain.label_subject import LabelSubject
from kiosk.domain.movement import EntryRef
from kiosk.domain.proposal import Proposal
from kiosk.snapshot import InputKind, Mood
from kiosk.workflow.consent import NOTHING_AGREED, Consent
from kiosk.workflow.label_job import JobState


@dataclass(frozen=True, slots=True)
class Judge:
    """Ask the rules about a movement that is not complete yet; comes back as Cleared or Objected."""

    proposal: Proposal
    consent: Consent = NOTHING_AGREED
    is_counted: bool = True
    """Whether its quantity is known; else the rules of quantity have nothing to say yet."""


@dataclass(frozen=True, slots=True)
class Record:
    """Append an entry; comes back as Recorded or Objected."""

    proposal: Proposal
    consent: Consent = NOTHING_AGREED


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Undo an entry; comes back as Recorded or Objected."""

    ref: EntryRef
    operator: str
    consent: Consent = NOTHING_AGREED


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Read the surroundings again, because the order at hand has changed; comes back as LookedAgain."""


@dataclass(frozen=True, slots=True)
class GiveNumber:
    """Take the next number of an item; comes back as NumberGiven."""

    item: Item
    supplier: str = ""
    """Id of the supplier who may be part of the lot's identity."""


@dataclass(frozen=True, slots=True)
class Print:
    """Put a label into the print queue, in the transaction of what it is for."""

    subject: LabelSubject
    is_automatic: bool = False
    """Whether nobody asked for it: then it is left out where the lot has its label already."""


@dataclass(frozen=True, slots=True)
class Settle:
    """A person says what is to become of a label that waits."""

    number: int
    state: JobState


@dataclass(frozen=True, slots=True)
class Sentence:
    """One message with its values."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Say:
    """Show and sound a verdict."""

    mood: Mood
    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    rule: str = ""
    more: tuple[Sentence, ...] = ()
    """What is said behind it."""


@dataclass(frozen=True, slots=True)
class OpenPad:
    """Let something be typed."""

    kind: InputKind


@dataclass(frozen=True, slots=True)
class Supersede:
    """The scan that raised the open question is overtaken: nothing came of it."""


Asking = Judge | Record | TakeBack | LookAgain | GiveNumber
"""Effects that are answered by an event."""
Effect = Asking | Say | OpenPad | Supersede | Print | Settle
