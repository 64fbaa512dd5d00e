"""The first engine: zxing-cpp, never with its defaults, which rewrite Code 39 and replace control characters."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.symbols import Quad, Symbol

if TYPE_CHECKING:
    import zxingcpp

NAME = "zxing-cpp"
_FORMATS = (
    "Code39Std Code93 Code128 Codabar ITF EAN13 EAN8 UPCA UPCE DataBarOmni DataBarStk DataBarStkOmni DataBarLtd "
    "DataBarExp DataBarExpStk PDF417 MicroPDF417 Aztec QRCode MicroQRCode RMQRCode DataMatrix MaxiCode"
)
"""Named one by one: the default list reads Code 39 as full ASCII, which damages every HIBC label."""
_LINEAR = (
    "Code39Std Code93 Code128 Codabar ITF EAN13 EAN8 UPCA UPCE DataBarOmni DataBarStk DataBarStkOmni DataBarLtd "
    "DataBarExp DataBarExpStk"
)
_COMMON = _LINEAR + " PDF417 QRCode DataMatrix Aztec"
"""What is looked for in worked-over pictures: there the rarest symbologies see themselves in noise."""
_RETAIL = "EAN13 EAN8 UPCA UPCE"
_READERS_OF = {"Code39": "Code39Std", **dict.fromkeys(_RETAIL.split(), _RETAIL)}
"""Formats that are asked for otherwise than a result names them: UPC-E may be known by its EAN-13 alone."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one look gave."""

    symbols: list[Symbol]
    failed: list[Symbol]
    """Located, but the value does not stand its check."""


def read(gray: Gray) -> Found:
    """Look for everything, in every direction, at several sizes, dark on light and light on dark."""
    import zxingcpp

    found = zxingcpp.read_barcodes(gray, formats=_all(), text_mode=zxingcpp.TextMode.Plain, return_errors=True)
    return Found([_symbol(one) for one in found if one.valid], [_symbol(one) for one in found if not one.valid])


def read_common(gray: Gray, step: str, *, is_global: bool = False, is_linear: bool = False) -> list[Symbol]:
    """Look once more, in a picture that was worked over by `step`: at one size, dark on light.

    `is_global` takes one threshold for the whole picture instead of one for every neighbourhood, `is_linear` looks
    for bars that stand upright alone.
    """
    import zxingcpp

    found = zxingcpp.read_barcodes(
        gray,
        formats=_linear() if is_linear else _common(),
        text_mode=zxingcpp.TextMode.Plain,
        try_rotate=not is_linear,
        try_downscale=False,
        try_invert=False,
        binarizer=zxingcpp.Binarizer.GlobalHistogram if is_global else zxingcpp.Binarizer.LocalAverage,
    )
    return [_symbol(one, f"{NAME}, {step}") for one in found]


def read_again(gray: Gray, format_: str, *, is_global: bool) -> Symbol | None:
    """Read a crop that shows one symbol, of a known symbology; a crop beside the picture is empty and shows none."""
    import zxingcpp

    if not gray.size:
        return None
    found = zxingcpp.read_barcode(
        gray,
        formats=_one(format_),
        text_mode=zxingcpp.TextMode.Plain,
        try_downscale=False,
        binarizer=zxingcpp.Binarizer.GlobalHistogram if is_global else zxingcpp.Binarizer.LocalAverage,
    )
    return None if found is None else _symbol(found)


def _symbol(barcode: "zxingcpp.Barcode", decoder: str = NAME) -> Symbol:
    corners = barcode.position
    points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
    a, b, c, d = ((point.x, point.y) for point in points)
    position: Quad = (a, b, c, d)
    aim = barcode.symbology_identifier or None
    return Symbol(barcode.format.name, aim, bytes(barcode.bytes), barcode.text, position, decoder)


def _formats(names: str) -> "zxingcpp.BarcodeFormats":
    import zxingcpp

    return zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat[name] for name in names.split()])


@cache
def _all() -> "zxingcpp.BarcodeFormats":
    return _formats(_FORMATS)


@cache
def _common() -> "zxingcpp.BarcodeFormats":
    return _formats(_COMMON)


@cache
def _linear() -> "zxingcpp.BarcodeFormats":
    return _formats(_LINEAR)


@cache
def _one(format_: str) -> "zxingcpp.BarcodeFormats":
    return _formats(_READERS_OF.get(format_, format_))
