"""What scanners send for a text, over each kind of link."""

from hardware.scanners.input_events import KERNEL_OFFSET, pack_key
from hardware.scanners.layouts import US, Layout
from kiosk.doctor.scanner_check.reads import Read
from tests.hardware.scanners.hid import reports
from tests.hardware.scanners.typing import CTRL, strokes

GS_KEYS = [(CTRL, True), (35, True), (35, False), (CTRL, False)]
"""Ctrl and the key that has `]` on a US keyboard."""


def keys(text: str, layout: Layout = US, gap_s: float = 0.004) -> bytes:
    """The records of the keys for a text, where GS is Ctrl+]."""
    typed: list[tuple[int, bool]] = []
    for number, part in enumerate(text.split("\x1d")):
        typed += (GS_KEYS if number else []) + strokes(part, layout)
    return b"".join(
        pack_key(code - KERNEL_OFFSET, is_down=down, at=number * gap_s / 2) for number, (code, down) in enumerate(typed)
    )


def read(scheme: str, raw: bytes, at: float = 1.0) -> Read:
    return Read(scheme, raw, at, (raw,))


def hid_read(text: bytes, aim: str, at: float = 1.0) -> Read:
    sent = tuple(reports(text, aim))
    return Read("hidpos", b"".join(sent), at, sent)
