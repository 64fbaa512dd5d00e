"""What is done to a picture to bring out a symbol: sharpening, stretching of contrast, smoothing, thinning."""

import numpy as np

from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.views import View

_LEAST_RANGE = 24.0
"""Grey values between the darkest and the lightest point below which a neighbourhood is taken for plain."""


def sharpened(view: View, sigma: float, amount: float = 2.0) -> View:
    """Add `amount` times what a blur of `sigma` pixels takes away."""
    import cv2

    blurred = cv2.GaussianBlur(view.image, (0, 0), sigma)
    return view.with_image(_gray(cv2.addWeighted(view.image, 1 + amount, blurred, -amount, 0)))


def stretched(view: View) -> View:
    """Stretch the contrast of every neighbourhood (CLAHE), within bounds that leave noise alone."""
    import cv2

    return view.with_image(_gray(cv2.createCLAHE(3.0, (8, 8)).apply(view.image)))


def levelled(view: View, side: int) -> View:
    """Stretch every neighbourhood of `side` pixels from its darkest to its lightest: undoes glare and shadow."""
    import cv2

    kernel = np.ones((side, side), np.uint8)
    image = np.asarray(cv2.GaussianBlur(view.image, (0, 0), 1.0), np.float32)
    low = cv2.blur(cv2.erode(image, kernel), (side, side))
    high = cv2.blur(cv2.dilate(image, kernel), (side, side))
    return view.with_image(_gray(np.clip((image - low) / np.maximum(high - low, _LEAST_RANGE) * 255, 0, 255)))


def averaged(view: View, rows: int = 24) -> View:
    """Make every row the middle of all rows: takes noise and scratches out of bars that stand upright."""
    row = np.median(view.image, axis=0).astype(np.uint8)
    matrix = view.matrix.copy()
    matrix[1] *= rows / view.image.shape[0]
    return View(np.tile(row, (rows, 1)), matrix)


def smoothed(view: View, sigma: float) -> View:
    """Blur by `sigma` pixels: closes the gaps between printed dots."""
    import cv2

    return view.with_image(_gray(cv2.GaussianBlur(view.image, (0, 0), sigma)))


def darkened(view: View, pixels: int) -> View:
    """Grow everything dark by `pixels`: joins thin print."""
    import cv2

    return view.with_image(_gray(cv2.erode(view.image, np.ones((pixels, pixels), np.uint8))))


def inverted(view: View) -> View:
    """Make light dark."""
    return view.with_image(_gray(255 - view.image))


def _gray(image: object) -> Gray:
    return np.ascontiguousarray(np.asarray(image, np.uint8))
