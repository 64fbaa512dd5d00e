"""Makes the scanner that an address names: the one place that knows every driver.

    serial:///dev/serial/by-id/usb-X?baud=9600&profile=cr|lf|crlf|stxetx|idle
    camera://0?width=1280&height=720        camera:///dev/v4l/by-id/X
    camera-folder:///path/to/pictures
    sim://

A keyboard wedge has no address: it is a filter on the Qt application, made by whoever makes that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from hardware.devices import Scanner
from hardware.errors import DeviceError


@dataclass(frozen=True, slots=True)
class Address:
    """A device address, taken apart."""

    url: str
    host: str
    path: str
    options: dict[str, str]

    def number(self, option: str, default: int, largest: int) -> int:
        """Return an option that must be a whole number from 1 to `largest`; raises DeviceError otherwise."""
        text = self.options.get(option, str(default))
        if not (text.isascii() and text.isdecimal() and len(text) <= 9 and 1 <= int(text) <= largest):
            raise DeviceError(f"{self.url}: {option} is {text!r}, expected a whole number from 1 to {largest}")
        return int(text)


def open_scanner(url: str, name: str = "") -> Scanner:
    """Return the scanner for an address, not started yet; `name` becomes the device of its scans.

    Raises DeviceError, naming the address and what is known, where the address cannot be understood.
    """
    make, address = find_driver(url, _DRIVERS)
    return make(address, name)


_Make = TypeVar("_Make")


def find_driver(url: str, drivers: Mapping[str, tuple[_Make, frozenset[str]]]) -> tuple[_Make, Address]:
    """Return the driver for an address and the address taken apart; `drivers` names each with its options.

    Raises DeviceError, naming the address and what is known, where the address cannot be understood.
    """
    scheme, address = _parse(url)
    known = drivers.get(scheme)
    if known is None:
        raise DeviceError(f"{url}: no driver for {scheme!r}, known are {', '.join(sorted(drivers))}")
    make, options = known
    unknown = sorted(set(address.options) - options)
    if unknown:
        expected = ", ".join(sorted(options)) or "none"
        raise DeviceError(f"{url}: unknown option {', '.join(unknown)}, known are {expected}")
    return make, address


def _parse(url: str) -> tuple[str, Address]:
    try:
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    except ValueError as error:
        raise DeviceError(f"{url}: not a device address ({error})") from error
    if "://" not in url:
        raise DeviceError(f"{url}: not a device address, expected SCHEME://..., as in serial:///dev/ttyACM0")
    return parts.scheme, Address(url, unquote(parts.netloc), unquote(parts.path), options)


def _serial(address: Address, name: str) -> Scanner:
    from hardware.scanners.framing import PROFILES
    from hardware.scanners.serial_port import SerialScanner, SerialSettings

    profile = PROFILES.get(address.options.get("profile", "cr"))
    if profile is None:
        raise DeviceError(f"{address.url}: unknown profile, known are {', '.join(PROFILES)}")
    path = address.host or _windows_port(address.path)
    if not path.strip("/"):
        raise DeviceError(f"{address.url}: no port, expected a path as in serial:///dev/ttyACM0")
    return SerialScanner(SerialSettings(path, address.number("baud", 9600, 4_000_000), profile), name)


def _windows_port(path: str) -> str:
    """Return `COM3` for `/COM3`, any other path as it is."""
    port = path[1:]
    return port if port[:3].upper() == "COM" and port[3:].isdecimal() else path


def _camera(address: Address, name: str) -> Scanner:
    from hardware.scanners.camera.scanner import CameraScanner
    from hardware.scanners.camera.sources import DeviceCamera

    device = address.host or address.path
    if not device.strip("/"):
        raise DeviceError(f"{address.url}: no camera, expected a number or path as in camera://0")
    size = address.number("width", 1280, 10_000), address.number("height", 720, 10_000)
    return CameraScanner(DeviceCamera(device, *size), name)


def _camera_folder(address: Address, name: str) -> Scanner:
    from hardware.scanners.camera.scanner import CameraScanner
    from hardware.scanners.camera.sources import FolderCamera

    if address.host or not address.path.strip("/"):
        raise DeviceError(f"{address.url}: no folder, expected a path as in camera-folder:///var/pictures")
    return CameraScanner(FolderCamera(address.path), name)


def _simulated(address: Address, name: str) -> Scanner:
    from hardware.scanners.simulated import SimulatedScanner

    return SimulatedScanner(name or address.host)


_DRIVERS: dict[str, tuple[Callable[[Address, str], Scanner], frozenset[str]]] = {
    "serial": (_serial, frozenset({"baud", "profile"})),
    "camera": (_camera, frozenset({"width", "height"})),
    "camera-folder": (_camera_folder, frozenset()),
    "sim": (_simulated, frozenset()),
}
