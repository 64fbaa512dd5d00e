"""A camera in its grab thread: the newest frame only, and a state with a reason for all that goes wrong."""

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from hardware.devices import Cause, DeviceState, DeviceStatus
from hardware.scanners.camera.frames import Frame
from hardware.scanners.camera.health import BLACK, FROZEN_S, REPEATS
from hardware.scanners.camera.profile import Profile
from hardware.scanners.camera.sources import ABANDONED_S, MOST_HUNG, OPENING_S, STALLED_S, DeviceCamera
from hardware.scanners.reader import UnavailableError

PATIENCE_S = 10
HEIGHT, WIDTH = 16, 24
Read = tuple[bool, NDArray[Any] | None]
FAILED: Read = (False, None)
READY = DeviceStatus(DeviceState.READY)
REPLUG = "unplug it and plug it in again"


def picture(value: int, height: int = HEIGHT, width: int = WIDTH) -> Read:
    return True, np.full((height, width, 3), value, np.uint8)


class FakeCapture:
    """Gives the frames that the test puts in, one a read; waits for ever where there is none."""

    def __init__(self) -> None:
        self.frames: queue.Queue[Read | Exception | Callable[[], Read]] = queue.Queue()
        self.reads = threading.Semaphore(0)
        self.released = threading.Event()

    def read(self) -> Read:
        self.reads.release()
        frame = self.frames.get(timeout=PATIENCE_S)
        if isinstance(frame, Exception):
            raise frame
        return frame() if callable(frame) else frame

    def release(self) -> None:
        self.released.set()

    def give(self, *frames: Read | Exception | Callable[[], Read]) -> None:
        for frame in frames:
            self.frames.put(frame)

    def taken(self, count: int) -> None:
        """Wait until so many frames were grabbed: the read after the last has begun."""
        for _ in range(count + 1):
            assert self.reads.acquire(timeout=PATIENCE_S)


class Bench:
    def __init__(self) -> None:
        self.capture = FakeCapture()
        self.captures: list[FakeCapture] = []
        self.statuses: queue.Queue[DeviceStatus] = queue.Queue()
        self.retry = threading.Semaphore(0)
        self.waits: queue.Queue[float] = queue.Queue()
        self.refusal: Exception | None = None
        self.refused: list[str] = []
        self.now = 50.0
        profile = Profile(WIDTH, HEIGHT)
        self.camera = DeviceCamera("0", profile, open_=self._open, clock=lambda: self.now, wait=self._wait)

    def _open(self, device: str, profile: Profile) -> tuple[FakeCapture, list[str]]:
        if self.refusal is not None:
            raise self.refusal
        self.captures.append(self.capture)
        return self.capture, self.refused

    def _wait(self, seconds: float) -> None:
        self.waits.put(seconds)
        self.retry.acquire(timeout=PATIENCE_S)

    def start(self) -> None:
        self.camera.start(self.statuses.put)
        assert self.status() == DeviceStatus(DeviceState.CONNECTING)

    def after(self, seconds: float, read: Read) -> Callable[[], Read]:
        """A frame that comes so much later than the last one."""

        def come() -> Read:
            self.now += seconds
            return read

        return come

    def status(self) -> DeviceStatus:
        return self.statuses.get(timeout=PATIENCE_S)

    def frame(self) -> Frame:
        frame = self.camera.next_frame(PATIENCE_S)
        assert frame is not None
        return frame

    def hang(self) -> None:
        """Let the camera hang until it is left behind; it is opened again if that is possible."""
        self.capture.taken(0)
        self.capture = FakeCapture()
        self.now += ABANDONED_S
        assert self.camera.next_frame(0.0) is None


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.retry.release(100)
    for capture in (*bench.captures, bench.capture):
        capture.give(FAILED, FAILED)
    bench.camera.stop()


def failing(reason: str, cause: Cause = Cause.NONE) -> DeviceStatus:
    return DeviceStatus(DeviceState.FAILING, f"camera 0: {reason}", cause)


def test_only_the_newest_frame_counts_and_each_is_given_once(bench: Bench) -> None:
    bench.capture.give(picture(41), picture(42), picture(43))
    bench.start()
    bench.capture.taken(3)
    frame = bench.frame()
    assert (frame.image.shape, int(frame.image[0, 0]), frame.at) == ((HEIGHT, WIDTH), 43, 50.0)
    assert bench.camera.next_frame(0.0) is None
    assert bench.status() == READY


def test_a_camera_that_is_not_there_is_tried_again_ever_later(bench: Bench) -> None:
    absent = UnavailableError(DeviceState.ABSENT, "camera 0: not there", Cause.UNPLUGGED)
    bench.refusal = absent
    bench.start()
    assert bench.status() == absent.status
    for pause_s in (1, 2, 4, 8, 8):
        assert bench.waits.get(timeout=PATIENCE_S) == pause_s
        bench.retry.release()
    bench.waits.get(timeout=PATIENCE_S)
    bench.refusal = None
    bench.capture.give(picture(77), bench.after(11, FAILED))
    bench.retry.release()
    assert int(bench.frame().image[0, 0]) == 77
    assert bench.status() == READY
    assert bench.waits.get(timeout=PATIENCE_S) == 1, "it had worked for a while"


@pytest.mark.parametrize("nothing", [FAILED, (True, None), (True, np.empty((0, 0, 3), np.uint8))])
def test_an_unplugged_camera_fails_is_freed_and_found_again(bench: Bench, nothing: Read) -> None:
    bench.capture.give(picture(41), nothing)
    bench.start()
    assert [bench.status() for _ in range(2)] == [READY, failing(f"gives no picture; {REPLUG}")]
    assert bench.capture.released.is_set()
    bench.capture.give(picture(49))
    bench.retry.release()
    assert bench.status() == READY


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (cv2.error("OpenCV(5.0.0) cap.cpp:1: error:\n (-2) lost"), "error: OpenCV(5.0.0) cap.cpp:1: error: (-2) lost"),
        (picture(41, 1, 24), "has 24x1 pixels, expected no mere line"),
        (picture(41, 16, 5000), "has 5000x16 pixels, expected no mere line"),
        ((True, np.zeros(500, np.uint8)), "is data of shape 500, expected"),
        ((True, np.zeros((16, 24, 2), np.uint8)), "is data of shape 16x24x2, expected"),
        ((True, np.zeros((16, 24), np.float32)), "has pixels of float32, expected 8 or 16 bits"),
        ((True, np.broadcast_to(np.uint8(0), (9000, 9000))), "has 9000x9000 pixels, at most 67108864"),
        (MemoryError(), "too large for the memory"),
    ],
)
def test_what_is_no_picture_is_named_and_the_camera_opened_anew(
    bench: Bench, fault: Read | Exception, said: str
) -> None:
    bench.capture.give(picture(41), fault)
    bench.start()
    assert bench.status() == READY
    status = bench.status()
    assert status.state is DeviceState.FAILING
    assert said in status.reason
    assert bench.capture.released.is_set()
    bench.capture.give(picture(42))
    bench.retry.release()
    assert bench.status() == READY


def test_pictures_may_change_their_size_and_kind_in_mid_stream(bench: Bench) -> None:
    bench.start()
    for read in (
        picture(41),
        picture(41, 32, 48),
        (True, np.full((HEIGHT, WIDTH), 41, np.uint8)),
        (True, np.full((HEIGHT, WIDTH, 4), 41, np.uint8)),
        (True, np.full((HEIGHT, WIDTH, 1), 41 * 256 + 7, np.uint16)),
    ):
        bench.capture.give(read)
        frame = bench.frame()
        assert frame.image.dtype == np.uint8
        assert frame.image.ndim == 2
        assert set(frame.image.flat) == {41}
    assert bench.status() == READY
    assert bench.statuses.empty()


def test_an_opening_that_throws_is_told(bench: Bench) -> None:
    bench.refusal = cv2.error("no backend")
    bench.start()
    assert bench.status() == failing("cannot be opened: no backend")


def test_what_the_camera_did_not_take_is_in_its_state(bench: Bench) -> None:
    bench.refused = ["focus is 0, not 30"]
    bench.capture.give(picture(41))
    bench.start()
    reason = "camera 0: works otherwise than it was asked to: focus is 0, not 30"
    assert bench.status() == DeviceStatus(DeviceState.READY, reason, Cause.SETTINGS)


def test_the_first_picture_proves_the_size_whatever_the_driver_says(bench: Bench) -> None:
    bench.capture.give(picture(41, 32, 48))
    bench.start()
    assert bench.status().reason.endswith("asked to: pictures are 48x32, not 24x16")


def test_a_repeated_picture_is_not_shown_and_counts_until_another_one_comes(bench: Bench) -> None:
    stale = [bench.after(FROZEN_S / 15, picture(55)) for _ in range(16)]
    bench.capture.give(*stale)
    bench.start()
    assert [bench.status() for _ in range(2)] == [READY, failing(REPEATS)]
    assert bench.waits.get(timeout=PATIENCE_S) == 1
    bench.camera.next_frame(0.0)
    bench.capture.give(*stale)
    bench.retry.release()
    assert bench.waits.get(timeout=PATIENCE_S) == 2
    assert bench.camera.next_frame(0.0) is None, "a picture of the past"
    assert bench.statuses.empty(), "opened anew it shows the same"
    bench.capture.give(picture(55), picture(56))
    bench.retry.release()
    assert int(bench.frame().image[0, 0]) == 56
    assert bench.status() == READY


def test_black_is_told_while_the_camera_goes_on(bench: Bench) -> None:
    bench.capture.give(picture(3), bench.after(2.5, picture(4)), bench.after(1, picture(5)), picture(90))
    bench.start()
    assert [bench.status() for _ in range(3)] == [READY, failing(BLACK), READY]
    assert int(bench.frame().image[0, 0]) == 90
    assert len(bench.captures) == 1


def test_a_driver_that_stops_giving_pictures_is_reported(bench: Bench) -> None:
    bench.capture.give(picture(41))
    bench.start()
    bench.capture.taken(1)
    bench.frame()
    bench.now += STALLED_S
    assert bench.camera.next_frame(0.0) is None
    assert [bench.status() for _ in range(2)] == [READY, failing(f"gives no more pictures; {REPLUG}")]
    bench.capture.give(picture(42))
    assert bench.status() == READY


def test_the_first_picture_may_take_longer(bench: Bench) -> None:
    bench.start()
    bench.capture.taken(0)
    bench.now += OPENING_S - 0.1
    assert bench.camera.next_frame(0.0) is None
    assert bench.statuses.empty()
    bench.now += 0.2
    assert bench.camera.next_frame(0.0) is None
    assert bench.status() == failing(f"gives no more pictures; {REPLUG}")


def test_a_driver_that_never_returns_is_left_behind_and_the_camera_opened_anew(bench: Bench) -> None:
    hung = bench.capture
    bench.capture.give(picture(41))
    bench.start()
    hung.taken(1)
    bench.frame()
    bench.capture = FakeCapture()
    bench.capture.give(picture(42))
    bench.now += ABANDONED_S
    assert bench.camera.next_frame(0.0) is None
    assert int(bench.frame().image[0, 0]) == 42
    hung.give(picture(43), FAILED)
    assert hung.released.wait(PATIENCE_S)
    assert bench.camera.next_frame(0.0) is None
    bench.capture.give(picture(44))
    assert int(bench.frame().image[0, 0]) == 44


def test_hung_threads_do_not_pile_up(bench: Bench) -> None:
    before = threading.active_count()
    bench.start()
    for _ in range(MOST_HUNG):
        bench.hang()
    assert len(bench.captures) == MOST_HUNG
    for _ in range(20):
        bench.now += ABANDONED_S
        assert bench.camera.next_frame(0.0) is None
    assert len(bench.captures) == MOST_HUNG
    assert threading.active_count() - before == MOST_HUNG
    stuck, *_, last = [bench.statuses.get_nowait() for _ in range(bench.statuses.qsize())]
    assert stuck.reason == f"camera 0: gives no more pictures; {REPLUG}"
    assert last.reason == f"camera 0: its driver did not return from 3 tries; {REPLUG}, or restart this computer"
    bench.captures[1].give(picture(42))
    assert bench.captures[1].released.wait(PATIENCE_S)
    bench.capture.give(picture(43))
    while (frame := bench.camera.next_frame(0.01)) is None:
        pass
    assert int(frame.image[0, 0]) == 43


def test_to_stop_waits_for_no_hanging_driver(bench: Bench) -> None:
    bench.start()
    bench.capture.taken(0)
    bench.now += STALLED_S
    began = threading.Thread(target=bench.camera.stop)
    began.start()
    began.join(1.0)
    assert not began.is_alive()
    assert not bench.capture.released.is_set(), "it hangs still"
