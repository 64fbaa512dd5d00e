"""A ZPL printer on the network: raw TCP, usually port 9100. One connection a job.

The printer is asked how it is before anything is sent, and again until it has printed everything: what it took over
the line stands behind the job in its ears, so an idle answer means that the job is done. A printer that does not answer
such questions at all is used with `status=off`; then a job counts as printed when it was handed over whole.
"""

import socket
import threading
import time
from dataclasses import dataclass

from hardware.printers.host_status import QUERY, HostStatus, is_complete, parse_status
from hardware.printers.label import Label, LabelError
from hardware.printers.printer import PrintEnd, PrintResult, Trouble
from hardware.printers.zpl import zpl

PORT = 9100
_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """Where the printer is and how long it is waited for."""

    host: str
    port: int = PORT
    dpi: int = 203
    asks_status: bool = True
    answer_s: float = 3.0
    """Seconds for a connection, for an answer, and for taking a piece of the job."""
    patience_s: float = 30.0
    """Seconds without progress after which nobody waits for the end of a job any longer."""
    pause_s: float = 0.3
    """Seconds between two questions."""


class _SilentError(OSError):
    """The printer does not answer, or says what nobody understands."""


class NetworkPrinter:
    """Speaks ZPL over TCP."""

    def __init__(self, settings: NetworkSettings) -> None:
        self._settings = settings
        self._closing = threading.Event()

    @property
    def dpi(self) -> int:
        """Dots an inch."""
        return self._settings.dpi

    def print_label(self, label: Label, copies: int) -> PrintResult:
        """Send the label, and wait until it is printed."""
        try:
            data = zpl(label, copies)
        except LabelError as error:
            return PrintResult(PrintEnd.FAILED, Trouble.LABEL, str(error))
        connection = self._connect()
        if isinstance(connection, PrintResult):
            return connection
        with connection:
            if hindrance := self._hindrance(connection):
                return hindrance
            try:
                connection.sendall(data)
                return self._wait_until_printed(connection)
            except OSError as error:
                detail = f"the line to {self._settings.host} was lost while printing: {error}"
                return PrintResult(PrintEnd.UNKNOWN, Trouble.LOST, detail)

    def look(self) -> PrintResult | None:
        """Ask it."""
        connection = self._connect()
        if isinstance(connection, PrintResult):
            return connection
        with connection:
            return self._hindrance(connection)

    def close(self) -> None:
        """Wait no longer."""
        self._closing.set()

    def _connect(self) -> socket.socket | PrintResult:
        settings = self._settings
        try:
            connection = socket.create_connection((settings.host, settings.port), settings.answer_s)
        except OSError as error:
            detail = f"no printer at {settings.host}:{settings.port}: {error}"
            return PrintResult(PrintEnd.NOT_READY, Trouble.ABSENT, detail)
        connection.settimeout(settings.answer_s)
        return connection

    def _hindrance(self, connection: socket.socket) -> PrintResult | None:
        """Why nothing should be sent now; None if the printer is ready."""
        if not self._settings.asks_status:
            return None
        try:
            status = self._ask(connection)
        except OSError as error:
            return PrintResult(PrintEnd.NOT_READY, Trouble.SILENT, f"the printer does not say how it is: {error}")
        if status.trouble:
            return PrintResult(PrintEnd.NOT_READY, status.trouble)
        return None if status.is_idle else PrintResult(PrintEnd.NOT_READY, Trouble.BUSY)

    def _wait_until_printed(self, connection: socket.socket) -> PrintResult:
        if not self._settings.asks_status:
            connection.shutdown(socket.SHUT_WR)
            return PrintResult(PrintEnd.PRINTED, detail="handed over; this printer does not say what became of it")
        before, since = HostStatus(), time.monotonic()
        while True:
            status = self._ask(connection)
            if status.is_idle and not status.trouble:
                return PrintResult(PrintEnd.PRINTED)
            if status != before:
                before, since = status, time.monotonic()
            if time.monotonic() - since > self._settings.patience_s:
                return PrintResult(PrintEnd.UNKNOWN, status.trouble or Trouble.STUCK, "not finished")
            if self._closing.wait(self._settings.pause_s):
                return PrintResult(PrintEnd.UNKNOWN, Trouble.ENDED)

    def _ask(self, connection: socket.socket) -> HostStatus:
        """How the printer is; raises OSError if it does not say so in time."""
        connection.sendall(QUERY)
        answer, until = b"", time.monotonic() + self._settings.answer_s
        while not is_complete(answer):
            if time.monotonic() > until:
                raise _SilentError("its answer does not end")
            piece = connection.recv(_CHUNK)
            if not piece:
                raise _SilentError("it closed the line")
            answer += piece
        status = parse_status(answer)
        if status is None:
            raise _SilentError(f"it answers {answer[:80]!r}")
        return status
