"""A device that a test holds in its hand: what is sent, when it is pulled, what the clock says."""

import queue
import threading
from collections.abc import Callable

from hardware.devices import DeviceStatus
from hardware.scan import Scan
from hardware.scanners.reader import DeviceReader

PATIENCE_S = 10


class Bench:
    """Takes what a reader says; moves its clock and its waiting."""

    def __init__(self) -> None:
        self.now = 100.0
        self.tick_s = 0.0
        self.scans: queue.Queue[Scan] = queue.Queue()
        self.statuses: queue.Queue[DeviceStatus] = queue.Queue()
        self.tries = threading.Semaphore(0)
        self.waiting: queue.Queue[float] = queue.Queue()
        self.tapped: list[tuple[bytes, float]] = []
        self.reader: DeviceReader | None = None

    def start(self, make: Callable[..., DeviceReader]) -> None:
        """Start the reader that `make(clock=, wait=)` gives."""
        self.reader = make(clock=self.clock, wait=self.wait)
        self.reader.start(self.scans.put, self.statuses.put)

    def clock(self) -> float:
        self.now += self.tick_s
        return self.now

    def tap(self, chunk: bytes, at: float) -> None:
        self.tapped.append((chunk, at))

    def wait(self, seconds: float) -> None:
        self.waiting.put(seconds)
        self.tries.acquire()

    def try_again(self) -> None:
        """Let the reader look for its device once more, as soon as it waits."""
        self.waiting.get(timeout=PATIENCE_S)
        self.tries.release()

    def scan(self) -> Scan:
        return self.scans.get(timeout=PATIENCE_S)

    def status(self) -> DeviceStatus:
        return self.statuses.get(timeout=PATIENCE_S)

    def forget(self) -> None:
        """Be as new, for another reader."""
        fresh = Bench()
        self.scans, self.statuses, self.tries, self.waiting = fresh.scans, fresh.statuses, fresh.tries, fresh.waiting
        self.tapped, self.reader = [], None

    def close(self) -> None:
        self.tries.release(1000)
        if self.reader is not None:
            self.reader.stop()
