"""A folder of pictures as a camera: for trials, demonstrations and scanners that put pictures somewhere."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from hardware.devices import DeviceState, DeviceStatus, Report
from hardware.errors import DeviceError
from hardware.scanners.camera.frames import Frame, check_shape
from hardware.scanners.camera.pictures import Gray, load_gray, pictures_in

_SHOWN_FRAMES = 5


class FolderCamera:
    """Shows the pictures of a folder by name, and those that are put there later, as a camera would see them."""

    pace_s = 0.0
    is_live = False

    def __init__(
        self,
        folder: str | Path,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        """Prepare a folder; `wait(seconds)` passes the time until the folder is looked at again."""
        self._folder = Path(folder)
        self._clock = clock
        self._stopping = threading.Event()
        self._wait = wait or self._stopping.wait
        self._shown: set[tuple[str, int]] = set()
        self._frames: list[Gray] = []
        self._wrong = ""
        """What was wrong with the last picture."""
        self._report: Report
        self._said: DeviceStatus | None = None

    def start(self, report: Report) -> None:
        """Begin with the first picture."""
        self._report, self._said, self._wrong = report, None, ""
        self._stopping.clear()
        self._shown.clear()
        self._frames.clear()

    def next_frame(self, timeout_s: float) -> Frame | None:
        """Return each picture five times, then five empty frames: the next picture is a new presentation."""
        if not self._frames:
            self._look()
        if not self._frames:
            self._wait(timeout_s)
            return None
        return Frame(self._frames.pop(0), self._clock())

    def stop(self) -> None:
        """Show nothing more."""
        self._stopping.set()

    def _look(self) -> None:
        """Load the next picture, if there is one, and say how it went."""
        try:
            path = self._next_path(pictures_in(self._folder))
        except DeviceError as error:
            reason = f"{error}; expected a folder of pictures: make it, or correct its address"
            self._say(DeviceStatus(DeviceState.ABSENT, reason))
            return
        if path is not None:
            self._load(path)
        self._say(DeviceStatus(DeviceState.FAILING, self._wrong) if self._wrong else DeviceStatus(DeviceState.READY))

    def _next_path(self, pictures: list[Path]) -> Path | None:
        """Return the first picture that was not shown yet; one that was written again counts as new."""
        versions = {(path.name, written): path for path in pictures if (written := _written_at(path)) is not None}
        self._shown &= versions.keys()
        version = next((each for each in versions if each not in self._shown), None)
        if version is None:
            return None
        self._shown.add(version)
        return versions[version]

    def _load(self, path: Path) -> None:
        self._wrong = ""
        try:
            image = load_gray(path)
            _check(path, image)
        except DeviceError as error:
            self._wrong = f"{error}; the picture is left out"
            return
        except MemoryError:
            self._wrong = f"{path}: too large for the memory; the picture is left out"
            return
        blank = np.full_like(image, 255)  # of the same size, as every frame of one camera is
        self._frames = [image] * _SHOWN_FRAMES + [blank] * _SHOWN_FRAMES

    def _say(self, status: DeviceStatus) -> None:
        if status != self._said:
            self._said = status
            self._report(status)


def _written_at(path: Path) -> int | None:
    """Return when a file was written last; None where it is gone."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


def _check(path: Path, image: Gray) -> None:
    try:
        check_shape(image)
    except DeviceError as error:
        raise DeviceError(f"{path}: {error}") from error
