"""Serial scanners over pseudo-terminals: unplugged, replugged, taken by others, cut off within a code."""

import os
import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals exist on POSIX systems only", allow_module_level=True)

from serial import Serial

from hardware.devices import DeviceState, DeviceStatus
from hardware.scan import Scan
from hardware.scanners.framing import CR, IDLE, STX_ETX, Profile
from hardware.scanners.serial_port import SerialScanner, SerialSettings

PATIENCE_S = 10
READY = DeviceStatus(DeviceState.READY)


class Bench:
    """A cable that can be pulled, a clock and a wait that the test moves."""

    def __init__(self, folder: Path) -> None:
        self.link = folder / "scanner"
        self.master = self.slave = -1
        self.now = 100.0
        self.tick_s = 0.0
        self.scans: queue.Queue[Scan] = queue.Queue()
        self.statuses: queue.Queue[DeviceStatus] = queue.Queue()
        self.tries = threading.Semaphore(0)
        self.waiting: queue.Queue[float] = queue.Queue()
        self.scanner: SerialScanner | None = None

    def plug(self) -> None:
        self.master, self.slave = os.openpty()
        self.link.symlink_to(os.ttyname(self.slave))

    def pull(self) -> None:
        self.link.unlink()
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = -1

    def start(self, profile: Profile = CR, baud: int = 9600) -> None:
        settings = SerialSettings(str(self.link), baud, profile)
        self.scanner = SerialScanner(settings, "dock", clock=self._clock, wait=self._wait)
        self.scanner.start(self.scans.put, self.statuses.put)

    def _clock(self) -> float:
        self.now += self.tick_s
        return self.now

    def _wait(self, seconds: float) -> None:
        self.waiting.put(seconds)
        self.tries.acquire()

    def send(self, payload: bytes) -> None:
        os.write(self.master, payload)

    def scan(self) -> Scan:
        return self.scans.get(timeout=PATIENCE_S)

    def status(self) -> DeviceStatus:
        return self.statuses.get(timeout=PATIENCE_S)

    def states(self, count: int) -> list[DeviceState]:
        return [self.status().state for _ in range(count)]

    def close(self) -> None:
        self.tries.release(1000)
        if self.scanner is not None:
            self.scanner.stop()
        if self.master >= 0:
            os.close(self.slave)
            os.close(self.master)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.close()


def test_one_trigger_is_one_scan_even_when_it_comes_in_pieces(bench: Bench) -> None:
    bench.plug()
    bench.start()
    assert bench.states(2) == [DeviceState.CONNECTING, DeviceState.READY]
    for piece in (b"]C1", b"10A\x1d21", b"7\r\n", b"B2\r"):
        bench.send(piece)
    assert bench.scan() == Scan(b"10A\x1d217", "]C1", "serial", "dock", 100.0)
    assert bench.scan().data == b"B2"
    assert bench.scans.empty()


def test_any_byte_passes_the_line_unchanged(bench: Bench) -> None:
    payload = bytes(value for value in range(256) if value not in {2, 3})
    bench.plug()
    bench.start(STX_ETX)
    bench.states(2)
    bench.send(b"\x02" + payload + b"\x03")
    assert bench.scan().data == payload


def test_without_end_mark_silence_ends_the_scan(bench: Bench) -> None:
    bench.plug()
    bench.start(IDLE)
    bench.states(2)
    bench.tick_s = 0.1
    bench.send(b"A1")
    assert bench.scan().data == b"A1"


def test_a_port_that_is_not_there_is_waited_for_and_reported_once(bench: Bench) -> None:
    bench.start()
    assert bench.status() == DeviceStatus(DeviceState.ABSENT, f"{bench.link} is not there")
    for _ in range(3):
        assert bench.waiting.get(timeout=PATIENCE_S) == 1.0
        bench.tries.release()
    bench.waiting.get(timeout=PATIENCE_S)
    assert bench.statuses.empty()
    bench.plug()
    bench.tries.release()
    assert bench.states(2) == [DeviceState.CONNECTING, DeviceState.READY]


def test_unplugging_within_a_code_drops_the_half_and_replugging_reads_on(bench: Bench) -> None:
    bench.plug()
    bench.start()
    bench.states(2)
    bench.send(b"whole\rhalf")
    assert bench.scan().data == b"whole"
    bench.pull()
    lost = bench.status()
    assert lost.state is DeviceState.ABSENT
    assert lost.reason.endswith("dropped 4 bytes: unfinished")
    bench.waiting.get(timeout=PATIENCE_S)
    bench.plug()
    bench.tries.release()
    assert bench.states(2) == [DeviceState.CONNECTING, DeviceState.READY]
    bench.send(b"next\r")
    assert bench.scan().data == b"next"
    assert bench.scans.empty()


def test_unplugging_between_codes_loses_nothing(bench: Bench) -> None:
    bench.plug()
    bench.start()
    bench.states(2)
    bench.pull()
    lost = bench.status()
    assert lost.state is DeviceState.ABSENT
    assert "dropped" not in lost.reason


def test_an_oversize_code_is_reported_and_not_delivered(bench: Bench) -> None:
    bench.plug()
    bench.start()
    bench.states(2)
    for piece in (b"7" * 2000, b"7" * 2000, b"7" * 2000, b"\rnext\r"):
        bench.send(piece)
    assert "longer than any symbol" in bench.status().reason
    assert bench.scan().data == b"next"


def test_silence_within_a_code_is_reported_and_the_rest_is_not_joined(bench: Bench) -> None:
    bench.plug()
    bench.start()
    bench.states(2)
    bench.tick_s = 1.5
    bench.send(b"half")
    assert bench.status() == DeviceStatus(DeviceState.READY, "dropped 4 bytes: unfinished")
    bench.send(b"whole\r")
    assert bench.scan().data == b"whole"


def test_a_port_taken_by_another_program_fails_with_a_reason_and_recovers(bench: Bench) -> None:
    bench.plug()
    with Serial(str(bench.link), exclusive=True):
        bench.start()
        assert bench.status() == DeviceStatus(DeviceState.CONNECTING)
        refused = bench.status()
        assert refused.state is DeviceState.FAILING
        assert str(bench.link) in refused.reason
        bench.waiting.get(timeout=PATIENCE_S)
        bench.tries.release()
        bench.waiting.get(timeout=PATIENCE_S)
        assert bench.statuses.empty()
    bench.tries.release()
    assert bench.status() == READY


def test_a_speed_that_the_port_cannot_run_at_fails_with_a_reason(bench: Bench) -> None:
    bench.plug()
    bench.start(baud=-1)
    bench.status()
    refused = bench.status()
    assert refused.state is DeviceState.FAILING
    assert "cannot run at -1 baud" in refused.reason


def test_our_port_refuses_a_second_reader(bench: Bench) -> None:
    bench.plug()
    bench.start()
    bench.states(2)
    with pytest.raises(OSError, match="lock"):
        Serial(str(bench.link), exclusive=True)


def test_stop_ends_the_thread_and_frees_the_port(bench: Bench) -> None:
    bench.plug()
    bench.start()
    bench.states(2)
    assert bench.scanner is not None
    bench.scanner.stop()
    assert not any(thread.name.startswith("serial") for thread in threading.enumerate())
    Serial(str(bench.link), exclusive=True).close()
    bench.send(b"late\r")
    assert bench.scans.empty()


def test_it_can_be_started_again(bench: Bench) -> None:
    bench.plug()
    bench.start()
    bench.states(2)
    assert bench.scanner is not None
    bench.scanner.stop()
    bench.scanner.start(bench.scans.put, bench.statuses.put)
    bench.states(2)
    bench.send(b"A1\r")
    assert bench.scan().data == b"A1"


def test_stop_before_start_does_no_harm(bench: Bench) -> None:
    SerialScanner(SerialSettings(str(bench.link))).stop()
    assert bench.scans.empty()
