"""`lotline decode IMAGE...`: the camera's pipeline on image files. Opens no database and no window."""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from hardware.errors import DeviceError
from hardware.scanners.camera.decoder import decode_image
from hardware.scanners.camera.pictures import Gray, load_gray
from hardware.scanners.camera.symbols import Symbol
from hardware.scanners.camera.zbar import Zbar
from kiosk.cli.output import print_line
from kiosk.config import Settings
from kiosk.identification.scan_text import printable
from kiosk.identification.symbology import symbology_name


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("images", nargs="+", metavar="IMAGE", help="a picture file")
    parser.add_argument("--json", action="store_true", help="one JSON document a line")


def run(args: argparse.Namespace, _settings: Settings) -> int:
    """Print what is in every picture, also after one that cannot be read; 1 if there was such a one, else 0."""
    zbar = Zbar()
    try:
        _load_decoder(zbar)
        status = 0
        for name in args.images:
            document = decode_file(name, zbar)
            print_line(json.dumps(document) if args.json else as_text(document))
            if "error" in document:
                status = 1
        return status
    finally:
        zbar.close()


def decode_file(name: str, zbar: Zbar | None = None) -> dict[str, Any]:
    """Return `{image, milliseconds, symbols}` of the picture file of that name.

    `image` is the name as given, `milliseconds` the time of decoding alone. A picture that cannot be read has null
    there, no symbols, and an `error` beside them.
    """
    try:
        image = load_gray(Path(name))
    except DeviceError as error:
        return {"image": name, "milliseconds": None, "symbols": [], "error": str(error)}
    symbols, milliseconds = _timed(image, zbar)
    return {
        "image": name,
        "milliseconds": round(milliseconds, 3),
        "symbols": [_symbol_document(symbol) for symbol in symbols],
    }


def as_text(document: dict[str, Any]) -> str:
    """Return the answer for people: a line for the picture and one for each symbol."""
    if "error" in document:
        return f"! {printable(document['error'])}"
    symbols = document["symbols"]
    count = f"{len(symbols) or 'no'} symbol{'' if len(symbols) == 1 else 's'}"
    lines = [f"{printable(document['image'])}: {count}, {document['milliseconds']:.1f} ms"]
    for symbol in symbols:
        name = symbology_name(symbol["aim"]) if symbol["aim"] else symbol["format"]
        state = "confirmed" if symbol["confirmed"] else "read once"
        lines.append(f"  {symbol['aim'] or ''} {name}, {state}: {printable(symbol['text'])}")
    return "\n".join(lines)


def _load_decoder(zbar: Zbar) -> None:
    """Decode an empty picture, so that the first picture's time is not that of loading the libraries."""
    import numpy as np

    decode_image(np.full((32, 32), 255, np.uint8), zbar)


def _timed(image: Gray, zbar: Zbar | None) -> tuple[list[Symbol], float]:
    began = time.perf_counter()
    symbols = decode_image(image, zbar)
    return symbols, (time.perf_counter() - began) * 1000


def _symbol_document(symbol: Symbol) -> dict[str, Any]:
    return {
        "format": symbol.format,
        "aim": symbol.aim,
        "text": symbol.text,
        "bytes_hex": symbol.data.hex(),
        "position": [list(point) for point in symbol.position],
        "decoder": symbol.decoder,
        "confirmed": symbol.confirmed,
    }
