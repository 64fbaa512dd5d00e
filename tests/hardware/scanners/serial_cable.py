"""A serial scanner at a pseudo-terminal, with a cable that can be pulled."""

import os
import queue
from pathlib import Path

from hardware.devices import DeviceState
from hardware.scanners.feedback import SERIAL_FEEDBACK
from hardware.scanners.framing import CR, Profile
from hardware.scanners.serial_port import SerialSettings, serial_scanner
from tests.hardware.scanners import devices


class Bench(devices.Bench):
    """A cable that can be pulled."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.link = folder / "scanner"
        self.master = self.slave = -1
        self.fresh: queue.Queue[bytes] = queue.Queue()

    def tap(self, chunk: bytes, at: float) -> None:
        super().tap(chunk, at)
        self.fresh.put(chunk)

    def plug(self) -> None:
        self.master, self.slave = os.openpty()
        self.link.symlink_to(os.ttyname(self.slave))

    def pull(self) -> None:
        self.link.unlink()
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = -1

    def open(self, profile: Profile = CR, baud: int = 9600, feedback: str = "none") -> None:
        settings = SerialSettings(str(self.link), baud, profile)
        answers = SERIAL_FEEDBACK[feedback]
        self.start(
            lambda clock, wait: serial_scanner(settings, "dock", feedback=answers, tap=self.tap, clock=clock, wait=wait)
        )

    def send(self, payload: bytes) -> None:
        os.write(self.master, payload)

    def wait_until_read(self, size: int) -> None:
        """Wait until the reader has taken that many bytes, which a pulled terminal would lose."""
        while size > 0:
            size -= len(self.fresh.get(timeout=devices.PATIENCE_S))

    def states(self, count: int) -> list[DeviceState]:
        return [self.status().state for _ in range(count)]

    def close(self) -> None:
        super().close()
        if self.master >= 0:
            os.close(self.slave)
            os.close(self.master)
