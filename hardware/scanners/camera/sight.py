"""What a camera sees at one moment, for a live view: the picture, the symbols in it, and a hint."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hardware.scan import Scan

if TYPE_CHECKING:
    from hardware.scanners.camera.pictures import Gray


class Hint(StrEnum):
    """What would help to read what is in view."""

    NONE = "none"
    CLOSER = "closer"
    HOLD_STILL = "hold_still"
    TOO_DARK = "too_dark"
    GLARE = "glare"
    CHOOSE = "choose"
    """Several codes are certain, and it is not plain which is meant."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A symbol in view."""

    scan: Scan
    """What touching it would deliver."""
    corners: tuple[tuple[float, float], ...]
    """In shares of width and height, 0 to 1."""
    is_certain: bool
    is_offered: bool = False
    """Whether it waits to be chosen."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One moment."""

    image: "Gray"
    """Small enough to be drawn at once."""
    seen: tuple[Seen, ...] = ()
    hint: Hint = Hint.NONE
