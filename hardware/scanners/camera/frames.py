"""Frames and what gives them."""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from hardware.devices import Report
from hardware.scanners.camera.pictures import Gray


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture."""

    image: Gray
    at: float
    """When it was taken, in seconds on a monotonic clock."""


class FrameSource(Protocol):
    """Gives frames to one reader."""

    pace_s: float
    """Shortest time between two frames worth decoding, in seconds."""
    is_live: bool
    """Whether time passes between its frames as it does on the clock."""

    def start(self, report: Report) -> None:
        """Begin; a source that is not there yet is waited for."""
        ...

    def next_frame(self, timeout_s: float) -> Frame | None:
        """Return a frame not returned before, or None when none came in time."""
        ...

    def stop(self) -> None:
        """End and free the device."""
        ...


class Capture(Protocol):
    """The part of OpenCV's VideoCapture that is used."""

    def read(self) -> tuple[bool, NDArray[Any]]:
        """Return whether there is a frame, and the frame."""
        ...

    def release(self) -> None:
        """Free the camera."""
        ...


def gray_of(picture: NDArray[Any]) -> Gray:
    """Return a picture as OpenCV gives it, in grey."""
    if picture.ndim == 2:
        return np.ascontiguousarray(picture, np.uint8)
    import cv2

    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
