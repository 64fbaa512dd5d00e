"""Serial scanners over pseudo-terminals: unplugged, replugged, taken by others, cut off within a code."""

import errno
import os
import select
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals exist on POSIX systems only", allow_module_level=True)

from serial import Serial
from serial.tools.list_ports_common import ListPortInfo

from hardware.devices import Cause, DeviceState, DeviceStatus
from hardware.scan import Scan
from hardware.scanners.framing import IDLE, STX_ETX
from hardware.scanners.permissions import refusal
from hardware.scanners.reader import BABBLE_SCANS, UnavailableError
from hardware.scanners.serial_port import SerialSettings, path_of, serial_scanner
from hardware.scanners.usb import UsbIdentity
from tests.hardware.scanners.devices import PATIENCE_S
from tests.hardware.scanners.serial_cable import Bench

READY = DeviceStatus(DeviceState.READY)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.close()


def test_one_trigger_is_one_scan_even_when_it_comes_in_pieces(bench: Bench) -> None:
    bench.plug()
    bench.open()
    assert bench.states(2) == [DeviceState.CONNECTING, DeviceState.READY]
    for piece in (b"]C1", b"10A\x1d21", b"7\r\n", b"B2\r"):
        bench.send(piece)
    assert bench.scan() == Scan(b"10A\x1d217", "]C1", "serial", "dock", 100.0)
    assert bench.scan().data == b"B2"
    assert bench.scans.empty()


def test_any_byte_passes_the_line_unchanged(bench: Bench) -> None:
    payload = bytes(value for value in range(256) if value not in {2, 3})
    bench.plug()
    bench.open(STX_ETX)
    bench.states(2)
    bench.send(b"\x02" + payload + b"\x03")
    assert bench.scan().data == payload


def test_without_end_mark_silence_ends_the_scan(bench: Bench) -> None:
    bench.plug()
    bench.open(IDLE)
    bench.states(2)
    bench.tick_s = 0.1
    bench.send(b"A1")
    assert bench.scan().data == b"A1"


def test_a_port_that_is_not_there_is_waited_for_and_reported_once(bench: Bench) -> None:
    bench.open()
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
    bench.open()
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
    bench.open()
    bench.states(2)
    bench.pull()
    lost = bench.status()
    assert lost.state is DeviceState.ABSENT
    assert "dropped" not in lost.reason


def test_an_oversize_code_is_reported_and_not_delivered(bench: Bench) -> None:
    bench.plug()
    bench.open()
    bench.states(2)
    for piece in (b"7" * 2000, b"7" * 2000, b"7" * 2000, b"\rnext\r"):
        bench.send(piece)
    assert "longer than any symbol" in bench.status().reason
    assert bench.scan().data == b"next"


def test_silence_within_a_code_is_reported_and_the_rest_is_not_joined(bench: Bench) -> None:
    bench.plug()
    bench.open()
    bench.states(2)
    bench.tick_s = 1.5
    bench.send(b"half")
    assert bench.status() == DeviceStatus(DeviceState.READY, "dropped 4 bytes: unfinished")
    bench.send(b"whole\r")
    assert bench.scan().data == b"whole"


def test_a_port_taken_by_another_program_fails_with_a_reason_and_recovers(bench: Bench) -> None:
    bench.plug()
    with Serial(str(bench.link), exclusive=True):
        bench.open()
        assert bench.status() == DeviceStatus(DeviceState.CONNECTING)
        refused = bench.status()
        assert (refused.state, refused.cause) == (DeviceState.FAILING, Cause.BUSY)
        assert f"{bench.link} is in use by another program" in refused.reason
        bench.waiting.get(timeout=PATIENCE_S)
        bench.tries.release()
        bench.waiting.get(timeout=PATIENCE_S)
        assert bench.statuses.empty()
    bench.tries.release()
    assert bench.status() == READY


def test_a_speed_that_the_port_cannot_run_at_fails_with_a_reason(bench: Bench) -> None:
    bench.plug()
    bench.open(baud=-1)
    bench.status()
    refused = bench.status()
    assert refused.state is DeviceState.FAILING
    assert "cannot run at -1 baud" in refused.reason


def test_our_port_refuses_a_second_reader(bench: Bench) -> None:
    bench.plug()
    bench.open()
    bench.states(2)
    with pytest.raises(OSError, match="lock"):
        Serial(str(bench.link), exclusive=True)


def test_stop_ends_the_thread_and_frees_the_port(bench: Bench) -> None:
    bench.plug()
    bench.open()
    bench.states(2)
    assert bench.reader is not None
    bench.reader.stop()
    assert not any(thread.name.startswith("scanner") for thread in threading.enumerate())
    Serial(str(bench.link), exclusive=True).close()
    bench.send(b"late\r")
    assert bench.scans.empty()


def test_it_can_be_started_again(bench: Bench) -> None:
    bench.plug()
    bench.open()
    bench.states(2)
    assert bench.reader is not None
    bench.reader.stop()
    bench.reader.start(bench.scans.put, bench.statuses.put)
    bench.states(2)
    bench.send(b"A1\r")
    assert bench.scan().data == b"A1"


def test_stop_before_start_does_no_harm(bench: Bench) -> None:
    serial_scanner(SerialSettings(str(bench.link))).stop()
    assert bench.scans.empty()


@pytest.mark.parametrize(
    ("feedback", "is_good", "sent"),
    [("datalogic", True, b"B"), ("datalogic", False, b"F"), ("honeywell", False, b"\x16\x07\r" * 3)],
)
def test_the_scanner_is_told_what_became_of_its_scan(bench: Bench, feedback: str, is_good: bool, sent: bytes) -> None:
    bench.plug()
    bench.open(feedback=feedback)
    bench.states(2)
    assert bench.reader is not None
    bench.reader.answer(is_good=is_good)
    assert os.read(bench.master, 100) == sent


def test_a_scanner_without_commands_is_told_nothing(bench: Bench) -> None:
    bench.plug()
    bench.open()
    bench.states(2)
    assert bench.reader is not None
    bench.reader.answer(is_good=True)
    bench.reader.answer(is_good=False)
    bench.send(b"A1\r")
    bench.scan()
    assert select.select([bench.master], [], [], 0)[0] == []


def test_what_the_device_sent_is_seen_untouched(bench: Bench) -> None:
    bench.plug()
    bench.open()
    bench.states(2)
    bench.send(b"]C110A\x1d\r\n")
    bench.scan()
    assert b"".join(chunk for chunk, _ in bench.tapped)[:8] == b"]C110A\x1d\r"


def test_a_babbling_device_fails_and_is_trusted_again_after_a_second_of_quiet(bench: Bench) -> None:
    bench.plug()
    bench.open()
    bench.states(2)
    for number in range(BABBLE_SCANS + 1):  # not more: what is still on its way must not meet the clock that runs on
        bench.send(b"%d\r" % number)
    told = bench.status()
    assert (told.state, told.cause) == (DeviceState.FAILING, Cause.BABBLING)
    assert bench.scans.qsize() == BABBLE_SCANS
    bench.tick_s = 0.5
    assert bench.status() == READY
    bench.tick_s = 0
    bench.send(b"after\r")
    assert [bench.scan().data for _ in range(BABBLE_SCANS + 1)][-1] == b"after"


def test_ten_megabytes_without_an_end_are_one_loss(bench: Bench) -> None:
    bench.plug()
    bench.open()
    bench.states(2)
    for _ in range(10 * 256):
        bench.send(b"x" * 4096)
    bench.send(b"\rnext\r")
    assert bench.scan().data == b"next"
    assert [bench.status().reason for _ in range(bench.statuses.qsize())] == [
        "dropped 4097 bytes: longer than any symbol"
    ]


def port(
    device: str, vid: int | None = 0x0C2E, pid: int | None = 0x0B61, serial_number: str | None = "S1"
) -> ListPortInfo:
    made = ListPortInfo(device)
    made.vid, made.pid, made.serial_number = vid, pid, serial_number
    return made


@pytest.mark.parametrize(
    ("wanted", "present", "path"),
    [
        (UsbIdentity(0x0C2E, 0x0B61), [port("/dev/ttyS0", None, None, None), port("/dev/ttyACM3")], "/dev/ttyACM3"),
        (
            UsbIdentity(0x0C2E, 0x0B61, "S2"),
            [port("/dev/ttyACM0"), port("/dev/ttyACM1", serial_number="S2")],
            "/dev/ttyACM1",
        ),
        (
            UsbIdentity(0x0C2E, 0x0B61, "S2"),
            [port("/dev/ttyACM0"), port("/dev/ttyACM1", serial_number=None)],
            DeviceState.ABSENT,
        ),
        (UsbIdentity(0x0C2E, 0x0B61), [port("/dev/ttyACM0"), port("/dev/ttyACM1")], DeviceState.FAILING),
    ],
)
def test_a_port_is_found_by_what_usb_says(
    monkeypatch: pytest.MonkeyPatch, wanted: UsbIdentity, present: list[ListPortInfo], path: str
) -> None:
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: present)
    try:
        found = path_of(wanted)
    except UnavailableError as refused:
        found = refused.status.state
    assert found == path


def test_a_port_without_permission_names_the_rule() -> None:
    refused = refusal("/dev/ttyACM0", PermissionError(errno.EACCES, "Permission denied"), "tty")
    assert refused.status.cause is Cause.FORBIDDEN
    assert "packaging/udev/70-lotline-scanners.rules" in refused.status.reason
    assert 'SUBSYSTEM=="tty"' in refused.status.reason


def test_a_port_that_vanishes_while_it_is_opened_is_absent() -> None:
    assert refusal("/dev/ttyACM0", FileNotFoundError(errno.ENOENT, "gone"), "tty").status.state is DeviceState.ABSENT
