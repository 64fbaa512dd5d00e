"""What is done to a picture to bring out a symbol: sharpening, stretching of contrast, smoothing, thinning."""

import numpy as np

from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.views import View


def sharpened(view: View, sigma: float, amount: float = 2.0) -> View:
    """Add `amount` times what a blur of `sigma` pixels takes away."""
    import cv2

    blurred = cv2.GaussianBlur(view.image, (0, 0), sigma)
    return view.with_image(_gray(cv2.addWeighted(view.image, 1 + amount, blurred, -amount, 0)))


def stretched(view: View) -> View:
    """Stretch the contrast of every neighbourhood (CLAHE), within bounds that leave noise alone."""
    import cv2

    return view.with_image(_gray(cv2.createCLAHE(3.0, (8, 8)).apply(view.image)))


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
