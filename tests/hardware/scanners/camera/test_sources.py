"""Frame sources: the newest frame only, and a state with a reason for all that goes wrong."""

import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from hardware.devices import DeviceState, DeviceStatus
from hardware.errors import DeviceError
from hardware.scanners.camera.folder import FolderCamera
from hardware.scanners.camera.frames import Frame
from hardware.scanners.camera.sources import DeviceCamera, Profile, apply_profile, open_capture
from tests.hardware.scanners.camera.pictures import drawn, saved

PATIENCE_S = 10
FAILED: tuple[bool, NDArray[Any]] = (False, np.empty((0,), np.uint8))


def picture(value: int) -> tuple[bool, NDArray[Any]]:
    return True, np.full((4, 6, 3), value, np.uint8)


class FakeCapture:
    """Gives the frames that the test puts in, one a read."""

    def __init__(self) -> None:
        self.frames: queue.Queue[tuple[bool, NDArray[Any]]] = queue.Queue()
        self.reads = threading.Semaphore(0)
        self.released = threading.Event()

    def read(self) -> tuple[bool, NDArray[Any]]:
        self.reads.release()
        return self.frames.get(timeout=PATIENCE_S)

    def release(self) -> None:
        self.released.set()

    def give(self, *frames: tuple[bool, NDArray[Any]]) -> None:
        for frame in frames:
            self.frames.put(frame)

    def taken(self, count: int) -> None:
        """Wait until so many frames were grabbed: the read after the last has begun."""
        for _ in range(count + 1):
            assert self.reads.acquire(timeout=PATIENCE_S)


class Bench:
    def __init__(self) -> None:
        self.capture = FakeCapture()
        self.statuses: queue.Queue[DeviceStatus] = queue.Queue()
        self.retry = threading.Semaphore(0)
        self.refusal: str | None = None
        self.now = 50.0
        self.camera = DeviceCamera("0", open_=self._open, clock=lambda: self.now, wait=self._wait)

    def _open(self, device: str, profile: Profile) -> FakeCapture:
        if self.refusal is not None:
            raise DeviceError(self.refusal)
        return self.capture

    def _wait(self, seconds: float) -> None:
        self.retry.acquire(timeout=PATIENCE_S)

    def status(self) -> DeviceStatus:
        return self.statuses.get(timeout=PATIENCE_S)

    def frame(self) -> Frame:
        frame = self.camera.next_frame(PATIENCE_S)
        assert frame is not None
        return frame


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.retry.release(100)
    bench.capture.give(FAILED, FAILED)
    bench.camera.stop()


def test_only_the_newest_frame_counts_and_each_is_given_once(bench: Bench) -> None:
    bench.capture.give(picture(1), picture(2), picture(3))
    bench.camera.start(bench.statuses.put)
    bench.capture.taken(3)
    frame = bench.frame()
    assert (frame.image.shape, int(frame.image[0, 0]), frame.at) == ((4, 6), 3, 50.0)
    assert bench.camera.next_frame(0.0) is None
    assert [bench.status().state for _ in range(2)] == [DeviceState.CONNECTING, DeviceState.READY]


def test_a_camera_that_is_not_there_is_tried_again(bench: Bench) -> None:
    bench.refusal = "camera 0: not there"
    bench.camera.start(bench.statuses.put)
    assert bench.status().state is DeviceState.CONNECTING
    assert bench.status() == DeviceStatus(DeviceState.ABSENT, "camera 0: not there")
    bench.refusal = None
    bench.capture.give(picture(7))
    bench.retry.release()
    assert int(bench.frame().image[0, 0]) == 7
    assert bench.status() == DeviceStatus(DeviceState.READY)


@pytest.mark.parametrize("nothing", [FAILED, (True, np.empty((0, 0, 3), np.uint8))], ids=["refused", "empty"])
def test_an_unplugged_camera_fails_is_freed_and_found_again(bench: Bench, nothing: tuple[bool, NDArray[Any]]) -> None:
    bench.capture.give(picture(1), nothing)
    bench.camera.start(bench.statuses.put)
    statuses = [bench.status() for _ in range(3)]
    assert statuses[-1] == DeviceStatus(DeviceState.FAILING, "camera 0: gives no picture")
    assert bench.capture.released.is_set()
    bench.capture.give(picture(9))
    bench.retry.release()
    assert bench.status() == DeviceStatus(DeviceState.READY)


def test_a_driver_that_repeats_one_picture_is_found_out(bench: Bench) -> None:
    bench.capture.give(*[picture(5)] * 91)
    bench.camera.start(bench.statuses.put)
    statuses = [bench.status() for _ in range(3)]
    assert statuses[-1] == DeviceStatus(DeviceState.FAILING, "camera 0: repeats one picture")


def test_a_driver_that_stops_giving_pictures_is_reported(bench: Bench) -> None:
    bench.capture.give(picture(1))
    bench.camera.start(bench.statuses.put)
    bench.capture.taken(1)
    bench.frame()
    bench.now += 2.5
    assert bench.camera.next_frame(0.0) is None
    statuses = [bench.status() for _ in range(3)]
    assert statuses[-1] == DeviceStatus(DeviceState.FAILING, "camera 0: stopped giving pictures")


def test_no_camera_is_an_error_with_its_name() -> None:
    with pytest.raises(DeviceError, match="camera /dev/no-such-camera: not there"):
        open_capture("/dev/no-such-camera", Profile())


class FakeSettings:
    """A camera that does some of what it is asked for, and says yes to all."""

    def __init__(self, kept: dict[int, float]) -> None:
        self.values = dict(kept)
        self.kept = kept
        self.order: list[int] = []

    def set(self, key: int, value: float) -> bool:
        self.order.append(key)
        self.values.setdefault(key, value)
        return True

    def get(self, key: int) -> float:
        return self.values[key]


def test_a_profile_is_read_back_and_what_the_camera_does_otherwise_is_told() -> None:
    import cv2

    yuyv = float(cv2.VideoWriter.fourcc(*"YUYV"))
    camera = FakeSettings({cv2.CAP_PROP_FOURCC: yuyv, cv2.CAP_PROP_FRAME_WIDTH: 640.0})
    refused = apply_profile(camera, Profile(1920, 1080, exposure=50, focus=30))  # type: ignore[arg-type]  # a fake
    assert refused == ["format is YUYV, not MJPG", "width is 640, not 1920"]
    assert camera.order[0] == cv2.CAP_PROP_FOURCC
    assert camera.values[cv2.CAP_PROP_EXPOSURE] == 50
    assert camera.order.index(cv2.CAP_PROP_AUTO_EXPOSURE) < camera.order.index(cv2.CAP_PROP_EXPOSURE)


def test_a_driver_that_never_returns_is_left_behind_and_the_camera_opened_anew(bench: Bench) -> None:
    hung = bench.capture
    bench.capture.give(picture(1))
    bench.camera.start(bench.statuses.put)
    hung.taken(1)
    bench.frame()
    bench.capture = FakeCapture()
    bench.capture.give(picture(2))
    bench.now += 11
    assert bench.camera.next_frame(0.0) is None
    assert int(bench.frame().image[0, 0]) == 2
    hung.give(picture(3), FAILED)
    assert hung.released.wait(PATIENCE_S)
    assert bench.camera.next_frame(0.0) is None
    bench.capture.give(picture(4))
    assert int(bench.frame().image[0, 0]) == 4
    bench.capture.give(FAILED)


def folder_camera(folder: Path, waited: Callable[[float], object] = lambda seconds: None) -> FolderCamera:
    return FolderCamera(folder, clock=lambda: 1.0, wait=waited)


def test_each_picture_is_shown_five_times_and_then_nothing(tmp_path: Path) -> None:
    image = drawn("A1B2")
    saved(tmp_path / "a.png", image)
    saved(tmp_path / "b.png", image[:50])
    statuses: list[DeviceStatus] = []
    waits: list[float] = []
    camera = folder_camera(tmp_path, waits.append)
    camera.start(statuses.append)
    frames = [camera.next_frame(0.5) for _ in range(21)]
    heights = [frame.image.shape[0] for frame in frames if frame is not None]
    assert heights == [image.shape[0]] * 5 + [64] * 5 + [50] * 5 + [64] * 5
    assert (frames[-1], waits) == (None, [0.5])
    assert statuses == [DeviceStatus(DeviceState.READY)]


def test_a_picture_that_is_put_there_later_is_shown(tmp_path: Path) -> None:
    camera = folder_camera(tmp_path)
    camera.start(lambda status: None)
    assert camera.next_frame(0.5) is None
    saved(tmp_path / "late.png", drawn("A1B2"))
    assert camera.next_frame(0.5) is not None


def test_a_damaged_picture_is_reported_and_the_next_one_shown(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"no picture")
    saved(tmp_path / "b.png", drawn("A1B2"))
    statuses: list[DeviceStatus] = []
    camera = folder_camera(tmp_path)
    camera.start(statuses.append)
    assert camera.next_frame(0.5) is None
    assert camera.next_frame(0.5) is not None
    assert [status.state for status in statuses] == [DeviceState.READY, DeviceState.FAILING, DeviceState.READY]
    assert "a.png: not a picture" in statuses[1].reason


def test_a_missing_folder_is_reported_once(tmp_path: Path) -> None:
    statuses: list[DeviceStatus] = []
    camera = folder_camera(tmp_path / "none")
    camera.start(statuses.append)
    assert [camera.next_frame(0.5) for _ in range(3)] == [None] * 3
    assert [status.state for status in statuses] == [DeviceState.FAILING]
