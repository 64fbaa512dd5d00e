"""A camera with several codes before it: the viewer chooses; a picture of a tray; and what is scanned after it."""

import threading
from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from hardware.devices import DeviceState, DeviceStatus, Report
from hardware.scan import Scan
from hardware.scanners.camera.decoder import Decoder
from hardware.scanners.camera.frames import Frame
from hardware.scanners.camera.live import FrameReader
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.scanner import CameraScanner
from hardware.scanners.camera.sight import Hint, Sight, Still
from hardware.scanners.camera.symbols import Symbol
from tests.hardware.scanners.camera.pictures import drawn

PATIENCE_S = 20
EMPTY = np.full((240, 320), 255, np.uint8)
A = drawn("SN-A", "DataMatrix", scale=5)
B = drawn("SN-B", "DataMatrix", scale=5)
BOTH = np.hstack([A, B])


class Stage:
    """A source whose frames are handed over one by one, each at a time of its own."""

    pace_s = 0.0
    is_live = True

    def __init__(self) -> None:
        self.now = 100.0
        self._frame: Frame | None = None
        self._given = threading.Semaphore(0)
        self._wanted = threading.Semaphore(0)

    def start(self, report: Report) -> None:
        pass

    def next_frame(self, timeout_s: float) -> Frame | None:
        self._wanted.release()
        self._given.acquire(timeout=PATIENCE_S)
        frame, self._frame = self._frame, None
        return frame

    def stop(self) -> None:
        self._given.release()

    def show(self, image: Gray | None, after_s: float = 0.1) -> None:
        """Hand over a frame, or none, and return when it has been dealt with."""
        self.now += after_s
        self._frame = None if image is None else Frame(image, self.now)
        self._given.release()
        assert self._wanted.acquire(timeout=PATIENCE_S)


class Bench:
    """A scanner on a stage, and everything it tells."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.scanner = CameraScanner(self.stage, "bench", clock=lambda: self.stage.now)
        self.scanner.viewer = self
        self.scans: list[bytes] = []
        self.offers: list[tuple[tuple[bytes, ...], bool]] = []
        self.sights: list[Sight] = []
        self.stills: list[Still | None] = []
        self.statuses: list[DeviceStatus] = []
        self.scanner.start(lambda scan: self.scans.append(scan.data), self.statuses.append)
        assert self.stage._wanted.acquire(timeout=PATIENCE_S)

    def see(self, sight: Sight) -> None:
        self.sights.append(sight)

    def offer(self, scans: tuple[Scan, ...], *, is_more: bool) -> None:
        self.offers.append((tuple(scan.data for scan in scans), is_more))

    def take(self) -> None:
        self.scanner.take_still(self.stills.append)


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.scanner.stop()


def test_one_code_is_a_scan_and_is_shown(bench: Bench) -> None:
    bench.stage.show(A)
    assert (bench.scans, bench.offers) == ([b"SN-A"], [])
    (seen,) = bench.sights[-1].seen
    assert (seen.scan.data, seen.is_certain) == (b"SN-A", True)
    assert bench.sights[-1].hint is Hint.NONE


def test_two_codes_that_come_together_are_offered_and_neither_is_a_scan(bench: Bench) -> None:
    for _ in range(4):
        bench.stage.show(BOTH)
    assert bench.scans == []
    ((codes, is_more),) = bench.offers
    assert (sorted(codes), is_more) == ([b"SN-A", b"SN-B"], False)


def test_a_code_that_comes_beside_another_at_once_is_more_of_the_same(bench: Bench) -> None:
    bench.stage.show(A)
    for _ in range(4):
        bench.stage.show(BOTH)
    assert bench.scans == [b"SN-A"]
    assert bench.offers == [((b"SN-B",), True)]


def test_a_code_that_is_put_beside_another_later_is_a_new_question(bench: Bench) -> None:
    bench.stage.show(A)
    for _ in range(12):
        bench.stage.show(A)
    for _ in range(4):
        bench.stage.show(BOTH)
    assert bench.offers == [((b"SN-B",), False)]


def test_without_a_viewer_every_code_is_a_scan(bench: Bench) -> None:
    bench.scanner.viewer = None
    for _ in range(4):
        bench.stage.show(BOTH)
    assert sorted(bench.scans) == [b"SN-A", b"SN-B"]


def test_a_picture_has_all_codes_and_while_it_is_looked_at_nothing_is_scanned(bench: Bench) -> None:
    bench.take()
    bench.stage.show(BOTH)
    (still,) = bench.stills
    assert still is not None
    assert [seen.scan.data for seen in still.read] == [b"SN-A", b"SN-B"]
    for _ in range(5):
        bench.stage.show(drawn("SN-C", "DataMatrix", scale=5))
    assert (bench.scans, bench.offers, bench.sights) == ([], [], [])


def test_what_was_recorded_of_the_picture_is_not_scanned_until_it_was_away(bench: Bench) -> None:
    bench.take()
    bench.stage.show(BOTH)
    bench.stage.show(EMPTY, after_s=60)
    still = bench.stills[0]
    assert still is not None
    bench.scanner.look_again(tuple(seen.scan for seen in still.read))
    for _ in range(8):
        bench.stage.show(A, after_s=0.5)
    assert bench.scans == []
    bench.stage.show(drawn("SN-C", "DataMatrix", scale=5))
    assert bench.scans == [b"SN-C"], "another one is"
    for _ in range(9):
        bench.stage.show(EMPTY, after_s=0.5)
    bench.stage.show(A)
    assert bench.scans == [b"SN-C", b"SN-A"]


def test_of_a_picture_that_was_put_away_everything_is_scanned_again(bench: Bench) -> None:
    bench.take()
    bench.stage.show(A)
    bench.scanner.look_again()
    bench.stage.show(A)
    assert bench.scans == [b"SN-A"]


def test_labels_that_become_certain_one_after_the_other_are_one_choice(bench: Bench) -> None:
    """Both are in view from the first frame, one of them blurred there: neither is taken before the other is read."""
    first, second = drawn("SN-0001", scale=3), drawn("SN-0002", scale=3)
    blurred = np.asarray(cv2.GaussianBlur(second, (0, 0), 2.0), np.uint8)
    bench.stage.show(np.vstack([first, blurred]))
    for _ in range(6):
        bench.stage.show(np.vstack([first, second]))
    assert bench.scans == []
    ((codes, is_more),) = bench.offers
    assert (sorted(codes), is_more) == ([b"SN-0001", b"SN-0002"], False)


@pytest.mark.parametrize("is_recorded", [True, False])
def test_what_waited_for_others_when_the_picture_was_taken_is_not_delivered_behind_it(
    bench: Bench, is_recorded: bool
) -> None:
    first, second = drawn("SN-0001", scale=3), drawn("SN-0002", scale=3)
    blurred = np.asarray(cv2.GaussianBlur(second, (0, 0), 2.0), np.uint8)
    for image in (blurred, second):
        bench.stage.show(np.vstack([first, image]))
    bench.take()
    bench.stage.show(np.vstack([first, second]))
    still = bench.stills[0]
    assert still is not None
    bench.scanner.look_again(tuple(seen.scan for seen in still.read) if is_recorded else ())
    for _ in range(4):
        bench.stage.show(EMPTY)
    assert (bench.scans, bench.offers) == ([], [])


def test_what_waited_before_a_long_gap_is_forgotten(bench: Bench) -> None:
    first, second = drawn("SN-0001", scale=3), drawn("SN-0002", scale=3)
    blurred = np.asarray(cv2.GaussianBlur(second, (0, 0), 2.0), np.uint8)
    for image in (blurred, second):
        bench.stage.show(np.vstack([first, image]))
    bench.stage.show(EMPTY, after_s=600)
    assert (bench.scans, bench.offers) == ([], [])


def test_a_camera_that_gives_no_frame_gives_no_picture(bench: Bench) -> None:
    bench.take()
    bench.stage.show(None)
    assert bench.stills == []
    bench.stage.show(None, after_s=4)
    assert bench.stills == [None]


def test_a_picture_that_nobody_wants_any_more_is_not_given(bench: Bench) -> None:
    bench.take()
    bench.scanner.look_again()
    bench.stage.show(A)
    assert bench.stills == []
    assert bench.scans == [b"SN-A"]


def test_looking_again_before_any_picture_changes_nothing(bench: Bench) -> None:
    bench.scanner.look_again()
    bench.stage.show(A)
    assert bench.scans == [b"SN-A"]


def test_a_picture_that_breaks_an_engine_is_said_and_the_next_one_is_read(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> list[Symbol]:
        raise ArithmeticError("broken")

    bench.take()
    with monkeypatch.context() as patched:
        patched.setattr(Decoder, "decode", broken)
        bench.stage.show(A)
        patched.setattr(FrameReader, "read", broken)
        bench.scanner.look_again()
        bench.stage.show(A)
    assert bench.stills == [None]
    assert {status.state for status in bench.statuses} == {DeviceState.FAILING}
    assert "ArithmeticError: broken" in bench.statuses[-1].reason
    assert "a picture was not read" in caplog.text
    bench.stage.show(A)
    assert bench.scans == [b"SN-A"]
    assert bench.statuses[-1] == DeviceStatus(DeviceState.READY)


def test_a_source_that_breaks_is_said_once_and_waited_for(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: float) -> Frame | None:
        bench.stage._wanted.release()
        bench.stage._given.acquire(timeout=PATIENCE_S)
        raise OSError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(bench.stage, "next_frame", broken)
        for _ in range(4):
            bench.stage.show(A)
    assert [status.state for status in bench.statuses] == [DeviceState.FAILING]
    for _ in range(3):
        bench.stage.show(A)
    assert bench.scans == [b"SN-A"]
    assert bench.statuses[-1] == DeviceStatus(DeviceState.READY)


def test_frames_that_change_size_are_read(bench: Bench) -> None:
    bench.stage.show(np.pad(A, ((900, 0), (1500, 0)), constant_values=255))
    bench.stage.show(B)
    assert b"SN-B" in bench.scans + [data for codes, _ in bench.offers for data in codes]
    assert bench.statuses == []


def test_a_hint_waits_until_frames_agree_on_it(bench: Bench) -> None:
    dark = np.full((240, 320), 5, np.uint8)
    bench.stage.show(dark)
    bench.stage.show(EMPTY)
    assert {sight.hint for sight in bench.sights} == {Hint.NONE}
    for _ in range(5):
        bench.stage.show(dark)
    bench.stage.show(A)
    assert [sight.hint for sight in bench.sights[-2:]] == [Hint.TOO_DARK, Hint.NONE]
