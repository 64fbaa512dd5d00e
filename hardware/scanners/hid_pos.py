"""A scanner in HID POS mode, by `hidapi`: raw bytes, symbology identifier, no keyboard layout, no focus."""

import importlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Protocol

from hardware.devices import Cause, DeviceState, Tap
from hardware.scanners.feedback import Feedback
from hardware.scanners.hid_reports import REPORT_BYTES, ReportFramer
from hardware.scanners.permissions import refusal
from hardware.scanners.reader import DeviceReader, Found, LinkLostError, UnavailableError
from hardware.scanners.usb import UsbIdentity

_READ_MS = 50
_BAR_CODE_SCANNER = (0x8C, 0x02)
"""Usage page and usage of the collection that carries scans; scanners show others beside it."""
_WAKE_UP: dict[int, bytes] = {0x0C2E: b"\xfe\x01", 0x23D0: b"\xfe\x01"}
"""Vendor -> feature report without which it sends nothing: Honeywell and Youjie want number 254 with a 1."""


class HidDevice(Protocol):
    """What is used of `hidapi`'s device."""

    def open_path(self, path: bytes) -> None:
        """Open; raises OSError."""
        ...

    def read(self, max_length: int, timeout_ms: int = 0) -> Sequence[int]:
        """Read one report; empty where none came. Raises OSError."""
        ...

    def write(self, buff: bytes) -> int:
        """Send one output report; -1 where it cannot."""
        ...

    def send_feature_report(self, buff: bytes) -> int:
        """Send one feature report; -1 where it cannot."""
        ...

    def close(self) -> None:
        """Close."""
        ...


class HidApi(Protocol):
    """What is used of `hidapi`."""

    def enumerate(self, vendor_id: int, product_id: int) -> list[dict[str, Any]]:
        """List collections."""
        ...

    def device(self) -> HidDevice:
        """Make a device that is not open yet."""
        ...


def load_hidapi() -> HidApi:
    """Import the library: on Linux the part that leaves the kernel's driver in place and knows usage pages."""
    module: HidApi = importlib.import_module("hidraw" if sys.platform == "linux" else "hid")
    return module


def hid_pos_scanner(
    identity: UsbIdentity,
    name: str = "",
    *,
    feedback: Feedback | None = None,
    tap: Tap | None = None,
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float], object] | None = None,
    api: Callable[[], HidApi] = load_hidapi,
) -> DeviceReader:
    """Return the reader of one HID POS scanner."""
    return DeviceReader(
        str(identity),
        lambda found: _open(api(), identity, found),
        ReportFramer(name),
        feedback=feedback,
        tap=tap,
        clock=clock,
        wait=wait,
    )


class HidLink:
    """An open device."""

    def __init__(self, device: HidDevice) -> None:
        self._device = device

    def read(self) -> bytes:
        """Return one report; empty after a moment in which none came."""
        try:
            return bytes(self._device.read(REPORT_BYTES, _READ_MS))
        except (OSError, ValueError) as error:
            raise LinkLostError(str(error)) from error

    def write(self, data: bytes) -> None:
        """Send one output report; a scanner that does not know it goes without."""
        with suppress(ValueError, OSError):  # a device that is gone is found so by the next read
            self._device.write(data)

    def wake(self) -> None:
        """Do nothing: a read ends by itself within 50 ms."""

    def close(self) -> None:
        """Free the device."""
        self._device.close()


def _open(api: HidApi, identity: UsbIdentity, found: Found) -> HidLink:
    path = _path_of(api, identity)
    found()
    where = f"{identity} ({os.fsdecode(path)})"
    device = api.device()
    try:
        device.open_path(path)
    except OSError as error:
        raise refusal(where, _explained(path, error), "hidraw") from error
    wake_up = _WAKE_UP.get(identity.vendor)
    if wake_up is not None and device.send_feature_report(wake_up) < 0:
        device.close()
        raise UnavailableError(DeviceState.FAILING, f"{where} does not take the report that lets it send")
    return HidLink(device)


def _path_of(api: HidApi, identity: UsbIdentity) -> bytes:
    """Find the collection that carries scans."""
    collections = [
        each
        for each in api.enumerate(identity.vendor, identity.product)
        if identity.is_meant(identity.vendor, identity.product, each["serial_number"])
    ]
    paths = sorted({each["path"] for each in collections if (each["usage_page"], each["usage"]) == _BAR_CODE_SCANNER})
    if not collections:
        raise UnavailableError(DeviceState.ABSENT, f"{identity} is not there")
    if not paths:
        reason = f"{identity} is no HID POS scanner now: switch it by the set-up label of its manual (USB HID POS)"
        raise UnavailableError(DeviceState.FAILING, reason)
    if len(paths) > 1:
        reason = f"{identity} fits {len(paths)} scanners: add the serial number, as in hidpos://vid:pid?serial=..."
        raise UnavailableError(DeviceState.FAILING, reason, Cause.AMBIGUOUS)
    path: bytes = paths[0]
    return path


def _explained(path: bytes, error: OSError) -> OSError:
    """Find out why a device did not open, which hidapi does not say: the system says it at once."""
    if sys.platform != "linux":
        return error
    try:
        os.close(os.open(path, os.O_RDWR))
    except OSError as reason:
        return reason
    return error
