"""A canned hidapi with one scanner, and reports of HID POS scanners as their manuals draw them."""

import queue
from collections.abc import Sequence
from typing import Any


def report(data: bytes, aim: str, *, more: bool = False, shift: int = 0) -> bytes:
    """One report of 64 bytes, or 65 where a byte more stands before the identifier."""
    made = bytearray(64 + shift)
    made[0] = 2
    made[1 + shift] = len(data)
    made[2 + shift : 2 + shift + len(aim)] = aim.encode()
    made[5 + shift : 5 + shift + len(data)] = data
    made[61 + shift] = 0x6A
    made[63 + shift] = int(more)
    return bytes(made)


def reports(payload: bytes, aim: str, shift: int = 0) -> list[bytes]:
    """As many reports as a payload needs."""
    starts = range(0, len(payload), 56)
    return [report(payload[start : start + 56], aim, more=start + 56 < len(payload), shift=shift) for start in starts]


class Hid:
    """Both the library and the one device that it knows."""

    def __init__(self) -> None:
        self.collections: list[dict[str, Any]] = []
        self.opened: list[bytes] = []
        self.features: list[bytes] = []
        self.written: queue.Queue[bytes] = queue.Queue()
        self.incoming: queue.Queue[bytes | Exception] = queue.Queue()
        self.closed = 0
        self.refuses: OSError | None = None
        self.takes_features = True

    def plug(self, path: bytes = b"/dev/hidraw1", page: int = 0x8C, serial: str = "S1") -> None:
        self.collections.append({"path": path, "usage_page": page, "usage": 2, "serial_number": serial})

    def enumerate(self, vendor_id: int, product_id: int) -> list[dict[str, Any]]:
        return self.collections

    def device(self) -> "Hid":
        return self

    def open_path(self, path: bytes) -> None:
        if self.refuses:
            raise self.refuses
        self.opened.append(path)

    def read(self, max_length: int, timeout_ms: int = 0) -> Sequence[int]:
        try:
            came = self.incoming.get(timeout=timeout_ms / 1000)
        except queue.Empty:
            return []
        if isinstance(came, Exception):
            raise came
        return list(came[:max_length])

    def write(self, buff: bytes) -> int:
        self.written.put(buff)
        return len(buff)

    def send_feature_report(self, buff: bytes) -> int:
        self.features.append(buff)
        return len(buff) if self.takes_features else -1

    def close(self) -> None:
        self.closed += 1
