"""A camera, or a stream from one: grabbed in a thread of its own, of which only the newest frame counts."""

import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hardware.devices import DeviceState, DeviceStatus, Report
from hardware.errors import DeviceError
from hardware.scanners.camera.frames import Capture, Frame, gray_of

if TYPE_CHECKING:
    import cv2

    from hardware.scanners.camera.pictures import Gray

_log = logging.getLogger(__name__)
RETRY_S = 1.0
_JOIN_S = 2.0
_FROZEN_FRAMES = 90
"""So many equal frames in a row mean that the driver repeats an old one: a sensor always has some noise."""
_STALLED_S = 2.0
_ABANDONED_S = 10.0
_MANUAL_EXPOSURE = 1.0
"""What Video for Linux calls manual exposure."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How a camera is to take its pictures; None leaves a value as it is."""

    width: int = 1280
    height: int = 720
    format: str = "MJPG"
    """Four characters. Uncompressed pictures at full size are too much for USB 2."""
    exposure: int | None = None
    """In the unit of the driver: with Video for Linux 100 microseconds. A short one freezes movement."""
    focus: int | None = None
    """In the unit of the lens; a fixed one suits a camera on a stand."""


def open_capture(device: str, profile: Profile) -> Capture:
    """Open a camera by number or path, or a stream by its address. Raises DeviceError where it refuses."""
    import cv2

    is_stream = "://" in device
    backend = cv2.CAP_FFMPEG if is_stream else cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY
    capture = cv2.VideoCapture(int(device) if device.isdecimal() else device, backend)
    if not capture.isOpened():
        capture.release()
        raise DeviceError(f"camera {device}: not there, or in use by another program")
    if not is_stream:
        for refusal in apply_profile(capture, profile):
            _log.warning("camera %s: %s", device, refusal)
    return capture


def apply_profile(capture: "cv2.VideoCapture", profile: Profile) -> list[str]:
    """Set what the profile asks for and read it back: what a driver says to `set` proves nothing.

    The order matters: a size is only known for a format. Returns what the camera does otherwise, in words.
    """
    import cv2

    wanted: list[tuple[str, int, float]] = [
        ("format", cv2.CAP_PROP_FOURCC, float(cv2.VideoWriter.fourcc(*profile.format))),
        ("width", cv2.CAP_PROP_FRAME_WIDTH, float(profile.width)),
        ("height", cv2.CAP_PROP_FRAME_HEIGHT, float(profile.height)),
    ]
    if profile.exposure is not None:
        wanted.append(("manual exposure", cv2.CAP_PROP_AUTO_EXPOSURE, _MANUAL_EXPOSURE))
        wanted.append(("exposure", cv2.CAP_PROP_EXPOSURE, float(profile.exposure)))
    if profile.focus is not None:
        wanted.append(("manual focus", cv2.CAP_PROP_AUTOFOCUS, 0.0))
        wanted.append(("focus", cv2.CAP_PROP_FOCUS, float(profile.focus)))
    for _, key, value in wanted:
        capture.set(key, value)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    got = [(name, value, capture.get(key)) for name, key, value in wanted]
    return [f"{name} is {_shown(name, is_)}, not {_shown(name, value)}" for name, value, is_ in got if is_ != value]


def _shown(name: str, value: float) -> str:
    if name != "format":
        return f"{value:g}"
    return int(max(value, 0)).to_bytes(8, "little")[:4].decode("latin-1").strip("\0") or "unknown"


class DeviceCamera:
    """A camera, grabbed in a thread that keeps only the newest frame: a queue would show the past."""

    pace_s = 1 / 15
    is_live = True

    def __init__(
        self,
        device: str,
        profile: Profile = Profile(),
        *,
        open_: Callable[[str, Profile], Capture] = open_capture,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        """Prepare a camera; `wait(seconds)` passes the time between two tries to open it."""
        self._device, self._profile = device, profile
        self._open = open_
        self._clock = clock
        self._stopping = threading.Event()
        self._wait = wait or self._stopping.wait
        self._turn = 0
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
        self._begin()

    def _begin(self) -> None:
        self._turn += 1
        name = f"camera {self._device}"
        self._thread = threading.Thread(target=self._run, args=(self._turn,), name=name, daemon=True)
        self._thread.start()

    def next_frame(self, timeout_s: float) -> Frame | None:
        """Return the newest frame, once; waits up to `timeout_s` seconds for it."""
        with self._changed:
            self._changed.wait_for(lambda: self._newest is not None or self._stopping.is_set(), timeout_s)
            frame, self._newest = self._newest, None
            grabbed_at = self._grabbed_at
        if frame is None and grabbed_at is not None and self._clock() - grabbed_at > _STALLED_S:
            self._say(DeviceState.FAILING, f"camera {self._device}: stopped giving pictures")
            if self._clock() - grabbed_at > _ABANDONED_S and not self._stopping.is_set():
                self._grabbed_at = None
                self._begin()  # a driver that never returns cannot be ended, only left behind
        return frame

    def stop(self) -> None:
        """End the thread, which frees the camera; a driver that never returns a frame is left behind."""
        self._stopping.set()
        with self._changed:
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_JOIN_S)

    def _is_mine(self, turn: int) -> bool:
        """False once to stop, or once another thread has taken over."""
        return turn == self._turn and not self._stopping.is_set()

    def _run(self, turn: int) -> None:
        while self._is_mine(turn):
            self._say(DeviceState.CONNECTING)
            try:
                capture = self._open(self._device, self._profile)
            except DeviceError as error:
                self._say(DeviceState.ABSENT, str(error))
            else:
                reason = self._grab(capture, turn)
                capture.release()
                if self._is_mine(turn):
                    self._grabbed_at = None
                    self._say(DeviceState.FAILING, reason)
            if self._is_mine(turn):
                self._wait(RETRY_S)

    def _grab(self, capture: Capture, turn: int) -> str:
        """Grab until something is wrong; returns what."""
        before: Gray | None = None
        equal = 0
        while self._is_mine(turn):
            is_read, picture = capture.read()
            if not is_read or not picture.size:
                return f"camera {self._device}: gives no picture"
            image = gray_of(picture)
            equal = equal + 1 if before is not None and np.array_equal(image, before) else 0
            if equal >= _FROZEN_FRAMES:
                return f"camera {self._device}: repeats one picture"
            if not self._is_mine(turn):
                break
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
