"""Says whether a second look at the place of a symbol, with other means, bears its value out."""

from collections.abc import Iterator
from dataclasses import replace
from math import atan2, cos, hypot, pi, sin

import numpy as np

from hardware.scanners.camera import zxing
from hardware.scanners.camera.bars import MARGIN, Bars, ends_of, straightened, turn_of_bars
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.retail import LAYOUTS, bears_out
from hardware.scanners.camera.symbols import RETAIL, Quad, Strength, Symbol, centre_of, is_same_place, length_of
from hardware.scanners.camera.views import View, around, crop, cut_out, scaled, whole
from hardware.scanners.camera.workings import averaged, levelled, sharpened, stretched

_BESIDE = 0.15
"""How much of its length is looked at beyond each end of a symbol."""
_PAD = 20
_LEAST_ROWS = 16
_ROWS = 0.1
"""So many rows of bars are enough, as a share of their length."""
_MOST_PIXELS = 4_000_000
_TILT = 8 * pi / 180
_SLACK = 0.07
_QUIET = 0.05
"""Share of its length that must be quiet beyond each end of a symbol."""
_QUIET_CONTRAST = 0.4
_QUIET_WIDTH = 400
_WIDEST_SPACE = 3.5
_WIDEST_RETAIL_SPACE = 4.5
"""Modules, with something to spare: no space within a symbol is as wide, no quiet zone as narrow."""
_MODULES = {
    "Code39": (30, 15),
    "Code39Std": (30, 15),
    "ITF": (9, 8),
    "Codabar": (0, 11),
    "EAN8": (67, 0),
    "UPCE": (51, 0),
}
"""Symbologies of which a part may look like a whole: modules in all, and for each character."""
_SURE_LOOKS = 2
"""Of retail symbols, whose check digit one misread in ten passes; with fewer their bars are compared as well."""
_WEAK_LOOKS = 2
LEVELLED_SIDE = 31
"""Pixels of the neighbourhoods whose contrast is levelled: wider than any bar, narrower than a glare."""
_AVERAGED_WIDTH = 640


def confirmed(gray: Gray, symbol: Symbol, needed: int = 1) -> Symbol:
    """Return the symbol, confirmed if it may be; it then has the identifier of the read that bore it out.

    Error correction needs no second look, unless the engine does not tell the symbology identifier: where no look gives
    it, it stays unknown, and the data have to say what they are. Bars need `needed` looks of another binarizer or scale
    that say the same, and none that says otherwise. Where only the quiet zones tell a whole symbol from a part of one
    (Code 39, ITF, Codabar) they need two at least, and the quiet zones.
    """
    if symbol.strength is Strength.CORRECTED:
        return replace(_identified(gray, symbol) if symbol.aim is None else symbol, confirmed=True)
    is_weak = symbol.strength is Strength.WEAK
    if _modules(symbol) and not has_quiet_ends(gray, symbol):
        return symbol
    needed = max(needed, _WEAK_LOOKS) if is_weak else needed
    enough = max(needed, _SURE_LOOKS) if symbol.format in RETAIL else needed
    agreeing = _agreeing(gray, symbol, enough)
    if agreeing is None:
        return symbol
    is_enough = len(agreeing) >= needed
    if len(agreeing) < enough:
        borne_out = bars_bear_out(gray, symbol)
        if borne_out is False:
            return symbol
        is_enough |= borne_out is True  # another engine than those that measure edges
    aim = agreeing[0].aim if agreeing else symbol.aim
    return replace(symbol, aim=aim, confirmed=is_enough)


def _identified(gray: Gray, symbol: Symbol) -> Symbol:
    for look, is_global in _looks(gray, symbol):
        again = zxing.read_again(look.image, symbol.format, is_global=is_global)
        if again is not None and again.data == symbol.data:
            return replace(symbol, aim=again.aim)
    return symbol


def _agreeing(gray: Gray, symbol: Symbol, enough: int) -> list[Symbol] | None:
    """Return reads of the place that say the same, up to `enough` if there are; None if one says otherwise."""
    agreeing: list[Symbol] = []
    for look, is_global in _looks(gray, symbol):
        again = zxing.read_again(look.image, symbol.format, is_global=is_global)
        if again is not None and is_same_place(look.in_original(again).position, symbol.position):
            if again.data != symbol.data:
                return None
            agreeing.append(again)
        if len(agreeing) >= enough:
            break
    return agreeing


def has_quiet_ends(gray: Gray, symbol: Symbol) -> bool:
    """True where no bars follow beyond the ends of a symbol: it is not a part of a longer one.

    A line that crosses bars aslant can leave them by their upper edge, where it is quiet as well; so what follows
    straight across the bars counts. Where the picture ends before a space could be wider than any in a symbol, nobody
    knows what follows.
    """
    rows = _straight_across(gray, _few_rows(symbol.position), symbol.position)
    widest_space = (_WIDEST_RETAIL_SPACE if symbol.format in RETAIL else _WIDEST_SPACE) / _modules(symbol)
    if not _is_seen(gray, rows, beyond=widest_space):
        return False
    strip = straightened(whole(gray), rows, round(min(rows.length, _QUIET_WIDTH) * (1 + 2 * MARGIN)))
    first, last = ends_of(strip)
    profile = strip.image.mean(0)
    near, far = (share * (last - first) for share in (_QUIET / 2, max(1.5 * _QUIET, widest_space)))
    inside = profile[round(first) : round(last)]
    beyond = profile[max(0, round(first - far)) : round(first - near)], profile[round(last + near) : round(last + far)]
    return all(np.ptp(zone) <= _QUIET_CONTRAST * np.ptp(inside) for zone in beyond)


def _modules(symbol: Symbol) -> int:
    """Return about how many modules long a symbol is that may be a part of a longer one; 0 for any other.

    Engines tell a UPC-E as the EAN-13 that it stands for, which has four zeros in a row at least.
    """
    is_upc_e = symbol.format in ("EAN13", "UPCA") and symbol.data.startswith(b"0") and b"0000" in symbol.data
    around, each = _MODULES["UPCE"] if is_upc_e else _MODULES.get(symbol.format, (0, 0))
    return around + each * len(symbol.data)


def _is_seen(gray: Gray, rows: Bars, beyond: float) -> bool:
    """Whether the picture shows the rows and so much of their length beyond each end."""
    height, width = gray.shape
    reach = rows.length * (0.5 + beyond)
    across, down = reach * cos(rows.angle), reach * sin(rows.angle)
    x, y = rows.centre
    return all(0 <= x + sign * across < width and 0 <= y + sign * down < height for sign in (-1, 1))


def _straight_across(gray: Gray, rows: Bars, position: Quad) -> Bars:
    """Return the rows turned so that they run straight across the bars at the place."""
    aslant = (turn_of_bars(around(gray, position, 0.02).image) - rows.angle + pi / 2) % pi - pi / 2
    return replace(rows, angle=rows.angle + aslant, length=max(1.0, rows.length * cos(aslant)))


def _few_rows(position: Quad) -> Bars:
    bars = bars_of(position)
    return replace(bars, height=max(1.0, _ROWS * bars.length))


def bars_of(position: Quad) -> Bars:
    """Return the bars of a symbol that was read at `position`, in its direction of reading."""
    a, b, c, d = position
    along = (b[0] - a[0] + c[0] - d[0], b[1] - a[1] + c[1] - d[1])
    height = max(hypot(d[0] - a[0], d[1] - a[1]), hypot(c[0] - b[0], c[1] - b[1]))
    return Bars(centre_of(position), atan2(along[1], along[0]), max(1.0, length_of(position)), max(1.0, height))


def _looks(gray: Gray, symbol: Symbol) -> Iterator[tuple[View, bool]]:
    """Give views of the place, each with whether one threshold is to serve for the whole of it."""
    place = _place(gray, symbol)
    yield place, True
    twice = min(2.0, (_MOST_PIXELS / place.image.size) ** 0.5)
    yield scaled(place, twice), False
    yield sharpened(scaled(place, twice * 1.25), 2.5), False
    yield stretched(scaled(place, twice * 0.75)), False
    yield levelled(place, LEVELLED_SIDE), False
    upright = straightened(whole(gray), _few_rows(symbol.position), _AVERAGED_WIDTH)
    yield averaged(upright), False
    yield sharpened(levelled(averaged(upright), LEVELLED_SIDE), 2.5), False


def _place(gray: Gray, symbol: Symbol) -> View:
    """Return the place of a symbol, upright; of bars no more than a few rows.

    What stands nearly straight is cut out as it is: a picture that is turned is not as sharp as it was.
    """
    bars = bars_of(symbol.position)
    across = bars.length * (1 + 2 * _BESIDE) + _PAD
    down = max(_LEAST_ROWS, min(bars.height, _ROWS * bars.length))
    if symbol.strength is Strength.CORRECTED or symbol.format.startswith("DataBar"):  # rows belong together
        down = bars.height * (1 + 2 * _BESIDE) + _PAD
    quarters = round(bars.angle / (pi / 2))
    if abs(bars.angle - quarters * pi / 2) > _TILT:
        return cut_out(whole(gray), bars.centre, bars.angle, 1.0, (round(across), round(down)))
    return crop(whole(gray), bars.centre, (down, across) if quarters % 2 else (across, down))


def bars_bear_out(gray: Gray, symbol: Symbol) -> bool | None:
    """Say whether the bars at the place resemble a retail value: no if they plainly spell another, None in doubt.

    A UPC-E may come as the EAN-13 that it is.
    """
    if symbol.format not in RETAIL:
        return None
    bars = bars_of(symbol.position)
    strip = straightened(whole(gray), replace(bars, height=max(bars.height, 0.1 * bars.length)))
    ends = ends_of(strip)
    names = [symbol.format] + ["UPCE"] * (symbol.format == "EAN13" and symbol.data.startswith(b"00"))
    answers = {
        bears_out(strip.image, LAYOUTS[name], ends, _SLACK * (ends[1] - ends[0]), symbol.data.decode("latin-1"))
        for name in names
    }
    return True if True in answers else False if False in answers else None
