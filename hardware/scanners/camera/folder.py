"""A folder of pictures as a camera: for trials, demonstrations and scanners that put pictures somewhere."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from hardware.devices import DeviceState, DeviceStatus, Report
from hardware.errors import DeviceError
from hardware.scanners.camera.frames import Frame
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
        self._report: Report
        self._said: DeviceStatus | None = None

    def start(self, report: Report) -> None:
        """Begin with the first picture."""
        self._report, self._said = report, None
        self._stopping.clear()
        self._shown.clear()
        self._frames.clear()

    def next_frame(self, timeout_s: float) -> Frame | None:
        """Return each picture five times, then five empty frames: the next picture is a new presentation."""
        if not self._frames:
            self._load_next()
        if not self._frames:
            self._wait(timeout_s)
            return None
        return Frame(self._frames.pop(0), self._clock())

    def stop(self) -> None:
        """Show nothing more."""
        self._stopping.set()

    def _load_next(self) -> None:
        try:
            path = self._next_path()
            if path is None:
                return
            image = load_gray(path)
        except (DeviceError, OSError) as error:
            self._say(DeviceStatus(DeviceState.FAILING, str(error)))
            return
        self._say(DeviceStatus(DeviceState.READY))
        empty = np.full((64, 64), 255, np.uint8)
        self._frames = [image] * _SHOWN_FRAMES + [empty] * _SHOWN_FRAMES

    def _next_path(self) -> Path | None:
        """Return the first picture that was not shown yet; one that was written again counts as new."""
        pictures = pictures_in(self._folder)
        if self._said is None:
            self._say(DeviceStatus(DeviceState.READY))
        for path in pictures:
            key = (path.name, path.stat().st_mtime_ns)
            if key not in self._shown:
                self._shown.add(key)
                return path
        return None

    def _say(self, status: DeviceStatus) -> None:
        if status != self._said:
            self._said = status
            self._report(status)
