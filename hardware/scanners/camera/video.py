"""A video file as a camera: every frame counts, at the times of the film."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from hardware.devices import DeviceState, DeviceStatus, Report
from hardware.scanners.camera.frames import Capture, Frame, gray_of

_USUAL_RATE = 25.0


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

    def start(self, report: Report) -> None:
        """Open the film; what cannot be opened is reported."""
        import cv2

        self._stopping.clear()
        self._began, self._shown = self._clock(), 0
        capture = cv2.VideoCapture(str(self._path), cv2.CAP_FFMPEG)
        if not capture.isOpened():
            capture.release()
            report(DeviceStatus(DeviceState.FAILING, f"{self._path}: not a film, or not there"))
            return
        self._rate = capture.get(cv2.CAP_PROP_FPS) or _USUAL_RATE
        self._capture = capture
        report(DeviceStatus(DeviceState.READY))

    def next_frame(self, timeout_s: float) -> Frame | None:
        """Return the next frame of the film; None after its end, as of a film that could not be opened."""
        is_read, picture = self._capture.read() if self._capture is not None else (False, None)
        if not is_read or picture is None or not picture.size:
            self._wait(timeout_s)
            return None
        self._shown += 1
        return Frame(gray_of(picture), self._began + self._shown / self._rate)

    def stop(self) -> None:
        """Show nothing more."""
        self._stopping.set()
