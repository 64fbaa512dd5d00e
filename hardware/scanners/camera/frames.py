"""Frames and what gives them."""

import os
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from hardware.devices import Report
from hardware.errors import DeviceError
from hardware.scanners.camera.pictures import MAX_PIXELS, Gray

# FFmpeg would write of every failed try, with the address and the password in it; OpenCV reads this before the first.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
_LEAST_SIDE = 8
_MOST_OBLONG = 100
"""What looks for bars makes a picture at most 400 pixels long, and four pixels across must be left of it."""
_CHANNELS = (1, 3, 4)


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
        """Begin; returns at once. A source that is not there yet is waited for."""
        ...

    def next_frame(self, timeout_s: float) -> Frame | None:
        """Return a frame not returned before, or None when none came in time."""
        ...

    def stop(self) -> None:
        """End and free the device."""
        ...


class Capture(Protocol):
    """The part of OpenCV's VideoCapture that is used."""

    def read(self) -> tuple[bool, NDArray[Any] | None]:
        """Return whether there is a frame, and the frame."""
        ...

    def release(self) -> None:
        """Free the camera."""
        ...


def grabbed(capture: Capture) -> Gray | None:
    """Return the next picture in grey, None where none came.

    Raises DeviceError, in words without a subject, for what cannot be used.
    """
    import cv2

    try:
        is_read, picture = capture.read()
    except cv2.error as error:
        raise DeviceError(f"gives an error: {' '.join(str(error).split())}") from error
    if not is_read or picture is None or not picture.size:
        return None
    return gray_of(picture)


def gray_of(picture: NDArray[Any]) -> Gray:
    """Return a picture as OpenCV gives it, in grey: 8 bits, or the upper 8 of 16; grey, BGR or BGRA.

    Raises DeviceError, in words without a subject, for what is no picture that could be looked at.
    """
    check_shape(picture)
    if picture.dtype == np.uint16:
        picture = (picture >> 8).astype(np.uint8)
    if picture.dtype != np.uint8:
        raise DeviceError(f"has pixels of {picture.dtype}, expected 8 or 16 bits")
    if picture.ndim == 2 or picture.shape[2] == 1:
        return np.ascontiguousarray(picture.reshape(picture.shape[:2]))
    import cv2

    way = cv2.COLOR_BGR2GRAY if picture.shape[2] == 3 else cv2.COLOR_BGRA2GRAY
    return np.asarray(cv2.cvtColor(picture, way), np.uint8)


def check_shape(picture: NDArray[Any]) -> None:
    """Raise DeviceError, in words without a subject, for a picture that is torn, a mere line, or huge."""
    channels = picture.shape[2] if picture.ndim == 3 else 1
    if picture.ndim not in (2, 3) or channels not in _CHANNELS:
        raise DeviceError(f"is data of shape {'x'.join(map(str, picture.shape))}, expected a grey or colour picture")
    height, width = picture.shape[:2]
    short, long = sorted((height, width))
    if short < _LEAST_SIDE or long > _MOST_OBLONG * short:
        raise DeviceError(f"has {width}x{height} pixels, expected no mere line; it may be torn")
    if height * width > MAX_PIXELS:
        raise DeviceError(f"has {width}x{height} pixels, at most {MAX_PIXELS} pixels are looked at")
