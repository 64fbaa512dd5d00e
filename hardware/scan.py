"""The one value that every scanner, camera, keyboard and console line delivers."""

from dataclasses import dataclass

MAX_SCAN_BYTES = 4096
"""Longest payload that is taken, in bytes; a QR Code holds at most 2,953 (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What one read of one symbol said, before anybody has interpreted it."""

    data: bytes
    """The payload exactly as read, without symbology identifier and without terminator. May hold any byte."""
    aim: str | None = None
    """Symbology identifier of ISO/IEC 15424 such as `]d2`; None where the device does not send it."""
    source: str = "simulated"
    """Kind of input: `wedge`, `evdev`, `hid_pos`, `serial`, `camera`, `console`, `typed`, `simulated`."""
    device: str = ""
    """Which device of that kind, by its configured name; empty where there is only one."""
    at: float = 0.0
    """When the last byte came, in seconds on a monotonic clock. Only differences have a meaning."""
    quality: int | None = None
    """How many independent reads agreed on this value (camera); None where the device gives one read."""
