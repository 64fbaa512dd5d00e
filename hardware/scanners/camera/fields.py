"""Finds the places of a picture where a symbol might be, read or not: fields of bars, and of modules in a square."""

from dataclasses import dataclass

import numpy as np

from hardware.scanners.camera.bars import Bars, ends_of, locate_bars, quad_of, straightened
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.symbols import Quad, Symbol, centre_of, is_same_place, length_of
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
