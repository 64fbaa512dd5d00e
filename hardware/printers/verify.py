"""Reads a finished label back before anybody prints it: every symbol must say what was wanted, alone in its place."""

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from hardware.printers.label import Box, Label, LabelError, PlacedSymbol
from hardware.printers.raster import Picture, draw
from hardware.printers.symbols import box_of, quiet_box_of
from hardware.printers.text import text_dots

if TYPE_CHECKING:
    import zxingcpp

_MOST_PIXELS = 250_000
"""A symbol is read at this size at most; more pixels a module make reading slower and no surer."""


def verify(label: Label) -> Picture:
    """The label as it will be printed. Raises LabelError, naming the symbol, if one does not read back.

    Bytes and symbology identifier must be the wanted ones; nothing may stand in a quiet zone or beyond the edge.
    """
    _check_places(label)
    picture = draw(label)
    for placed in label.symbols:
        _check_reading(picture, placed)
    return picture


def _check_places(label: Label) -> None:
    whole = Box(0, 0, label.width, label.height)
    zones = [(repr(each.symbol.data), quiet_box_of(each)) for each in label.symbols]
    others = [
        (repr(each.text), _text_box(each.x, each.y, each.text, each.size, bold=each.bold)) for each in label.texts
    ]
    others += [("a rule", each) for each in label.rules]
    for name, box in (*zones, *others):
        if not whole.holds(box):
            raise LabelError(f"{name} does not fit on a label of {label.width} x {label.height} dots")
    pairs = [*combinations(zones, 2), *((zone, other) for zone in zones for other in others)]
    for (name, box), (other_name, other_box) in pairs:
        if box.meets(other_box):
            raise LabelError(f"{other_name} stands in the quiet zone of {name}")


def _text_box(x: int, y: int, text: str, size: int, *, bold: bool) -> Box:
    height, width = text_dots(text, size, bold=bold).shape
    return Box(x, y, width, height)


def _check_reading(picture: Picture, placed: PlacedSymbol) -> None:
    wanted = placed.symbol.symbology.aim, placed.symbol.data.encode("ascii")
    found = _read(_part(picture, placed))
    if found != [wanted]:
        raise LabelError(f"{placed.symbol.data!r} reads back as {found or 'nothing'}, expected {wanted}")


def _part(picture: Picture, placed: PlacedSymbol) -> Picture:
    """The symbol with its quiet zone, brought to the size at which it is read."""
    box = quiet_box_of(placed)
    part = picture[box.y : box.y + box.height, box.x : box.x + box.width]
    if placed.symbol.symbology.is_linear:
        inner = box_of(placed)
        part = np.pad(part, ((inner.height // 4 + 1,) * 2, (0, 0)), constant_values=255)
    step = 1
    while part.size // (step * step) > _MOST_PIXELS and placed.module // (step + 1) >= 3 and step < placed.module:
        step += 1
    return np.ascontiguousarray(part[::step, ::step])


def _read(picture: Picture) -> list[tuple[str, bytes]]:
    import zxingcpp

    found = zxingcpp.read_barcodes(picture, formats=_formats(), text_mode=zxingcpp.TextMode.Plain)
    return [(each.symbology_identifier, bytes(each.bytes)) for each in found]


@cache
def _formats() -> "zxingcpp.BarcodeFormats":
    import zxingcpp

    known = zxingcpp.BarcodeFormat
    return zxingcpp.BarcodeFormats([known.Code128, known.DataMatrix, known.QRCode])
