"""What to send to a scanner so that it says itself what became of its scan. Data, one profile a family."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feedback:
    """Bytes for a scan that was taken and for one that was not; empty for a scanner that stays silent."""

    good: bytes = b""
    bad: bytes = b""


_HONEYWELL_BEEP = b"\x16\x07\r"
"""SYN BEL CR."""
_HONEYWELL_HID_BEEP = bytes((0xFD, len(_HONEYWELL_BEEP))) + _HONEYWELL_BEEP
"""The same as an output report."""

SERIAL_FEEDBACK: Mapping[str, Feedback] = {
    "none": Feedback(),
    "datalogic": Feedback(good=b"B", bad=b"F"),
    "honeywell": Feedback(bad=_HONEYWELL_BEEP * 3),
}
"""Datalogic PowerScan guide, host commands: good-read beep, not-on-file beep. Honeywell scanners have but one beep on
demand, like that of every read, so only three of them can mean something: no."""
HID_FEEDBACK: Mapping[str, Feedback] = {
    "none": Feedback(),
    "honeywell": Feedback(bad=_HONEYWELL_HID_BEEP),
}
"""One output report holds one command."""
