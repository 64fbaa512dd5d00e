"""A film of a moving label, made here: read once, right, within five frames of coming into focus."""

import threading
from pathlib import Path

import cv2
import numpy as np
import pytest

from hardware.devices import DeviceState, DeviceStatus
from hardware.scan import Scan
from hardware.scanners.camera.frames import Frame
from hardware.scanners.camera.live import FrameReader
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.scanner import CameraScanner
from hardware.scanners.camera.video import VideoCamera
from tests.hardware.scanners.camera.pictures import drawn

PATIENCE_S = 60
RATE = 10
SIZE = (1280, 720)
IN_FOCUS = 12
"""The first frame that is in focus, counted from 0."""


def scene(label: Gray, number: int) -> Gray:
    """Return one frame: the label wanders over the bench and turns, out of focus at first."""
    rng = np.random.default_rng(number)
    bench = np.full((SIZE[1], SIZE[0]), 120, np.uint8)
    turn = cv2.getRotationMatrix2D((label.shape[1] / 2, label.shape[0] / 2), 4 - number / 3, 1)
    turn[:, 2] += (340 + 4 * number - label.shape[1] / 2 + 150, 330 - label.shape[0] / 2)
    cv2.warpAffine(label, turn, SIZE, dst=bench, borderMode=cv2.BORDER_TRANSPARENT)
    if number < IN_FOCUS:
        bench = np.asarray(cv2.GaussianBlur(bench, (0, 0), 9), np.uint8)
    return np.clip(bench + rng.normal(0, 4, bench.shape), 0, 255).astype(np.uint8)


def film(path: Path, label: Gray, frames: int = 26) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), RATE, SIZE)
    assert writer.isOpened()
    for number in range(frames):
        writer.write(cv2.cvtColor(scene(label, number), cv2.COLOR_GRAY2BGR))
    writer.release()
    return path


class Watched(VideoCamera):
    """Says when the film is over."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, clock=lambda: 0.0, wait=self._over)
        self.over = threading.Event()

    def _over(self, seconds: float) -> None:
        self.over.set()
        self._stopping.wait(seconds)


def scans_of(path: Path) -> list[Scan]:
    camera = Watched(path)
    scans: list[Scan] = []
    statuses: list[DeviceStatus] = []
    scanner = CameraScanner(camera, "bench", clock=lambda: 0.0)
    scanner.start(scans.append, statuses.append)
    assert camera.over.wait(PATIENCE_S)
    scanner.stop()
    over = DeviceStatus(DeviceState.ABSENT, f"{path}: over after 26 pictures; start again to see it again")
    assert statuses == [DeviceStatus(DeviceState.READY), over]
    return scans


@pytest.mark.parametrize(
    ("payload", "format_", "gs1", "data"),
    [
        ("[01]09506000134352[10]AB[21]7", "DataMatrix", True, b"010950600013435210AB\x1d217"),
        ("LOT-4711", "Code128", False, b"LOT-4711"),
    ],
)
def test_a_moving_label_is_read_once_right_and_soon(
    tmp_path: Path, payload: str, format_: str, gs1: bool, data: bytes
) -> None:
    scans = scans_of(film(tmp_path / "film.avi", drawn(payload, format_, scale=4, gs1=gs1)))
    assert [scan.data for scan in scans] == [data]
    assert scans[0].at * RATE <= IN_FOCUS + 5


def shown(path: Path, most: int = 50) -> tuple[int, list[DeviceStatus]]:
    """How many frames a film gives, and what is said of it."""
    statuses: list[DeviceStatus] = []
    camera = VideoCamera(path, wait=lambda seconds: None)
    camera.start(statuses.append)
    assert not statuses, "to start waits for nothing"
    count = sum(camera.next_frame(0.1) is not None for _ in range(most))
    camera.stop()
    return count, statuses


def test_a_film_that_is_not_one_is_reported_once(tmp_path: Path) -> None:
    path = tmp_path / "film.avi"
    said = DeviceStatus(DeviceState.FAILING, f"{path}: not a film, or not there; correct its address")
    assert shown(path) == (0, [said])
    path.write_bytes(b"no film")
    assert shown(path) == (0, [said])


def test_a_film_that_is_cut_off_gives_what_there_is_of_it(tmp_path: Path) -> None:
    path = film(tmp_path / "film.avi", drawn("LOT-4711"), frames=8)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    count, statuses = shown(path)
    assert 0 < count < 8
    assert [status.state for status in statuses] == [DeviceState.READY, DeviceState.ABSENT]
    assert f"over after {count} pictures" in statuses[-1].reason


def test_a_film_with_damage_inside_does_no_harm(tmp_path: Path) -> None:
    path = film(tmp_path / "film.avi", drawn("LOT-4711"), frames=8)
    content = bytearray(path.read_bytes())
    rng = np.random.default_rng(5)
    for place in rng.integers(5000, len(content), 300):
        content[place] = rng.integers(256)
    path.write_bytes(content)
    _, statuses = shown(path)
    assert statuses[-1].state is not DeviceState.READY


def test_a_film_is_shown_again_from_its_beginning(tmp_path: Path) -> None:
    camera = VideoCamera(film(tmp_path / "film.avi", drawn("LOT-4711"), frames=3), wait=lambda seconds: None)
    for _ in range(2):
        camera.start(lambda status: None)
        first = camera.next_frame(0.1)
        assert first is not None
        camera.next_frame(0.1)
        camera.stop()


def test_every_step_of_the_rota_gets_its_turn_on_frames_that_show_nothing() -> None:
    reader = FrameReader()
    rng = np.random.default_rng(3)
    for _ in range(12):
        assert reader.read(rng.integers(0, 255, (240, 320)).astype(np.uint8)) == []


def test_a_light_on_dark_label_is_read_by_its_step() -> None:
    reader = FrameReader()
    frame = Frame(255 - drawn("A1B2C3", "DataMatrix", scale=6, quiet=120), 0.0)
    assert any(reader.read(frame.image) for _ in range(3))
