"""The program of the child process around zbar: `python -m hardware.scanners.camera.zbar_child`.

zbar ends its process on some input, so it never runs in ours. On standard input come width and height as two
unsigned 32-bit numbers (big-endian) and then the grey pixels; on standard output goes one JSON line a picture.
"""

import json
import os
import struct
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from pyzbar import pyzbar

_NAMES = "EAN13 EAN8 CODE128 CODE39 CODE93 CODABAR I25 DATABAR QRCODE"
_KINDS = [pyzbar.ZBarSymbol[name] for name in _NAMES.split()]
"""UPC comes as the EAN-13 that it is."""


def main() -> None:
    """Answer pictures until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # zbar prints
    for width, height, pixels in _pictures(sys.stdin.buffer):
        found = pyzbar.decode((pixels, width, height), symbols=_KINDS)
        answers.write(json.dumps([_document(one) for one in found]) + "\n")
        answers.flush()


def _pictures(stream: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    while len(head := stream.read(8)) == 8:
        width, height = struct.unpack(">II", head)
        pixels = stream.read(width * height)
        if len(pixels) < width * height:
            return
        yield width, height, pixels


def _document(found: Any) -> dict[str, Any]:
    return {"kind": found.type, "hex": found.data.hex(), "points": [[point.x, point.y] for point in found.polygon]}


if __name__ == "__main__":
    main()
