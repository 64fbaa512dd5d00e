"""Where frames come from: a camera, of which only the newest frame counts, or a folder of pictures."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from hardware.devices import DeviceState, DeviceStatus, Report
from hardware.errors import DeviceError
from hardware.scanners.camera.pictures import Gray, load_gray, pictures_in

RETRY_S = 1.0
_JOIN_S = 2.0
_FROZEN_FRAMES = 90
"""So many equal frames in a row mean that the driver repeats an old one: a sensor always has some noise."""
_STALLED_S = 2.0
_SHOWN_FRAMES = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture."""

    image: Gray
    at: float
    """When it was taken, in seconds on a monotonic clock."""


class FrameSource(Protocol):
    """Gives frames to one reader."""

    pace_s: float
    """Shortest time between two frames worth decoding, in seconds."""

    def start(self, report: Report) -> None:
        """Begin; a source that is not there yet is waited for."""
        ...

    def next_frame(self, timeout_s: float) -> Frame | None:
        """Return a frame not returned before, or None when none came in time."""
        ...

    def stop(self) -> None:
        """End and free the device."""
        ...


class Capture(Protocol):
    """The part of OpenCV's VideoCapture that is used."""

    def read(self) -> tuple[bool, NDArray[Any]]:
        """Return whether there is a frame, and the frame."""
        ...

    def release(self) -> None:
        """Free the camera."""
        ...


def open_capture(device: str, width: int, height: int) -> Capture:
    """Open a camera by number or path. Raises DeviceError where it is not there or refuses."""
    import cv2

    backend = cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY
    capture = cv2.VideoCapture(int(device) if device.isdecimal() else device, backend)
    if not capture.isOpened():
        capture.release()
        raise DeviceError(f"camera {device}: not there, or in use by another program")
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture


class DeviceCamera:
    """A camera, grabbed in a thread that keeps only the newest frame: a queue would show the past."""

    pace_s = 1 / 15

    def __init__(
        self,
        device: str,
        width: int = 1280,
        height: int = 720,
        *,
        open_: Callable[[str, int, int], Capture] = open_capture,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        """Prepare a camera; `wait(seconds)` passes the time between two tries to open it."""
        self._device, self._width, self._height = device, width, height
        self._open = open_
        self._clock = clock
        self._stopping = threading.Event()
        self._wait = wait or self._stopping.wait
        self._newest: Frame | None = None
        self._grabbed_at: float | None = None
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._report: Report
        self._said: DeviceStatus | None = None

    def start(self, report: Report) -> None:
        """Open the camera and grab until `stop`."""
        self._report, self._said = report, None
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name=f"camera {self._device}", daemon=True)
        self._thread.start()

    def next_frame(self, timeout_s: float) -> Frame | None:
        """Return the newest frame, once; waits up to `timeout_s` seconds for it."""
        with self._changed:
            self._changed.wait_for(lambda: self._newest is not None or self._stopping.is_set(), timeout_s)
            frame, self._newest = self._newest, None
            grabbed_at = self._grabbed_at
        if frame is None and grabbed_at is not None and self._clock() - grabbed_at > _STALLED_S:
            self._say(DeviceState.FAILING, f"camera {self._device}: stopped giving pictures")
        return frame

    def stop(self) -> None:
        """End the thread, which frees the camera; a driver that never returns a frame is left behind."""
        self._stopping.set()
        with self._changed:
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_JOIN_S)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._say(DeviceState.CONNECTING)
            try:
                capture = self._open(self._device, self._width, self._height)
            except DeviceError as error:
                self._say(DeviceState.ABSENT, str(error))
            else:
                reason = self._grab(capture)
                capture.release()
                self._grabbed_at = None
                self._say(DeviceState.FAILING, reason)
            if not self._stopping.is_set():
                self._wait(RETRY_S)

    def _grab(self, capture: Capture) -> str:
        """Grab until something is wrong; returns what."""
        before: Gray | None = None
        equal = 0
        while not self._stopping.is_set():
            is_read, picture = capture.read()
            if not is_read or not picture.size:
                return f"camera {self._device}: gives no picture"
            image = _gray(picture)
            equal = equal + 1 if before is not None and np.array_equal(image, before) else 0
            if equal >= _FROZEN_FRAMES:
                return f"camera {self._device}: repeats one picture"
            before = image
            self._say(DeviceState.READY)
            with self._changed:
                self._grabbed_at = self._clock()
                self._newest = Frame(image, self._grabbed_at)
                self._changed.notify()
        return ""

    def _say(self, state: DeviceState, reason: str = "") -> None:
        """Report changes only; a new try after a failure is not news."""
        status, before = DeviceStatus(state, reason), self._said
        retried = state is DeviceState.CONNECTING and before is not None
        if status != before and not retried and not self._stopping.is_set():
            self._said = status
            self._report(status)


class FolderCamera:
    """Shows the pictures of a folder by name, and those that are put there later, as a camera would see them."""

    pace_s = 0.0

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


def _gray(picture: NDArray[Any]) -> Gray:
    if picture.ndim == 2:
        return np.ascontiguousarray(picture, np.uint8)
    import cv2

    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
