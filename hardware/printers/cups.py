"""A printer behind CUPS, through its programs `lp` and `lpstat`: ZPL as it is, or a PDF for office printers."""

import os
import re
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from hardware.printers.label import Label, LabelError
from hardware.printers.pdf import single
from hardware.printers.printer import PrintEnd, PrintResult, Trouble
from hardware.printers.zpl import zpl

_ACCEPTED = re.compile(r"request id is (\S+)")


@dataclass(frozen=True, slots=True)
class CupsSettings:
    """Which queue, and how long it is waited for."""

    queue: str
    dpi: int = 203
    form: str = "zpl"
    """`zpl` or `pdf`."""
    answer_s: float = 10.0
    """Seconds for a program of CUPS to end."""
    patience_s: float = 60.0
    """Seconds until nobody waits for the end of a job any longer."""
    pause_s: float = 0.5


class CupsPrinter:
    """Hands labels to CUPS and waits until they have left its queue."""

    def __init__(self, settings: CupsSettings) -> None:
        self._settings = settings
        self._closing = threading.Event()

    @property
    def dpi(self) -> int:
        """Dots an inch."""
        return self._settings.dpi

    def print_label(self, label: Label, copies: int) -> PrintResult:
        """Hand the label over, and wait until CUPS has passed it on."""
        queue = self._settings.queue
        try:
            data = single(label) if self._settings.form == "pdf" else zpl(label)
        except LabelError as error:
            return PrintResult(PrintEnd.FAILED, Trouble.LABEL, str(error))
        if hindrance := self.look():
            return hindrance
        options = () if self._settings.form == "pdf" else ("-o", "raw")
        try:
            sent = self._run(("lp", "-d", queue, "-n", str(copies), *options), data)
        except OSError as error:
            return PrintResult(PrintEnd.NOT_READY, Trouble.ABSENT, f"lp cannot be run: {error}")
        except subprocess.TimeoutExpired:
            return PrintResult(PrintEnd.UNKNOWN, Trouble.LOST, "lp did not end; CUPS may have the label or not")
        accepted = _ACCEPTED.search(sent.stdout)
        if sent.returncode or accepted is None:
            return PrintResult(PrintEnd.NOT_READY, Trouble.REFUSED, _first_line(sent) or "lp did not take the label")
        return self._wait_for(accepted[1])

    def look(self) -> PrintResult | None:
        """Ask CUPS about its queue."""
        queue = self._settings.queue
        try:
            state = self._run(("lpstat", "-p", queue))
        except (OSError, subprocess.TimeoutExpired) as error:
            return PrintResult(PrintEnd.NOT_READY, Trouble.SILENT, f"CUPS does not answer: {error}")
        if state.returncode:
            return PrintResult(PrintEnd.NOT_READY, Trouble.ABSENT, _first_line(state) or f"CUPS does not know {queue}")
        if " disabled " in state.stdout:
            return PrintResult(PrintEnd.NOT_READY, Trouble.PAUSED, _first_line(state))
        return None

    def close(self) -> None:
        """Wait no longer."""
        self._closing.set()

    def _wait_for(self, request: str) -> PrintResult:
        until = time.monotonic() + self._settings.patience_s
        while time.monotonic() < until:
            try:
                waiting = self._run(("lpstat", "-W", "not-completed", "-o", self._settings.queue))
            except (OSError, subprocess.TimeoutExpired) as error:
                return PrintResult(
                    PrintEnd.UNKNOWN, Trouble.LOST, f"CUPS has {request} and does not answer any more: {error}"
                )
            if waiting.returncode:
                return PrintResult(PrintEnd.UNKNOWN, Trouble.LOST, f"CUPS has {request}: {_first_line(waiting)}")
            if request not in {line.split()[0] for line in waiting.stdout.splitlines() if line.strip()}:
                return PrintResult(PrintEnd.PRINTED)
            if self._closing.wait(self._settings.pause_s):
                return PrintResult(PrintEnd.UNKNOWN, Trouble.ENDED, f"the program ended while CUPS had {request}")
        return PrintResult(PrintEnd.UNKNOWN, Trouble.STUCK, f"CUPS still has {request}; look at the printer")

    def _run(self, command: Sequence[str], data: bytes | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program of CUPS; its words in English, whatever the language of this computer."""
        done = subprocess.run(  # noqa: S603 - a fixed program, the queue is from the settings
            command,
            input=data or b"",
            capture_output=True,
            timeout=self._settings.answer_s,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
        said = (done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))
        return subprocess.CompletedProcess(done.args, done.returncode, *said)


def _first_line(done: subprocess.CompletedProcess[str]) -> str:
    said = (done.stderr.strip() or done.stdout.strip()).splitlines()
    return said[0].strip() if said else ""
