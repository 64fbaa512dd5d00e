"""Effects: what the machine wants done. The runtime alone does it."""

from dataclasses import dataclass, field

from kiosk.domain.movement import EntryRef
from kiosk.domain.proposal import Proposal
from kiosk.snapshot import Mood


@dataclass(frozen=True, slots=True)
class Judge:
    """Ask the rules about a movement that is not complete yet; comes back as Cleared or Objected."""

    proposal: Proposal
    confirmed: frozenset[tuple[str, str]] = frozenset()
    """Warnings that were confirmed before, by `Finding.code`."""


@dataclass(frozen=True, slots=True)
class Record:
    """Append an entry; comes back as Recorded or Objected."""

    proposal: Proposal
    confirmed: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Undo an entry; comes back as Recorded or Objected."""

    ref: EntryRef
    operator: str


@dataclass(frozen=True, slots=True)
class Say:
    """Show and sound a verdict."""

    mood: Mood
    key: str
    values: dict[str, str] = field(default_factory=dict)
    rule: str = ""


Effect = Judge | Record | TakeBack | Say
