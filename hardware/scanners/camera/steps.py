"""The further looks at a picture in which the first one left something unread: one look a step."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import cos, sin

from hardware.scanners.camera import retail, zxing
from hardware.scanners.camera.bars import Bars, ends_of, locate_bars, straightened
from hardware.scanners.camera.confirm import LEVELLED_SIDE
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.symbols import Quad, Symbol, is_same_place
from hardware.scanners.camera.views import View, rotated, scaled, whole
from hardware.scanners.camera.workings import averaged, darkened, levelled, sharpened, smoothed, stretched
from hardware.scanners.camera.zbar import Zbar

_MOST_PIXELS = 4_000_000
"""Largest picture that a step makes by enlarging."""
_TURNED_PIXELS = 1_500_000
_CERTAIN_LEAD = {"EAN13": 0.04, "UPCE": 0.06, "EAN8": 0.06}
"""The shorter a symbol, the more often something else resembles it."""
_STRIP_SLACK = 0.055
_BANDS = (-0.8, -0.5, -0.2, 0.2, 0.5, 0.8)
"""Which rows are averaged: from the upper edge of the bars, -1, to the lower, 1."""
_BAND_WIDTH = 1000


@dataclass
class Look:
    """A picture, and what is known of it before the steps."""

    gray: Gray
    zbar: Zbar | None = None

    @cached_property
    def view(self) -> View:
        """The picture as it is."""
        return whole(self.gray)

    @cached_property
    def bars(self) -> list[Bars]:
        """Fields of parallel bars, largest first."""
        return locate_bars(self.gray)

    @cached_property
    def strips(self) -> list[View]:
        """The same, upright."""
        return [straightened(self.view, bars) for bars in self.bars]


Step = Callable[[Look], Iterable[Symbol]]


def _enlarged(view: View, factor: float) -> View:
    """Enlarge as far as the picture does not get too large for a step."""
    return scaled(view, min(factor, (_MOST_PIXELS / view.image.size) ** 0.5))


def _common(view: View, step: str, *, is_global: bool = False) -> list[Symbol]:
    return [view.in_original(one) for one in zxing.read_common(view.image, step, is_global=is_global)]


def _straightened(look: Look) -> Iterator[Symbol]:
    for strip in look.strips:
        for view, is_global in ((strip, False), (strip, True), (sharpened(strip, 2.5), False)):
            found = zxing.read_common(view.image, "straightened", is_global=is_global, is_linear=True)
            yield from (strip.in_original(one) for one in found)


def _averaged(look: Look) -> Iterator[Symbol]:
    """Read a few rows of bars as one: those that a glare or a scratch does not cover."""
    for bars in look.bars:
        for beside in _BANDS:
            band = _band(bars, beside)
            rows = levelled(averaged(straightened(look.view, band, _BAND_WIDTH)), LEVELLED_SIDE)
            found = zxing.read_common(rows.image, "rows averaged", is_linear=True)
            yield from (rows.in_original(one) for one in found)


def _band(bars: Bars, beside: float) -> Bars:
    """Return the seventh part of the bars that lies `beside` (-1 to 1) their middle."""
    x, y = bars.centre
    away = beside * bars.height / 2
    centre = x - away * sin(bars.angle), y + away * cos(bars.angle)
    return replace(bars, centre=centre, height=max(1.0, bars.height / 7))


def _bar_patterns(look: Look) -> Iterator[Symbol]:
    for strip in look.strips:
        first, last = ends_of(strip)
        for image in (strip.image, strip.image[::-1, ::-1]):
            match = retail.match_strip(image, (first, last), _STRIP_SLACK * (last - first))
            if match is not None:
                yield strip.in_original(_matched(match, strip))


def _matched(match: retail.Match, strip: View) -> Symbol:
    name = match.layout.name
    is_certain = match.lead >= _CERTAIN_LEAD[name]
    aim = "]E4" if name == "EAN8" else "]E0"
    return Symbol(name, aim, match.digits.encode(), match.digits, _bars_in(strip), "bar patterns", confirmed=is_certain)


def _bars_in(strip: View) -> Quad:
    height = strip.image.shape[0]
    first, last = (round(end) for end in ends_of(strip))
    return (first, 0), (last, 0), (last, height), (first, height)


def _second_engine(look: Look) -> Iterator[Symbol]:
    """zbar says only roughly where its symbols are; a field of bars around that says it better."""
    if look.zbar is None:
        return
    fields = [strip.quad_in_original(_bars_in(strip)) for strip in look.strips]
    for view in (look.view, *look.strips):
        for symbol in look.zbar.read(view.image):
            found = view.in_original(symbol)
            around = [field for field in fields if is_same_place(field, found.position)]
            yield replace(found, position=around[0]) if around else found


def _turned(degrees: float) -> Step:
    def step(look: Look) -> list[Symbol]:
        fitting = min(1.0, (_TURNED_PIXELS / look.gray.size) ** 0.5)
        view = scaled(look.view, fitting) if fitting < 1 else look.view
        return _common(rotated(view, degrees), f"turned by {degrees:g}°")

    return step


STEPS: dict[str, Step] = {
    "straightened": _straightened,
    "contrast stretched": lambda look: _common(stretched(look.view), "contrast stretched"),
    "levelled": lambda look: _common(levelled(look.view, LEVELLED_SIDE), "levelled"),
    "enlarged, sharpened": lambda look: _common(sharpened(_enlarged(look.view, 2), 3), "enlarged, sharpened"),
    "enlarged, smoothed": lambda look: _common(
        smoothed(_enlarged(look.view, 2), 1.5), "enlarged, smoothed", is_global=True
    ),
    "rows averaged": _averaged,
    "bar patterns": _bar_patterns,
    "second engine": _second_engine,
    "enlarged": lambda look: _common(_enlarged(look.view, 3), "enlarged"),
    "turned by 30°": _turned(30),
    "turned by -30°": _turned(-30),
    "turned by 15°": _turned(15),
    "turned by -15°": _turned(-15),
    "turned by 45°": _turned(45),
    "much enlarged, sharpened": lambda look: _common(sharpened(_enlarged(look.view, 3), 4), "much enlarged, sharpened"),
    "darkened": lambda look: _common(darkened(_enlarged(look.view, 2), 2), "darkened"),
}
"""By name, in the order in which they are taken: what most often helps for its time comes first."""
AT_A_PLACE = ("straightened", "levelled", "enlarged, sharpened", "rows averaged", "second engine", "enlarged")
"""What is tried where something was located beside symbols that were read; what compares bar patterns comes last."""
IN_A_CROWD = ("levelled", "enlarged, sharpened")
"""What finds further symbols in a picture of many."""
