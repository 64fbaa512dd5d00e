"""Addresses of devices: what each makes, and what a wrong one says."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hardware.errors import DeviceError
from hardware.registry import open_scanner, wedge_profile
from hardware.scanners.camera.scanner import CameraScanner
from hardware.scanners.keys import Caps
from hardware.scanners.layouts import DE
from hardware.scanners.reader import DeviceReader
from hardware.scanners.simulated import SimulatedScanner
from hardware.scanners.wedge import BLUETOOTH, WedgeProfile


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("serial:///dev/ttyACM0", DeviceReader),
        ("serial:///dev/serial/by-id/usb-A_B?baud=115200&profile=stxetx", DeviceReader),
        ("serial://COM3?profile=crlf", DeviceReader),
        ("serial://0c2e:0b61?serial=A1&parity=E&bits=7&stop=2&flow=rtscts&feedback=datalogic", DeviceReader),
        ("hidpos://0c2e:0b61?serial=A1&feedback=honeywell", DeviceReader),
        ("evdev:///dev/input/by-id/usb-A-event-kbd?layout=de&profile=tab", DeviceReader),
        ("evdev://05e0:1200?port=usb-0000:00:14.0-2&caps=turned", DeviceReader),
        ("camera://0?width=1920&height=1080", CameraScanner),
        ("camera:///dev/v4l/by-id/usb-A", CameraScanner),
        ("camera://0?format=YUYV&exposure=50&focus=30", CameraScanner),
        ("camera-folder:///var/pictures", CameraScanner),
        ("camera-video:///var/film.avi", CameraScanner),
        ("rtsp://camera.plant/stream?channel=1", CameraScanner),
        ("http://camera.plant:8080/video", CameraScanner),
        ("sim://", SimulatedScanner),
    ],
)
def test_an_address_makes_its_driver(url: str, kind: type) -> None:
    assert type(open_scanner(url)) is kind


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (
            "bluetooth://x",
            "known are camera, camera-folder, camera-video, evdev, hidpos, http, https, rtsp, serial, sim",
        ),
        ("/dev/ttyACM0", "expected SCHEME://"),
        ("", "expected SCHEME://"),
        ("serial://", "expected a path"),
        ("serial:///", "expected a path"),
        ("serial:///dev/x?baud=fast", "baud is 'fast', expected a whole number from 1 to 4000000"),
        ("serial:///dev/x?baud=0", "baud is '0'"),
        ("serial:///dev/x?baud=4000001", "baud is '4000001'"),
        ("serial:///dev/x?profile=cobol", "known are cr, lf, crlf, tab, stxetx, idle"),
        ("serial:///dev/x?speed=9600", "unknown option speed, known are baud, bits"),
        ("serial:///dev/x?baud", "not a device address"),
        ("serial:///dev/x?parity=Q", "parity is 'Q', known are N, E, O"),
        ("serial:///dev/x?serial=A1", "belongs to an address of the form serial://VID:PID"),
        ("serial:///dev/x?feedback=gong", "known are none, datalogic, honeywell"),
        ("hidpos://", "expected VID:PID"),
        ("hidpos:///dev/hidraw0", "expected VID:PID"),
        ("evdev://scanner", "expected VID:PID or a path"),
        ("evdev://05e0:1200?layout=qwerty", "known are us, gb, de, fr, text"),
        ("sim://?x=1", "unknown option x, known are none"),
        ("camera://", "expected a number or path"),
        ("camera://0?width=-1", "width is '-1'"),
        ("camera://0?format=JPEG2000", "format is 'JPEG2000', expected four characters"),
        ("camera://0?exposure=auto", "exposure is 'auto'"),
        ("camera-folder://", "expected a path"),
        ("camera-video://film.avi", "no film, expected a path"),
        ("rtsp:///stream", "no camera, expected an address"),
        ("camera-folder://relative/path", "expected a path"),
        ("serial://[x", "not a device address"),
    ],
)
def test_a_wrong_address_is_named_with_what_is_known(url: str, said: str) -> None:
    with pytest.raises(DeviceError) as caught:
        open_scanner(url)
    assert str(caught.value).startswith(f"{url}: ")
    assert said in str(caught.value)


def test_the_address_of_a_wedge_says_how_it_is_told_from_typing() -> None:
    assert wedge_profile("wedge://") == WedgeProfile()
    assert wedge_profile("wedge://?layout=de&caps=turned&timing=bluetooth&end=terminator") == replace(
        BLUETOOTH, layout=DE, caps=Caps.TURNED, silence_s=None
    )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("wedge://?timing=slow", "known are cable, bluetooth"),
        ("wedge://?baud=9600", "unknown option baud, known are caps, end, layout, timing"),
        ("sim://", "expected wedge://"),
    ],
)
def test_a_wrong_address_of_a_wedge_is_named(url: str, said: str) -> None:
    with pytest.raises(DeviceError, match=said):
        wedge_profile(url)


def test_drivers_are_loaded_only_when_they_are_asked_for() -> None:
    program = (
        "import sys; from hardware.registry import open_scanner; open_scanner('sim://');"
        "print([name for name in ('cv2', 'zxingcpp', 'serial', 'hidraw', 'PySide6', 'numpy') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    answer = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_opening_a_camera_does_not_load_image_libraries_yet() -> None:
    program = (
        "import sys; from hardware.registry import open_scanner; open_scanner('camera://0');"
        "print([name for name in ('cv2', 'zxingcpp') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    answer = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
