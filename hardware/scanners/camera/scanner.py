"""A camera as a scanner: takes the newest frame, decodes it, delivers what enough frames agree on."""

import logging
import threading
import time
from collections.abc import Callable

from hardware.devices import Deliver, DeviceState, DeviceStatus, Report
from hardware.scan import Scan
from hardware.scanners.camera.agreement import REARM_S, Agreement, Certain
from hardware.scanners.camera.frames import Frame, FrameSource
from hardware.scanners.camera.hints import SteadyHint, hint_for, small_of
from hardware.scanners.camera.live import FrameReader
from hardware.scanners.camera.sight import Hint, Seen, Sight, Still, Taken, Viewer
from hardware.scanners.camera.stills import in_reading_order, in_shares, read_still
from hardware.scanners.camera.symbols import Symbol
from hardware.scanners.camera.zbar import Zbar

_log = logging.getLogger(__name__)

_FRAME_TIMEOUT_S = 0.5
_JOIN_S = 3.0
_SAME_VIEW_S = 1.0
"""A code that becomes certain so soon after another in view came with it: on the same label, or beside it."""
_STILL_WITHIN_S = 3.0
"""A frame for a picture must come so soon."""
_AFTER_FAILURE_S = 0.2
"""Rest after a picture that could not be read, so that a broken source is not asked without a pause."""
_STALE_S = 2.0
"""What waits for others is forgotten after a gap between frames that is so long."""
_PATIENCE_S = 0.7
"""So long a code that is certain waits for others in view to become so too."""
_MUTED_S = 3.0
"""What a picture had must be out of view for so long before it is scanned by itself."""
_Key = tuple[str | None, bytes]


class CameraScanner:
    """Decodes in a thread of its own; a symbol that stays in view is one scan.

    Where several symbols are in view they are offered to the viewer, if there is one, instead of delivered: it depends
    on the work at hand which one is meant. While a picture is looked at by people nothing is scanned.
    """

    def __init__(self, source: FrameSource, name: str = "", *, clock: Callable[[], float] = time.monotonic) -> None:
        self.viewer: Viewer | None = None
        self._source = source
        self._name = name
        self._clock = clock
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._deliver: Deliver
        self._report: Report
        self._of_source = DeviceStatus(DeviceState.READY)
        self._is_failing = False
        """Whether the last picture could not be read."""
        self._lock = threading.Lock()
        self._wanted: tuple[Taken, float] | None = None
        """Who wants a picture, and until when."""
        self._is_looked_at = False
        self._muted: dict[_Key, float] = {}
        """What the last picture had, and when it was seen last."""
        self._waiting: list[Scan] = []
        """What is certain and waits for others in view."""
        self._waiting_since = 0.0
        self._given: set[_Key] = set()
        """What was delivered or offered last, and when."""
        self._given_at = float("-inf")
        self._hint = SteadyHint()

    def start(self, deliver: Deliver, report: Report) -> None:
        """Begin to look; returns at once."""
        self._deliver, self._report = deliver, report
        self._stopping.clear()
        self._source.start(self._note)
        self._thread = threading.Thread(target=self._run, name=f"camera scanner {self._name}", daemon=True)
        self._thread.start()

    def _note(self, status: DeviceStatus) -> None:
        """The source says how it is; that stands again after trouble with single pictures."""
        self._of_source = status
        self._report(status)

    def stop(self) -> None:
        """End and free the camera."""
        self._stopping.set()
        self._source.stop()
        if self._thread is not None:
            self._thread.join(_JOIN_S)

    def take_still(self, taken: Taken) -> None:
        """Read the next frame with all means."""
        with self._lock:
            self._is_looked_at = True
            self._wanted = taken, self._clock() + _STILL_WITHIN_S

    def look_again(self, done: tuple[Scan, ...] = ()) -> None:
        """Scan again what is shown; what was recorded from the picture is mute until it was away."""
        if self._is_looked_at:
            with self._lock:
                self._wanted = None
            self._muted = {(scan.aim, scan.data): self._clock() for scan in done}
            self._is_looked_at = False

    def _run(self) -> None:
        import cv2

        cv2.setNumThreads(1)  # the other cores belong to the window and the ledger
        zbar = Zbar()
        reader = FrameReader(zbar)
        agreement = Agreement(REARM_S if self._source.is_live else 0.0)
        try:
            while not self._stopping.is_set():
                try:
                    self._work(self._source.next_frame(_FRAME_TIMEOUT_S), zbar, reader, agreement)
                except Exception as error:  # whatever a picture does to an engine, the next one is read  # noqa: BLE001
                    _log.exception("a picture was not read")
                    self._fail(error)
                    self._stopping.wait(_AFTER_FAILURE_S)
        finally:
            zbar.close()

    def _work(self, frame: Frame | None, zbar: Zbar, reader: FrameReader, agreement: Agreement) -> None:
        wanted = self._wanted
        if wanted is not None or self._is_looked_at:
            self._waiting.clear()  # what was in view before the picture is part of it, or gone
        if wanted is not None:
            self._picture(frame, zbar, wanted)
        elif frame is not None and not self._is_looked_at:
            self._look_in_time(frame, reader, agreement)
        if frame is not None and self._is_failing:
            self._is_failing = False
            self._report(self._of_source)

    def _fail(self, error: Exception) -> None:
        """Say that a picture could not be read; who waits for it waits no more."""
        if not self._is_failing:
            reason = f"a picture could not be read: {type(error).__name__}: {error}"
            self._report(DeviceStatus(DeviceState.FAILING, reason))
        self._is_failing = True
        wanted = self._wanted
        if wanted is not None and self._is_answered(wanted):
            wanted[0](None)

    def _look_in_time(self, frame: Frame, reader: FrameReader, agreement: Agreement) -> None:
        began = self._clock()
        self._look(frame, reader, agreement)
        rest_s = self._source.pace_s - (self._clock() - began)
        if rest_s > 0:
            self._stopping.wait(rest_s)

    def _look(self, frame: Frame, reader: FrameReader, agreement: Agreement) -> None:
        height, width = frame.image.shape
        symbols = in_reading_order(reader.read(frame.image))
        certain = agreement.see(symbols, (width, height), frame.at)
        self._show(frame, symbols, agreement)
        self._unmute(symbols, frame.at)
        self._collect(certain, symbols, frame.at)

    def _collect(self, certain: list[Certain], symbols: list[Symbol], at: float) -> None:
        """Let what is certain wait a moment for what else is in view, then deliver it alone or offer all of it."""
        new = [self._scan(one.symbol, at, one.reads) for one in certain if not self._is_muted(one.symbol)]
        if at - self._waiting_since > _STALE_S:
            self._waiting.clear()  # no frame has come for long: nobody knows what was in view meanwhile
        if new and not self._waiting:
            self._waiting_since = at
        self._waiting += new
        known = {(scan.aim, scan.data) for scan in self._waiting} | self._given
        is_alone = all((one.aim, one.data) in known or self._is_muted(one) for one in symbols)
        if not self._waiting or self._stopping.is_set():
            return
        if not is_alone and self.viewer is not None and at - self._waiting_since < _PATIENCE_S:
            return
        scans, self._waiting = tuple(self._waiting), []
        is_more = at - self._given_at <= _SAME_VIEW_S
        self._given_at = at
        self._given = {(scan.aim, scan.data) for scan in scans} | (self._given if is_more else set())
        if self.viewer is not None and (len(scans) > 1 or len(symbols) > 1):
            self.viewer.offer(scans, is_more=is_more)
            return
        for scan in scans:
            self._deliver(scan)

    def _show(self, frame: Frame, symbols: list[Symbol], agreement: Agreement) -> None:
        if self.viewer is None:
            return
        size = frame.image.shape[1], frame.image.shape[0]
        seen = tuple(
            Seen(self._scan(one, frame.at, 1), in_shares(one.position, size), is_certain=agreement.has_given(one))
            for one in symbols
        )
        if seen:
            self._hint.clear()
        hint = Hint.NONE if seen else self._hint.see(hint_for(frame.image))
        self.viewer.see(Sight(small_of(frame.image), seen, hint))

    def _picture(self, frame: Frame | None, zbar: Zbar, wanted: tuple[Taken, float]) -> None:
        taken, until = wanted
        if frame is None and self._clock() < until:
            return
        still = None if frame is None else self._still(frame, zbar)
        if self._is_answered(wanted):
            taken(still)

    def _is_answered(self, wanted: tuple[Taken, float]) -> bool:
        """Whether this is still what is wanted; then it is not any more."""
        with self._lock:
            if self._wanted is not wanted:
                return False
            self._wanted = None
            return True

    def _still(self, frame: Frame, zbar: Zbar) -> Still:
        return read_still(frame.image, zbar, lambda symbol: self._scan(symbol, frame.at, 1))

    def _unmute(self, symbols: list[Symbol], at: float) -> None:
        for symbol in symbols:
            if self._is_muted(symbol):
                self._muted[symbol.aim, symbol.data] = at
        self._muted = {key: seen for key, seen in self._muted.items() if at - seen < _MUTED_S}

    def _is_muted(self, symbol: Symbol) -> bool:
        return (symbol.aim, symbol.data) in self._muted

    def _scan(self, symbol: Symbol, at: float, reads: int) -> Scan:
        return Scan(symbol.data, symbol.aim, "camera", self._name, at, reads)
