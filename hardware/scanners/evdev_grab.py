"""Takes a keyboard scanner away from everybody else, on Linux: no focus, no layout, several scanners told apart.

The kernel's own interface is all it needs: sysfs says which device is which, EVIOCGRAB keeps its keys from X11,
Wayland and the console for as long as it is open. A crash gives them back.
"""

import fcntl
import os
import selectors
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hardware.devices import Cause, DeviceState, Tap
from hardware.scanners.framing import CR, Profile
from hardware.scanners.input_events import KeyFramer
from hardware.scanners.keys import Caps
from hardware.scanners.layouts import US, Layout
from hardware.scanners.permissions import refusal
from hardware.scanners.reader import DeviceReader, Found, LinkLostError, UnavailableError

_EVIOCGRAB = 0x40044590
"""_IOW('E', 0x90, int) of linux/input.h."""
_SYSFS = Path("/sys/class/input")
_DEVICES = Path("/dev/input")
_READ_S = 0.2
_CHUNK = 24 * 64


@dataclass(frozen=True, slots=True)
class InputIdentity:
    """Which device: either by a link under /dev/input/by-id, or by what it says of itself."""

    path: str = ""
    vendor: int = 0
    product: int = 0
    serial_number: str = ""
    """Empty where any will do."""
    port: str = ""
    """Where it is plugged in, such as `usb-0000:00:14.0-2`; empty where it does not matter."""

    def __str__(self) -> str:
        parts = [f"{self.vendor:04x}:{self.product:04x}", self.serial_number, self.port]
        return self.path or " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class EvdevSettings:
    """What has to be known of a grabbed scanner."""

    identity: InputIdentity
    profile: Profile = CR
    layout: Layout = US
    caps: Caps = Caps.IGNORED


@dataclass(frozen=True, slots=True)
class _Node:
    """One event device; a scanner may have several, one for each of its collections."""

    path: Path
    vendor: int
    product: int
    serial_number: str
    port: str

    @property
    def device(self) -> tuple[int, int, str, str]:
        """What all nodes of one device have in common."""
        return self.vendor, self.product, self.serial_number, self.port


Grab = Callable[[int], None]
"""Takes a file descriptor and keeps its events from all others; raises OSError."""


def evdev_scanner(
    settings: EvdevSettings,
    name: str = "",
    *,
    tap: Tap | None = None,
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float], object] | None = None,
    finder: "Finder | None" = None,
) -> DeviceReader:
    """Return the reader of one keyboard scanner."""
    finder = finder or Finder()
    return DeviceReader(
        str(settings.identity),
        lambda found: finder.open(settings.identity, found),
        KeyFramer(settings.profile, settings.layout, settings.caps, name),
        tap=tap,
        clock=clock,
        wait=wait,
    )


def grab(descriptor: int) -> None:
    """Keep the events of an open device from all others; raises OSError."""
    fcntl.ioctl(descriptor, _EVIOCGRAB, 1)


class Finder:
    """Finds event devices by what stays the same when they are plugged in again."""

    def __init__(self, sysfs: Path = _SYSFS, devices: Path = _DEVICES, grab: Grab = grab) -> None:
        self._sysfs = sysfs
        self._devices = devices
        self._grab = grab

    def open(self, identity: InputIdentity, found: Found) -> "EvdevLink":
        """Open and grab every node of the device; raises UnavailableError."""
        paths = self.paths(identity)
        found()
        descriptors: list[int] = []
        try:
            for path in paths:
                descriptors.append(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
                self._grab(descriptors[-1])
        except OSError as error:
            for descriptor in descriptors:
                os.close(descriptor)
            raise refusal(f"{identity} ({path})", error, "input") from error
        return EvdevLink(descriptors)

    def paths(self, identity: InputIdentity) -> list[Path]:
        """Return the event devices of the device that is meant; raises UnavailableError for none and for several."""
        meant = [node for node in self._nodes() if self._is_meant(node, identity)]
        devices = {node.device for node in meant}
        if not devices:
            raise UnavailableError(DeviceState.ABSENT, f"{identity} is not there")
        if len(devices) > 1:
            where = ", ".join(sorted(f"serial={serial} port={port}" for _, _, serial, port in devices))
            reason = f"{identity} fits {len(devices)} devices ({where}): add serial= or port= to its address"
            raise UnavailableError(DeviceState.FAILING, reason, Cause.AMBIGUOUS)
        return sorted(node.path for node in self._nodes() if node.device in devices)

    def _is_meant(self, node: _Node, identity: InputIdentity) -> bool:
        if identity.path:
            return node.path.name == os.path.basename(os.path.realpath(identity.path))  # noqa: PTH119 - may not exist
        return (
            (node.vendor, node.product) == (identity.vendor, identity.product)
            and identity.serial_number in ("", node.serial_number)
            and identity.port in ("", node.port)
        )

    def _nodes(self) -> list[_Node]:
        return [node for folder in sorted(self._sysfs.glob("event*")) if (node := self._node(folder)) is not None]

    def _node(self, folder: Path) -> _Node | None:
        about = folder / "device"
        try:
            vendor, product = (int((about / "id" / each).read_text(), 16) for each in ("vendor", "product"))
        except (OSError, ValueError):
            return None  # it was pulled out between the listing and this look
        port = _text(about / "phys").rpartition("/")[0]
        return _Node(self._devices / folder.name, vendor, product, _text(about / "uniq"), port)


def _text(file: Path) -> str:
    """The line in a file of sysfs; empty where the device does not say."""
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


class EvdevLink:
    """The open nodes of one device."""

    def __init__(self, descriptors: list[int]) -> None:
        """Take over open file descriptors; `close` closes them, and with that lets go of the device."""
        self._descriptors = descriptors
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._waker, False)
        self._closing = threading.Lock()
        self._selector = selectors.DefaultSelector()
        for descriptor in (*descriptors, self._woken):
            self._selector.register(descriptor, selectors.EVENT_READ)

    def read(self) -> bytes:
        """Return what has come; empty after a moment in which nothing did."""
        ready = sorted(key.fd for key, _ in self._selector.select(_READ_S))
        if self._woken in ready:
            os.read(self._woken, _CHUNK)
            ready.remove(self._woken)
        try:
            chunks = [os.read(descriptor, _CHUNK) for descriptor in ready]
        except OSError as error:
            raise LinkLostError(str(error)) from error
        if not all(chunks):
            raise LinkLostError("the device has gone")
        return b"".join(chunks)

    def write(self, data: bytes) -> None:
        """A keyboard takes no commands."""

    def wake(self) -> None:
        """End a read that is under way."""
        with self._closing, suppress(BlockingIOError):  # blocked: it has been woken often enough
            if self._descriptors:
                os.write(self._waker, b"x")

    def close(self) -> None:
        """Let go of the device."""
        with self._closing:
            self._selector.close()
            for descriptor in (*self._descriptors, self._woken, self._waker):
                os.close(descriptor)
            self._descriptors = []
