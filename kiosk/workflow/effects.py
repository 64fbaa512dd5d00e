"""Effects: what the machine wants done. The runtime alone does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.movement import EntryRef
from kiosk.domain.proposal import Proposal
from kiosk.snapshot import InputKind, Mood
from kiosk.workflow.consent import NOTHING_AGREED, Consent


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


Asking = Judge | Record | TakeBack | LookAgain
"""Effects that are answered by an event."""
Effect = Asking | Say | OpenPad | Supersede
