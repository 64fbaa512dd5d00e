"""The thread that reads a device: opens it, waits while it is not there, decodes what comes, says how it is.

What differs from device to device is below it: a `Link` moves bytes, a `Decoder` makes scans of them.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from hardware.devices import Cause, Deliver, DeviceState, DeviceStatus, Report, Tap
from hardware.scan import Scan
from hardware.scanners.feedback import Feedback
from hardware.scanners.framing import Dropped

RETRY_S = 1.0
"""How often a device that is not there is looked for, in seconds."""
BABBLE_SCANS = 60
"""Most scans and losses in a second; the fastest tunnel of a conveyor reads some twenty."""
_BABBLE_S = 1.0
_JOIN_S = 2.0


class UnavailableError(Exception):
    """A device cannot be opened now; carries the state to report."""

    def __init__(self, state: DeviceState, reason: str, cause: Cause = Cause.NONE) -> None:
        super().__init__(reason)
        self.status = DeviceStatus(state, reason, cause)


class LinkLostError(Exception):
    """A device that was open is gone; the text says what the system said."""


Found = Callable[[], None]
"""Called as soon as a device is found, before it is opened."""


class Link(Protocol):
    """An open device."""

    def read(self) -> bytes:
        """Return what has come; empty after a moment in which nothing did. Raises LinkLostError."""
        ...

    def write(self, data: bytes) -> None:
        """Send a command to the device. Raises LinkLostError."""
        ...

    def wake(self) -> None:
        """End a read that is under way. The one call that may come from another thread."""
        ...

    def close(self) -> None:
        """Free the device."""
        ...


class Decoder(Protocol):
    """Makes scans of what a link read."""

    @property
    def silence_s(self) -> float:
        """How long nothing must come before `silence` is due, in seconds."""
        ...

    def receive(self, chunk: bytes, at: float) -> list[Scan | Dropped]:
        """Feed what was read; returns what is complete now."""
        ...

    def silence(self, at: float) -> list[Scan | Dropped]:
        """Say that nothing came for `silence_s`."""
        ...

    def lost(self) -> list[Dropped]:
        """Give up what is half."""
        ...


class DeviceReader:
    """A scanner that is read in a thread of its own; found again by itself after it was unplugged."""

    def __init__(
        self,
        title: str,
        open_link: Callable[[Found], Link],
        decoder: Decoder,
        *,
        feedback: Feedback | None = None,
        tap: Tap | None = None,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        """Prepare a reader; `title` names the device in reasons, `wait(seconds)` passes the time between two tries.

        `open_link` raises UnavailableError.
        """
        self._title = title
        self._open_link = open_link
        self._decoder = decoder
        self._feedback = feedback or Feedback()
        self._tap = tap
        self._clock = clock
        self._stopping = threading.Event()
        self._wait = wait or self._stopping.wait
        self._deliver: Deliver
        self._report: Report
        self._said = DeviceStatus(DeviceState.ABSENT)
        self._thread: threading.Thread | None = None
        self._link: Link | None = None
        self._to_write: deque[bytes] = deque()
        self._recent: deque[float] = deque(maxlen=BABBLE_SCANS)

    def start(self, deliver: Deliver, report: Report) -> None:
        """Look for the device, open it and read until `stop`; a missing one is waited for."""
        self._deliver, self._report = deliver, report
        self._said = DeviceStatus(DeviceState.ABSENT)
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name=f"scanner {self._title}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread, which closes the device: closing it from here would break the read under way."""
        self._stopping.set()
        link, thread = self._link, self._thread
        if link is not None:
            link.wake()
        if thread is not None:
            thread.join(_JOIN_S)

    def answer(self, *, is_good: bool) -> None:
        """Let the scanner itself say what became of its scan; returns at once, does nothing where it cannot."""
        command = self._feedback.good if is_good else self._feedback.bad
        link = self._link
        if command and link is not None:
            self._to_write.append(command)
            link.wake()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._link = self._open()
            if self._link is not None:
                self._read_until_lost(self._link)
            if not self._stopping.is_set():
                self._wait(RETRY_S)

    def _open(self) -> Link | None:
        try:
            link = self._open_link(self._say_found)
        except UnavailableError as error:
            self._say(error.status)
            return None
        self._to_write.clear()
        self._recent.clear()
        self._say(DeviceStatus(DeviceState.READY))
        return link

    def _say_found(self) -> None:
        if self._said.state is not DeviceState.FAILING:
            self._say(DeviceStatus(DeviceState.CONNECTING))

    def _read_until_lost(self, link: Link) -> None:
        """Read until the device is gone or `stop` is called. A half frame dies with the device, by name."""
        last_at, lost = self._clock(), ""
        while not lost and not self._stopping.is_set():
            try:
                while self._to_write:
                    link.write(self._to_write.popleft())
                chunk = link.read()
            except LinkLostError as error:
                lost = str(error) or "no answer"
                continue
            now = self._clock()
            if chunk:
                last_at = now
                if self._tap is not None:
                    self._tap(chunk, now)
                self._pass_on(self._decoder.receive(chunk, now), now)
            elif now - last_at >= self._decoder.silence_s:
                last_at = now
                self._pass_on(self._decoder.silence(now), now)
                self._calm_down(now)
        self._link = None
        link.close()
        half = self._decoder.lost()
        if lost:
            reason = "; ".join([f"{self._title} is lost: {lost}", *map(str, half)])
            self._say(DeviceStatus(DeviceState.ABSENT, reason, Cause.UNPLUGGED))

    def _pass_on(self, found: list[Scan | Dropped], now: float) -> None:
        for one in found:
            if self._stopping.is_set():
                return
            if self._is_babbling(now):
                reason = f"{self._title} sends more than {BABBLE_SCANS} codes a second; they are not taken"
                self._say(DeviceStatus(DeviceState.FAILING, reason, Cause.BABBLING))
            elif isinstance(one, Scan):
                self._deliver(one)
            else:
                self._say(DeviceStatus(DeviceState.READY, str(one)))

    def _is_babbling(self, now: float) -> bool:
        """Count one more scan or loss; true while there were too many in a second, and until there was quiet."""
        self._calm_down(now)
        is_full = len(self._recent) == BABBLE_SCANS
        self._recent.append(now)
        return self._said.cause is Cause.BABBLING or (is_full and now - self._recent[0] < _BABBLE_S)

    def _calm_down(self, now: float) -> None:
        """Trust a device again that has said nothing for a second."""
        if self._said.cause is Cause.BABBLING and now - self._recent[-1] >= _BABBLE_S:
            self._recent.clear()
            self._say(DeviceStatus(DeviceState.READY))

    def _say(self, status: DeviceStatus) -> None:
        """Report changes, and every loss; a device that is looked for each second is news only once."""
        is_loss = status.state is DeviceState.READY and bool(status.reason)
        if not self._stopping.is_set() and (status != self._said or is_loss):
            self._said = status
            self._report(status)
