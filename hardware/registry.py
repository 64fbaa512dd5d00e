"""Makes the scanner that an address names: the one place that knows every driver.

    serial:///dev/serial/by-id/usb-X   serial://COM3   serial://VID:PID
        ?baud=9600&bits=8&parity=N&stop=1&flow=none&profile=cr|lf|crlf|tab|stxetx|idle&serial=NUMBER&feedback=datalogic
    hidpos://VID:PID?serial=NUMBER&feedback=honeywell
    evdev:///dev/input/by-id/usb-X-event-kbd   evdev://VID:PID
        ?serial=NUMBER&port=usb-0000:00:14.0-2&profile=cr&layout=us|gb|de|fr&caps=ignored|turned|pressed
    camera://0?width=1280&height=720        camera:///dev/v4l/by-id/X?format=MJPG&exposure=50&focus=30
    camera-folder:///path/to/pictures       camera-video:///path/to/film.avi
    rtsp://camera.plant/stream              http://camera.plant/video   (a stream, with any options of its own)
    sim://
    wedge://?layout=us&caps=turned&timing=bluetooth&end=terminator

The last is a filter on the Qt application, made by whoever makes that; `wedge_profile` reads its address. VID and PID
are four hexadecimal digits, as lsusb shows them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from hardware.devices import Scanner, Tap
from hardware.errors import DeviceError

if TYPE_CHECKING:
    from hardware.scanners.framing import Profile
    from hardware.scanners.keys import Caps
    from hardware.scanners.layouts import Layout
    from hardware.scanners.wedge import WedgeProfile

WEDGE = "wedge"
_T = TypeVar("_T")
_USB = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})")


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

    def one_of(self, option: str, known: Mapping[str, _T], default: str) -> _T:
        """Return what the table has for an option; raises DeviceError for a word that it does not have."""
        word = self.options.get(option, default)
        if word not in known:
            raise DeviceError(f"{self.url}: {option} is {word!r}, known are {', '.join(known)}")
        return known[word]

    def usb(self) -> tuple[int, int] | None:
        """Return vendor and product, where the address names a device by them."""
        match = _USB.fullmatch(self.host)
        return (int(match[1], 16), int(match[2], 16)) if match else None


def open_scanner(url: str, name: str = "", tap: Tap | None = None) -> Scanner:
    """Return the scanner for an address, not started yet; `name` becomes the device of its scans.

    `tap` sees the raw bytes of devices that send any: serial, HID POS, evdev.
    Raises DeviceError, naming the address and what is known, where the address cannot be understood.
    """
    make, address = find_driver(url, _DRIVERS)
    return make(address, name, tap)


def find_driver(url: str, drivers: Mapping[str, tuple[_T, frozenset[str]]]) -> tuple[_T, Address]:
    """Return the driver for an address and the address taken apart; `drivers` names each with its options.

    Raises DeviceError, naming the address and what is known, where the address cannot be understood.
    """
    scheme, address = _parse(url)
    known = drivers.get(scheme)
    if known is None:
        raise DeviceError(f"{url}: no driver for {scheme!r}, known are {', '.join(sorted(drivers))}")
    make, options = known
    _check_options(address, options)
    return make, address


def is_camera(url: str) -> bool:
    """Return whether an address is that of a camera, or of pictures that stand for one."""
    return url.partition(":")[0] in _CAMERAS


def wedge_profile(url: str) -> "WedgeProfile":
    """Return how a keyboard wedge is told from typing; raises DeviceError for an address that cannot be understood."""
    from hardware.scanners.wedge import BLUETOOTH, WedgeProfile

    scheme, address = _parse(url)
    if scheme != WEDGE:
        raise DeviceError(f"{url}: not the address of a keyboard, expected wedge://")
    _check_options(address, frozenset({"layout", "caps", "timing", "end"}))
    timing = address.one_of("timing", {"cable": WedgeProfile(), "bluetooth": BLUETOOTH}, "cable")
    by_silence = address.one_of("end", {"silence": True, "terminator": False}, "silence")
    return replace(
        timing,
        layout=_layout(address),
        caps=_caps(address),
        silence_s=timing.silence_s if by_silence else None,
    )


def _check_options(address: Address, options: frozenset[str]) -> None:
    unknown = [] if options is ANY else sorted(set(address.options) - options)
    if unknown:
        expected = ", ".join(sorted(options)) or "none"
        raise DeviceError(f"{address.url}: unknown option {', '.join(unknown)}, known are {expected}")


def _parse(url: str) -> tuple[str, Address]:
    try:
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    except ValueError as error:
        raise DeviceError(f"{url}: not a device address ({error})") from error
    if "://" not in url:
        raise DeviceError(f"{url}: not a device address, expected SCHEME://..., as in serial:///dev/ttyACM0")
    return parts.scheme, Address(url, unquote(parts.netloc), unquote(parts.path), options)


def _serial(address: Address, name: str, tap: Tap | None) -> Scanner:
    from hardware.scanners.feedback import SERIAL_FEEDBACK
    from hardware.scanners.serial_port import SerialSettings, serial_scanner
    from hardware.scanners.usb import UsbIdentity

    usb = address.usb()
    path = address.host or _windows_port(address.path)
    if not path.strip("/"):
        raise DeviceError(f"{address.url}: no port, expected a path as in serial:///dev/ttyACM0")
    if "serial" in address.options and usb is None:
        raise DeviceError(f"{address.url}: serial belongs to an address of the form serial://VID:PID")
    settings = SerialSettings(
        place=UsbIdentity(*usb, address.options.get("serial", "")) if usb else path,
        baud=address.number("baud", 9600, 4_000_000),
        profile=_profile(address),
        data_bits=address.one_of("bits", {"7": 7, "8": 8}, "8"),
        parity=address.one_of("parity", {each: each for each in "NEO"}, "N"),
        stop_bits=address.one_of("stop", {"1": 1, "2": 2}, "1"),
        flow=address.one_of("flow", {each: each for each in ("none", "rtscts", "xonxoff")}, "none"),
    )
    return serial_scanner(settings, name, feedback=address.one_of("feedback", SERIAL_FEEDBACK, "none"), tap=tap)


def _hid_pos(address: Address, name: str, tap: Tap | None) -> Scanner:
    from hardware.scanners.feedback import HID_FEEDBACK
    from hardware.scanners.hid_pos import hid_pos_scanner
    from hardware.scanners.usb import UsbIdentity

    usb = address.usb()
    if usb is None:
        raise DeviceError(f"{address.url}: no device, expected VID:PID as in hidpos://0c2e:0b61")
    identity = UsbIdentity(*usb, address.options.get("serial", ""))
    return hid_pos_scanner(identity, name, feedback=address.one_of("feedback", HID_FEEDBACK, "none"), tap=tap)


def _evdev(address: Address, name: str, tap: Tap | None) -> Scanner:
    from hardware.scanners.evdev_grab import EvdevSettings, InputIdentity, evdev_scanner

    usb = address.usb()
    if usb is None and not address.path.startswith("/dev/"):
        raise DeviceError(f"{address.url}: no device, expected VID:PID or a path, as in evdev:///dev/input/by-id/X")
    serial, port = address.options.get("serial", ""), address.options.get("port", "")
    identity = InputIdentity("", *usb, serial, port) if usb else InputIdentity(address.path)
    settings = EvdevSettings(identity, _profile(address), _layout(address), _caps(address))
    return evdev_scanner(settings, name, tap=tap)


def _profile(address: Address) -> "Profile":
    from hardware.scanners.framing import PROFILES

    return address.one_of("profile", PROFILES, "cr")


def _caps(address: Address) -> "Caps":
    from hardware.scanners.keys import Caps

    return address.one_of("caps", {each.value: each for each in Caps}, "ignored")


def _layout(address: Address) -> "Layout":
    from hardware.scanners.layouts import LAYOUTS

    return address.one_of("layout", LAYOUTS, "us")


def _windows_port(path: str) -> str:
    """Return `COM3` for `/COM3`, any other path as it is."""
    port = path[1:]
    return port if port[:3].upper() == "COM" and port[3:].isdecimal() else path


def _camera(address: Address, name: str, tap: Tap | None) -> Scanner:  # noqa: ARG001 - sends no bytes
    from hardware.scanners.camera.profile import Profile
    from hardware.scanners.camera.scanner import CameraScanner
    from hardware.scanners.camera.sources import DeviceCamera

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


def _stream(address: Address, name: str, tap: Tap | None) -> Scanner:  # noqa: ARG001 - sends no bytes
    from hardware.scanners.camera.scanner import CameraScanner
    from hardware.scanners.camera.sources import DeviceCamera

    if not address.host:
        raise DeviceError(f"{address.url}: no camera, expected an address as in rtsp://camera.plant/stream")
    return CameraScanner(DeviceCamera(address.url), name)


def _camera_folder(address: Address, name: str, tap: Tap | None) -> Scanner:  # noqa: ARG001 - sends no bytes
    from hardware.scanners.camera.folder import FolderCamera
    from hardware.scanners.camera.scanner import CameraScanner

    return CameraScanner(FolderCamera(_path(address, "folder", "camera-folder:///var/pictures")), name)


def _camera_video(address: Address, name: str, tap: Tap | None) -> Scanner:  # noqa: ARG001 - sends no bytes
    from hardware.scanners.camera.scanner import CameraScanner
    from hardware.scanners.camera.video import VideoCamera

    return CameraScanner(VideoCamera(_path(address, "film", "camera-video:///var/film.avi")), name)


def _path(address: Address, what: str, example: str) -> str:
    if address.host or not address.path.strip("/"):
        raise DeviceError(f"{address.url}: no {what}, expected a path as in {example}")
    return address.path


def _simulated(address: Address, name: str, tap: Tap | None) -> Scanner:  # noqa: ARG001 - sends no bytes
    from hardware.scanners.simulated import SimulatedScanner

    return SimulatedScanner(name or address.host)


ANY: frozenset[str] = frozenset({"any"})
"""Stands for options that are not ours."""
_DRIVERS: dict[str, tuple[Callable[[Address, str, Tap | None], Scanner], frozenset[str]]] = {
    "serial": (
        _serial,
        frozenset({"baud", "bits", "parity", "stop", "flow", "profile", "serial", "feedback"}),
    ),
    "hidpos": (_hid_pos, frozenset({"serial", "feedback"})),
    "evdev": (_evdev, frozenset({"serial", "port", "profile", "layout", "caps"})),
    "camera": (_camera, frozenset({"width", "height", "format", "exposure", "focus"})),
    "camera-folder": (_camera_folder, frozenset()),
    "camera-video": (_camera_video, frozenset()),
    "rtsp": (_stream, ANY),
    "http": (_stream, ANY),
    "https": (_stream, ANY),
    "sim": (_simulated, frozenset()),
}
_CAMERAS = frozenset({"camera", "camera-folder", "camera-video", "rtsp", "http", "https"})
