"""A scanner without hardware: for the demonstration plant, for training and for tests."""

import time
from collections.abc import Callable

from hardware.devices import Deliver, DeviceState, DeviceStatus, Report
from hardware.scan import Scan
from hardware.scanners.framing import split_aim


class SimulatedScanner:
    """Delivers what it is told to read, in the thread that tells it."""

    def __init__(self, name: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._clock = clock
        self._deliver: Deliver | None = None

    def start(self, deliver: Deliver, report: Report) -> None:
        """Be ready at once."""
        self._deliver = deliver
        report(DeviceStatus(DeviceState.READY))

    def stop(self) -> None:
        """Read nothing more."""
        self._deliver = None

    def read(self, payload: bytes) -> bool:
        """Read one symbol, with or without symbology identifier; False where the scanner is not started."""
        if self._deliver is None:
            return False
        aim, data = split_aim(payload)
        self._deliver(Scan(data, aim, "simulated", self._name, self._clock()))
        return True
