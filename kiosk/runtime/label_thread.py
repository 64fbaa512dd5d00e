"""The thread that prints: nobody waits for it, neither the operator nor the ledger."""

import logging
import queue
import threading
from collections.abc import Callable

from hardware.printers.label import LabelError
from hardware.printers.printer import PrintEnd, Printer, PrintResult, Trouble
from kiosk.domain.errors import KioskError
from kiosk.runtime.label_desk import LabelOrder, make_label

_log = logging.getLogger(__name__)

RETRY_S = 5.0
"""Seconds until a printer that was not ready is tried again."""

Ended = Callable[[int, PrintResult], None]


class LabelThread:
    """Prints one label after the other, and says what came of each."""

    def __init__(self, printer: Printer, ended: Ended, free: Callable[[], None], retry_s: float = RETRY_S) -> None:
        """`ended` is told the number and the end of each job, then `free` that the next may come."""
        self._printer = printer
        self._ended = ended
        self._free = free
        self._retry_s = retry_s
        self._orders: queue.SimpleQueue[LabelOrder | None] = queue.SimpleQueue()
        self._untold: list[tuple[int, PrintResult]] = []
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="labels", daemon=True)
        self._thread.start()

    def print_order(self, order: LabelOrder) -> None:
        """Take a job; returns at once."""
        self._orders.put(order)

    def stop(self) -> None:
        """Begin nothing more and give up waiting for the printer; `ended` is told nothing from now on."""
        self._closing.set()
        self._printer.close()

    def join(self) -> list[tuple[int, PrintResult]]:
        """After `stop`: wait for the end. Gives what came of the jobs that `ended` was not told of any more."""
        self._orders.put(None)
        self._thread.join()
        return self._untold

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            result = self._attempt(order)
            if self._closing.is_set():
                self._untold.append((order.number, result))
                continue
            self._ended(order.number, result)
            if result.end is PrintEnd.NOT_READY:
                self._closing.wait(self._retry_s)
            self._free()

    def _attempt(self, order: LabelOrder) -> PrintResult:
        try:
            label, copies = make_label(order, self._printer.dpi)
        except (LabelError, KioskError) as error:
            return PrintResult(PrintEnd.FAILED, Trouble.LABEL, str(error))
        except Exception as error:  # the edge of the thread: nothing was sent, and it is said  # noqa: BLE001
            _log.exception("label %d was not made", order.number)
            return PrintResult(PrintEnd.FAILED, Trouble.LABEL, f"{type(error).__name__}: {error}")
        if self._closing.is_set():
            return PrintResult(PrintEnd.NOT_READY, Trouble.ENDED)
        try:
            return self._printer.print_label(label, copies)
        except Exception as error:  # the same edge: it may have been sent  # noqa: BLE001
            _log.exception("label %d may have been printed", order.number)
            return PrintResult(PrintEnd.UNKNOWN, Trouble.LOST, f"{type(error).__name__}: {error}")
