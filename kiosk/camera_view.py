"""What a camera sees, as people are shown it: made by the runtime, drawn by the window. Nothing is computed further."""

from dataclasses import dataclass
from enum import StrEnum

from hardware.scan import Scan

Corners = tuple[tuple[float, float], ...]
"""Four corners, in shares of the picture's width and height, 0 to 1."""


class MarkState(StrEnum):
    """What is known of an outlined place."""

    SEEN = "seen"
    """Something is there, and it is being read."""
    READ = "read"
    OFFERED = "offered"
    """It waits to be chosen."""
    GOOD = "good"
    """It can be recorded."""
    LEFT_OUT = "left_out"
    """It is recorded already, or there is nothing to record."""
    OBJECTED = "objected"
    UNREAD = "unread"
    """A code is there that was not read."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An outlined place in a picture."""

    corners: Corners
    state: MarkState
    number: int = 0
    """As in the list beside the picture; 0 for none."""
    scan: Scan | None = None
    """What a touch delivers; None where a touch means nothing."""


@dataclass(frozen=True, slots=True)
class GrayPicture:
    """A picture."""

    pixels: bytes = b""
    """One byte a pixel, rows from the top: 0 black, 255 white."""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class CameraView:
    """One moment of a live view."""

    picture: GrayPicture
    marks: tuple[Mark, ...] = ()
    hint: str = ""
    """What would help, in a few words."""


@dataclass(frozen=True, slots=True)
class TrayLine:
    """One code of a tray."""

    number: int
    text: str
    """What was read, printable."""
    state: MarkState
    word: str
    """The state in a word."""
    detail: str = ""
    """Why it cannot be recorded."""


@dataclass(frozen=True, slots=True)
class Tray:
    """The picture of a tray, and what each of its codes would lead to."""

    picture: GrayPicture | None = None
    """None while it is being taken."""
    marks: tuple[Mark, ...] = ()
    lines: tuple[TrayLine, ...] = ()
    """What needs a person first."""
