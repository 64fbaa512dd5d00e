"""Reads the frames of a camera: one quick look each, and one more of another kind while nothing is read."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import cycle

from hardware.scanners.camera import zxing
from hardware.scanners.camera.confirm import confirmed
from hardware.scanners.camera.evidence import agreed
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.steps import STEPS, Look
from hardware.scanners.camera.symbols import Quad, Symbol
from hardware.scanners.camera.views import View, crop, scaled, whole
from hardware.scanners.camera.workings import inverted
from hardware.scanners.camera.zbar import Zbar

_REGION_PIXELS = 500_000
"""So much of the middle of a frame is looked at first."""
_STEP_PIXELS = 250_000
"""So much of that is where the further looks are made, but for those that search a whole frame."""
_WHOLE_PIXELS = 600_000
_MEMORY = 5
"""For so many frames the place of a symbol stays the place to look at."""
_ROTA = (
    "whole",
    "straightened",
    "contrast stretched",
    "whole",
    "enlarged, sharpened",
    "second engine",
    "inverted",
    "enlarged, smoothed",
)


class FrameReader:
    """Remembers from frame to frame where symbols were, and whose turn it is."""

    def __init__(self, zbar: Zbar | None = None) -> None:
        """`zbar` is the second engine; without it its turn passes."""
        self._zbar = zbar
        self._rota: Iterator[str] = cycle(_ROTA)
        self._places: deque[list[Quad]] = deque(maxlen=_MEMORY)
        self._shape: tuple[int, ...] = ()

    def read(self, gray: Gray) -> list[Symbol]:
        """Return the symbols of the next frame, each confirmed or not as in a still picture."""
        if gray.shape != self._shape:  # places of another size mean nothing
            self._places.clear()
            self._shape = gray.shape
        region = self._region(gray)
        reads = [(one, 1) for one in _in_region(region, zxing.read_common(region.image, "region"))]
        if reads:
            reads += [(one, 1) for one in _whole(gray)]  # there may be others beside it
        else:
            reads = self._one_more(gray, region)
        symbols = agreed([one if one.confirmed else confirmed(gray, one, needed) for one, needed in reads])
        self._places.append([one.position for one in symbols])
        return symbols

    def _one_more(self, gray: Gray, region: View) -> list[tuple[Symbol, int]]:
        """Return what the step whose turn it is reads, each with how many looks it needs to be confirmed."""
        name = next(self._rota)
        if name == "whole":
            return [(one, 1) for one in _whole(gray)]
        if name == "straightened":
            small = _fitted(whole(gray), _WHOLE_PIXELS)
        else:
            height, width = region.image.shape
            share = min(1.0, (_STEP_PIXELS / region.image.size) ** 0.5)
            small = crop(region, (width / 2, height / 2), (share * width, share * height))
        return [(one, 2) for one in _in_region(small, _STEPS[name](Look(small.image, self._zbar)))]

    def _region(self, gray: Gray) -> View:
        height, width = gray.shape
        points = [point for places in self._places for quad in places for point in quad]
        if points:
            columns, rows = [x for x, _ in points], [y for _, y in points]
            centre = (min(columns) + max(columns)) / 2, (min(rows) + max(rows)) / 2
            size = 1.5 * (max(columns) - min(columns)) + 100, 1.5 * (max(rows) - min(rows)) + 100
        else:
            share = min(1.0, (_REGION_PIXELS / gray.size) ** 0.5)
            centre, size = (width / 2, height / 2), (share * width, share * height)
        return _fitted(crop(whole(gray), centre, size), _REGION_PIXELS)


def _in_region(region: View, symbols: Iterable[Symbol]) -> list[Symbol]:
    return [region.in_original(one) for one in symbols]


def _whole(gray: Gray) -> list[Symbol]:
    view = _fitted(whole(gray), _WHOLE_PIXELS)
    return _in_region(view, zxing.read(view.image).symbols)


def _fitted(view: View, pixels: int) -> View:
    factor = (pixels / view.image.size) ** 0.5
    return scaled(view, factor) if factor < 1 else view


def _inverted(look: Look) -> list[Symbol]:
    return [replace(one, confirmed=False) for one in zxing.read_common(inverted(look.view).image, "inverted")]


_STEPS: dict[str, Callable[[Look], Iterable[Symbol]]] = {**STEPS, "inverted": _inverted}
