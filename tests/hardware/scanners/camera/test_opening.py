"""What is said of a camera that cannot be opened, and of streams over the loopback interface."""

import os
import sys
from pathlib import Path

import pytest

from hardware.devices import Cause, DeviceState
from hardware.scanners.camera import opening, video_nodes
from hardware.scanners.camera.addresses import title_of
from hardware.scanners.camera.frames import gray_of
from hardware.scanners.camera.opening import open_capture
from hardware.scanners.camera.profile import Profile
from hardware.scanners.camera.video_nodes import Holder, VideoNode
from hardware.scanners.reader import UnavailableError
from tests.hardware.scanners.camera import stream_server
from tests.hardware.scanners.camera.pictures import drawn

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="Video for Linux is only on Linux")
CHARACTER_DEVICE = "/dev/null"


def refused(device: str) -> UnavailableError:
    with pytest.raises(UnavailableError) as caught:
        open_capture(device, Profile())
    assert str(caught.value).startswith(title_of(device)), "names the camera"
    return caught.value


@pytest.mark.parametrize(
    ("device", "title"),
    [
        ("0", "camera 0"),
        ("/dev/v4l/by-id/usb-X-index0", "camera /dev/v4l/by-id/usb-X-index0"),
        ("rtsp://ann:p@ss@door.plant:554/a?user=ann&password=x", "camera rtsp://door.plant:554/a?..."),
        ("http://door.plant/video", "camera http://door.plant/video"),
    ],
)
def test_a_camera_is_named_without_its_password(device: str, title: str) -> None:
    assert title_of(device) == title


@on_linux
def test_a_camera_that_is_not_there() -> None:
    error = refused("/dev/no-such-camera")
    assert error.status.state is DeviceState.ABSENT
    assert "not there (No such file or directory); plug it in, or correct its address" in str(error)


@on_linux
def test_a_file_and_a_device_of_another_kind_are_no_cameras(tmp_path: Path) -> None:
    file = tmp_path / "video0"
    file.write_bytes(b"")
    assert "is a file, expected a video device" in str(refused(str(file)))
    assert "is no video device, expected one as in /dev/v4l/by-id" in str(refused(CHARACTER_DEVICE))


@on_linux
@pytest.mark.parametrize(
    ("error", "cause", "said"),
    [
        (PermissionError(13, "Permission denied"), Cause.FORBIDDEN, "sudo usermod -aG video USER"),
        (OSError(16, "Device or resource busy"), Cause.BUSY, "in use by cheese (process 4711); close that"),
        (OSError(19, "No such device"), Cause.NONE, "not there (No such device)"),
    ],
)
def test_what_the_system_says_of_a_camera(
    monkeypatch: pytest.MonkeyPatch, error: OSError, cause: Cause, said: str
) -> None:
    def look(path: str) -> VideoNode:
        raise error

    monkeypatch.setattr(video_nodes, "look", look)
    monkeypatch.setattr(video_nodes, "holders", lambda path: [Holder("cheese", 4711)])
    found = refused(CHARACTER_DEVICE)
    assert said in str(found)
    assert found.status.cause is cause


@on_linux
def test_the_second_node_of_a_camera_is_not_taken_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video_nodes, "look", lambda path: VideoNode("C920", is_camera=False, formats=()))
    assert "(C920) gives no pictures but data beside them; take its first node, index0" in str(
        refused(CHARACTER_DEVICE)
    )


@on_linux
@pytest.mark.parametrize(
    ("holders", "cause", "said"),
    [
        ([Holder("cheese", 4711)], Cause.BUSY, "in use by cheese (process 4711)"),
        ([], Cause.NONE, "is there but does not start; unplug it and plug it in again"),
    ],
)
def test_a_camera_that_opens_but_does_not_start(
    monkeypatch: pytest.MonkeyPatch, holders: list[Holder], cause: Cause, said: str
) -> None:
    """OpenCV really tries here: what is behind the path is no camera to it, as one whose buffers are taken."""
    monkeypatch.setattr(video_nodes, "look", lambda path: VideoNode("C920", is_camera=True, formats=()))
    monkeypatch.setattr(video_nodes, "holders", lambda path: holders)
    found = refused(CHARACTER_DEVICE)
    assert said in str(found)
    assert (found.status.state, found.status.cause) == (DeviceState.FAILING, cause)


@pytest.mark.parametrize(
    "serve", [stream_server.never_answering, stream_server.talking_nonsense, stream_server.babbling]
)
def test_a_stream_that_is_none(monkeypatch: pytest.MonkeyPatch, serve: stream_server.Serve) -> None:
    monkeypatch.setattr(opening, "STREAM_TIMEOUT_MS", 300)
    with stream_server.serving(serve) as url:
        error = refused(url.replace("//", "//ann:secret@"))
    assert error.status.state is DeviceState.ABSENT
    assert "gives no pictures, expected a video stream within 0.3 s; check its address, name and password" in str(error)
    assert "secret" not in str(error)


def test_nobody_listens_at_the_address_of_a_stream() -> None:
    with stream_server.serving(stream_server.never_answering) as url:
        pass
    assert refused(url).status.state is DeviceState.ABSENT


@pytest.mark.parametrize("then_hang", [True, False])
def test_a_stream_gives_its_pictures_and_then_ends(monkeypatch: pytest.MonkeyPatch, then_hang: bool) -> None:
    monkeypatch.setattr(opening, "STREAM_TIMEOUT_MS", 300)
    images = [drawn(f"LOT{number}", quiet=60) for number in range(10, 16)]
    with stream_server.serving(stream_server.showing(images, then_hang=then_hang)) as url:
        capture, told = open_capture(url, Profile())
        frames = []
        while (read := capture.read())[0]:
            frames.append(read[1])
        capture.release()
    assert told == []
    assert [frame is not None and gray_of(frame).shape for frame in frames] == [images[0].shape] * len(images)


def test_the_words_of_ffmpeg_with_the_password_in_them_are_not_written() -> None:
    assert os.environ["OPENCV_FFMPEG_LOGLEVEL"] == "-8"
