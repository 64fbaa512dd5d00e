"""Cuts what a scanner sends into single reads, and says what each transmitted: raw bytes, rhythm of the keys."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from hardware.scan import Scan
from hardware.scanners.hid_reports import ReportFramer
from hardware.scanners.input_events import KeyTracker, Records
from hardware.scanners.keys import Caps, KeyPress, Speller
from hardware.scanners.layouts import US, Layout

PAUSE_S = 0.3
"""Silence between two pulls of a trigger; no scanner rests that long within one."""
MOST_BYTES = 200_000
"""Most that one read may send; key records are 24 bytes, four a key."""
_CONTROLS = (
    *("NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI"),
    *("DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US"),
)
_KEYBOARDS = frozenset({"wedge", "evdev"})
SHOWN_RAW = _KEYBOARDS | {"serial", "hidpos"}
"""Schemes of scanners that show what they send; of the others only whole scans are seen."""


@dataclass(frozen=True, slots=True)
class Read:
    """One pull of the trigger."""

    scheme: str
    """Kind of link, as in an address: `serial`, `hidpos`, `evdev`, `wedge`; others give scans alone."""
    raw: bytes
    """What came over the link: bytes, reports, or records of keys."""
    at: float
    """When the last of it came, seconds."""
    reports: tuple[bytes, ...] = ()

    @property
    def is_typed(self) -> bool:
        """Whether it came as keys, which a layout decides about."""
        return self.scheme in _KEYBOARDS

    def transmitted(self, layout: Layout = US, caps: Caps = Caps.IGNORED) -> bytes:
        """Return the bytes that the scanner meant, end marks and symbology identifier included."""
        if self.is_typed:
            speller = Speller(layout, caps)
            return b"".join(speller.spell(key) or b"" for key in self._keys()) + speller.finish()
        if self.scheme == "hidpos":
            framer = ReportFramer()
            scans = [one for each in self.reports for one in framer.receive(each, self.at) if isinstance(one, Scan)]
            return b"".join((scan.aim or "").encode() + scan.data for scan in scans)
        return self.raw

    def gaps_ms(self) -> tuple[int, ...]:
        """Return the pauses between its keys, in whole milliseconds; none where it did not come as keys."""
        times = [key.at for key in self._keys() if not key.modifier] if self.is_typed else []
        return tuple(round((later - earlier) * 1000) for earlier, later in pairwise(times))

    def _keys(self) -> Iterable[KeyPress]:
        tracker = KeyTracker()
        for event in Records().receive(self.raw):
            key = tracker.follow(event)
            if isinstance(key, KeyPress):
                yield key


class Collector:
    """Puts the pieces of one read together. The caller brings time and silence."""

    def __init__(self, scheme: str) -> None:
        self._scheme = scheme
        self._chunks: list[bytes] = []
        self._size = 0
        self._at = 0.0

    def receive(self, chunk: bytes, at: float) -> Read | None:
        """Feed what came; gives the read before it, where a pause says that this begins another."""
        before = self.silence(at)
        self._at = at
        if self._size + len(chunk) <= MOST_BYTES:
            self._chunks.append(chunk)
            self._size += len(chunk)
        return before

    def silence(self, now: float) -> Read | None:
        """Say what time it is; gives a read that has ended."""
        if not self._chunks or now - self._at < PAUSE_S:
            return None
        read = Read(self._scheme, b"".join(self._chunks), self._at, tuple(self._chunks))
        self._chunks, self._size = [], 0
        return None if read.is_typed and not read.transmitted() else read


def read_of_scan(scan: Scan) -> Read:
    """Return the read of a scanner that gives scans alone, such as a camera."""
    data = (scan.aim or "").encode() + scan.data
    return Read(scan.source, data, scan.at)


def in_words(data: bytes) -> str:
    """Name the controls, so that everything that was sent can be seen.

    >>> in_words(b"10A" + bytes([29, 13, 233]))
    '10A<GS><CR><E9>'
    """
    return "".join(_word(value) for value in data)


def _word(value: int) -> str:
    if value < 0x20:
        return f"<{_CONTROLS[value]}>"
    return chr(value) if value < 0x7F else f"<{value:02X}>"
