"""A label as every printer draws it: symbols, texts and rules at their dots. No template, no content of ours."""

from dataclasses import dataclass
from enum import StrEnum

from hardware.errors import DeviceError

MM_PER_INCH = 25.4


class LabelError(DeviceError):
    """A label cannot be made as wanted; the text names the content and what does not fit."""


class Symbology(StrEnum):
    """The symbols that labels carry."""

    DATA_MATRIX = "data-matrix"
    GS1_DATA_MATRIX = "gs1-data-matrix"
    CODE_128 = "code-128"
    GS1_128 = "gs1-128"
    QR_CODE = "qr-code"

    @property
    def aim(self) -> str:
        """The symbology identifier (ISO/IEC 15424) that a scanner gives it."""
        return _AIMS[self]

    @property
    def is_gs1(self) -> bool:
        """Whether it begins with FNC1: GS1 element strings, and nothing else."""
        return self in (Symbology.GS1_DATA_MATRIX, Symbology.GS1_128)

    @property
    def is_linear(self) -> bool:
        """Whether it is one row of bars."""
        return self in (Symbology.CODE_128, Symbology.GS1_128)

    @property
    def quiet_modules(self) -> int:
        """White modules that must surround it: at its sides for bars, all around for a matrix."""
        return _QUIET[self]


_AIMS = {
    Symbology.DATA_MATRIX: "]d1",
    Symbology.GS1_DATA_MATRIX: "]d2",
    Symbology.CODE_128: "]C0",
    Symbology.GS1_128: "]C1",
    Symbology.QR_CODE: "]Q1",
}
_QUIET = {
    Symbology.DATA_MATRIX: 1,
    Symbology.GS1_DATA_MATRIX: 1,
    Symbology.CODE_128: 10,
    Symbology.GS1_128: 10,
    Symbology.QR_CODE: 4,
}
"""ISO/IEC 16022, 15417, 18004."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """What one symbol says."""

    symbology: Symbology
    data: str
    """The payload that a scanner must deliver, ASCII; for GS1 with separators (GS) and without a leading FNC1."""
    elements: tuple[tuple[str, str], ...] = ()
    """For GS1: the same as (Application Identifier, value), in order."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in dots."""

    x: int
    y: int
    width: int
    height: int

    def holds(self, other: "Box") -> bool:
        """Whether the other lies within."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    def meets(self, other: "Box") -> bool:
        """Whether the two share a dot."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class PlacedSymbol:
    """A symbol on a label."""

    symbol: Symbol
    x: int
    y: int
    """Where its first module stands, in dots from the top left corner; the quiet zone lies outside."""
    module: int
    """Dots of one module: whole, so that no printer rounds."""
    bar_height: int = 0
    """Dots; for bars only."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One line of text on a label."""

    text: str
    x: int
    y: int
    """Top left corner of its line, in dots."""
    size: int
    """Size of the type in dots; capital letters are about 0.7 of it."""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """One label at the resolution of its printer. All lengths are dots."""

    width: int
    height: int
    dpi: int
    symbols: tuple[PlacedSymbol, ...] = ()
    texts: tuple[PlacedText, ...] = ()
    rules: tuple[Box, ...] = ()
    """Black rectangles: lines between parts."""

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        return self.width / self.dpi * MM_PER_INCH, self.height / self.dpi * MM_PER_INCH


def to_dots(mm: float, dpi: int) -> int:
    """The dots that come nearest to a length.

    >>> to_dots(50, 203)
    400
    """
    return round(mm / MM_PER_INCH * dpi)
