"""Checks every configured scanner: its address, and by opening it for a moment how it is."""

import queue
from collections.abc import Iterator
from urllib.parse import urlsplit

from hardware.devices import Cause, DeviceState, DeviceStatus
from hardware.errors import DeviceError
from hardware.registry import WEDGE, is_camera, open_scanner, wedge_profile
from hardware.scanners.camera.addresses import without_password
from kiosk.config import Settings
from kiosk.doctor.finding import Finding, failed, ok, warning

_PATIENCE_S = 10.0
"""A stream has five seconds to open, a camera eight for its first picture."""


def scanner_findings(settings: Settings) -> Iterator[Finding]:
    """Look at every scanner of the settings."""
    if not settings.scanners:
        yield warning(
            "scanner",
            "none is configured: codes can only be typed",
            'Name one in the settings, such as scanners = ["wedge://"].',
        )
    for name, url in settings.named_scanners.items():
        check = f"scanner {without_password(name)}"
        if error := address_error(url):
            yield failed(check, error, "Correct it in the settings: scanners.")
        elif urlsplit(url).scheme == WEDGE:
            yield ok(check, "a keyboard to the system: nothing to look at before its first scan")
        else:
            yield check_state(check, state_of(url), is_camera=is_camera(url))


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


def check_state(check: str, status: DeviceStatus, *, is_camera: bool = False) -> Finding:
    """One scanner by how it is."""
    if status.state is not DeviceState.READY:
        remedies, otherwise = (_CAMERA_REMEDIES, _CONNECT_CAMERA) if is_camera else (_REMEDIES, _CONNECT)
        return failed(check, status.reason or status.state.value, remedies.get(status.cause, otherwise))
    if status.cause is Cause.SETTINGS:
        return warning(check, status.reason, "Ask it for what it offers: format, width, height, exposure, focus.")
    return ok(check, "ready")


_CONNECT = "Connect the scanner and switch it on; lsusb and ls /dev/serial/by-id show what is connected."
_CONNECT_CAMERA = "Do that, and see the cameras that are listed here: their addresses are the ones to set."
_IN_USE = "Close the program that uses it; it may be the kiosk itself, which is no trouble then."
_REMEDIES = {
    Cause.BUSY: _IN_USE,
    Cause.FORBIDDEN: "Install packaging/udev/70-lotline-scanners.rules as its first lines say, and plug it in again.",
    Cause.AMBIGUOUS: "Correct its address in the settings: scanners.",
    Cause.BABBLING: "Unplug it, and check its cable and its set-up.",
}
_CAMERA_REMEDIES = {
    Cause.BUSY: _IN_USE,
    Cause.FORBIDDEN: "Add the user to its group: sudo usermod -aG video USER, then sign out and in.",
}


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
