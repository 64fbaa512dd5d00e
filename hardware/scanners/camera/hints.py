"""Says what would help to read what is in view, and makes the small picture of a live view."""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware.scanners.camera.bars import Bars, ends_of, locate_bars, straightened
from hardware.scanners.camera.pictures import Gray, scaled_down
from hardware.scanners.camera.sight import Hint
from hardware.scanners.camera.views import crop, whole

_SIDE = 480
"""Longer side of the picture of a live view, in pixels."""
_DARK = 50
"""Grey of the brightest half per cent, white paper or a lamp, below which there is more noise than picture."""
_BRIGHT_SHARE = 99.5
_NARROW_PX = 2.6
"""Bars and gaps of 1.6 modules on average, at the 1.6 pixels a module that it takes to read a code."""
_SOFT_PX = 4.5
"""So far an edge of a bar may spread: a lens in focus gives 2 to 3 pixels, and bars blurred further run together."""
_SATURATED = 250
_LEAST_GLARE = 0.002
_HALO = 190
_HALO_SHARE = 0.6
"""Light fades at the edge of a reflection; white paper ends sharply, or at the edge of the picture."""
_LEAST_ELEMENTS = 12
_LEAST_SOFT_ELEMENTS = 5
"""Of blurred bars fewer are left to be counted, and so they must be longer."""
_LEAST_SOFT_PX = 150.0
_LEAST_UPRIGHT = 0.5
"""Share of the contrast that stays when a strip is averaged along its bars; of text little stays."""
_LEAST_CONTRAST = 12.0
_MIDDLE = 400
"""Side of the middle in which fine bars are looked for, in pixels: a frame made smaller has lost them."""
_FRAMES, _AGREEING = 6, 4
"""So many of the last frames without a code must say the same: four frames are 0.3 s, and halves never switch."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """Parallel bars of which most are as long as each other, as in a code."""

    elements: int
    """Bars and gaps."""
    length: float
    """In pixels of the picture."""
    edge: float
    """Over how many pixels the sharpest edges spread."""


class SteadyHint:
    """Lets a hint stand still: one frame is no reason to say something else. Pure: frames come in order, no clock."""

    def __init__(self) -> None:
        self._last: deque[Hint] = deque(maxlen=_FRAMES)
        self._shown = Hint.NONE

    def see(self, hint: Hint) -> Hint:
        """Take the hint of the next frame in which nothing was read; return the one to show."""
        self._last.append(hint)
        if self._last.count(hint) >= _AGREEING:
            self._shown = hint
        return self._shown

    def clear(self) -> None:
        """Say that something was read: no hint is needed, and what was seen before counts no more."""
        self._last.clear()
        self._shown = Hint.NONE


def small_of(gray: Gray) -> Gray:
    """Return the picture for the view."""
    return scaled_down(gray, _SIDE)


def hint_for(gray: Gray) -> Hint:
    """Return what keeps a frame from being read, of which nothing was; NONE where nothing like bars is in it."""
    small = small_of(gray)
    if float(np.percentile(small, _BRIGHT_SHARE)) < _DARK:
        return Hint.TOO_DARK
    fields = locate_bars(gray)
    if _has_glare(small, fields, small.shape[1] / gray.shape[1]):
        return Hint.GLARE
    for bars in filter(None, (_measured(gray, field) for field in fields)):
        if bars.edge > _SOFT_PX:
            return Hint.HOLD_STILL
        return Hint.CLOSER if _is_far(bars) else Hint.NONE
    return Hint.CLOSER if _shows_far_bars(gray) else Hint.NONE


def _is_far(bars: _Measured) -> bool:
    return bars.elements >= _LEAST_ELEMENTS and bars.length < _NARROW_PX * bars.elements


def _shows_far_bars(gray: Gray) -> bool:
    """Whether there are bars in the middle that are too fine to be seen in a picture made smaller."""
    middle = crop(whole(gray), (gray.shape[1] / 2, gray.shape[0] / 2), (_MIDDLE, _MIDDLE)).image
    found = (_measured(middle, field) for field in locate_bars(middle, most=1))
    return any(bars is not None and _is_far(bars) for bars in found)


def _measured(gray: Gray, field: Bars) -> _Measured | None:
    """Return what the bars of a field are like; None where they are none of a code."""
    strip = straightened(whole(gray), field)
    first, last = (round(end) for end in ends_of(strip))
    rows = strip.image[:, first:last].astype(np.float64)
    if rows.shape[1] < 2:
        return None
    profile = np.asarray(rows.mean(axis=0))
    contrast = _contrast(profile)
    if contrast < _LEAST_CONTRAST or contrast < _LEAST_UPRIGHT * _contrast(rows):
        return None
    pixel = field.length / profile.size
    above = profile > profile.mean()
    changes = np.flatnonzero(above[1:] != above[:-1])
    steps = np.sort(np.abs(np.diff(profile)))[-max(1, len(changes) // 2) :]
    bars = _Measured(
        elements=len(changes) - 1,
        length=float(changes[-1] - changes[0]) * pixel if changes.size else 0.0,
        edge=contrast / max(float(steps.mean()), 1e-3) * pixel,
    )
    is_soft = bars.edge > _SOFT_PX and bars.elements >= _LEAST_SOFT_ELEMENTS and bars.length >= _LEAST_SOFT_PX
    return bars if is_soft or bars.elements >= _LEAST_ELEMENTS else None


def _contrast(values: NDArray[np.float64]) -> float:
    low, high = np.percentile(values, [5, 95])
    return float(high - low)


def _has_glare(small: Gray, fields: list[Bars], factor: float) -> bool:
    """Whether a reflection lies upon bars or beside them."""
    import cv2

    saturated = (small >= _SATURATED).astype(np.uint8)
    count, labels, stats, centres = cv2.connectedComponentsWithStats(saturated)
    for label in range(1, count):
        area = int(stats[label, cv2.CC_STAT_AREA])
        if area < _LEAST_GLARE * small.size:
            continue
        radius = (area / np.pi) ** 0.5
        is_near = any(
            np.hypot(*(np.array(field.centre) * factor - centres[label])) < 0.7 * field.length * factor + 2 * radius
            for field in fields
        )
        if is_near and _has_halo(small, (labels == label).astype(np.uint8)):
            return True
    return False


def _has_halo(small: Gray, blob: NDArray[np.uint8]) -> bool:
    import cv2

    ring = small[(cv2.dilate(blob, np.ones((7, 7), np.uint8)) > blob)]
    return ring.size > 0 and float(((ring >= _HALO) & (ring < _SATURATED)).mean()) > _HALO_SHARE
