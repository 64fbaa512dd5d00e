"""A camera as a scanner: takes the newest frame, decodes it, delivers what enough frames agree on."""

import threading
import time
from collections.abc import Callable

from hardware.devices import Deliver, Report
from hardware.scan import Scan
from hardware.scanners.camera.agreement import Agreement
from hardware.scanners.camera.decoder import decode_image
from hardware.scanners.camera.sources import Frame, FrameSource

_FRAME_TIMEOUT_S = 0.5
_JOIN_S = 3.0


class CameraScanner:
    """Decodes in a thread of its own; a symbol that stays in view is one scan."""

    def __init__(self, source: FrameSource, name: str = "", *, clock: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._name = name
        self._clock = clock
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._deliver: Deliver

    def start(self, deliver: Deliver, report: Report) -> None:
        """Begin to look; returns at once."""
        self._deliver = deliver
        self._stopping.clear()
        self._source.start(report)
        self._thread = threading.Thread(target=self._run, name=f"camera scanner {self._name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End and free the camera."""
        self._stopping.set()
        self._source.stop()
        if self._thread is not None:
            self._thread.join(_JOIN_S)

    def _run(self) -> None:
        agreement = Agreement()
        while not self._stopping.is_set():
            frame = self._source.next_frame(_FRAME_TIMEOUT_S)
            if frame is None:
                continue
            began = self._clock()
            self._look(frame, agreement)
            rest_s = self._source.pace_s - (self._clock() - began)
            if rest_s > 0:
                self._stopping.wait(rest_s)

    def _look(self, frame: Frame, agreement: Agreement) -> None:
        height, width = frame.image.shape
        for symbol, agreed in agreement.see(decode_image(frame.image), (width, height)):
            if not self._stopping.is_set():
                self._deliver(Scan(symbol.data, symbol.aim, "camera", self._name, frame.at, agreed))
