"""What a camera sees beside its scans: every moment for a live view, and the one picture that was asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from hardware.scan import Scan

if TYPE_CHECKING:
    from hardware.scanners.camera.pictures import Gray

Corners = tuple[tuple[float, float], ...]
"""The four corners of a symbol, in shares of the picture's width and height, 0 to 1."""


class Hint(StrEnum):
    """What would help to read what is in view."""

    NONE = "none"
    CLOSER = "closer"
    HOLD_STILL = "hold_still"
    TOO_DARK = "too_dark"
    GLARE = "glare"


@dataclass(frozen=True, slots=True)
class Seen:
    """A symbol in view."""

    scan: Scan
    """What it delivers."""
    corners: Corners
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """One moment."""

    image: "Gray"
    """Small enough to be drawn at once."""
    seen: tuple[Seen, ...] = ()
    hint: Hint = Hint.NONE


@dataclass(frozen=True, slots=True)
class Still:
    """A picture that was taken, and all that was found in it, row by row."""

    image: "Gray"
    """Large enough that people recognise what is where."""
    read: tuple[Seen, ...] = ()
    """What is certain."""
    unread: tuple[Corners, ...] = ()
    """Where a symbol is that was not read, or not surely."""


Taken = Callable[[Still | None], None]
"""Takes the picture; None where the camera gave none in time. Called from the thread of the camera."""


class Viewer(Protocol):
    """Whom a camera tells what it sees. Called from its thread; every call returns at once."""

    def see(self, sight: Sight) -> None:
        """Show this moment."""
        ...

    def offer(self, scans: tuple[Scan, ...], *, is_more: bool) -> None:
        """Take the one that is meant, if any: these codes are in view together and certain.

        `is_more`: another code of the same view was delivered a moment ago.
        """
        ...


@runtime_checkable
class Camera(Protocol):
    """What a camera can do beside scanning."""

    viewer: Viewer | None
    """Set before `start`; without one every code in view is a scan."""

    def take_still(self, taken: Taken) -> None:
        """Read the next frame with all means; returns at once. Nothing else is delivered until `look_again`."""
        ...

    def look_again(self, done: tuple[Scan, ...] = ()) -> None:
        """Scan what is shown again, but `done` of the picture only once it was out of view. Harmless at any time."""
        ...
