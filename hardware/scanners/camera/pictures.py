"""Loads picture files as grey images, whatever is wrong with them."""

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hardware.errors import DeviceError

Gray = NDArray[np.uint8]
"""A grey image, rows by columns, 0 black to 255 white."""

MAX_FILE_BYTES = 64 * 2**20
MAX_PIXELS = 2**26
"""Largest picture that is unpacked at all, in pixels; a small file can hold a picture that fills the memory."""
# OpenCV reads these once, when it is first imported; every module here that needs OpenCV imports this one before.
os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(MAX_PIXELS))
os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")
_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff"})


def load_gray(path: Path) -> Gray:
    """Return the picture in grey. Raises DeviceError, with file and fault, if missing, damaged or huge."""
    import cv2

    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise DeviceError(f"{path}: {size} bytes, at most {MAX_FILE_BYTES} are read")
        packed = np.frombuffer(path.read_bytes(), np.uint8)
    except OSError as error:
        raise DeviceError(f"{path}: {error.strerror}") from error
    try:
        image = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE) if packed.size else None
    except cv2.error as error:
        raise DeviceError(f"{path}: cannot be unpacked, or more than {MAX_PIXELS} pixels") from error
    if image is None:
        raise DeviceError(f"{path}: not a picture, or damaged")
    if image.size > MAX_PIXELS:  # another module imported OpenCV before this one could set its limit
        raise DeviceError(f"{path}: cannot be unpacked, or more than {MAX_PIXELS} pixels")
    return np.ascontiguousarray(image, np.uint8)


def pictures_in(folder: Path) -> list[Path]:
    """Return the picture files of a folder by name. Raises DeviceError where the folder cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES and path.is_file())
    except OSError as error:
        raise DeviceError(f"{folder}: {error.strerror}") from error


def scaled_down(gray: Gray, side: int) -> Gray:
    """Return a picture whose longer side has at most `side` pixels."""
    import cv2

    factor = side / max(gray.shape)
    if factor >= 1:
        return np.ascontiguousarray(gray)
    height, width = gray.shape
    size = max(1, round(width * factor)), max(1, round(height * factor))
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8)
