"""A video file as a camera: every frame counts, at the times of the film."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from hardware.devices import DeviceState, DeviceStatus, Report
from hardware.errors import DeviceError
from hardware.scanners.camera.frames import Capture, Frame, grabbed

_USUAL_RATE = 25.0
_FASTEST_RATE = 1000.0


class VideoCamera:
    """Shows a film once, as fast as it is looked at; its frames carry the times of the film."""

    pace_s = 0.0
    is_live = True

    def __init__(
        self,
        path: str | Path,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        """Prepare a film; `wait(seconds)` passes the time after its end."""
        self._path = Path(path)
        self._clock = clock
        self._stopping = threading.Event()
        self._wait = wait or self._stopping.wait
        self._capture: Capture | None = None
        self._began = 0.0
        self._rate = _USUAL_RATE
        self._shown = 0
        self._is_over = False
        self._report: Report

    def start(self, report: Report) -> None:
        """Begin with the first frame."""
        self._stopping.clear()
        self._report = report
        self._capture, self._is_over = None, False
        self._began, self._shown = self._clock(), 0

    def next_frame(self, timeout_s: float) -> Frame | None:
        """Return the next frame of the film; None after its end, as of a film that could not be opened."""
        if self._capture is None and not self._is_over:
            self._open()
        capture = self._capture
        if capture is None:
            self._wait(timeout_s)
            return None
        try:
            image = grabbed(capture)
        except (DeviceError, MemoryError) as error:
            why = str(error) or "is too large for the memory"
            self._end(capture, DeviceState.FAILING, f"picture {self._shown + 1} {why}")
            return None
        if image is None:
            self._end(capture, *_ended(self._shown))
            return None
        self._shown += 1
        return Frame(image, self._began + self._shown / self._rate)

    def stop(self) -> None:
        """Show nothing more."""
        self._stopping.set()
        self._capture = None

    def _open(self) -> None:
        """Open the film here, in the reader's thread: a disk of the network may let one wait."""
        import cv2

        capture = cv2.VideoCapture(str(self._path), cv2.CAP_FFMPEG)
        if not capture.isOpened():
            capture.release()
            self._is_over = True
            reason = f"{self._path}: not a film, or not there; correct its address"
            self._report(DeviceStatus(DeviceState.FAILING, reason))
            return
        rate = capture.get(cv2.CAP_PROP_FPS)
        self._rate = rate if 0 < rate <= _FASTEST_RATE else _USUAL_RATE
        self._capture = capture
        self._report(DeviceStatus(DeviceState.READY))

    def _end(self, capture: Capture, state: DeviceState, why: str) -> None:
        capture.release()
        self._capture, self._is_over = None, True
        self._report(DeviceStatus(state, f"{self._path}: {why}"))


def _ended(shown: int) -> tuple[DeviceState, str]:
    """What it means that no picture came; a film that ends and one that is cut off look alike."""
    if not shown:
        return DeviceState.FAILING, "gives no picture, expected a film"
    return DeviceState.ABSENT, f"over after {shown} pictures; start again to see it again"
