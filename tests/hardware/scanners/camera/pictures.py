"""Pictures of symbols for the tests, drawn on the spot."""

from pathlib import Path

import numpy as np
import zxingcpp

from hardware.scanners.camera.pictures import Gray


def drawn(payload: str, format_: str = "Code128", *, scale: int = 3, quiet: int = 40, gs1: bool = False) -> Gray:
    """Return a clean picture of one symbol on white."""
    barcode = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat[format_], gs1=gs1)
    return np.pad(np.array(barcode.to_image(scale=scale), np.uint8), quiet, constant_values=255)


def saved(path: Path, image: Gray) -> Path:
    """Write a picture file."""
    import cv2

    assert cv2.imwrite(str(path), image)
    return path
