"""Checks every configured scanner: its address, its device, and the right to read it."""

import os
import queue
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hardware.devices import Cause, DeviceState, DeviceStatus
from hardware.errors import DeviceError
from hardware.registry import WEDGE, open_scanner, wedge_profile
from kiosk.config import Settings
from kiosk.doctor.finding import Finding, failed, ok, warning

_OPENED = frozenset({"serial", "hidpos", "evdev"})
"""Schemes whose devices are opened for a moment, which tells more than any look from outside."""
_PATIENCE_S = 3.0


@dataclass(frozen=True, slots=True)
class Node:
    """What the system says of a device file or a folder."""

    path: str
    exists: bool
    is_usable: bool
    """Whether this user may open it as the scanner needs to."""
    group: str = ""
    """The group that may; empty where it has no name."""


def scanner_findings(settings: Settings) -> Iterator[Finding]:
    """Look at every scanner of the settings."""
    if not settings.scanners:
        yield warning(
            "scanner",
            "none is configured: codes can only be typed",
            'Name one in the settings, such as scanners = ["wedge://"].',
        )
    for name, url in settings.named_scanners.items():
        error = address_error(url)
        if not error and urlsplit(url).scheme in _OPENED:
            yield check_state(name, state_of(url))
        else:
            path = device_path(url)
            yield check_scanner(name, url, error, node_at(path) if path else None)


def state_of(url: str) -> DeviceStatus:
    """Open a scanner for a moment and return how it is."""
    statuses: queue.Queue[DeviceStatus] = queue.Queue()
    scanner = open_scanner(url)
    scanner.start(lambda _: None, statuses.put)
    try:
        while (status := statuses.get(timeout=_PATIENCE_S)).state is DeviceState.CONNECTING:
            pass
    except queue.Empty:
        return DeviceStatus(DeviceState.FAILING, f"no answer within {_PATIENCE_S:.0f} s")
    finally:
        scanner.stop()
    return status


def check_state(name: str, status: DeviceStatus) -> Finding:
    """One scanner by how it is."""
    check = f"scanner {name}"
    if status.state is DeviceState.READY:
        return ok(check, "ready")
    return failed(check, status.reason or status.state.value, _REMEDIES.get(status.cause, _CONNECT))


_CONNECT = "Connect the scanner and switch it on; lsusb and ls /dev/serial/by-id show what is connected."
_REMEDIES = {
    Cause.BUSY: "Close the program that uses it; it may be the kiosk itself, which is no trouble then.",
    Cause.FORBIDDEN: "Install packaging/udev/70-lotline-scanners.rules as its first lines say, and plug it in again.",
    Cause.AMBIGUOUS: "Correct its address in the settings: scanners.",
    Cause.BABBLING: "Unplug it, and check its cable and its set-up.",
}


def check_scanner(name: str, url: str, error: str, node: Node | None) -> Finding:
    """One scanner by its address, what its driver said of the address (empty if nothing), and its device."""
    check = f"scanner {name}"
    if error:
        return failed(check, error, "Correct it in the settings: scanners.")
    if urlsplit(url).scheme == WEDGE:
        return ok(check, "a keyboard to the system: nothing to look at before its first scan")
    if node is None:
        return ok(check, "the address is understood")
    if not node.exists:
        return failed(
            check,
            f"{node.path} is not there",
            "Connect the scanner and switch it on; ls /dev/v4l/by-id shows what is connected.",
        )
    if not node.is_usable:
        return failed(check, f"this user may not open {node.path}", _permission_remedy(node))
    return ok(check, f"{node.path} is there")


def _permission_remedy(node: Node) -> str:
    if node.group in ("", "root"):
        return (
            "Add a udev rule for this device, such as "
            'SUBSYSTEM=="video4linux", ATTRS{idVendor}=="VENDOR", GROUP="video", MODE="0660", '
            "then sudo udevadm control --reload and connect it again."
        )
    return f"Add the user to its group: sudo usermod -aG {node.group} USER, then sign out and in."


def address_error(url: str) -> str:
    """What is wrong with an address; empty where its driver takes it."""
    try:
        if url.startswith(f"{WEDGE}:"):
            wedge_profile(url)
        else:
            open_scanner(url)
    except DeviceError as error:
        return str(error)
    except ImportError as error:
        return f"its driver does not load: {error}"
    return ""


def device_path(url: str, platform: str = sys.platform) -> str | None:
    """The file or folder behind an address; None where there is none to look at."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    where = unquote(parts.netloc or parts.path)
    if parts.scheme == "camera" and where.isdecimal():
        where = f"/dev/video{where}"
    has_node = parts.scheme == "camera" and platform == "linux"
    return where if where and (has_node or parts.scheme == "camera-folder") else None


def node_at(path: str) -> Node:
    """What this system says of a path. A camera is written to as well, a folder is listed."""
    place = Path(path)
    try:
        if not place.exists():
            return Node(path, exists=False, is_usable=False)
        wanted = os.R_OK | (os.X_OK if place.is_dir() else os.W_OK)
        return Node(path, exists=True, is_usable=os.access(place, wanted), group=_group(place))
    except PermissionError:
        return Node(path, exists=True, is_usable=False)


def _group(path: Path) -> str:
    """The name of the group that owns the file; empty where it has none."""
    try:
        return path.group()
    except (KeyError, NotImplementedError):
        return ""
