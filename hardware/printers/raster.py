"""A label as black and white dots."""

import numpy as np
import numpy.typing as npt

from hardware.printers.label import Label, PlacedSymbol
from hardware.printers.symbols import box_of, modules_of
from hardware.printers.text import text_dots

Picture = npt.NDArray[np.uint8]
"""Grey values, rows first: 0 is black, 255 white, nothing between."""


def draw(label: Label) -> Picture:
    """The label, one pixel a dot."""
    picture = np.full((label.height, label.width), 255, np.uint8)
    for rule in label.rules:
        picture[rule.y : rule.y + rule.height, rule.x : rule.x + rule.width] = 0
    for placed in label.symbols:
        _blacken(picture, placed.x, placed.y, symbol_dots(placed))
    for text in label.texts:
        _blacken(picture, text.x, text.y, text_dots(text.text, text.size, bold=text.bold))
    return picture


def symbol_dots(placed: PlacedSymbol) -> npt.NDArray[np.bool_]:
    """A symbol in dots, without its quiet zone."""
    modules = modules_of(placed.symbol)
    down = box_of(placed).height if placed.symbol.symbology.is_linear else placed.module
    return np.repeat(np.repeat(modules, down, axis=0), placed.module, axis=1)


def png(label: Label) -> bytes:
    """The label as a PNG file that knows its size."""
    import cv2

    done, data = cv2.imencode(".png", draw(label))
    if not done:
        raise ValueError("OpenCV cannot write PNG")
    return data.tobytes()


def _blacken(picture: Picture, x: int, y: int, dots: npt.NDArray[np.bool_]) -> None:
    """Blacken the dots, as far as they lie on the picture."""
    part = picture[y : y + dots.shape[0], x : x + dots.shape[1]]
    part[dots[: part.shape[0], : part.shape[1]]] = 0
