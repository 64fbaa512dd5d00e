"""Text as dots, with the typeface that OpenCV carries: every printer and every machine draws the same letters."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import cv2

Dots = npt.NDArray[np.bool_]
"""True is black."""

LINE_HEIGHT = 1.3
"""Height of a line as a multiple of its size."""
_BASELINE = 1.0
_REGULAR, _BOLD = 450, 700


def text_width(text: str, size: int, *, bold: bool = False) -> int:
    """Dots that a line of text takes."""
    return int(text_dots(text, size, bold=bold).shape[1])


@lru_cache(maxsize=512)
def text_dots(text: str, size: int, *, bold: bool = False) -> Dots:
    """A line of text, as wide as it is and LINE_HEIGHT times its size high; not to be written to."""
    import cv2

    weight = _BOLD if bold else _REGULAR
    room = np.full((round(size * LINE_HEIGHT), size * (len(text) + 2)), 255, np.uint8)
    end, _ = cv2.putText(room, text, (0, round(size * _BASELINE)), (0,), _face(), size, weight)
    inked = np.flatnonzero((room < 128).any(axis=0))
    width = max(int(end[0]), int(inked[-1]) + 1 if len(inked) else 0)
    dots: Dots = room[:, :width] < 128
    dots.setflags(write=False)
    return dots


@lru_cache(maxsize=1)
def _face() -> "cv2.FontFace":
    import cv2

    return cv2.FontFace("sans")
