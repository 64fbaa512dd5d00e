"""Finds the places of a picture where a symbol might be, read or not: fields of bars, and of modules in a square."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware.scanners.camera.bars import Bars, ends_of, locate_bars, quad_of, straightened
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.symbols import MATRIX, Quad, Symbol, centre_of, is_same_place, length_of
from hardware.scanners.camera.views import whole

BARS = "bars"
"""Format of a place that shows bars of a symbology nobody could tell."""
_SIDE = 1200
_WINDOWS = 80
_MOST = 80
_LEAST_LIKENESS = 0.75
"""Correlation of the upper rows with the lower ones: bars go straight down, letters do not."""
_LEAST_EDGES = 18
"""Changes between dark and light; the shortest symbol, EAN-8 or two characters of Code 128, has more."""
_LEAST_CONTRAST = 20.0
_LEAST_READ = 3
"""So many square symbols tell how large the others are."""
_FIELD_SIDE = 36
"""Pixels that such a symbol has in the picture that is searched."""
_LEAST_BUSY = 0.3
"""Print that is smeared changes less than print that can be read."""
_SMALLEST, _LARGEST = 0.45, 1.6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a symbol was located."""

    format: str
    """Its symbology as far as it can be told; `bars` where it cannot."""
    position: Quad


def fields_of_bars(gray: Gray) -> list[Place]:
    """Return where bars stand that look like a symbol's, whether it can be read or not."""
    found = locate_bars(gray, _MOST, side=_SIDE, windows=_WINDOWS)
    return [Place(BARS, quad_of(bars)) for bars in found if _are_bars(gray, bars)]


def fields_like(gray: Gray, symbols: list[Symbol]) -> list[Place]:
    """Return where something stands that is as large and as busy as the square symbols that were read beside it.

    A tray holds labels of one kind; what looks like one of them and was not read is one that is spoilt.
    """
    import cv2

    squares = [one for one in symbols if one.format in MATRIX]
    if len(squares) < _LEAST_READ:
        return []
    boxes = np.array([cv2.boundingRect(np.array(one.position, np.int32)) for one in squares])
    side = float(np.median(boxes[:, 2:]))
    factor = _FIELD_SIDE / side
    small = np.asarray(cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    busy = _busyness(small)
    middles = (factor * (boxes[:, :2] + boxes[:, 2:] / 2)).astype(int)
    usual = float(np.median([busy[min(y, len(busy) - 1), min(x, busy.shape[1] - 1)] for x, y in middles]))
    count, _, stats, _ = cv2.connectedComponentsWithStats((busy > _LEAST_BUSY * usual).astype(np.uint8))
    fields = [stats[number, :4] / factor for number in range(1, count)]
    return [
        Place(squares[0].format, _corners(*field))
        for field in fields
        if all(_SMALLEST * side <= extent <= _LARGEST * side for extent in field[2:])
    ]


def _busyness(gray: Gray) -> NDArray[np.float32]:
    """Return how much changes around each point, both across and down: bars change one way only."""
    import cv2

    window = (_FIELD_SIDE // 3 | 1,) * 2
    across, down = (cv2.blur(np.abs(cv2.Sobel(gray, cv2.CV_32F, *way)), window) for way in ((1, 0), (0, 1)))
    return np.asarray(np.minimum(across, down), np.float32)


def _corners(left: float, top: float, width: float, height: float) -> Quad:
    a, b, right, bottom = round(left), round(top), round(left + width), round(top + height)
    return (a, b), (right, b), (right, bottom), (a, bottom)


def is_covered(place: Place, symbols: list[Symbol]) -> bool:
    """True where one of the symbols is what was located; a line that failed may be long and lie beside its middle."""
    return any(
        is_same_place(place.position, one.position) or _is_near(centre_of(place.position), one.position)
        for one in symbols
    )


def _is_near(point: tuple[float, float], quad: Quad) -> bool:
    x, y = centre_of(quad)
    return abs(point[0] - x) + abs(point[1] - y) <= 0.7 * length_of(quad)


def _are_bars(gray: Gray, bars: Bars) -> bool:
    strip = straightened(whole(gray), bars)
    first, last = (round(end) for end in ends_of(strip))
    rows = strip.image[:, first:last].astype(np.float32)
    third = max(1, len(rows) // 3)
    upper, lower, middle = rows[:third].mean(0), rows[-third:].mean(0), rows.mean(0)
    if min(np.ptp(upper), np.ptp(lower)) < _LEAST_CONTRAST:
        return False
    is_dark = middle < (middle.max() + middle.min()) / 2
    edges = int(np.count_nonzero(is_dark[1:] != is_dark[:-1]))
    return edges >= _LEAST_EDGES and float(np.corrcoef(upper, lower)[0, 1]) >= _LEAST_LIKENESS
