"""Makes the scanner that an address names: the one place that knows every driver.

    serial:///dev/serial/by-id/usb-X?baud=9600&profile=cr|lf|crlf|stxetx|idle
    camera://0?width=1280&height=720        camera:///dev/v4l/by-id/X?format=MJPG&exposure=50&focus=30
    camera-folder:///path/to/pictures       camera-video:///path/to/film.avi
    rtsp://camera.plant/stream              http://camera.plant/video   (a stream, with any options of its own)
    sim://

A keyboard wedge has no address: it is a filter on the Qt application, made by whoever makes that.
"""

from collections.abc import Callable
from dataclasses import dataclass
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
    scheme, address = _parse(url)
    known = _DRIVERS.get(scheme)
    if known is None:
        raise DeviceError(f"{url}: no driver for {scheme!r}, known are {', '.join(sorted(_DRIVERS))}")
    make, options = known
    unknown = [] if options is ANY else sorted(set(address.options) - options)
    if unknown:
        expected = ", ".join(sorted(options)) or "none"
        raise DeviceError(f"{url}: unknown option {', '.join(unknown)}, known are {expected}")
    return make(address, name)


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
    from hardware.scanners.camera.sources import DeviceCamera, Profile

    device = address.host or address.path
    if not device.strip("/"):
        raise DeviceError(f"{address.url}: no camera, expected a number or path as in camera://0")
    format_ = address.options.get("format", "MJPG")
    if not (len(format_) == 4 and format_.isascii() and format_.isprintable()):
        raise DeviceError(f"{address.url}: format is {format_!r}, expected four characters as in MJPG")
    profile = Profile(
        address.number("width", 1280, 10_000),
        address.number("height", 720, 10_000),
        format_,
        address.number("exposure", 1, 100_000) if "exposure" in address.options else None,
        address.number("focus", 1, 100_000) if "focus" in address.options else None,
    )
    return CameraScanner(DeviceCamera(device, profile), name)


def _stream(address: Address, name: str) -> Scanner:
    from hardware.scanners.camera.scanner import CameraScanner
    from hardware.scanners.camera.sources import DeviceCamera

    if not address.host:
        raise DeviceError(f"{address.url}: no camera, expected an address as in rtsp://camera.plant/stream")
    return CameraScanner(DeviceCamera(address.url), name)


def _camera_folder(address: Address, name: str) -> Scanner:
    from hardware.scanners.camera.folder import FolderCamera
    from hardware.scanners.camera.scanner import CameraScanner

    return CameraScanner(FolderCamera(_path(address, "folder", "camera-folder:///var/pictures")), name)


def _camera_video(address: Address, name: str) -> Scanner:
    from hardware.scanners.camera.scanner import CameraScanner
    from hardware.scanners.camera.video import VideoCamera

    return CameraScanner(VideoCamera(_path(address, "film", "camera-video:///var/film.avi")), name)


def _path(address: Address, what: str, example: str) -> str:
    if address.host or not address.path.strip("/"):
        raise DeviceError(f"{address.url}: no {what}, expected a path as in {example}")
    return address.path


def _simulated(address: Address, name: str) -> Scanner:
    from hardware.scanners.simulated import SimulatedScanner

    return SimulatedScanner(name or address.host)


ANY: frozenset[str] = frozenset({"any"})
"""Stands for options that are not ours."""
_DRIVERS: dict[str, tuple[Callable[[Address, str], Scanner], frozenset[str]]] = {
    "serial": (_serial, frozenset({"baud", "profile"})),
    "camera": (_camera, frozenset({"width", "height", "format", "exposure", "focus"})),
    "camera-folder": (_camera_folder, frozenset()),
    "camera-video": (_camera_video, frozenset()),
    "rtsp": (_stream, ANY),
    "http": (_stream, ANY),
    "https": (_stream, ANY),
    "sim": (_simulated, frozenset()),
}
