"""What the system says of cameras, with a stand-in for its ioctl: there is no camera here."""

import errno
import os
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from hardware.scanners.camera.video_nodes import Holder, VideoFormat, VideoNode, holders, look, named_nodes

if sys.platform != "linux":
    pytest.skip("Video for Linux is only on Linux", allow_module_level=True)

QUERY_CAPABILITIES, ENUMERATE_FORMATS, ENUMERATE_SIZES = 0x80685600, 0xC0405602, 0xC02C564A
"""As a C program prints them that includes the kernel's header."""
T = TypeVar("T")


def nth(items: Sequence[T], index: int) -> T:
    if index >= len(items):
        raise OSError(errno.EINVAL, "Invalid argument")
    return items[index]


class Webcam:
    """A camera as the kernel shows it, laid out as in linux/videodev2.h."""

    def __init__(self, of_node: int = 0x04200001, of_device: int = 0x84A00001, *, kind: int = 1) -> None:
        self.capabilities = of_device, of_node
        self.kind = kind
        self.formats = {b"MJPG": [(1280, 720), (1920, 1080)], b"YUYV": [(640, 480)]}
        self.range: tuple[int, ...] = ()

    def __call__(self, handle: int, request: int, buffer: bytearray) -> int:
        if request == QUERY_CAPABILITIES:
            struct.pack_into("16s32s16x", buffer, 0, b"uvcvideo", b"HD Pro Webcam C920\0rest")
            struct.pack_into("II", buffer, 84, *self.capabilities)
        elif request == ENUMERATE_FORMATS:
            index, kind = struct.unpack_from("II", buffer)
            assert kind == self.kind
            struct.pack_into("4s", buffer, 44, nth(list(self.formats), index))
        elif self.range:
            struct.pack_into("7I", buffer, 8, 3, *self.range)
        else:
            assert request == ENUMERATE_SIZES
            index, code = struct.unpack_from("I4s", buffer)
            struct.pack_into("III", buffer, 8, 1, *nth(self.formats[code], index))
        return 0


def test_name_formats_and_sizes_of_a_camera() -> None:
    formats = VideoFormat("MJPG", ("1280x720", "1920x1080")), VideoFormat("YUYV", ("640x480",))
    assert look("/dev/null", Webcam()) == VideoNode("HD Pro Webcam C920", is_camera=True, formats=formats)


def test_a_range_of_sizes() -> None:
    webcam = Webcam(of_node=0x1000, kind=9)
    webcam.formats = {b"NV12": []}
    webcam.range = 32, 1920, 2, 16, 1080, 2
    assert look("/dev/null", webcam).formats == (VideoFormat("NV12", ("32x16..1920x1080",)),)


def test_the_node_for_data_beside_the_pictures_is_no_camera() -> None:
    assert look("/dev/null", Webcam(of_node=0x04A00000)) == VideoNode("HD Pro Webcam C920", is_camera=False, formats=())


def test_a_driver_without_capabilities_of_the_node() -> None:
    assert look("/dev/null", Webcam(of_node=0, of_device=0x1)).is_camera


def test_what_is_no_video_device_says_so() -> None:
    with pytest.raises(OSError, match="Inappropriate ioctl") as caught:
        look("/dev/null")
    assert caught.value.errno == errno.ENOTTY
    with pytest.raises(FileNotFoundError):
        look("/dev/no-such-camera")


def test_looking_leaves_no_file_open() -> None:
    before = set(Path("/proc/self/fd").iterdir())
    look("/dev/null", Webcam())
    assert set(Path("/proc/self/fd").iterdir()) == before


def test_stable_names_and_devices_that_have_none(tmp_path: Path) -> None:
    devices, by_id = tmp_path / "dev", tmp_path / "by-id"
    devices.mkdir()
    by_id.mkdir()
    for name in ("video0", "video1", "video10", "null"):
        (devices / name).touch()
    (by_id / "usb-B-video-index1").symlink_to(devices / "video1")
    (by_id / "usb-A-video-index0").symlink_to(devices / "video0")
    named = [path.name for path in named_nodes(by_id, devices)]
    assert named == ["usb-A-video-index0", "usb-B-video-index1", "video10"]
    assert named_nodes(tmp_path / "none", tmp_path / "none") == []


def test_who_holds_a_device(tmp_path: Path) -> None:
    for process, name, target in ((4711, "cheese", "/dev/zero"), (12, "obs", "/dev/null"), (99, "vi", "/dev/gone")):
        (tmp_path / str(process) / "fd").mkdir(parents=True)
        (tmp_path / str(process) / "comm").write_text(f"{name}\n")
        (tmp_path / str(process) / "fd" / "3").symlink_to(target)
    (tmp_path / "100").mkdir()
    (tmp_path / str(os.getpid()) / "fd").mkdir(parents=True)
    (tmp_path / str(os.getpid()) / "fd" / "3").symlink_to("/dev/zero")
    assert holders("/dev/zero", tmp_path) == [Holder("cheese", 4711)]
    assert str(holders("/dev/zero", tmp_path)[0]) == "cheese (process 4711)"
    assert holders("/dev/no-such-camera", tmp_path) == []


def test_who_holds_a_device_on_this_machine() -> None:
    assert all(holder.process != os.getpid() for holder in holders("/dev/null"))
