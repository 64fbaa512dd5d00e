"""Judges by its pictures whether a camera sees: a frozen or black picture is worse than none. Pure: no clock."""

import numpy as np

from hardware.scanners.camera.pictures import Gray

FROZEN_S = 3.0
"""So long one picture without a change of a single pixel is not seen but repeated: a sensor always has some noise."""
_FROZEN_FRAMES = 15
"""And in so many pictures: a slow stream may give one a second."""
DARK_S = 2.0
_BLACK = 24
"""Brightest grey of a black picture: black is 16 where a camera sends the range of television, and there is noise."""
_BRIGHT_SHARE = 99.9
REPEATS = "repeats one picture, expected new ones; unplug it and plug it in again"
BLACK = "sees only black, expected a lit bench; uncover the lens or switch the light on"


class PictureHealth:
    """Remembers the last pictures of one camera, over every opening of it."""

    def __init__(self) -> None:
        self._before: Gray | None = None
        self._changed_at = 0.0
        self._equal = 0
        self._lit_at: float | None = None
        self.is_frozen = False
        """Whether the last picture is known to be one of the past."""
        self.must_reopen = False
        """Whether the camera has repeated one picture since it was opened."""

    def opened(self, at: float) -> None:
        """Say that the camera was opened anew, at `at` (seconds); what is known to be frozen stays so for now."""
        self._changed_at, self._equal, self.must_reopen = at, 0, False

    def see(self, image: Gray, at: float) -> str:
        """Take the next picture, taken at `at` (seconds); returns what is wrong, in words, empty if nothing."""
        if self._before is None or not np.array_equal(image, self._before):
            self._changed_at, self._equal, self.is_frozen = at, 0, False
        else:
            self._equal += 1
        self._before = image
        self.must_reopen = self._equal >= _FROZEN_FRAMES and at - self._changed_at >= FROZEN_S
        self.is_frozen = self.is_frozen or self.must_reopen
        if self._lit_at is None or _is_lit(image):
            self._lit_at = at
        if at - self._lit_at >= DARK_S:
            return BLACK
        if self.is_frozen:
            return REPEATS
        return ""


def _is_lit(image: Gray) -> bool:
    return float(np.percentile(image[::4, ::4], _BRIGHT_SHARE)) > _BLACK
