"""How a camera is to take its pictures, and what it makes of that."""

from dataclasses import dataclass
from typing import Protocol

from hardware.scanners.camera.pictures import Gray

_MANUAL_EXPOSURE = 1.0
"""What Video for Linux calls manual exposure."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How a camera is to take its pictures; None leaves a value as it is."""

    width: int = 1280
    height: int = 720
    format: str = "MJPG"
    """Four characters. Uncompressed pictures at full size are too much for USB 2."""
    exposure: int | None = None
    """In the unit of the driver: with Video for Linux 100 microseconds. A short one freezes movement."""
    focus: int | None = None
    """In the unit of the lens; a fixed one suits a camera on a stand."""


USUAL = Profile()


class Properties(Protocol):
    """The settings of OpenCV's VideoCapture."""

    def set(self, key: int, value: float, /) -> bool:
        """Set one; the answer proves nothing."""
        ...

    def get(self, key: int, /) -> float:
        """Return what one is."""
        ...


def apply_profile(capture: Properties, profile: Profile) -> list[str]:
    """Set what the profile asks for and read it back: what a driver says to `set` proves nothing.

    The order matters: a size is only known for a format. Returns what the camera does otherwise, in words.
    """
    import cv2

    wanted: list[tuple[str, int, float]] = [
        ("format", cv2.CAP_PROP_FOURCC, float(cv2.VideoWriter.fourcc(*profile.format))),
        ("width", cv2.CAP_PROP_FRAME_WIDTH, float(profile.width)),
        ("height", cv2.CAP_PROP_FRAME_HEIGHT, float(profile.height)),
    ]
    if profile.exposure is not None:
        wanted.append(("manual exposure", cv2.CAP_PROP_AUTO_EXPOSURE, _MANUAL_EXPOSURE))
        wanted.append(("exposure", cv2.CAP_PROP_EXPOSURE, float(profile.exposure)))
    if profile.focus is not None:
        wanted.append(("manual focus", cv2.CAP_PROP_AUTOFOCUS, 0.0))
        wanted.append(("focus", cv2.CAP_PROP_FOCUS, float(profile.focus)))
    for _, key, value in wanted:
        capture.set(key, value)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    got = [(name, value, capture.get(key)) for name, key, value in wanted]
    return [f"{name} is {_shown(name, is_)}, not {_shown(name, value)}" for name, value, is_ in got if is_ != value]


def size_refusal(image: Gray, profile: Profile) -> list[str]:
    """Return what the first picture proves of its size, whatever the driver says of it."""
    height, width = image.shape
    if (width, height) == (profile.width, profile.height):
        return []
    return [f"pictures are {width}x{height}, not {profile.width}x{profile.height}"]


def _shown(name: str, value: float) -> str:
    if name != "format":
        return f"{value:g}"
    return int(max(value, 0)).to_bytes(8, "little")[:4].decode("latin-1").strip("\0") or "unknown"
