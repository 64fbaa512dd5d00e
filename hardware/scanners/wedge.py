"""Tells a keyboard-wedge scanner from typing and decodes what it typed. Pure: every key carries its time.

A burst of keys is held back until it is decided. A scan ends with a terminator, or with silence, has enough
characters, no long gap, a short median gap, and no key that was held as long as people hold one. All else is given
back as typing, with the reason and the gaps, so that a site can tune its profile; but what can only have come from a
scanner and is not whole is thrown away and reported.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from hardware.scan import MAX_SCAN_BYTES, Scan
from hardware.scanners.burst import PERSON_HOLDS_S, Burst
from hardware.scanners.framing import split_aim
from hardware.scanners.keys import Caps, KeyPress, Speller
from hardware.scanners.layouts import US, Layout

_UNTIL_UP_S = 3 * PERSON_HOLDS_S
"""How long after a terminator to wait for all keys to go up; those of a scanner do within a few milliseconds."""
_QUICK_PROVEN = 3
_REPEAT_S = 0.015
"""No keyboard repeats a held key faster; X11 shows the repeats as presses of their own, 40 ms apart by default."""


@dataclass(frozen=True, slots=True)
class WedgeProfile:
    """Where typing ends and a scanner begins, and what the scanner imitates. Times in seconds."""

    gap_s: float = 0.080
    """Longest pause between two keys of one scan."""
    median_gap_s: float = 0.040
    """Longest median pause; typists are slower over a whole burst, though not between every two keys."""
    median_hold_s: float = PERSON_HOLDS_S
    """Longest median time for which a key is down."""
    min_length: int = 4
    """Fewest characters, terminator not counted; two will do where keys are down as briefly as no person's."""
    terminators: bytes = b"\r\n\t"
    silence_s: float | None = 0.120
    """Silence that ends a scan too; None where every scan of the site ends with a terminator."""
    layout: Layout = US
    """What the scanner is set to, whatever the kiosk is set to."""
    caps: Caps = Caps.IGNORED


BLUETOOTH = WedgeProfile(gap_s=0.150, median_hold_s=0.050, silence_s=0.200)
"""For scanners with a radio link, which deliver in spurts."""


class Verdict(StrEnum):
    """Why a burst is not a scan."""

    SINGLE = "one key"
    COMMAND = "a key that types no character"
    SHORT = "too few characters"
    SLOW = "median gap too long"
    HELD = "keys held as long as by a person"
    BROKEN = "a gap too long"
    MIXED = "somebody typed into it"
    HELD_DOWN = "one key held down"
    OPEN = "no terminator"
    OVERSIZE = "longer than any symbol"
    TRAILING = "second terminator of a scan"


_OF_A_SCANNER = frozenset({Verdict.BROKEN, Verdict.MIXED, Verdict.OPEN, Verdict.OVERSIZE, Verdict.TRAILING})


@dataclass(frozen=True, slots=True)
class Accepted:
    """The oldest `keys` held keys were a scan."""

    scan: Scan
    keys: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """The oldest `keys` held keys were no scan."""

    verdict: Verdict
    keys: int
    gaps: tuple[float, ...] = ()
    """Seconds between the characters."""
    strangers: frozenset[int] = frozenset()
    """Positions among the keys of those that a person pressed between a scanner's."""

    @property
    def typed(self) -> frozenset[int]:
        """Positions of the keys that belong to the application; the others are a scanner's and discarded."""
        return self.strangers if self.verdict in _OF_A_SCANNER else frozenset(range(self.keys))


class WedgeDecoder:
    """Takes keys, gives outcomes. A key is held from its press until an outcome covers it, oldest first."""

    def __init__(self, profile: WedgeProfile | None = None, device: str = "", *, hears_releases: bool = False) -> None:
        """Begin with nothing held; `hears_releases` says that `release` is called for every key that goes up."""
        self._profile = profile or WedgeProfile()
        self._speller = Speller(self._profile.layout, self._profile.caps)
        self._device = device
        self._burst = Burst(hears_releases=hears_releases)
        self._ended_at: float | None = None
        """When the terminator came, while it or another key is still down that may be a person's."""
        self._end_code = 0
        self._typed_at = self._scanned_at = -inf

    @property
    def in_burst(self) -> bool:
        """Whether a character is held: the next key is then rather the scanner's than a person's command."""
        return self._burst.has_characters

    @property
    def patience_s(self) -> float | None:
        """How long to wait for the next key before `flush` is due, in seconds; None while nothing is held."""
        if self._ended_at is not None:
            return _UNTIL_UP_S
        return self._limit() if self._burst.keys else None

    def press(self, key: KeyPress) -> list[Accepted | Rejected]:
        """Feed one key; the outcomes cover held keys from the oldest on, this one included if it decides."""
        outcomes = self._before(key)
        burst = self._burst
        burst.keys += 1
        typed = self._speller.spell(key)
        if typed is None:
            return [*outcomes, self._reject(Verdict.COMMAND)]
        if key.modifier:
            burst.data += typed
            burst.last = burst.last if burst.has_characters else key.at
            return outcomes
        if typed[-1:] and typed[-1:] in self._profile.terminators:
            burst.data += typed[:-1]
            return [*outcomes, *self._end(key)]
        if not burst.has_characters:
            burst.follows_typing = 0 <= key.at - self._typed_at <= self._longest_pause()
        burst.note(key.at, key.scan_code)
        burst.data += typed
        return [*outcomes, *self._guard()]

    def release(self, scan_code: int, at: float) -> list[Accepted | Rejected]:
        """Say that a key went up; decides a burst after its terminator, as soon as all its keys are up."""
        self._burst.release(scan_code, at)
        return [] if self._ended_at is None or self._burst.is_any_down else [self._decide(self._ended_at, at)]

    def flush(self) -> list[Accepted | Rejected]:
        """Say that no key came for `patience_s`."""
        if self._ended_at is not None:
            return [self._decide(self._ended_at, self._ended_at + _UNTIL_UP_S)]
        self._burst.data += self._speller.finish()
        if not self._burst.keys:
            self._begin_anew()
            return []
        now = self._burst.last + self._limit()
        verdict = self._judge(now)
        if verdict is None and self._profile.silence_s is None:
            verdict = Verdict.OPEN
        return [self._reject(verdict, now) if verdict else self._accept(self._burst.last)]

    def _before(self, key: KeyPress) -> list[Accepted | Rejected]:
        """Close the burst before this key, where the pause says that it does not belong to it."""
        if self._ended_at is not None:
            if not self._burst.is_down(self._end_code):
                return [self._decide(self._ended_at, max(key.at, self._ended_at))]
            self._burst.has_inner_end, self._ended_at = True, None
        if not self._burst.keys and not self._burst.oversize:
            return []
        return [] if 0 <= key.at - self._burst.last <= self._limit() else self.flush()

    def _limit(self) -> float:
        """Return the pause that ends the burst now, in seconds.

        A fast burst with a pause that is too long, yet shorter than the silence, goes on and is rejected as a
        whole, and so is one that follows typing within that time: half a label is never delivered.
        """
        burst = self._burst
        is_fast = bool(burst.gaps) and burst.median_gap <= self._profile.median_gap_s
        return self._longest_pause() if is_fast else self._profile.gap_s

    def _longest_pause(self) -> float:
        return max(self._profile.gap_s, self._profile.silence_s or 0.0)

    def _end(self, key: KeyPress) -> list[Accepted | Rejected]:
        """Close the burst on a terminator. How long it and the last keys stay down tells whose they are."""
        if not self.in_burst and 0 <= key.at - self._scanned_at <= self._profile.gap_s:
            return [self._reject(Verdict.TRAILING)]
        if self._burst.hears_releases and self.in_burst and not self._burst.oversize:
            self._burst.watch(key.at, key.scan_code)
            self._ended_at, self._end_code = key.at, key.scan_code
            return []
        return [self._decide(key.at, key.at)]

    def _decide(self, ended_at: float, now: float) -> Accepted | Rejected:
        """Judge a burst by its terminator, whose own gap counts for the longest but not for the median."""
        self._burst.data += self._speller.finish()
        verdict = self._judge(now)
        if verdict is None and ended_at - self._burst.last > self._profile.gap_s:
            verdict = Verdict.BROKEN
        return self._reject(verdict, now) if verdict else self._accept(ended_at)

    def _judge(self, now: float) -> Verdict | None:
        return Verdict.OVERSIZE if self._burst.oversize else self._why_typing(now) or self._why_damaged(now)

    def _why_typing(self, now: float) -> Verdict | None:
        """Return what shows that a person typed the whole burst."""
        burst, profile = self._burst, self._profile
        if not burst.gaps:
            return Verdict.SINGLE
        if self._is_proven(now):
            return None
        if len(burst.data) < profile.min_length:
            return Verdict.SHORT
        is_partly_scanned = len(burst.quick(now)) >= profile.min_length and bool(burst.strangers(now))
        if burst.median_gap > profile.median_gap_s and not is_partly_scanned:
            return Verdict.SLOW
        if burst.median_hold(now) > profile.median_hold_s and not is_partly_scanned:
            return Verdict.HELD
        if len(set(burst.data)) == 1 and burst.median_gap >= _REPEAT_S:
            return Verdict.HELD_DOWN
        return None

    def _is_proven(self, now: float) -> bool:
        """Whether a scanner was at it, alone or not: two characters and the terminator were down too briefly to be
        a person's, and what is too slow is so because of somebody else's keys."""
        burst = self._burst
        has_end = self._ended_at is not None or burst.has_inner_end
        if not has_end or len(burst.quick(now)) < _QUICK_PROVEN:
            return False
        return burst.median_gap <= self._profile.median_gap_s or bool(burst.strangers(now))

    def _why_damaged(self, now: float) -> Verdict | None:
        """Return what shows that a scanner's burst is not whole, or not its own alone."""
        burst = self._burst
        if burst.strangers(now):
            return Verdict.MIXED
        if burst.has_inner_end or burst.follows_typing or burst.longest_gap > self._profile.gap_s:
            return Verdict.BROKEN
        return None

    def _guard(self) -> list[Accepted | Rejected]:
        """Give up a burst that no symbol can hold; what follows it without a pause belongs to it."""
        if len(self._burst.data) <= MAX_SCAN_BYTES:
            return []
        keys, last = self._burst.keys, self._burst.last
        self._burst = Burst(last=last, oversize=True, hears_releases=self._burst.hears_releases)
        return [Rejected(Verdict.OVERSIZE, keys)]

    def _accept(self, at: float) -> Accepted:
        aim, data = split_aim(bytes(self._burst.data))
        outcome = Accepted(Scan(data, aim, "wedge", self._device, at), self._burst.keys)
        self._scanned_at = at
        self._begin_anew()
        return outcome

    def _reject(self, verdict: Verdict, now: float = 0.0) -> Rejected:
        burst = self._burst
        strangers = burst.strangers(now) if verdict is Verdict.MIXED else frozenset()
        if self.in_burst:
            self._typed_at = burst.last
        self._begin_anew()
        return Rejected(verdict, burst.keys, tuple(burst.gaps), strangers)

    def _begin_anew(self) -> None:
        self._burst = Burst(hears_releases=self._burst.hears_releases)
        self._speller.finish()
        self._ended_at = None
