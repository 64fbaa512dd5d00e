"""Gives a session its own thread: inputs are queued in order, every snapshot goes to the listeners."""

import logging
import queue
import threading
from collections.abc import Callable

from hardware.scan import Scan
from hardware.scanners.camera.sight import Sight
from kiosk.runtime.session import Session
from kiosk.snapshot import Snapshot

_log = logging.getLogger(__name__)

Listener = Callable[[Snapshot], None]


class Runtime:
    """Takes inputs from any thread and returns at once; nothing is dropped and nothing overtakes."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._inputs: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._listeners: list[Listener] = []
        self._sight: Sight | None = None
        self._thread = threading.Thread(target=self._work, name="runtime", daemon=True)
        self._thread.start()

    def scan(self, scan: Scan) -> None:
        """A code was read."""
        self._inputs.put(lambda: self._session.take_scan(scan))

    def offer(self, scans: tuple[Scan, ...]) -> None:
        """A camera sees several codes: the one that the step expects is taken, if it is one alone."""
        self._inputs.put(lambda: self._session.choose_among(scans))

    def see(self, sight: Sight) -> None:
        """A camera shows what it sees; only the newest is kept."""
        self._sight = sight

    def newest_sight(self) -> Sight | None:
        """What a camera sees, None before there is a camera."""
        return self._sight

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

    def listen(self, listener: Listener) -> None:
        """Call the listener, on the runtime's thread, with the present snapshot and every new one."""
        self._inputs.put(lambda: self._listeners.append(listener))

    def close(self) -> None:
        """Finish what is queued, then stop."""
        self._inputs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (work := self._inputs.get()) is not None:
            try:
                work()
            except Exception as error:  # the edge of the runtime: the kiosk goes on, and says that it failed  # noqa: BLE001
                _log.exception("an input was not handled")
                self._session.fail(error)
            for listener in self._listeners:
                self._tell(listener)

    def _tell(self, listener: Listener) -> None:
        try:
            listener(self._session.snapshot)
        except Exception:  # the same edge, outwards: one listener that fails does not stop the others  # noqa: BLE001
            _log.exception("a listener failed")
