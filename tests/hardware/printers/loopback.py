"""A ZPL printer on the loopback interface that can misbehave in every way that we know of."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from hardware.printers.network import NetworkPrinter, NetworkSettings
from tests.hardware.printers.zpl_printer import Printed, ZplPrinter

QUERY = b"~HS\r\n"


class Fault(StrEnum):
    """How it misbehaves."""

    NONE = "none"
    PAPER_OUT = "out of paper"
    PAUSED = "paused"
    OPEN = "open"
    BUSY = "busy"
    SILENT = "takes a connection and says nothing"
    NONSENSE = "answers what nobody understands"
    CLOSES_AT_ONCE = "closes the line at once"
    CUTS_MID_JOB = "cuts the line in the middle of the job"
    CUTS_AFTER_JOB = "cuts the line when it has the job"
    SILENT_AFTER_JOB = "says nothing when it has the job"
    PAPER_OUT_MID_JOB = "runs out of paper in the middle of the job"


@dataclass
class LoopbackPrinter:
    """Prints what it receives whole; every label that came out is in `printed`."""

    fault: Fault = Fault.NONE
    printed: list[Printed] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, name="loopback printer")
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.getsockname()[1])

    def stop(self) -> None:
        self._ended.set()
        with socket.create_connection(("127.0.0.1", self.port)):
            self._thread.join()
        self._server.close()

    def driver(self, patience_s: float = 0.05) -> NetworkPrinter:
        """The driver for it, with little patience."""
        settings = NetworkSettings("127.0.0.1", self.port, answer_s=0.2, patience_s=patience_s, pause_s=0.005)
        return NetworkPrinter(settings)

    def _serve(self) -> None:
        while True:
            connection, _ = self._server.accept()
            with connection:
                if self._ended.is_set():
                    return
                try:
                    self._talk(connection)
                except (ConnectionError, TimeoutError):
                    continue

    def _talk(self, connection: socket.socket) -> None:
        connection.settimeout(1.0)
        if self.fault is Fault.CLOSES_AT_ONCE:
            return
        received = b""
        has_job = False
        while piece := connection.recv(512):
            if self.fault is Fault.SILENT:
                continue
            received += piece
            while QUERY in received or b"^XZ" in received:
                if received.startswith(QUERY):
                    received = received.removeprefix(QUERY)
                    if not (has_job and self.fault is Fault.SILENT_AFTER_JOB):
                        connection.sendall(self._status(has_job=has_job))
                    continue
                if b"^XZ" not in received:
                    break
                job, _, received = received.partition(b"^XZ")
                received = received.lstrip(b"\n")
                has_job = True
                self._print(job + b"^XZ\n")
                if self.fault is Fault.CUTS_AFTER_JOB:
                    return
            if self.fault is Fault.CUTS_MID_JOB and b"^XA" in received:
                return

    def _print(self, job: bytes) -> None:
        if self.fault is not Fault.PAPER_OUT_MID_JOB:
            machine = ZplPrinter()
            machine.feed(job)
            self.printed += machine.printed

    def _status(self, *, has_job: bool) -> bytes:
        if self.fault is Fault.NONSENSE:
            return b"\x02what\x03\x02do you\x03\x02want\x03"
        stuck = has_job and self.fault is Fault.PAPER_OUT_MID_JOB
        paper = int(self.fault is Fault.PAPER_OUT or stuck)
        paused, is_open = int(self.fault is Fault.PAUSED), int(self.fault is Fault.OPEN)
        remaining = 1 if stuck or self.fault is Fault.BUSY else 0
        lines = (
            f"030,{paper},{paused},0290,000,0,0,0,000,0,0,0",
            f"001,0,{is_open},0,1,2,4,0,{remaining:08},1,000",
            "1234,0",
        )
        return "".join(f"\x02{line}\x03\r\n" for line in lines).encode()


@contextmanager
def loopback(fault: Fault = Fault.NONE) -> Iterator[LoopbackPrinter]:
    """A printer at work; stopped at the end."""
    printer = LoopbackPrinter(fault)
    try:
        yield printer
    finally:
        printer.stop()
