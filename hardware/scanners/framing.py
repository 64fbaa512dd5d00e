"""Cuts the byte stream of a scanner into scans. Pure: the caller brings bytes, time and silence."""

import re
from dataclasses import dataclass
from enum import Enum, StrEnum

from hardware.scan import MAX_SCAN_BYTES, Scan

_AIM = re.compile(rb"\][A-Za-z][0-9A-Za-z](?=.)", re.DOTALL)


def split_aim(data: bytes) -> tuple[str | None, bytes]:
    """Take a leading symbology identifier (ISO/IEC 15424: `]`, code letter, modifier) off the payload.

    >>> split_aim(b"]d20109506000134352")
    (']d2', b'0109506000134352')
    >>> split_aim(b"A1")
    (None, b'A1')

    An identifier with nothing behind it stays payload, so that nothing that was read disappears.
    """
    match = _AIM.match(data)
    return (match[0].decode("ascii"), data[3:]) if match else (None, data)


@dataclass(frozen=True, slots=True)
class Profile:
    """How a scanner marks the ends of a scan."""

    name: str
    end: bytes
    """Bytes that close a frame; empty where only silence does."""
    start: bytes = b""
    """Byte that opens a frame; what stands before it belongs to none. Empty: the first byte opens it."""
    swallow: bytes = b""
    """Byte that is dropped when it follows `end` at once."""
    silence_s: float = 2.0
    """Silence, in seconds, that closes a frame, or abandons an unfinished one where `end` is set."""


CR = Profile("cr", b"\r", swallow=b"\n")
"""Carriage return; a line feed right behind it is swallowed, as many scanners send both."""
LF = Profile("lf", b"\n")
CRLF = Profile("crlf", b"\r\n")
TAB = Profile("tab", b"\t")
STX_ETX = Profile("stxetx", b"\x03", start=b"\x02")
IDLE = Profile("idle", b"", silence_s=0.05)
PROFILES = {profile.name: profile for profile in (CR, LF, CRLF, TAB, STX_ETX, IDLE)}


class Loss(StrEnum):
    """Why bytes did not become a scan."""

    OVERSIZE = "longer than any symbol"
    UNFINISHED = "unfinished"
    STRAY = "outside of a frame"
    OVERRUN = "the system was too slow to take them"
    MALFORMED = "not in the form of the device"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Bytes that were taken off the line and delivered to nobody."""

    loss: Loss
    size: int
    """How many bytes were lost so far; an oversize frame is reported before its end."""

    def __str__(self) -> str:
        return f"dropped {self.size} bytes: {self.loss.value}"


class _State(Enum):
    OUTSIDE = "waiting for the start byte"
    INSIDE = "collecting"
    SKIPPING = "waiting for the end of what is lost"


class Framer:
    """Collects bytes until a frame is complete. The same bytes in any chunks give the same scans."""

    def __init__(self, profile: Profile, *, source: str = "serial", device: str = "") -> None:
        self._profile = profile
        self._source = source
        self._device = device
        self._frame = bytearray()
        self._after_end = False
        self._state = _State.OUTSIDE
        self._margin = max(len(profile.end) - 1, 0)
        self._pieces = _cutter(profile)
        self._reset()

    def receive(self, chunk: bytes, at: float) -> list[Scan | Dropped]:
        """Feed what was read at `at` seconds (monotonic); returns what is complete now, in order."""
        found: list[Scan | Dropped] = []
        for piece in self._pieces.finditer(chunk):
            found += self._take(piece[0], at) if len(piece[0]) == 1 else self._take_many(piece[0])
        return found

    @property
    def silence_s(self) -> float:
        """How long nothing must come before `silence` is due, in seconds."""
        return self._profile.silence_s

    def silence(self, at: float) -> list[Scan | Dropped]:
        """Say that nothing came for `Profile.silence_s`: closes a frame without end mark, drops any other."""
        if self._profile.end or self._state is _State.SKIPPING:
            return list(self.lost())
        return self._close(at)

    def lost(self) -> list[Dropped]:
        """Give up a half frame, because the port is gone or silent; at most one event."""
        state, size = self._state, len(self._frame)
        self._reset()
        if state is _State.SKIPPING or not size:
            return []
        return [Dropped(Loss.STRAY if state is _State.OUTSIDE else Loss.UNFINISHED, size)]

    def skip(self) -> None:
        """Ignore what comes up to the next end mark: its beginning is lost."""
        self._reset()
        if self._profile.end and not self._profile.start:
            self._state = _State.SKIPPING

    def _take(self, byte: bytes, at: float) -> list[Scan | Dropped]:
        after_end, self._after_end = self._after_end, False
        if after_end and byte == self._profile.swallow:
            return []
        if byte == self._profile.start:
            lost = self.lost()
            self._state = _State.INSIDE
            return list(lost)
        if self._state is _State.OUTSIDE and byte in b"\r\n":
            return []
        self._frame += byte
        if self._state is not _State.OUTSIDE and self._profile.end and self._frame.endswith(self._profile.end):
            return self._close(at)
        return self._guard()

    def _take_many(self, run: bytes) -> list[Scan | Dropped]:
        """Take bytes that mark nothing; in steps, so that a limit is met at the same byte in any chunks."""
        found: list[Scan | Dropped] = []
        self._after_end = False
        step = MAX_SCAN_BYTES + self._margin + 1
        while run:
            room = max(step - len(self._frame), 1)
            self._frame += run[:room]
            run = run[room:]
            found += self._guard()
        return found

    def _guard(self) -> list[Scan | Dropped]:
        """Keep the memory bounded whatever the line sends; bytes of a possible end mark are not counted."""
        margin = self._margin
        if self._state is _State.SKIPPING:
            del self._frame[: len(self._frame) - margin]
            return []
        if len(self._frame) <= MAX_SCAN_BYTES + margin:
            return []
        if self._state is _State.OUTSIDE:
            return list(self.lost())
        size = len(self._frame)
        self._state = _State.SKIPPING
        del self._frame[: size - margin]
        return [Dropped(Loss.OVERSIZE, size)]

    def _close(self, at: float) -> list[Scan | Dropped]:
        payload, skipped = bytes(self._frame), self._state is _State.SKIPPING
        self._reset()
        self._after_end = bool(self._profile.end)
        payload = payload[: len(payload) - len(self._profile.end)]
        if skipped or not payload:
            return []
        aim, data = split_aim(payload)
        return [Scan(data, aim, self._source, self._device, at)]

    def _reset(self) -> None:
        self._frame.clear()
        self._after_end = False
        self._state = _State.OUTSIDE if self._profile.start else _State.INSIDE


def _cutter(profile: Profile) -> re.Pattern[bytes]:
    """Cut a chunk into single bytes that may mark something and runs of bytes that cannot."""
    marks = set(profile.end[-1:] + profile.start + profile.swallow)
    marks |= set(b"\r\n") if profile.start else set()
    if not marks:
        return re.compile(rb".+", re.DOTALL)
    named = b"".join(re.escape(bytes((mark,))) for mark in sorted(marks))
    return re.compile(b"[" + named + b"]|[^" + named + b"]+")
