"""Finds and reads the symbols in one grey image, and says which values a second, different read bears out."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from hardware.scanners.camera.pictures import Gray

if TYPE_CHECKING:
    import zxingcpp

Point = tuple[int, int]

DECODE_PIXELS = 12_000_000
"""Larger images are made smaller before decoding; positions are given for the image as it came."""
_ENLARGED_PIXELS = 4_000_000
_CROP_MARGIN = 0.15
_CROP_PAD = 10
_FORMATS = [
    "Code39Std",
    "Code93",
    "Code128",
    "Codabar",
    "ITF",
    "EAN13",
    "EAN8",
    "UPCA",
    "UPCE",
    "DataBarOmni",
    "DataBarStk",
    "DataBarStkOmni",
    "DataBarLtd",
    "DataBarExp",
    "DataBarExpStk",
    "PDF417",
    "MicroPDF417",
    "Aztec",
    "QRCode",
    "MicroQRCode",
    "RMQRCode",
    "DataMatrix",
    "MaxiCode",
]
"""Named one by one: the default list reads Code 39 as full ASCII, which damages every HIBC label."""


class Strength(StrEnum):
    """What protects a symbology from being misread."""

    CORRECTED = "error correction"
    CHECKED = "check digit"
    WEAK = "nothing that is always there"


_CORRECTED = frozenset(
    [
        "PDF417",
        "CompactPDF417",
        "MicroPDF417",
        "Aztec",
        "AztecCode",
        "AztecRune",
        "QRCode",
        "QRCodeModel1",
        "QRCodeModel2",
        "MicroQRCode",
        "RMQRCode",
        "DataMatrix",
        "MaxiCode",
    ]
)
_SAME_READER = {"Code39": "Code39Std"}
"""Formats whose name in a result is wider than the one that was asked for."""
_WEAK = frozenset({"Code39", "Code39Std", "ITF", "Codabar"})


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol found in one image."""

    format: str
    """Name of the symbology, such as `DataMatrix` or `EAN13`; UPC-A is the EAN-13 that it is."""
    aim: str | None
    """Symbology identifier such as `]d2`."""
    data: bytes
    """The payload as it is in the symbol, controls included."""
    text: str
    """The payload as text, by the character set that the symbol declares (ECI) or that fits its bytes."""
    position: tuple[Point, Point, Point, Point]
    """Corners in pixels (x, y): top left, top right, bottom right, bottom left, as the symbol is turned."""
    decoder: str = "zxing-cpp"
    confirmed: bool = False
    """Whether error correction or a second read of another kind bears the value out, and no read denies it."""

    @property
    def strength(self) -> Strength:
        """Return what protects this symbology."""
        if self.format in _CORRECTED:
            return Strength.CORRECTED
        return Strength.WEAK if self.format in _WEAK else Strength.CHECKED


def decode_image(gray: Gray) -> list[Symbol]:
    """Return all symbols of a grey image, confirmed where possible. An image without symbols gives an empty list."""
    small, factor = _fit(gray)
    if not small.size:
        return []
    return [_scaled(_confirm(small, symbol), factor) for symbol in _read(small)]


def _read(gray: Gray) -> list[Symbol]:
    import zxingcpp

    found = zxingcpp.read_barcodes(gray, formats=_formats(), text_mode=zxingcpp.TextMode.Plain)
    return [_symbol(barcode) for barcode in found]


@cache
def _formats() -> "zxingcpp.BarcodeFormats":
    import zxingcpp

    return zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat[name] for name in _FORMATS])


def _symbol(barcode: "zxingcpp.Barcode") -> Symbol:
    corners = barcode.position
    points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
    a, b, c, d = ((point.x, point.y) for point in points)
    aim = barcode.symbology_identifier or None
    return Symbol(barcode.format.name, aim, bytes(barcode.bytes), barcode.text, (a, b, c, d))


def _confirm(gray: Gray, symbol: Symbol) -> Symbol:
    """Read the place of the symbol again: with one threshold for the whole crop, and enlarged.

    One of the two must say the same and none another value. Measured on a photograph: an EAN-13 misread with a
    valid check digit passed the first and was denied by the second.
    """
    if symbol.strength is Strength.CORRECTED:
        return replace(symbol, confirmed=True)
    import cv2
    import zxingcpp

    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat[_SAME_READER.get(symbol.format, symbol.format)])
    crop = _crop(gray, symbol)
    factor = min(2.0, (_ENLARGED_PIXELS / crop.size) ** 0.5)
    enlarged = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    tries = ((crop, zxingcpp.Binarizer.GlobalHistogram), (enlarged, zxingcpp.Binarizer.LocalAverage))
    again = [
        zxingcpp.read_barcode(
            image,
            formats=formats,
            text_mode=zxingcpp.TextMode.Plain,
            binarizer=binarizer,
        )
        for image, binarizer in tries
    ]
    values = {bytes(barcode.bytes) for barcode in again if barcode is not None}
    return replace(symbol, confirmed=values == {symbol.data})


def _crop(gray: Gray, symbol: Symbol) -> Gray:
    columns, rows = [point[0] for point in symbol.position], [point[1] for point in symbol.position]
    reach = max(max(columns) - min(columns), max(rows) - min(rows))
    margin = int(reach * _CROP_MARGIN) + _CROP_PAD
    top, left = max(0, min(rows) - margin), max(0, min(columns) - margin)
    return np.ascontiguousarray(gray[top : max(rows) + margin, left : max(columns) + margin])


def _fit(gray: Gray) -> tuple[Gray, float]:
    """Return an image that is small enough, and by how much its coordinates are to be multiplied."""
    if gray.size <= DECODE_PIXELS:
        return np.ascontiguousarray(gray), 1.0
    import cv2

    factor = (gray.size / DECODE_PIXELS) ** 0.5
    size = (max(1, int(gray.shape[1] / factor)), max(1, int(gray.shape[0] / factor)))
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8), gray.shape[1] / size[0]


def _scaled(symbol: Symbol, factor: float) -> Symbol:
    if factor == 1.0:
        return symbol
    a, b, c, d = ((round(x * factor), round(y * factor)) for x, y in symbol.position)
    return replace(symbol, position=(a, b, c, d))
