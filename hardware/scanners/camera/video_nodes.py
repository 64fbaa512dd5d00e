"""What Linux says of the cameras of this machine: stable names, formats and sizes, and who holds one.

Numbers and layouts are those of Video for Linux (linux/videodev2.h), which do not change.
"""

import errno
import os
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

BY_ID = Path("/dev/v4l/by-id")
_DEVICES = Path("/dev")
_PROCESSES = Path("/proc")
_CAPABILITY = struct.Struct("=16s32s32sIII3I")
"""Driver, card, bus, version, capabilities, capabilities of this node, reserved."""
_FORMAT = struct.Struct("=III32s4sI3I")
"""Index, kind of buffer, flags, description, four characters, bus code, reserved."""
_SIZE = struct.Struct("=I4sI6I2I")
"""Index, four characters, kind of size, its numbers, reserved."""
_QUERY, _FORMATS, _SIZES = 0, 2, 74
_READ, _READ_WRITE = 2, 3
_CAPTURE, _CAPTURE_MANY, _HAS_NODE_CAPABILITIES = 0x1, 0x1000, 0x80000000
_DISCRETE = 1
_MOST_FORMATS, _MOST_SIZES = 64, 128
Ioctl = Callable[[int, int, bytearray], object]


@dataclass(frozen=True, slots=True)
class VideoFormat:
    """One way in which a camera gives its pictures."""

    code: str
    """Four characters, as in MJPG."""
    sizes: tuple[str, ...]
    """As in 1280x720, or a range as in 32x32..1920x1080."""


@dataclass(frozen=True, slots=True)
class VideoNode:
    """One device file of a camera."""

    card: str
    """The name that the camera gives itself."""
    is_camera: bool
    """Whether it gives pictures; most cameras have a second node for data about them."""
    formats: tuple[VideoFormat, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """A program that has a device open."""

    name: str
    process: int

    def __str__(self) -> str:
        return f"{self.name} (process {self.process})"


def look(path: str, ioctl: Ioctl | None = None) -> VideoNode:
    """Return what a device file is; opening it for this does not take the camera. Raises OSError."""
    handle = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    try:
        return _look(handle, ioctl or _system_ioctl())
    finally:
        os.close(handle)


def named_nodes(by_id: Path = BY_ID, devices: Path = _DEVICES) -> list[Path]:
    """Return the stable names of all video devices, and the device files of those that have none."""
    named = sorted(_entries(by_id, "*"))
    targets = {path.resolve() for path in named}
    return named + [path for path in sorted(_entries(devices, "video[0-9]*")) if path not in targets]


def _entries(folder: Path, pattern: str) -> list[Path]:
    try:
        return list(folder.glob(pattern))
    except OSError:
        return []


def holders(path: str, processes: Path = _PROCESSES) -> list[Holder]:
    """Return the other programs that have a device open, as far as this user may know."""
    try:
        device = Path(path).stat().st_rdev
    except OSError:
        return []
    others = (entry for entry in processes.glob("[0-9]*") if int(entry.name) != os.getpid())
    return sorted(
        (Holder(_name(process), int(process.name)) for process in others if _has_open(process, device)),
        key=lambda holder: holder.process,
    )


def _has_open(process: Path, device: int) -> bool:
    try:
        return any(_is_device(file, device) for file in (process / "fd").iterdir())
    except OSError:  # it has ended, or belongs to somebody else
        return False


def _is_device(file: Path, device: int) -> bool:
    try:
        return file.stat().st_rdev == device
    except OSError:
        return False


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return "a program"


def _look(handle: int, ioctl: Ioctl) -> VideoNode:
    buffer = bytearray(_CAPABILITY.size)
    ioctl(handle, _request(_READ, _QUERY, _CAPABILITY.size), buffer)
    _, card, _, _, of_device, of_node, *_ = _CAPABILITY.unpack(buffer)
    capabilities = of_node if of_device & _HAS_NODE_CAPABILITIES else of_device
    if not capabilities & (_CAPTURE | _CAPTURE_MANY):
        return VideoNode(_text(card), is_camera=False, formats=())
    kind = 1 if capabilities & _CAPTURE else 9
    return VideoNode(_text(card), is_camera=True, formats=tuple(_formats(handle, ioctl, kind)))


def _formats(handle: int, ioctl: Ioctl, kind: int) -> Iterator[VideoFormat]:
    for index in range(_MOST_FORMATS):
        buffer = bytearray(_FORMAT.pack(index, kind, 0, b"", b"", 0, 0, 0, 0))
        if not _answers(handle, ioctl, _request(_READ_WRITE, _FORMATS, _FORMAT.size), buffer):
            return
        code = _FORMAT.unpack(buffer)[4]
        yield VideoFormat(_text(code), tuple(_sizes(handle, ioctl, code)))


def _sizes(handle: int, ioctl: Ioctl, code: bytes) -> Iterator[str]:
    for index in range(_MOST_SIZES):
        buffer = bytearray(_SIZE.pack(index, code, 0, *[0] * 8))
        if not _answers(handle, ioctl, _request(_READ_WRITE, _SIZES, _SIZE.size), buffer):
            return
        _, _, kind, a, b, _, d, e, *_ = _SIZE.unpack(buffer)
        if kind != _DISCRETE:
            yield f"{a}x{d}..{b}x{e}"
            return
        yield f"{a}x{b}"


def _answers(handle: int, ioctl: Ioctl, request: int, buffer: bytearray) -> bool:
    """Whether there is one of this index."""
    try:
        ioctl(handle, request, buffer)
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.ENOTTY):
            return False
        raise
    return True


def _request(direction: int, number: int, size: int) -> int:
    return direction << 30 | size << 16 | ord("V") << 8 | number


def _text(raw: bytes) -> str:
    return raw.split(b"\0")[0].decode("utf-8", "replace").strip()


def _system_ioctl() -> Ioctl:
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, "Video for Linux is only on Linux")
    import fcntl

    return fcntl.ioctl
