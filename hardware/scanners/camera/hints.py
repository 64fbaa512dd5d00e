"""Says what would help to read what is in view, and makes the small picture of a live view."""

import numpy as np

from hardware.scanners.camera.bars import locate_bars
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.sight import Hint

_SIDE = 480
"""Longer side of the picture of a live view, in pixels."""
_DARK = 45
_GLARING = 0.25
_SHORT = 0.12
_SOFT = 0.35


def small_of(gray: Gray) -> Gray:
    """Return the picture for the view."""
    import cv2

    factor = _SIDE / max(gray.shape)
    if factor >= 1:
        return np.ascontiguousarray(gray)
    return np.asarray(cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def hint_for(gray: Gray) -> Hint:
    """Return what keeps a frame from being read, of which nothing was; NONE where nothing like a code is in it."""
    import cv2

    small = small_of(gray)
    if float(np.median(small)) < _DARK:
        return Hint.TOO_DARK
    fields = locate_bars(small, most=1)
    if not fields:
        return Hint.NONE
    if float((small >= 250).mean()) > _GLARING:
        return Hint.GLARE
    (field,) = fields
    if field.length < _SHORT * small.shape[1]:
        return Hint.CLOSER
    contrast = float(np.ptp(cv2.GaussianBlur(small, (0, 0), 1))) or 1.0
    edges = float(np.percentile(np.abs(cv2.Laplacian(small, cv2.CV_32F)), 99)) / contrast
    return Hint.HOLD_STILL if edges < _SOFT else Hint.NONE
