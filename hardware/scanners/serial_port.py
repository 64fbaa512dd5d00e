"""A scanner on a serial port, USB-CDC or RS-232: found again by itself after it was unplugged."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hardware.devices import Deliver, DeviceState, DeviceStatus, Report
from hardware.scan import Scan
from hardware.scanners.framing import CR, Dropped, Framer, Profile

if TYPE_CHECKING:
    from serial import Serial

RETRY_S = 1.0
"""How often a port that is not there is looked for, in seconds."""
_READ_S = 0.2
_JOIN_S = 2.0


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """What has to be known of the port. USB-CDC scanners ignore the speed."""

    path: str
    """Such as `/dev/serial/by-id/...`, which is the same after replugging, or `COM3`."""
    baud: int = 9600
    profile: Profile = CR


class SerialScanner:
    """Reads one port in a thread of its own and frames what comes."""

    def __init__(
        self,
        settings: SerialSettings,
        name: str = "",
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        """Prepare a reader; `wait(seconds)` passes the time between two tries."""
        self._settings = settings
        self._clock = clock
        self._stopping = threading.Event()
        self._wait = wait or self._stopping.wait
        self._framer = Framer(settings.profile, source="serial", device=name)
        self._deliver: Deliver
        self._report: Report
        self._said = DeviceStatus(DeviceState.ABSENT)
        self._thread: threading.Thread | None = None
        self._port: Serial | None = None

    def start(self, deliver: Deliver, report: Report) -> None:
        """Look for the port, open it and read until `stop`; a missing port is waited for."""
        self._deliver, self._report = deliver, report
        self._said = DeviceStatus(DeviceState.ABSENT)
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name=f"serial {self._settings.path}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread, which closes the port: closing it from here would break the read under way."""
        self._stopping.set()
        port, thread = self._port, self._thread
        if port is not None:
            port.cancel_read()
        if thread is not None:
            thread.join(_JOIN_S)

    def _run(self) -> None:
        while not self._stopping.is_set():
            port = self._open()
            if port is not None:
                self._read_until_lost(port)
            if not self._stopping.is_set():
                self._wait(RETRY_S)

    def _open(self) -> "Serial | None":
        from serial import Serial

        path, profile = self._settings.path, self._settings.profile
        if sys.platform != "win32" and not Path(path).exists():
            self._say(DeviceState.ABSENT, f"{path} is not there")
            return None
        self._say(DeviceState.CONNECTING)
        try:
            port = Serial(path, self._settings.baud, timeout=min(_READ_S, profile.silence_s), exclusive=True)
        except ValueError as error:
            self._say(DeviceState.FAILING, f"{path} cannot run at {self._settings.baud} baud: {error}")
            return None
        except _port_errors() as error:
            self._say(DeviceState.FAILING, f"{path} cannot be opened: {error}")
            return None
        self._port = port
        self._say(DeviceState.READY)
        return port

    def _read_until_lost(self, port: "Serial") -> None:
        """Read until the port is gone or `stop` is called. A half frame dies with the port, by name."""
        last_at, lost = self._clock(), ""
        while not lost and not self._stopping.is_set():
            try:
                chunk = port.read(port.in_waiting or 1)
            except _port_errors() as error:
                lost = str(error)
                continue
            now = self._clock()
            if chunk:
                last_at = now
                self._pass_on(self._framer.receive(chunk, now))
            elif now - last_at >= self._settings.profile.silence_s:
                last_at = now
                self._pass_on(self._framer.silence(now))
        self._port = None
        port.close()
        half = self._framer.lost()
        if lost:
            self._say(DeviceState.ABSENT, "; ".join([f"{self._settings.path} is lost: {lost}", *map(str, half)]))

    def _pass_on(self, found: list[Scan | Dropped]) -> None:
        for one in found:
            if self._stopping.is_set():
                return
            if isinstance(one, Scan):
                self._deliver(one)
            else:
                self._say(DeviceState.READY, str(one))

    def _say(self, state: DeviceState, reason: str = "") -> None:
        """Report changes, and every loss; a port that is looked for each second is news only once."""
        status, before = DeviceStatus(state, reason), self._said
        retried = state is DeviceState.CONNECTING and before.state is DeviceState.FAILING
        if self._stopping.is_set() or retried or (status == before and not reason.startswith("dropped")):
            return
        self._said = status
        self._report(status)


def _port_errors() -> tuple[type[Exception], ...]:
    """Everything that a port which was pulled out can raise; TypeError is pyserial's own slip."""
    from serial import SerialException

    if sys.platform == "win32":
        return (SerialException, OSError, TypeError)
    import termios

    return (SerialException, OSError, termios.error, TypeError)
