"""Cuts the input reports of a HID POS scanner into scans (USB HID Point of Sale Usage Tables, page 0x8C). Pure.

A report: [0] its number, 2; [1] length of the data, at most 56; [2..4] symbology identifier; [5..60] data; [61] the
vendor's own symbology code; [63] bit 0: continued in the next report. Some devices have one byte more before the
identifier, which then stands at [3..5] and moves all behind it.
"""

from hardware.scan import MAX_SCAN_BYTES, Scan
from hardware.scanners.framing import Dropped, Loss

REPORT_BYTES = 65
"""Room for the longest report: 64 bytes, or 65 where it is shifted."""
_SCANNED_DATA = 2
_MOST_DATA = 56
_CONTINUED = 1
_SILENCE_S = 1.0


class ReportFramer:
    """Joins reports until one says that it is the last of its scan. One chunk is one report."""

    def __init__(self, device: str = "") -> None:
        self._device = device
        self._data = bytearray()
        self._aim: str | None = None
        self._is_open = False
        self._is_skipping = False

    @property
    def silence_s(self) -> float:
        """How long nothing must come before `silence` is due, in seconds."""
        return _SILENCE_S

    def receive(self, chunk: bytes, at: float) -> list[Scan | Dropped]:
        """Feed one report that was read at `at` seconds (monotonic). Reports of other numbers say nothing."""
        if chunk[:1] != bytes((_SCANNED_DATA,)):
            return []
        shift = _shift(chunk)
        length = chunk[1 + shift] if len(chunk) > 1 + shift else 0
        data = chunk[5 + shift : 5 + shift + length]
        if not 0 < length <= _MOST_DATA or len(data) < length:
            size = sum(each.size for each in self.lost()) + len(chunk)
            return [Dropped(Loss.MALFORMED, size)]
        flags_at = min(63 + shift, len(chunk) - 1)
        is_last = flags_at < 63 or not chunk[flags_at] & _CONTINUED
        return self._take(_aim(chunk[2 + shift : 5 + shift]), data, at, is_last=is_last)

    def silence(self, at: float) -> list[Scan | Dropped]:  # noqa: ARG002 - a promise of every decoder
        """Give up a scan whose last report never came."""
        return list(self.lost())

    def lost(self) -> list[Dropped]:
        """Give up a half scan, because the device is gone or silent."""
        size, was_open = len(self._data), self._is_open and not self._is_skipping
        self._reset()
        return [Dropped(Loss.UNFINISHED, size)] if was_open else []

    def _take(self, aim: str | None, data: bytes, at: float, *, is_last: bool) -> list[Scan | Dropped]:
        if not self._is_open:
            self._aim, self._is_open = aim, True
        if not self._is_skipping:
            self._data += data
        size = len(self._data)
        is_oversize = size > MAX_SCAN_BYTES + 2
        if is_oversize:
            self._is_skipping = True
            self._data.clear()
        if not is_last:
            return [Dropped(Loss.OVERSIZE, size)] if is_oversize else []
        whole, first_aim, skipped = _without_line_end(bytes(self._data)), self._aim, self._is_skipping
        self._reset()
        if is_oversize:
            return [Dropped(Loss.OVERSIZE, size)]
        return [] if skipped or not whole else [Scan(whole, first_aim, "hid_pos", self._device, at)]

    def _reset(self) -> None:
        self._data.clear()
        self._aim, self._is_open, self._is_skipping = None, False, False


def _shift(report: bytes) -> int:
    """Return by how many bytes a report is shifted: the identifier begins with `]` wherever it stands."""
    return 1 if report[3:4] == b"]" and report[2:3] != b"]" else 0


def _aim(three: bytes) -> str | None:
    return three.decode("ascii") if three[:1] == b"]" and three.isascii() else None


def _without_line_end(data: bytes) -> bytes:
    """Leave out the suffix of a scanner that was set up as a keyboard before; the report marks the end already."""
    for end in (b"\r\n", b"\r", b"\n"):
        if data.endswith(end):
            return data[: -len(end)]
    return data
