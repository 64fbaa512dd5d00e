"""Compares what a scanner transmitted with what a check label says: all that it adds, changes and loses. Pure."""

from dataclasses import dataclass

from hardware.scanners.framing import split_aim
from hardware.scanners.keys import Caps
from hardware.scanners.layouts import DE, FR, GB, US, Layout
from kiosk.doctor.scanner_check.reads import Read

_GS = b"\x1d"
_ENDS = ((b"\r\n", "crlf"), (b"\r", "cr"), (b"\n", "lf"), (b"\t", "tab"))
_STX, _ETX = b"\x02", b"\x03"
END_BYTES = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n", "tab": b"\t", "stxetx": b"\x03"}


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What stands around the content of a read."""

    end: str
    """Profile of the end mark: `cr`, `lf`, `crlf`, `tab`, `stxetx`; `idle` for none."""
    aim: str | None
    prefix: bytes
    """Before the symbology identifier or the content."""
    suffix: bytes


@dataclass(frozen=True, slots=True)
class Spelling:
    """The keyboard under which a read says what its label says."""

    layout: Layout
    caps: Caps
    wrapping: Wrapping


def unwrapped(data: bytes, content: bytes) -> Wrapping | None:
    """Return what stands around `content` in what was transmitted; None where it is not in there."""
    end, body = _without_end(data)
    before, found, suffix = body.partition(content)
    if not found:
        return None
    at = before.rfind(b"]")
    aim, rest = split_aim(before[at:] + b"x") if at >= 0 else (None, b"")
    if aim is None or rest != b"x":
        return Wrapping(end, None, before, suffix)
    return Wrapping(end, aim, before[:at], suffix)


def spelling_of(read: Read, content: bytes) -> Spelling | None:
    """Find the keyboard, the plainest first, under which `content` is in a read; None for none."""
    for layout in (US, GB, DE, FR) if read.is_typed else (US,):
        for caps in Caps if read.is_typed else (Caps.IGNORED,):
            wrapping = unwrapped(read.transmitted(layout, caps), content)
            if wrapping is not None:
                return Spelling(layout, caps, wrapping)
    return None


def separator_in(data: bytes, content: bytes) -> bytes | None:
    """Return what stands in place of the one separator of `content`: itself, a substitute, nothing; None if neither.

    >>> separator_in(b"]C110A|21B" + bytes([13]), b"10A" + bytes([29]) + b"21B")
    b'|'
    """
    first, _, second = content.partition(_GS)
    start = data.find(first)
    stop = data.find(second, start + len(first))
    if start < 0 or stop < 0 or stop - start - len(first) > 5:
        return None
    return data[start + len(first) : stop]


def _without_end(data: bytes) -> tuple[str, bytes]:
    start = data.find(_STX)
    if start >= 0 and (stop := data.rfind(_ETX)) > start:
        return "stxetx", data[start + 1 : stop]
    for mark, name in _ENDS:
        if data.endswith(mark):
            return name, data[: -len(mark)]
    return "idle", data
