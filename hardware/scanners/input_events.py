"""Reads the input events of the Linux kernel and turns those of a scanner into scans. Pure: the caller brings bytes.

A record is `struct input_event` of linux/input.h: time in two longs, type, code, value. Whatever it was read from, a
device, a pipe or a recording, the same records in any chunks give the same scans.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hardware.scan import Scan
from hardware.scanners.framing import CR, Dropped, Framer, Loss, Profile
from hardware.scanners.keys import Caps, KeyPress, Speller
from hardware.scanners.layouts import US, Layout

KERNEL_OFFSET = 8
"""Scan codes of X11 and Wayland are the kernel's codes plus this."""
RIGHT_ALT = 100
_SHIFTS, _CTRLS, _LEFT_ALT = frozenset({42, 54}), frozenset({29, 97}), 56
_LOCKS = frozenset({58, 69, 70})
_MODIFIERS = _SHIFTS | _CTRLS | _LOCKS | {_LEFT_ALT, RIGHT_ALT, 125, 126}
_RECORD = struct.Struct("llHHi")
_SYN, _KEY = 0, 1
_LONGEST_PAUSE_S = 0.5
"""No scanner rests so long between two keys; what stands there unfinished is given up."""
_SYN_REPORT, _SYN_DROPPED = 0, 3
_UP, _DOWN = 0, 1


@dataclass(frozen=True, slots=True)
class InputEvent:
    """One record."""

    at: float
    """Seconds, on the clock of the device."""
    type: int
    code: int
    value: int


class Records:
    """Cuts bytes into records; a part of one waits for the rest."""

    def __init__(self) -> None:
        self._rest = b""

    def receive(self, chunk: bytes) -> Iterator[InputEvent]:
        """Feed what was read; gives the whole records."""
        data = self._rest + chunk
        whole = len(data) - len(data) % _RECORD.size
        self._rest = data[whole:]
        for seconds, micros, kind, code, value in _RECORD.iter_unpack(data[:whole]):
            yield InputEvent(seconds + micros / 1e6, kind, code, value)


def pack_key(code: int, *, is_down: bool, at: float) -> bytes:
    """Make the record of a key of the kernel's number `code`, followed by the one that ends a report."""
    seconds, micros = divmod(round(at * 1e6), 1_000_000)
    value = _DOWN if is_down else _UP
    return _RECORD.pack(seconds, micros, _KEY, code, value) + _RECORD.pack(seconds, micros, _SYN, _SYN_REPORT, 0)


class KeyTracker:
    """Follows which modifiers are down and gives the presses. Repeats of a held key are none."""

    def __init__(self) -> None:
        self._down: set[int] = set()
        self._is_blind = False

    def follow(self, event: InputEvent) -> KeyPress | Loss | None:
        """Feed one record; gives a press, or Loss.OVERRUN where the kernel had no room for what came."""
        if event.type == _SYN and event.code == _SYN_DROPPED:
            self._is_blind = True
            self._down.clear()
            return Loss.OVERRUN
        if self._is_blind:
            self._is_blind = not (event.type == _SYN and event.code == _SYN_REPORT)
            return None
        if event.type != _KEY:
            return None
        if event.value == _UP:
            self._down.discard(event.code)
        if event.value != _DOWN:
            return None
        self._down.add(event.code)
        return KeyPress(
            scan_code=event.code + KERNEL_OFFSET,
            shift=bool(self._down & _SHIFTS),
            ctrl=bool(self._down & _CTRLS),
            alt=_LEFT_ALT in self._down,
            altgr=RIGHT_ALT in self._down,
            modifier=event.code in _MODIFIERS,
            at=event.at,
        )


class KeyFramer:
    """Makes scans of the records of a keyboard that belongs to a scanner alone: every key counts, at any speed."""

    def __init__(self, profile: Profile = CR, layout: Layout = US, caps: Caps = Caps.IGNORED, device: str = "") -> None:
        self._records = Records()
        self._tracker = KeyTracker()
        self._speller = Speller(layout, caps)
        brief = replace(profile, silence_s=min(profile.silence_s, _LONGEST_PAUSE_S))
        self._framer = Framer(brief, source="evdev", device=device)

    @property
    def silence_s(self) -> float:
        """How long nothing must come before `silence` is due, in seconds."""
        return self._framer.silence_s

    def receive(self, chunk: bytes, at: float) -> list[Scan | Dropped]:
        """Feed records that were read at `at` seconds (monotonic); returns what is complete now, in order."""
        found: list[Scan | Dropped] = []
        for event in self._records.receive(chunk):
            key = self._tracker.follow(event)
            if key is Loss.OVERRUN:
                found += self._overrun()
            elif isinstance(key, KeyPress):
                found += self._framer.receive(self._speller.spell(key) or b"", at)
        return found

    def silence(self, at: float) -> list[Scan | Dropped]:
        """Say that nothing came for `silence_s`: closes a frame without end mark, drops any other."""
        return self._framer.receive(self._speller.finish(), at) + self._framer.silence(at)

    def lost(self) -> list[Dropped]:
        """Give up a half frame, because the device is gone."""
        self._speller.finish()
        self._records = Records()
        self._tracker = KeyTracker()
        return self._framer.lost()

    def _overrun(self) -> list[Dropped]:
        """Keys were lost between the last one and the next: what was begun is no scan, nor is the rest of it."""
        self._speller.finish()
        half = sum(each.size for each in self._framer.lost())
        self._framer.skip()
        return [Dropped(Loss.OVERRUN, half)]
