"""Gives a session its own thread: inputs are queued in order, every snapshot goes to the listeners."""

import logging
import queue
import threading
from collections.abc import Callable
from functools import partial

from hardware.devices import Watcher
from hardware.printers.printer import Printer, PrintResult
from hardware.scan import Scan
from hardware.scanners.camera.sight import Sight, Still
from kiosk.camera_view import CameraView
from kiosk.runtime.camera_view import view_of
from kiosk.runtime.label_thread import RETRY_S, LabelThread
from kiosk.runtime.scanners import Scanners
from kiosk.runtime.session import Session
from kiosk.snapshot import Snapshot

_log = logging.getLogger(__name__)

Listener = Callable[[Snapshot], None]


class Runtime:
    """Takes inputs from any thread and returns at once; nothing is dropped and nothing overtakes."""

    def __init__(self, session: Session, printer: Printer | None = None, retry_s: float = RETRY_S) -> None:
        """With a `printer`, the labels of the session's queue are printed; `retry_s` after one that was not ready."""
        self._session = session
        self._inputs: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._listeners: list[Listener] = []
        self._sight: Sight | None = None
        self._viewed: tuple[Sight, tuple[Scan, ...], CameraView] | None = None
        self._labels: LabelThread | None = None
        self._printer_is_free = False
        if printer is not None:
            self._labels = LabelThread(printer, self._label_ended, self._printer_freed, retry_s)
            self._inputs.put(self._begin_printing)
        self._scanners: Scanners | None = None
        self._thread = threading.Thread(target=self._work, name="runtime", daemon=True)
        self._thread.start()

    def scan(self, scan: Scan) -> None:
        """A code was read."""
        self._inputs.put(lambda: self._take_scan(scan))

    def offer(self, scans: tuple[Scan, ...], *, is_more: bool) -> None:
        """A camera sees several codes: the one that the step expects is taken, if it is one alone."""
        self._inputs.put(lambda: self._session.choose_among(scans, is_more=is_more))

    def see(self, sight: Sight) -> None:
        """A camera shows what it sees; only the newest is kept."""
        self._sight = sight

    def camera_view(self) -> CameraView | None:
        """What a camera sees, the same object until it sees something new; None before there is any. For the window."""
        sight, offered = self._sight, self._session.offered
        if sight is None:
            return None
        if self._viewed is None or self._viewed[0] is not sight or self._viewed[1] is not offered:
            self._viewed = sight, offered, view_of(sight, offered, self._session.words)
        return self._viewed[2]

    def act(self, key: str) -> None:
        """A button was touched."""
        self._inputs.put(lambda: self._session.act(key))

    def enter(self, text: str) -> None:
        """The pad's answer."""
        self._inputs.put(lambda: self._session.enter(text))

    def report_scanner(self, text: str, *, ok: bool) -> None:
        """The state of the scanners has changed."""
        self._inputs.put(lambda: self._session.report_scanner(text, ok=ok))

    def lose_scan(self, why: str) -> None:
        """A scanner vanished in the middle of a code."""
        self._inputs.put(lambda: self._session.lose_scan(why))

    def answer_through(self, scanners: Scanners) -> None:
        """Let these scanners say themselves what became of their scans."""
        self._scanners = scanners

    def watch_scanners(self, watcher: Watcher | None) -> None:
        """Let a diagnosis have all that the scanners send, or with None the work again."""
        if self._scanners is not None:
            self._scanners.watch(watcher)

    def listen(self, listener: Listener) -> None:
        """Call the listener, on the runtime's thread, with the present snapshot and every new one."""
        self._inputs.put(lambda: self._listeners.append(listener))

    def close(self) -> None:
        """Finish what is queued, then stop. A label that is printing is given up, and what is known of it noted."""
        if self._labels is not None:
            self._labels.stop()
        self._inputs.put(None)
        self._thread.join()
        if self._labels is not None:
            for number, result in self._labels.join():
                self._session.labels.end(number, result)

    def _take_scan(self, scan: Scan) -> None:
        verdict = self._session.take_scan(scan).verdict
        if self._scanners is not None and verdict is not None:
            self._scanners.answer(scan, verdict.mood)

    def _work(self) -> None:
        while (work := self._inputs.get()) is not None:
            self._do(work)
            if self._printer_is_free and self._session.labels.waiting:
                self._do(self._hand_out)

    def _serve_tray(self) -> None:
        """Have the picture taken that is wanted; scan again when it is put away."""
        desk = self._session.tray
        if (number := desk.next_request()) is not None:
            if self._scanners is None or not self._scanners.take_still(partial(self._still_taken, number)):
                self._still_taken(number, None)
        elif not desk.is_open and self._scanners is not None:
            self._scanners.look_again(desk.done)

    def _still_taken(self, number: int, still: Still | None) -> None:
        self._inputs.put(lambda: self._session.lay_out(still, number))

    def _do(self, work: Callable[[], object]) -> None:
        """Do one thing, and show what came of it."""
        try:
            work()
            self._serve_tray()
        except Exception as error:  # the edge of the runtime: the kiosk goes on, and says that it failed  # noqa: BLE001
            _log.exception("an input was not handled")
            self._session.fail(error)
        for listener in self._listeners:
            self._tell(listener)

    def _begin_printing(self) -> None:
        self._printer_is_free = True
        self._session.labels.open()
        self._session.labels_changed()

    def _label_ended(self, number: int, result: PrintResult) -> None:
        """The printer's thread says what came of a label."""

        def note() -> None:
            self._session.labels.end(number, result)
            self._session.labels_changed()

        self._inputs.put(note)

    def _printer_freed(self) -> None:
        def free() -> None:
            self._printer_is_free = True

        self._inputs.put(free)

    def _hand_out(self) -> None:
        """Give the printer its next label, once what was shown is shown."""
        order = self._session.labels.next_order()
        if order is not None and self._labels is not None:
            self._printer_is_free = False
            self._labels.print_order(order)
            self._session.labels_changed()

    def _tell(self, listener: Listener) -> None:
        try:
            listener(self._session.snapshot)
        except Exception:  # the same edge, outwards: one listener that fails does not stop the others  # noqa: BLE001
            _log.exception("a listener failed")
