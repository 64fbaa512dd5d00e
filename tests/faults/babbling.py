"""A scanner that goes mad beside a living window: how long the window stood still at most, and what it was told."""

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from hardware.devices import DeviceState, DeviceStatus
from hardware.scanners.serial_port import SerialSettings, serial_scanner

_BEAT_MS = 2
_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Findings:
    """What came of one kind of noise."""

    noise: str
    megabytes: float
    longest_pause_ms: float
    """Of a timer that should fire every 2 ms."""
    scans: int
    states: tuple[DeviceState, ...]

    def __str__(self) -> str:
        return (
            f"{self.noise}: {self.megabytes:.0f} MB, the window paused {self.longest_pause_ms:.0f} ms at most, "
            f"{self.scans} scans, states {', '.join(self.states)}"
        )


class _Ear(QObject):
    """Takes what the scanner's thread says to the thread of the window, as the kiosk does."""

    said = Signal(object)


def run(megabytes: float, seed: int) -> Iterator[Findings]:
    """Send that much of each noise, a tenth of the slowest one; a QCoreApplication must exist in this thread."""
    chance = random.Random(seed)
    size = round(megabytes * 1_000_000)
    yield _run("without an end", b"x" * size)
    yield _run("random bytes", chance.randbytes(size))
    yield _run("tiny codes", b"A1\r" * (size // 30))


def _run(name: str, noise: bytes) -> Findings:
    ear, scans, states = _Ear(), [0], list[DeviceState]()

    def hear(what: object) -> None:
        if isinstance(what, DeviceStatus):
            states.extend([what.state] if states[-1:] != [what.state] else [])
        else:
            scans[0] += 1

    ear.said.connect(hear, Qt.ConnectionType.QueuedConnection)
    master, slave = os.openpty()
    reader = serial_scanner(SerialSettings(os.ttyname(slave)))
    reader.start(ear.said.emit, ear.said.emit)
    _beat_until(lambda: DeviceState.READY in states)
    sender = threading.Thread(target=_send, args=(master, noise))
    sender.start()
    longest_s = _beat_until(lambda: not sender.is_alive())
    reader.stop()
    sender.join()
    os.close(master)
    os.close(slave)
    return Findings(name, len(noise) / 1e6, longest_s * 1000, scans[0], tuple(states))


def _send(master: int, noise: bytes) -> None:
    for start in range(0, len(noise), 4096):
        os.write(master, noise[start : start + 4096])


def _beat_until(is_over: Callable[[], bool]) -> float:
    """Let the window's thread live until something is so; the longest time between two beats, in seconds."""
    beats = [time.perf_counter()]
    longest = 0.0
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(_BEAT_MS)
    end = beats[0] + _PATIENCE_S
    while not is_over():
        QCoreApplication.processEvents()
        if len(beats) > 1:
            longest = max(longest, beats[-1] - beats[-2])
            del beats[:-1]
        assert time.perf_counter() < end, "the window's thread or the scanner's never came to an end"
        time.sleep(0.0005)
    timer.stop()
    return longest
