"""Reads whole pictures as a scanner would, for comparison."""

import subprocess
from pathlib import Path

import numpy as np
import numpy.typing as npt
import zxingcpp

Picture = npt.NDArray[np.uint8]


def read(picture: Picture) -> list[tuple[str, bytes]]:
    """Every symbol in a picture as (symbology identifier, bytes)."""
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(np.pad(picture, 40, constant_values=255)), text_mode=zxingcpp.TextMode.Plain
    )
    return [(each.symbology_identifier, bytes(each.bytes)) for each in found]


def pages(pdf: bytes, dpi: int, folder: Path) -> list[Picture]:
    """The pages of a PDF as poppler draws them."""
    import cv2

    path = folder / "in.pdf"
    path.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", str(path), str(folder / "out")], check=True)
    drawn = sorted(folder.glob("out*.pgm"))
    pictures = [np.asarray(cv2.imread(str(each), cv2.IMREAD_GRAYSCALE), np.uint8) for each in drawn]
    for each in drawn:
        each.unlink()
    return pictures
