"""The second engine: zbar, in a child process that may die without harm."""

import json
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.symbols import Quad, Symbol

NAME = "pyzbar"
_PATIENCE_S = 2.0
_LARGEST_PIXELS = 4_000_000
_MOST_DEATHS = 5
_TOP = Path(__file__).parents[3]
_FORMATS: dict[str, tuple[str, str | None]] = {
    "EAN13": ("EAN13", "]E0"),
    "EAN8": ("EAN8", "]E4"),
    "CODE128": ("Code128", None),
    "CODE39": ("Code39", "]A0"),
    "CODE93": ("Code93", "]G0"),
    "CODABAR": ("Codabar", "]F0"),
    "I25": ("ITF", "]I0"),
    "DATABAR": ("DataBarOmni", "]e0"),
    "QRCODE": ("QRCode", None),
}
"""zbar's names; it does not tell GS1-128 from Code 128, nor GS1 QR from QR, so these have no symbology identifier.

Its DataBar Expanded is left out: it gives wrong characters where the encodation changes within the data.
"""


class Zbar:
    """Starts its process with the first picture, and again after it died; after five deaths it is left alone."""

    def __init__(self, command: list[str] | None = None, patience_s: float = _PATIENCE_S) -> None:
        """Prepare; a picture that takes longer than `patience_s` seconds costs the process its life."""
        self._command = command or [sys.executable, "-m", f"{__package__}.zbar_child"]
        self._patience_s = patience_s
        self._child: _Child | None = None
        self._deaths = 0
        self._one_at_a_time = threading.Lock()

    def read(self, gray: Gray, step: str = "") -> list[Symbol]:
        """Return the symbols; none where the process died of the picture, or is not to be had."""
        if not gray.size or gray.size > _LARGEST_PIXELS:
            return []
        with self._one_at_a_time:
            if self._child is None and self._deaths < _MOST_DEATHS:
                self._child = _Child(self._command)
            if self._child is None:
                return []
            answer = self._child.ask(gray, self._patience_s)
            if answer is None:
                self._deaths += 1
                self._end()
                return []
        decoder = f"{NAME}, {step}" if step else NAME
        return [_symbol(each, decoder) for each in json.loads(answer) if _is_told_as_it_is(each)]

    def close(self) -> None:
        """End the process."""
        with self._one_at_a_time:
            self._end()

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


class _Child:
    """One process, and the thread that listens to it."""

    def __init__(self, command: list[str]) -> None:
        # The command is ours: this Python and a module of this package.
        self._process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_TOP
        )
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self._listening = threading.Thread(target=self._listen, name="zbar", daemon=True)
        self._listening.start()

    def ask(self, gray: Gray, patience_s: float) -> bytes | None:
        """Return the answer to a picture, or None where none comes."""
        to_child = self._process.stdin
        if to_child is None:
            return None
        height, width = gray.shape
        try:
            to_child.write(width.to_bytes(4) + height.to_bytes(4) + gray.tobytes())
            to_child.flush()
            return self._answers.get(timeout=patience_s) or None
        except (OSError, Empty):
            return None

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.wait()
        self._listening.join()
        if self._process.stdin is not None:
            with suppress(OSError):  # what was still to be written has no reader any more
                self._process.stdin.close()

    def _listen(self) -> None:
        """Pass the answers on; an empty one says that the process has ended."""
        from_child = self._process.stdout
        if from_child is not None:
            with from_child:
                for line in from_child:
                    self._answers.put(line)
        self._answers.put(b"")


def _is_told_as_it_is(document: dict[str, Any]) -> bool:
    """False for a QR Code that is not all ASCII: zbar rewrites its bytes."""
    if document["kind"] not in _FORMATS or not document["points"]:
        return False
    return document["kind"] != "QRCODE" or bytes.fromhex(document["hex"]).isascii()


def _symbol(document: dict[str, Any], decoder: str) -> Symbol:
    format_, aim = _FORMATS[document["kind"]]
    data = bytes.fromhex(document["hex"])
    return Symbol(format_, aim, data, data.decode("latin-1"), _quad(document["points"]), decoder)


def _quad(points: list[list[int]]) -> Quad:
    """Return the upright rectangle around the points, which follow the bars only roughly."""
    columns, rows = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(columns), max(columns), min(rows), max(rows)
    return (left, top), (right, top), (right, bottom), (left, bottom)
