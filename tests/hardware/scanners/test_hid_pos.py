"""HID POS scanners by a canned hidapi: found, woken, unplugged, answered."""

import errno
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.devices import Cause, DeviceState
from hardware.scanners import hid_pos
from hardware.scanners.feedback import HID_FEEDBACK
from hardware.scanners.hid_pos import hid_pos_scanner
from hardware.scanners.usb import UsbIdentity
from tests.hardware.scanners.devices import PATIENCE_S, Bench
from tests.hardware.scanners.hid import Hid, report, reports

HONEYWELL = UsbIdentity(0x0C2E, 0x0B61)
ZEBRA = UsbIdentity(0x05E0, 0x1300)


@pytest.fixture
def hid() -> Hid:
    return Hid()


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.close()


def start(bench: Bench, hid: Hid, identity: UsbIdentity = HONEYWELL) -> None:
    feedback = HID_FEEDBACK["honeywell"]
    bench.start(
        lambda clock, wait: hid_pos_scanner(
            identity, "dock", feedback=feedback, clock=clock, wait=wait, api=lambda: hid
        )
    )


def test_a_scan_arrives_with_identifier_and_controls(bench: Bench, hid: Hid) -> None:
    hid.plug(page=0xFF8C, path=b"/dev/hidraw0")
    hid.plug()
    start(bench, hid)
    for each in reports(b"10AB\x1d21" + b"7" * 60, "]d2"):
        hid.incoming.put(each)
    scan = bench.scan()
    assert (scan.data, scan.aim, scan.source, scan.device) == (b"10AB\x1d21" + b"7" * 60, "]d2", "hid_pos", "dock")
    assert hid.opened == [b"/dev/hidraw1"], "the collection that carries scans, not the vendor's"


@pytest.mark.parametrize(("identity", "features"), [(HONEYWELL, [b"\xfe\x01"]), (ZEBRA, [])])
def test_who_has_to_be_woken_is_woken(bench: Bench, hid: Hid, identity: UsbIdentity, features: list[bytes]) -> None:
    hid.plug()
    start(bench, hid, identity)
    assert [bench.status().state for _ in range(2)] == [DeviceState.CONNECTING, DeviceState.READY]
    assert hid.features == features


def test_one_that_cannot_be_woken_fails_and_is_closed(bench: Bench, hid: Hid) -> None:
    hid.plug()
    hid.takes_features = False
    start(bench, hid)
    bench.status()
    assert "does not take the report" in bench.status().reason
    assert hid.closed == 1


def test_unplugging_within_a_scan_drops_the_half(bench: Bench, hid: Hid) -> None:
    hid.plug()
    start(bench, hid)
    [bench.status() for _ in range(2)]
    hid.incoming.put(report(b"half", "]C1", more=True))
    hid.incoming.put(OSError("read error"))
    lost = bench.status()
    assert (lost.state, lost.cause) == (DeviceState.ABSENT, Cause.UNPLUGGED)
    assert lost.reason == "0c2e:0b61 is lost: read error; dropped 4 bytes: unfinished"
    bench.try_again()
    [bench.status() for _ in range(2)]
    hid.incoming.put(report(b"next", "]C1"))
    assert bench.scan().data == b"next"
    assert hid.closed == 1


def test_a_keyboard_of_that_name_says_how_to_switch_it(bench: Bench, hid: Hid) -> None:
    hid.plug(page=1)
    start(bench, hid)
    refused = bench.status()
    assert refused.state is DeviceState.FAILING
    assert "no HID POS scanner now" in refused.reason


def test_two_of_a_kind_are_refused_without_and_found_with_a_serial_number(bench: Bench, hid: Hid) -> None:
    hid.plug(b"/dev/hidraw1", serial="S1")
    hid.plug(b"/dev/hidraw2", serial="S2")
    start(bench, hid)
    assert bench.status().cause is Cause.AMBIGUOUS
    bench.close()
    bench.start(
        lambda clock, wait: hid_pos_scanner(UsbIdentity(0x05E0, 1, "S2"), clock=clock, wait=wait, api=lambda: hid)
    )
    [bench.status() for _ in range(2)]
    assert hid.opened == [b"/dev/hidraw2"]


@pytest.mark.skipif(sys.platform != "linux", reason="hidapi says why a device does not open everywhere but on Linux")
def test_why_it_does_not_open_is_asked_of_the_system(
    bench: Bench, hid: Hid, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(path: bytes, flags: int) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    hid.plug(str(tmp_path / "hidraw1").encode())
    hid.refuses = OSError("open failed")
    monkeypatch.setattr("os.open", refuse)
    start(bench, hid)
    bench.status()
    refused = bench.status()
    assert refused.cause is Cause.FORBIDDEN
    assert 'SUBSYSTEM=="hidraw"' in refused.reason


def test_it_is_answered_by_an_output_report(bench: Bench, hid: Hid) -> None:
    hid.plug()
    start(bench, hid)
    [bench.status() for _ in range(2)]
    assert bench.reader is not None
    bench.reader.answer(is_good=False)
    assert hid.written.get(timeout=PATIENCE_S) == b"\xfd\x03\x16\x07\r"
    bench.reader.answer(is_good=True)
    assert hid.written.empty(), "one beep is what every read makes, so yes is silence"


@pytest.mark.skipif(sys.platform != "linux", reason="the module of Linux")
def test_the_library_that_is_installed_has_what_is_used_of_it() -> None:
    api = hid_pos.load_hidapi()
    assert api.enumerate(0x0C2E, 0x0B61) == []
    device = importlib.import_module("hidraw").device()
    with pytest.raises(OSError, match="open failed"):
        device.open_path(b"/dev/no-such-device")
    with pytest.raises(ValueError, match="not open"):
        device.read(65, 50)
    device.close()
