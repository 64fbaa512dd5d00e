"""A camera as a scanner: takes the newest frame, decodes it, delivers what enough frames agree on."""

import threading
import time
from collections.abc import Callable

from hardware.devices import Deliver, Report
from hardware.scan import Scan
from hardware.scanners.camera.agreement import REARM_S, Agreement
from hardware.scanners.camera.frames import Frame, FrameSource
from hardware.scanners.camera.hints import hint_for, small_of
from hardware.scanners.camera.live import FrameReader
from hardware.scanners.camera.sight import Hint, Seen, Sight
from hardware.scanners.camera.symbols import Symbol
from hardware.scanners.camera.zbar import Zbar

_FRAME_TIMEOUT_S = 0.5
_JOIN_S = 3.0
Offer = Callable[[tuple[Scan, ...]], None]
"""Takes several scans of which one is meant."""
Show = Callable[[Sight], None]


class CameraScanner:
    """Decodes in a thread of its own; a symbol that stays in view is one scan.

    Where several symbols become certain together they are offered (`on_several`) instead of delivered, if somebody
    takes offers: it depends on the work at hand which one is meant.
    """

    def __init__(self, source: FrameSource, name: str = "", *, clock: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._name = name
        self._clock = clock
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._deliver: Deliver
        self._offered: set[tuple[str | None, bytes]] = set()
        self.on_several: Offer | None = None
        self.on_sight: Show | None = None

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
        import cv2

        cv2.setNumThreads(1)  # the other cores belong to the window and the ledger
        zbar = Zbar()
        reader = FrameReader(zbar)
        agreement = Agreement(REARM_S if self._source.is_live else 0.0)
        try:
            while not self._stopping.is_set():
                frame = self._source.next_frame(_FRAME_TIMEOUT_S)
                if frame is None:
                    continue
                began = self._clock()
                self._look(frame, reader, agreement)
                rest_s = self._source.pace_s - (self._clock() - began)
                if rest_s > 0:
                    self._stopping.wait(rest_s)
        finally:
            zbar.close()

    def _look(self, frame: Frame, reader: FrameReader, agreement: Agreement) -> None:
        height, width = frame.image.shape
        symbols = reader.read(frame.image)
        certain = agreement.see(symbols, (width, height), frame.at)
        scans = tuple(self._scan(one.symbol, frame.at, one.reads) for one in certain)
        in_view = tuple(self._scan(one, frame.at, 1) for one in symbols if one.confirmed)
        self._offered &= {_key(one) for one in in_view}
        is_offer = self.on_several is not None and bool(scans) and len(in_view) > 1
        if is_offer:
            self._offered |= {_key(one) for one in in_view}
        self._show(frame, symbols, agreement)
        if self._stopping.is_set():
            return
        if self.on_several is not None and is_offer:
            self.on_several(in_view)
            return
        for scan in scans:
            self._deliver(scan)

    def _show(self, frame: Frame, symbols: list[Symbol], agreement: Agreement) -> None:
        if self.on_sight is None:
            return
        height, width = frame.image.shape
        seen = tuple(
            Seen(
                scan := self._scan(one, frame.at, 1),
                tuple((x / width, y / height) for x, y in one.position),
                is_certain=agreement.has_given(one),
                is_offered=_key(scan) in self._offered,
            )
            for one in symbols
        )
        hint = Hint.CHOOSE if self._offered else Hint.NONE if seen else hint_for(frame.image)
        self.on_sight(Sight(small_of(frame.image), seen, hint))

    def _scan(self, symbol: Symbol, at: float, reads: int) -> Scan:
        return Scan(symbol.data, symbol.aim, "camera", self._name, at, reads)


def _key(scan: Scan) -> tuple[str | None, bytes]:
    return scan.aim, scan.data
