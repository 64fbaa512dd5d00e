"""The modules of symbols. zxing-cpp encodes; the version is chosen here, so that every printer makes the same size."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from hardware.printers.label import Box, LabelError, PlacedSymbol, Symbol, Symbology

if TYPE_CHECKING:
    import zxingcpp

Modules = npt.NDArray[np.bool_]
"""True is black. Bars are one row."""

_PRINTABLE = re.compile(r"[ -~]+")
_PAYLOAD = re.compile(r"[ -~\x1d]+")
_MOST_CODE_128 = 80
"""Characters; a longer one is wider than a label."""

_DATA_MATRIX = (
    3,
    5,
    8,
    12,
    18,
    22,
    30,
    36,
    44,
    62,
    86,
    114,
    144,
    174,
    204,
    280,
    368,
    456,
    576,
    696,
    816,
    1050,
    1304,
    1558,
)
"""Codewords of the square sizes 10 to 144, ISO/IEC 16022 table 7; the place in this list plus one is the version."""
DATA_MATRIX_SIDES = (10, 12, 14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 44, 48, 52, 64, 72, 80, 88, 96, 104, 120, 132, 144)
_QR_CODE = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666)
"""Bytes in byte mode at correction level M, versions 1 to 20, ISO/IEC 18004 table 7."""
_PAIR = re.compile(r"[0-9]{2}|.", re.DOTALL)


@lru_cache(maxsize=256)
def modules_of(symbol: Symbol) -> Modules:
    """The modules of a symbol without its quiet zone; not to be written to.

    Raises LabelError, naming the data, if the symbology cannot hold it: characters or length.
    """
    import zxingcpp

    _check_characters(symbol)
    content = "".join(f"[{ai}]{value}" for ai, value in symbol.elements) if symbol.elements else symbol.data
    try:
        barcode = zxingcpp.create_barcode(content, _format_of(symbol.symbology), **_options(symbol))
    except ValueError as error:
        raise LabelError(f"{_shown(symbol)} does not fit into a {symbol.symbology}: {error}") from error
    image = np.array(barcode.to_image(scale=1, add_quiet_zones=False))
    black: Modules = image < 128
    if symbol.symbology.is_linear:
        black = black[:1]
    black.setflags(write=False)
    return black


def side_of(symbol: Symbol) -> int:
    """Modules along the side of a Data Matrix."""
    return DATA_MATRIX_SIDES[_data_matrix_version(symbol) - 1]


def box_of(placed: PlacedSymbol) -> Box:
    """The black part of a symbol on its label."""
    rows, columns = modules_of(placed.symbol).shape
    height = placed.bar_height if placed.symbol.symbology.is_linear else rows * placed.module
    return Box(placed.x, placed.y, columns * placed.module, height)


def quiet_box_of(placed: PlacedSymbol) -> Box:
    """A symbol with its quiet zone."""
    inner, quiet = box_of(placed), placed.symbol.symbology.quiet_modules * placed.module
    above = 0 if placed.symbol.symbology.is_linear else quiet
    return Box(inner.x - quiet, inner.y - above, inner.width + 2 * quiet, inner.height + 2 * above)


def _format_of(symbology: Symbology) -> "zxingcpp.BarcodeFormat":
    import zxingcpp

    if symbology.is_linear:
        return zxingcpp.BarcodeFormat.Code128
    return zxingcpp.BarcodeFormat.QRCode if symbology is Symbology.QR_CODE else zxingcpp.BarcodeFormat.DataMatrix


def _options(symbol: Symbol) -> dict[str, object]:
    gs1: dict[str, object] = {"gs1": True} if symbol.symbology.is_gs1 else {}
    if symbol.symbology is Symbology.QR_CODE:
        return {"ec_level": "M", "version": _qr_version(symbol)}
    if not symbol.symbology.is_linear:
        return gs1 | {"force_square": True, "version": _data_matrix_version(symbol)}
    return gs1


def _check_characters(symbol: Symbol) -> None:
    """Only what every scanner and printer agrees about: printable ASCII, and separators in GS1 data."""
    is_gs1 = symbol.symbology.is_gs1
    if is_gs1 != bool(symbol.elements):
        raise ValueError(f"{symbol.symbology} {'needs its' if is_gs1 else 'has no'} elements")
    if not (_PAYLOAD if is_gs1 else _PRINTABLE).fullmatch(symbol.data):
        strange = next((each for each in symbol.data if not " " <= each <= "~"), "")
        what = f"holds {strange!r}" if strange else "is empty"
        raise LabelError(f"{_shown(symbol)} {what}, which a {symbol.symbology} of ours cannot hold")
    if symbol.symbology.is_linear and len(symbol.data) > _MOST_CODE_128:
        found = f"{len(symbol.data)} characters"
        raise LabelError(f"{_shown(symbol)} has {found}; a {symbol.symbology} of ours holds {_MOST_CODE_128}")


def _data_matrix_version(symbol: Symbol) -> int:
    """The smallest square that holds the data in ASCII encodation: no encoder needs more, so every printer makes it."""
    needed = len(_PAIR.findall(symbol.data)) + (1 if symbol.symbology.is_gs1 else 0)
    return _smallest(symbol, needed, _DATA_MATRIX)


def _qr_version(symbol: Symbol) -> int:
    """The smallest version that holds the data in byte mode, which every printer can be told."""
    return _smallest(symbol, len(symbol.data), _QR_CODE)


def _smallest(symbol: Symbol, needed: int, capacities: tuple[int, ...]) -> int:
    version = next((number for number, most in enumerate(capacities, 1) if needed <= most), None)
    if version is None:
        raise LabelError(f"{_shown(symbol)} is too long for a {symbol.symbology}: {needed}, at most {capacities[-1]}")
    return version


def _shown(symbol: Symbol) -> str:
    return repr(symbol.data if len(symbol.data) <= 60 else f"{symbol.data[:60]}...")
