"""The whole camera pipeline over a folder of pictures."""

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.devices import DeviceState, DeviceStatus
from hardware.scan import Scan
from hardware.scanners.camera.folder import FolderCamera
from hardware.scanners.camera.scanner import CameraScanner
from tests.hardware.scanners.camera.pictures import drawn, saved

PATIENCE_S = 10


class Bench:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scans: list[Scan] = []
        self.statuses: list[DeviceStatus] = []
        self.shown: queue.Queue[float] = queue.Queue()
        self.more = threading.Semaphore(0)
        source = FolderCamera(folder, clock=lambda: 3.0, wait=self._wait)
        self.scanner = CameraScanner(source, "bench", clock=lambda: 3.0)

    def _wait(self, seconds: float) -> None:
        self.shown.put(seconds)
        self.more.acquire(timeout=PATIENCE_S)

    def show_all(self) -> None:
        self.scanner.start(self.scans.append, self.statuses.append)
        self.shown.get(timeout=PATIENCE_S)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.more.release(100)
    bench.scanner.stop()


def test_every_picture_is_one_scan_even_the_same_label_twice(bench: Bench) -> None:
    saved(bench.folder / "1.png", drawn("[01]09506000134352[10]AB", "DataMatrix", gs1=True))
    saved(bench.folder / "2.png", drawn("LOT42"))
    saved(bench.folder / "3.png", drawn("LOT42"))
    saved(bench.folder / "4.png", drawn("SER7", "Code39"))
    bench.show_all()
    assert bench.scans == [
        Scan(b"010950600013435210AB", "]d2", "camera", "bench", 3.0, 1),
        Scan(b"LOT42", "]C0", "camera", "bench", 3.0, 2),
        Scan(b"LOT42", "]C0", "camera", "bench", 3.0, 2),
        Scan(b"SER7", "]A0", "camera", "bench", 3.0, 3),
    ]
    assert bench.statuses == [DeviceStatus(DeviceState.READY)]


def test_after_stop_the_thread_is_gone(bench: Bench) -> None:
    bench.show_all()
    bench.more.release(100)
    bench.scanner.stop()
    assert not any(thread.name.startswith("camera") for thread in threading.enumerate())


def test_stop_before_start_does_no_harm(tmp_path: Path) -> None:
    scanner = CameraScanner(FolderCamera(tmp_path))
    scanner.stop()
    assert not any(thread.name.startswith("camera") for thread in threading.enumerate())
