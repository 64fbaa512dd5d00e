"""What a scanner sent, kept as a file: one JSON object a line, first about the device, then each piece as it came.

{"address": "serial:///dev/ttyACM0?profile=cr"}
{"at": 0.0, "hex": "5d433131304131"}
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hardware.errors import DeviceError


@dataclass(frozen=True, slots=True)
class Recording:
    """A device and the pieces that it sent."""

    address: str
    pieces: tuple[tuple[bytes, float], ...]
    """Bytes as they were read, and when: seconds since the first."""


class Recorder:
    """Writes pieces as they come; each is in the file at once, so that nothing is lost with the program."""

    def __init__(self, path: Path, address: str) -> None:
        """Begin a file; raises OSError."""
        self._file = path.open("w", encoding="ascii")
        self._first_at: float | None = None
        self.count = 0
        self._write({"address": address})

    def take(self, chunk: bytes, at: float) -> None:
        """Write one piece; the tap of a scanner."""
        self._first_at = at if self._first_at is None else self._first_at
        self._write({"at": round(at - self._first_at, 6), "hex": chunk.hex()})
        self.count += 1

    def close(self) -> None:
        """End the file."""
        self._file.close()

    def _write(self, line: dict[str, object]) -> None:
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()


def read_recording(path: Path) -> Recording:
    """Return what was recorded; raises DeviceError, naming file and line, for anything else."""
    lines = _lines(path)
    try:
        _, head = next(lines)
        address = str(head["address"])
    except (StopIteration, KeyError) as error:
        raise DeviceError(f"{path}: no recording, its first line must name the address") from error
    pieces = []
    for number, line in lines:
        try:
            pieces.append((bytes.fromhex(str(line["hex"])), float(str(line["at"]))))
        except (KeyError, ValueError) as error:
            raise DeviceError(f"{path}, line {number}: expected at and hex, got {line}") from error
    return Recording(address, tuple(pieces))


def _lines(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    try:
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise DeviceError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            value = json.loads(line)
        except ValueError as error:
            raise DeviceError(f"{path}, line {number} is no JSON: {line[:60]}") from error
        if not isinstance(value, dict):
            raise DeviceError(f"{path}, line {number}: expected an object, got {line[:60]}")
        yield number, value
