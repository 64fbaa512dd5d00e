"""Tells a keyboard-wedge scanner from typing and decodes what it typed. Pure: every key carries its time.

A burst of keys is held back until it is decided. A scan ends with a terminator, or with silence, has enough
characters, no long gap and a short median gap. All else is given back as typing, with the reason and the
gaps, so that a site can tune its profile.
"""

from bisect import insort
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf

from hardware.scan import MAX_SCAN_BYTES, Scan
from hardware.scanners.framing import split_aim
from hardware.scanners.us_layout import EVDEV_US, KEYPAD_DIGITS, Layout

_REPEAT_S = 0.015
"""No keyboard repeats a held key faster; X11 shows the repeats as presses of their own, 40 ms apart by default."""
_EDITING = frozenset("\b\x1b\x7f")
"""What Backspace, Escape and Delete have as text."""


@dataclass(frozen=True, slots=True)
class KeyPress:
    """One key going down."""

    scan_code: int
    """Layout-independent number of the key; 0 where the platform gives none, then `text` counts."""
    text: str = ""
    """What the layout of the kiosk makes of the key."""
    shift: bool = False
    ctrl: bool = False
    alt: bool = False
    modifier: bool = False
    """Whether the key is Shift, Ctrl, Alt or a lock: it types nothing by itself."""
    at: float = 0.0
    """Seconds, from the time stamp of the event: arrival times shrink while the program is busy."""


@dataclass(frozen=True, slots=True)
class WedgeProfile:
    """Where typing ends and a scanner begins. Times in seconds."""

    gap_s: float = 0.080
    """Longest pause between two keys of one scan."""
    median_gap_s: float = 0.040
    """Longest median pause; typists are slower over a whole burst, though not between every two keys."""
    min_length: int = 4
    """Fewest characters, terminator not counted."""
    terminators: bytes = b"\r\n\t"
    silence_s: float | None = 0.120
    """Silence that ends a scan too; None where every scan of the site ends with a terminator."""


BLUETOOTH = WedgeProfile(gap_s=0.150, silence_s=0.200)
"""For scanners with a radio link, which deliver in spurts."""


class Verdict(StrEnum):
    """Why a burst is not a scan."""

    SINGLE = "one key"
    COMMAND = "a key that types no character"
    SHORT = "too few characters"
    SLOW = "median gap too long"
    BROKEN = "a gap too long"
    HELD_DOWN = "one key held down"
    OPEN = "no terminator"
    OVERSIZE = "longer than any symbol"
    TRAILING = "second terminator of a scan"


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

    @property
    def is_typing(self) -> bool:
        """Whether the keys belong to the application; if not, a scanner sent them and they are discarded."""
        return self.verdict not in {Verdict.OVERSIZE, Verdict.TRAILING}


@dataclass(slots=True)
class _Burst:
    """The keys held back, and what they have typed so far."""

    keys: int = 0
    data: bytearray = field(default_factory=bytearray)
    alt_digits: str = ""
    gaps: list[float] = field(default_factory=list)
    ordered_gaps: list[float] = field(default_factory=list)
    last: float = 0.0
    has_characters: bool = False
    follows_typing: bool = False
    oversize: bool = False

    def note(self, at: float) -> None:
        """Remember when a character came."""
        if self.has_characters:
            self.gaps.append(at - self.last)
            insort(self.ordered_gaps, at - self.last)
        self.has_characters = True
        self.last = at

    def close_alt(self) -> None:
        """Turn the digits typed under Alt into one byte; Windows, whose habit this is, counts modulo 256."""
        if self.alt_digits:
            self.data.append(int(self.alt_digits) % 256)
            self.alt_digits = ""

    def median_gap(self) -> float:
        return self.ordered_gaps[len(self.ordered_gaps) // 2]


class WedgeDecoder:
    """Takes keys, gives outcomes. A key is held from its press until an outcome covers it, oldest first."""

    def __init__(self, profile: WedgeProfile | None = None, layout: Layout = EVDEV_US, device: str = "") -> None:
        self._profile = profile or WedgeProfile()
        self._layout = layout
        self._device = device
        self._burst = _Burst()
        self._typed_at = self._scanned_at = -inf

    @property
    def in_burst(self) -> bool:
        """Whether a character is held: the next key is then rather the scanner's than a person's command."""
        return self._burst.has_characters

    @property
    def patience_s(self) -> float | None:
        """How long to wait for the next key before `flush` is due, in seconds; None while nothing is held."""
        return self._limit() if self._burst.keys else None

    def press(self, key: KeyPress) -> list[Accepted | Rejected]:
        """Feed one key; the outcomes cover held keys from the oldest on, this one included if it decides."""
        outcomes = self._before(key)
        burst = self._burst
        burst.keys += 1
        if key.modifier:
            burst.close_alt()
            burst.last = burst.last if burst.has_characters else key.at
            return outcomes
        if key.alt and key.scan_code in KEYPAD_DIGITS:
            self._note(key.at)
            burst.alt_digits += KEYPAD_DIGITS[key.scan_code]
            return outcomes
        burst.close_alt()
        typed = self._characters(key)
        if not typed:
            return [*outcomes, self._reject(Verdict.COMMAND)]
        if typed in self._profile.terminators:
            return [*outcomes, self._end(key.at)]
        self._note(key.at)
        burst.data += typed
        return [*outcomes, *self._guard()]

    def flush(self) -> list[Accepted | Rejected]:
        """Say that no key came for `patience_s`."""
        self._burst.close_alt()
        if not self._burst.keys:
            self._burst = _Burst()
            return []
        verdict = self._judge()
        if verdict is None and self._profile.silence_s is None:
            verdict = Verdict.OPEN
        return [self._reject(verdict) if verdict else self._accept(self._burst.last)]

    def _before(self, key: KeyPress) -> list[Accepted | Rejected]:
        """Close the burst before this key, where the pause says that it does not belong to it."""
        if not self._burst.keys and not self._burst.oversize:
            return []
        return [] if 0 <= key.at - self._burst.last <= self._limit() else self.flush()

    def _limit(self) -> float:
        """Return the pause that ends the burst now, in seconds.

        A fast burst with a pause that is too long, yet shorter than the silence, goes on and is rejected as a
        whole, and so is one that follows typing within that time: half a label is never delivered.
        """
        burst = self._burst
        is_fast = bool(burst.gaps) and burst.median_gap() <= self._profile.median_gap_s
        return self._longest_pause() if is_fast else self._profile.gap_s

    def _longest_pause(self) -> float:
        return max(self._profile.gap_s, self._profile.silence_s or 0.0)

    def _note(self, at: float) -> None:
        if not self._burst.has_characters:
            self._burst.follows_typing = 0 <= at - self._typed_at <= self._longest_pause()
        self._burst.note(at)

    def _end(self, at: float) -> Accepted | Rejected:
        """Close the burst on a terminator, whose own gap counts for the longest but not for the median."""
        if not self.in_burst and 0 <= at - self._scanned_at <= self._profile.gap_s:
            return self._reject(Verdict.TRAILING)
        verdict = self._judge()
        if verdict is None and at - self._burst.last > self._profile.gap_s:
            verdict = Verdict.BROKEN
        return self._reject(verdict) if verdict else self._accept(at)

    def _judge(self) -> Verdict | None:
        burst, profile = self._burst, self._profile
        if burst.oversize:
            return Verdict.OVERSIZE
        if not burst.gaps:
            return Verdict.SINGLE
        if len(burst.data) < profile.min_length:
            return Verdict.SHORT
        if burst.median_gap() > profile.median_gap_s:
            return Verdict.SLOW
        if len(set(burst.data)) == 1 and burst.median_gap() >= _REPEAT_S:
            return Verdict.HELD_DOWN
        if burst.follows_typing or burst.ordered_gaps[-1] > profile.gap_s:
            return Verdict.BROKEN
        return None

    def _guard(self) -> list[Accepted | Rejected]:
        """Give up a burst that no symbol can hold; what follows it without a pause belongs to it."""
        if len(self._burst.data) <= MAX_SCAN_BYTES:
            return []
        keys, last = self._burst.keys, self._burst.last
        self._burst = _Burst(last=last, oversize=True)
        return [Rejected(Verdict.OVERSIZE, keys)]

    def _characters(self, key: KeyPress) -> bytes:
        """Return what the key types: by scan code and the scanner's layout, or else by the text it has here."""
        if key.alt:
            return b""
        pair = self._layout.get(key.scan_code)
        if pair is None:
            return b"" if key.text in _EDITING else key.text.encode()
        character = ord(pair[key.shift])
        if not key.ctrl:
            return bytes((character,))
        upper = character - 0x20 if ord("a") <= character <= ord("z") else character
        return bytes((upper & 0x1F,)) if ord("@") <= upper <= ord("_") else b""

    def _accept(self, at: float) -> Accepted:
        aim, data = split_aim(bytes(self._burst.data))
        outcome = Accepted(Scan(data, aim, "wedge", self._device, at), self._burst.keys)
        self._scanned_at = at
        self._burst = _Burst()
        return outcome

    def _reject(self, verdict: Verdict) -> Rejected:
        outcome = Rejected(verdict, self._burst.keys, tuple(self._burst.gaps))
        if self.in_burst:
            self._typed_at = self._burst.last
        self._burst = _Burst()
        return outcome
