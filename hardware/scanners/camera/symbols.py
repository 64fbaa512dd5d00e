"""What was found in a picture: symbols, their places, and how well their kind is protected."""

from dataclasses import dataclass
from enum import StrEnum
from math import hypot

Point = tuple[int, int]
Quad = tuple[Point, Point, Point, Point]
"""Corners in pixels (x, y): top left, top right, bottom right, bottom left, as the symbol is turned."""

MATRIX = frozenset(
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
"""Symbologies with error correction."""
_WEAK = frozenset({"Code39", "Code39Std", "ITF", "Codabar"})
RETAIL = frozenset({"EAN13", "EAN8", "UPCA", "UPCE"})


class Strength(StrEnum):
    """What protects a symbology from being misread."""

    CORRECTED = "error correction"
    CHECKED = "check digit"
    WEAK = "nothing that is always there"


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol found in one image."""

    format: str
    """Name of the symbology, such as `DataMatrix` or `EAN13`; UPC-A is the EAN-13 that it is."""
    aim: str | None
    """Symbology identifier such as `]d2`; None where the engine that read it does not tell."""
    data: bytes
    """The payload as it is in the symbol, controls included."""
    text: str
    """The payload as text, by the character set that the symbol declares (ECI) or that fits its bytes."""
    position: Quad
    decoder: str = "zxing-cpp"
    """Which engine read it, and by which step where the plain picture did not give it: `zxing-cpp, sharpened`."""
    confirmed: bool = False
    """Whether error correction or a second read of another kind bears the value out, and no read denies it."""

    @property
    def strength(self) -> Strength:
        """Return what protects this symbology."""
        if self.format in MATRIX:
            return Strength.CORRECTED
        return Strength.WEAK if self.format in _WEAK else Strength.CHECKED


def centre_of(quad: Quad) -> tuple[float, float]:
    """Return the middle of the four corners."""
    return sum(x for x, _ in quad) / 4, sum(y for _, y in quad) / 4


def length_of(quad: Quad) -> float:
    """Return the length in the direction of reading, in pixels."""
    return max(hypot(b[0] - a[0], b[1] - a[1]) for a, b in ((quad[0], quad[1]), (quad[3], quad[2])))


def is_same_place(one: Quad, other: Quad) -> bool:
    """True where one quad covers the middle of the other or a good part of it: both are about the same symbol.

    Bars are often found as a flat line, so each is taken to be at least a fifth as high as it is long.
    """
    return _covered(one, other) or _covered(other, one)


def _covered(quad: Quad, by: Quad) -> bool:
    x, y = centre_of(quad)
    if _holds(by, (x, y)):
        return True
    inner = [((x + px) / 2, (y + py) / 2) for px, py in quad]
    return sum(_holds(by, point) for point in inner) >= 2


def _holds(quad: Quad, point: tuple[float, float]) -> bool:
    x, y = centre_of(quad)
    (ax, ay), (bx, by), _, (dx, dy) = quad
    length, height = hypot(bx - ax, by - ay), hypot(dx - ax, dy - ay)
    if length == 0:
        return point == (x, y)
    cos, sin = (bx - ax) / length, (by - ay) / length
    along = (point[0] - x) * cos + (point[1] - y) * sin
    across = (point[1] - y) * cos - (point[0] - x) * sin
    return abs(along) <= length / 2 and abs(across) <= max(height, length / 5) / 2
