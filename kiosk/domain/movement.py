"""Movements: a quantity of one lot from one place to another, in double entry."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from kiosk.domain.location import Place


class Role(StrEnum):
    """What a movement means for its transformation."""

    INPUT = "input"
    OUTPUT = "output"
    INPUT_RETURNED = "input_returned"
    OUTPUT_RETURNED = "output_returned"


class Evidence(IntEnum):
    """How we know of a movement; a larger number is weaker."""

    SCANNED = 0
    CONFIRMED = 1
    TYPED = 2
    IMPORTED = 3
    INFERRED = 4

    @property
    def word(self) -> str:
        """The word used in files and answers."""
        return self.name.lower()


EVIDENCE_BY_WORD = {evidence.word: evidence for evidence in Evidence}


@dataclass(frozen=True, slots=True)
class EntryRef:
    """The identity of an entry: (station, seq)."""

    station: str
    seq: int

    def __str__(self) -> str:
        return f"{self.station}/{self.seq}"

    @classmethod
    def parse(cls, text: str) -> "EntryRef | None":
        """The reference written as `STATION/17`, or None if the text is none."""
        station, slash, seq = text.rpartition("/")
        if not (slash and station and seq.isascii() and seq.isdigit() and len(seq) < 16):
            return None
        return cls(station, int(seq))


@dataclass(frozen=True, slots=True)
class MovementRef:
    """One movement of one entry, counted from 0."""

    entry: EntryRef
    line: int


@dataclass(frozen=True, slots=True)
class Entered:
    """The quantity as somebody entered it, before it became base units."""

    quantity: str
    unit: str
    factor: str = "1"
    """Base units in one entered unit."""


@dataclass(frozen=True, slots=True)
class Movement:
    """A quantity of one lot from one place to another."""

    lot: str
    """Lot id."""
    quantity: int
    """Micro units, positive."""
    source: Place
    destination: Place
    evidence: Evidence
    role: Role | None = None
    transformation: str | None = None
    """The plant-wide name of the transformation this movement belongs to."""
    entered: Entered | None = None
    reverses: MovementRef | None = None
    """The movement that this one takes back, whole or in part."""
