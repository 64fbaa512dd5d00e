"""The keys that a wedge holds back until it is decided whose they are: their rhythm and how long each was down."""

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

PERSON_HOLDS_S = 0.035
"""People hold a key for 50 ms and more (60 to 120 as a rule), scanners for a few."""
_TIMES_LONGER = 3


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
    has_inner_end: bool = False
    """Whether a terminator came in the middle: the next key was pressed while it was still down."""
    hears_releases: bool = False
    """Whether this keyboard tells when keys go up."""
    _ordered_gaps: list[float] = field(default_factory=list)
    _down: dict[int, tuple[int, float]] = field(default_factory=dict)
    _holds: dict[int, float] = field(default_factory=dict)
    _strangers: set[int] = field(default_factory=set)

    def note(self, at: float, scan_code: int) -> None:
        """Remember that a character came; its press is counted already."""
        if self.has_characters:
            self.gaps.append(at - self.last)
            insort(self._ordered_gaps, at - self.last)
        self.has_characters = True
        self.last = at
        self.watch(at, scan_code)

    def watch(self, at: float, scan_code: int) -> None:
        """Remember since when a key is down. One that is down already was pressed by somebody else before."""
        if scan_code in self._down and self.hears_releases:
            self._strangers.add(self._down[scan_code][0])
        self._down[scan_code] = (self.keys - 1, at)

    def is_down(self, scan_code: int) -> bool:
        """Whether a key is still down, as far as is known."""
        return self.hears_releases and scan_code in self._down

    def release(self, scan_code: int, at: float) -> None:
        """Remember how long a key was down."""
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
        return _middle(holds.values()) if holds else 0.0

    @property
    def is_any_down(self) -> bool:
        """Whether a character's key is still down, as far as is known."""
        return self.hears_releases and bool(self._down)

    def quick(self, at: float) -> list[float]:
        """How long those keys were down that no person presses so briefly."""
        return [hold for hold in self._holds_until(at).values() if hold < PERSON_HOLDS_S]

    def least_stranger_hold(self, at: float) -> float:
        """From how long on a key is a person's, in seconds, beside a scanner's quick ones."""
        quick = self.quick(at)
        return max(PERSON_HOLDS_S, _TIMES_LONGER * _middle(quick)) if quick else inf

    def strangers(self, at: float) -> frozenset[int]:
        """Positions of presses that a person made among a scanner's: held far longer than the rest, up to `at`."""
        least = self.least_stranger_hold(at)
        held = {position for position, hold in self._holds_until(at).items() if hold >= least}
        return frozenset(held | self._strangers)

    def _holds_until(self, at: float) -> dict[int, float]:
        if not self.hears_releases:
            return {}
        return self._holds | {position: at - since for position, since in self._down.values()}


def _middle(values: Iterable[float]) -> float:
    """The upper median of at least one value; `statistics` would take longer to import than the window to appear."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]
