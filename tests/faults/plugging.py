"""Plugs scanners in and out, each time in the middle of a code; counts what is left of threads, files and memory."""

import gc
import tempfile
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from hardware.devices import DeviceState
from hardware.scanners.evdev_grab import EvdevSettings, InputIdentity, evdev_scanner
from hardware.scanners.hid_pos import hid_pos_scanner
from hardware.scanners.usb import UsbIdentity
from tests.hardware.scanners import devices, serial_cable
from tests.hardware.scanners.event_devices import Machine, open_files
from tests.hardware.scanners.hid import Hid, report

_WARM_UP = 10
MOST_BYTES = 64 * 1024
"""What may be left of memory in all: caches of the interpreter that fill in the first cycles."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left over."""

    threads: int
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What came of one kind of device."""

    kind: str
    cycles: int
    scans: int
    left: Left

    def __str__(self) -> str:
        return (
            f"{self.kind}: {self.cycles} times plugged in and pulled out within a code, {self.scans} scans, none half; "
            f"left over: {self.left.threads} threads, {self.left.files} files, {self.left.bytes} bytes"
        )


@dataclass(frozen=True, slots=True)
class Cable:
    """A device in the hand of the test."""

    bench: devices.Bench
    start: Callable[[], None]
    plug: Callable[[], None]
    send: Callable[[str], None]
    """Sends `whole`, or `half` without an end."""
    pull: Callable[[], None]


def run(times: int) -> list[Findings]:
    """Let each kind of device come and go that often; every tenth time its reader is stopped and started too."""
    with tempfile.TemporaryDirectory(prefix="lotline-plugging-") as folder:
        kinds = (("serial", _serial), ("evdev", _evdev), ("hidpos", _hid_pos))
        return [_run_kind(kind, make, Path(folder) / kind, times) for kind, make in kinds]


def _run_kind(kind: str, make: Callable[[Path], AbstractContextManager[Cable]], folder: Path, times: int) -> Findings:
    folder.mkdir()
    threads, files = threading.active_count(), open_files()
    tracemalloc.start()
    with make(folder) as cable:
        cable.start()
        for number in range(_WARM_UP):
            _cycle(cable, number)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for number in range(times):
            _cycle(cable, number)
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    left = Left(threading.active_count() - threads, len(open_files() - files), grown)
    return Findings(kind, times, times, left)


def _cycle(cable: Cable, number: int) -> None:
    """Plug in, one whole code, half a code, pull out; raises AssertionError where it does not go as it should."""
    bench = cable.bench
    bench.waiting.get(timeout=devices.PATIENCE_S)
    cable.plug()
    bench.tries.release()
    while bench.status().state is not DeviceState.READY:
        pass
    cable.send("whole")
    scan = bench.scan()
    assert scan.data == b"whole", scan
    cable.send("half")
    cable.pull()
    lost = bench.status()
    assert lost.state is DeviceState.ABSENT, lost
    assert lost.reason.endswith("dropped 4 bytes: unfinished"), lost
    assert bench.scans.empty(), "half a scan was delivered"
    bench.tapped.clear()
    if number % 10 == 9:
        bench.close()
        bench.forget()
        cable.start()


@contextmanager
def _serial(folder: Path) -> Iterator[Cable]:
    bench = serial_cable.Bench(folder)

    def send(text: str) -> None:
        payload = text.encode() + (b"\r" if text == "whole" else b"")
        bench.send(payload)
        bench.wait_until_read(len(payload))

    yield Cable(bench, bench.open, bench.plug, send, bench.pull)
    bench.close()


@contextmanager
def _evdev(folder: Path) -> Iterator[Cable]:
    bench, machine = devices.Bench(), Machine(folder)
    settings = EvdevSettings(InputIdentity("", 0x05E0, 0x1200))

    def start() -> None:
        bench.start(
            lambda clock, wait: evdev_scanner(settings, tap=bench.tap, clock=clock, wait=wait, finder=machine.finder)
        )

    def send(text: str) -> None:
        machine.send("event3", f"{text}\r" if text == "whole" else text)

    yield Cable(bench, start, lambda: machine.plug("event3"), send, lambda: machine.pull("event3"))
    bench.close()


@contextmanager
def _hid_pos(folder: Path) -> Iterator[Cable]:
    bench, hid = devices.Bench(), Hid()

    def start() -> None:
        bench.start(
            lambda clock, wait: hid_pos_scanner(UsbIdentity(0x05E0, 0x1300), clock=clock, wait=wait, api=lambda: hid)
        )

    def pull() -> None:
        hid.collections.clear()
        hid.incoming.put(OSError("gone"))

    def send(text: str) -> None:
        hid.incoming.put(report(text.encode(), "]C1", more=text == "half"))

    yield Cable(bench, start, hid.plug, send, pull)
    bench.close()
