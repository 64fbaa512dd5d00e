"""A folder of pictures as a camera."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from hardware.devices import DeviceState, DeviceStatus
from hardware.scanners.camera.folder import FolderCamera
from tests.hardware.scanners.camera.pictures import drawn, saved


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
    assert heights == [image.shape[0]] * 10 + [50] * 10
    assert [int(frame.image.min()) for frame in frames if frame is not None] == [*[0] * 5, *[255] * 5] * 2
    assert (frames[-1], waits) == (None, [0.5])
    assert statuses == [DeviceStatus(DeviceState.READY)]


def test_a_picture_that_is_put_there_later_is_shown(tmp_path: Path) -> None:
    camera = folder_camera(tmp_path)
    camera.start(lambda status: None)
    assert camera.next_frame(0.5) is None
    saved(tmp_path / "late.png", drawn("A1B2"))
    assert camera.next_frame(0.5) is not None


def test_a_damaged_picture_is_reported_until_a_good_one_comes(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"no picture")
    statuses: list[DeviceStatus] = []
    camera = folder_camera(tmp_path)
    camera.start(statuses.append)
    assert [camera.next_frame(0.5) for _ in range(3)] == [None] * 3
    saved(tmp_path / "b.png", drawn("A1B2"))
    assert camera.next_frame(0.5) is not None
    wrong = f"{tmp_path / 'a.png'}: not a picture, or damaged; the picture is left out"
    assert statuses == [DeviceStatus(DeviceState.FAILING, wrong), DeviceStatus(DeviceState.READY)]


def test_a_picture_that_was_half_written_is_shown_when_it_is_whole(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", drawn("A1B2"))
    whole = path.read_bytes()
    path.write_bytes(whole[:60])
    os.utime(path, ns=(1, 1))
    camera = folder_camera(tmp_path)
    camera.start(lambda status: None)
    assert camera.next_frame(0.5) is None
    path.write_bytes(whole)
    assert camera.next_frame(0.5) is not None


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (2000, 10)])
def test_a_picture_of_no_use_is_left_out(tmp_path: Path, shape: tuple[int, int]) -> None:
    saved(tmp_path / "line.png", np.zeros(shape, np.uint8))
    statuses: list[DeviceStatus] = []
    camera = folder_camera(tmp_path)
    camera.start(statuses.append)
    assert camera.next_frame(0.5) is None
    assert f"line.png: has {shape[1]}x{shape[0]} pixels" in statuses[0].reason


def test_a_folder_that_vanishes_is_reported_once_and_found_again(tmp_path: Path) -> None:
    statuses: list[DeviceStatus] = []
    folder = tmp_path / "pictures"
    camera = folder_camera(folder)
    camera.start(statuses.append)
    for _ in range(2):
        assert [camera.next_frame(0.5) for _ in range(3)] == [None] * 3
        folder.mkdir()
        saved(folder / "a.png", drawn("A1B2"))
        assert camera.next_frame(0.5) is not None
        shutil.rmtree(folder)
        assert all(camera.next_frame(0.5) for _ in range(9)), "what was loaded is shown"
    reason = f"{folder}: No such file or directory; expected a folder of pictures: make it, or correct its address"
    assert statuses == [DeviceStatus(DeviceState.ABSENT, reason), DeviceStatus(DeviceState.READY)] * 2


def test_what_was_shown_and_is_gone_is_forgotten(tmp_path: Path) -> None:
    """A scanner that puts pictures there for years, and something that takes them away."""
    camera = folder_camera(tmp_path)
    camera.start(lambda status: None)
    for number in range(5):
        path = saved(tmp_path / f"{number}.png", drawn("A1B2"))
        assert all(camera.next_frame(0.5) for _ in range(10))
        path.unlink()
    assert camera.next_frame(0.5) is None
    assert not camera._shown
