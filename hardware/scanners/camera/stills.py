"""Reads the one picture that was asked for, such as that of a tray, with all means."""

from collections.abc import Callable

from hardware.scan import Scan
from hardware.scanners.camera.agreement import is_clipped
from hardware.scanners.camera.decoder import Decoder
from hardware.scanners.camera.pictures import Gray, scaled_down
from hardware.scanners.camera.sight import Corners, Seen, Still
from hardware.scanners.camera.symbols import Quad, Symbol, centre_of
from hardware.scanners.camera.zbar import Zbar

_SIDE = 1280
"""Longer side of the picture that people look at, in pixels."""


def read_still(gray: Gray, zbar: Zbar | None, scan_of: Callable[[Symbol], Scan]) -> Still:
    """Read a picture. Certain is what is confirmed and whole, each once; the rest is told as unread."""
    size = gray.shape[1], gray.shape[0]
    found = Decoder(zbar).decode(gray, is_tray=True)
    confirmed = in_reading_order([one for one in found.symbols if one.confirmed])
    clipped = [one.position for one in confirmed if is_clipped(one.position, size)]
    return Still(
        scaled_down(gray, _SIDE),
        tuple(
            Seen(scan_of(one), in_shares(one.position, size), is_certain=True)
            for one in confirmed
            if one.position not in clipped
        ),
        tuple(in_shares(position, size) for position in (*clipped, *(place.position for place in found.unread))),
    )


def in_reading_order(symbols: list[Symbol]) -> list[Symbol]:
    """Return the symbols row by row from the top, each row from the left. What stands nearly level is one row."""
    rows: list[list[Symbol]] = []
    for symbol in sorted(symbols, key=lambda one: centre_of(one.position)[1]):
        if rows and centre_of(symbol.position)[1] - centre_of(rows[-1][-1].position)[1] <= _reach(symbol):
            rows[-1].append(symbol)
        else:
            rows.append([symbol])
    return [one for row in rows for one in sorted(row, key=lambda one: centre_of(one.position)[0])]


def _reach(symbol: Symbol) -> float:
    """How much lower a symbol may stand than another of its row: half its height, of bars at least a tenth of them."""
    columns, lines = zip(*symbol.position, strict=True)
    return max((max(lines) - min(lines)) / 2, (max(columns) - min(columns)) / 10)


def in_shares(position: Quad, size: tuple[int, int]) -> Corners:
    """Return a position in shares of width and height."""
    width, height = size
    return tuple((x / width, y / height) for x, y in position)
