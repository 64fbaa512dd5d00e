"""The keys that a wedge holds back until it is decided whose they are: their rhythm and how long each was down."""

from bisect import insort
from dataclasses import dataclass, field
from statistics import median

PERSON_HOLDS_S = 0.035
"""People hold a key for 50 ms and more (60 to 120 as a rule), scanners for a few."""
_TIMES_LONGER = 4


@dataclass(slots=True)
class Burst:
    """What was pressed since the last decision."""

    keys: int = 0
    """Presses held back, modifiers and terminators included."""
    data: bytearray = field(default_factory=bytearray)
    gaps: list[float] = field(default_factory=list)
    """Seconds between the characters."""
    last: float = 0.0
    """When the last character came."""
    has_characters: bool = False
    follows_typing: bool = False
    oversize: bool = False
    hears_releases: bool = False
    """Whether this keyboard tells when keys go up; the first time that it does shows it."""
    _ordered_gaps: list[float] = field(default_factory=list)
    _down: dict[int, tuple[int, float]] = field(default_factory=dict)
    _holds: dict[int, float] = field(default_factory=dict)

    def note(self, at: float, scan_code: int) -> None:
        """Remember that a character came; its press is counted already."""
        if self.has_characters:
            self.gaps.append(at - self.last)
            insort(self._ordered_gaps, at - self.last)
        self.has_characters = True
        self.last = at
        self._down[scan_code] = (self.keys - 1, at)

    def release(self, scan_code: int, at: float) -> None:
        """Remember how long a key was down."""
        self.hears_releases = True
        if scan_code in self._down:
            position, since = self._down.pop(scan_code)
            self._holds[position] = at - since

    @property
    def median_gap(self) -> float:
        """The upper median of the pauses; there must be one."""
        return self._ordered_gaps[len(self._ordered_gaps) // 2]

    @property
    def longest_gap(self) -> float:
        """The longest pause; there must be one."""
        return self._ordered_gaps[-1]

    def median_hold(self, at: float) -> float:
        """How long a key was down as a rule, up to `at`; 0 where that is not known."""
        holds = self._holds_until(at)
        return median(holds.values()) if holds else 0.0

    @property
    def is_any_down(self) -> bool:
        """Whether a character's key is still down, as far as is known."""
        return self.hears_releases and bool(self._down)

    def strangers(self, at: float) -> frozenset[int]:
        """Positions of presses that a person made among a scanner's: held far longer than the rest, up to `at`."""
        least = max(PERSON_HOLDS_S, _TIMES_LONGER * self.median_hold(at))
        return frozenset(position for position, hold in self._holds_until(at).items() if hold >= least)

    def _holds_until(self, at: float) -> dict[int, float]:
        if not self.hears_releases:
            return {}
        return self._holds | {position: at - since for position, since in self._down.values()}
