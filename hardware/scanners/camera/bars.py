"""Finds where a picture holds parallel bars, whatever their direction, without reading them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.symbols import Quad
from hardware.scanners.camera.views import View, cut_out

_SIDE = 400
_LEAST_COHERENCE = 0.7
"""Share of the gradients that point one way, from 0 (text, noise) to 1 (bars)."""
_LEAST_ENERGY = 200.0
_WINDOWS = 24
MARGIN = 0.2
"""How much of its length a strip shows beyond each end of the bars."""
_STRIP_WIDTH = 640
_LARGEST_SCALE = 4.0


@dataclass(frozen=True, slots=True)
class Bars:
    """A field of parallel bars, in pixels of the picture."""

    centre: tuple[float, float]
    angle: float
    """Direction across the bars, in radians, 0 for upright bars."""
    length: float
    """Extent across the bars: from the first to the last one."""
    height: float
    """Extent along the bars."""


def locate_bars(gray: Gray, most: int = 4, *, side: int = _SIDE, windows: int = _WINDOWS) -> list[Bars]:
    """Return the fields of parallel bars, largest first, at most `most`.

    The search is done on a picture whose longer side has `side` pixels, in windows of so many to the side: more of
    both find smaller fields.
    """
    import cv2

    factor = min(1.0, side / max(gray.shape))
    small = cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else gray
    across = cv2.Sobel(small, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(small, cv2.CV_32F, 0, 1)
    window = max(7, max(small.shape) // windows | 1)
    xx, yy, xy = (
        cv2.blur(product, (window, window), borderType=cv2.BORDER_CONSTANT)
        for product in (across * across, down * down, across * down)
    )
    energy = xx + yy
    coherence = cv2.magnitude(xx - yy, 2 * xy) / (energy + 1e-3)
    floor = max(_LEAST_ENERGY, 0.1 * float(np.percentile(energy[::4, ::4], 95)))
    mask = ((coherence > _LEAST_COHERENCE) & (energy > floor)).astype(np.uint8)
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
    count, found, boxes, _ = cv2.connectedComponentsWithStats(mask)
    labels, stats = np.asarray(found, np.int32), np.asarray(boxes, np.int32)
    by_size = sorted(range(1, count), key=lambda label: -int(stats[label, cv2.CC_STAT_AREA]))
    large = [label for label in by_size[:most] if stats[label, cv2.CC_STAT_AREA] >= window * window]
    angles = np.asarray(cv2.phase(xx - yy, 2 * xy), np.float32)
    return [_bars(labels, stats[label], label, angles, factor) for label in large]


def straightened(view: View, bars: Bars, width: int = _STRIP_WIDTH) -> View:
    """Return the bars standing upright in a strip about `width` pixels wide, with some picture beyond their ends."""
    scale = min(_LARGEST_SCALE, width / (bars.length * (1 + 2 * MARGIN)))
    across = max(16, round(bars.length * (1 + 2 * MARGIN) * scale))
    down = max(16, min(across, round(bars.height * scale)))
    return cut_out(view, bars.centre, bars.angle, scale, (across, down))


def ends_of(strip: View) -> tuple[float, float]:
    """Return where the bars begin and end in a strip made by `straightened`, in pixels from its left edge."""
    width = strip.image.shape[1]
    beyond = width * MARGIN / (1 + 2 * MARGIN)
    return beyond, width - beyond


def turn_of_bars(gray: Gray) -> float:
    """Return the direction straight across the bars of a picture that shows little else, in radians."""
    import cv2

    across, down = cv2.Sobel(gray, cv2.CV_32F, 1, 0), cv2.Sobel(gray, cv2.CV_32F, 0, 1)
    return 0.5 * float(np.arctan2(2 * (across * down).sum(), (across * across - down * down).sum()))


def quad_of(bars: Bars) -> Quad:
    """Return the corners of a field."""
    along = np.array((np.cos(bars.angle), np.sin(bars.angle))) * bars.length / 2
    down = np.array((-np.sin(bars.angle), np.cos(bars.angle))) * bars.height / 2
    a, b, c, d = (
        (round(bars.centre[0] + offset[0]), round(bars.centre[1] + offset[1]))
        for offset in (-along - down, along - down, along + down, down - along)
    )
    return a, b, c, d


def _bars(
    labels: NDArray[np.int32], box: NDArray[np.int32], label: int, angles: NDArray[np.float32], factor: float
) -> Bars:
    left, top, across, down = (int(each) for each in box[:4])
    rows, columns = np.nonzero(labels[top : top + down, left : left + across] == label)
    rows, columns = rows + top, columns + left
    doubled = angles[rows, columns]
    angle = 0.5 * float(np.arctan2(np.sin(doubled).mean(), np.cos(doubled).mean()))
    cos, sin = np.cos(angle), np.sin(angle)
    along, beside = columns * cos + rows * sin, rows * cos - columns * sin
    first, last = np.percentile(along, [0.5, 99.5])
    top, bottom = np.percentile(beside, [2, 98])
    u, v = (first + last) / 2, (top + bottom) / 2
    centre = float(u * cos - v * sin) / factor, float(u * sin + v * cos) / factor
    return Bars(centre, angle, max(1.0, float(last - first) / factor), max(1.0, float(bottom - top) / factor))
