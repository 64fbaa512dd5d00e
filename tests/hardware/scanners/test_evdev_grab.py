"""Keyboards that are taken away from everybody else: found by what they say of themselves, grabbed, unplugged."""

import errno
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("the input events of Linux", allow_module_level=True)

from hardware.devices import Cause, DeviceState, DeviceStatus
from hardware.scanners.evdev_grab import EvdevSettings, InputIdentity, evdev_scanner, grab
from hardware.scanners.reader import UnavailableError
from tests.hardware.scanners.devices import PATIENCE_S, Bench
from tests.hardware.scanners.event_devices import Machine, open_files

ZEBRA = InputIdentity(vendor=0x05E0, product=0x1200)
READY = DeviceStatus(DeviceState.READY)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    yield machine
    machine.close()


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.close()


def start(bench: Bench, machine: Machine, identity: InputIdentity = ZEBRA) -> None:
    settings = EvdevSettings(identity)
    bench.start(lambda clock, wait: evdev_scanner(settings, "dock", clock=clock, wait=wait, finder=machine.finder))


def states(bench: Bench, count: int) -> list[DeviceState]:
    return [bench.status().state for _ in range(count)]


def test_a_scan_arrives_from_a_grabbed_device(bench: Bench, machine: Machine) -> None:
    machine.plug("event3")
    start(bench, machine)
    assert states(bench, 2) == [DeviceState.CONNECTING, DeviceState.READY]
    machine.send("event3", "]C110A\r")
    scan = bench.scan()
    assert (scan.data, scan.aim, scan.source, scan.device) == (b"10A", "]C1", "evdev", "dock")
    assert machine.grabbed == ["event3"]


def test_all_nodes_of_one_device_are_grabbed_and_nobody_elses(bench: Bench, machine: Machine) -> None:
    machine.plug("event3", phys="usb-1/input0")
    machine.plug("event4", phys="usb-1/input1")
    machine.plug("event5", phys="usb-2/input0", ids="046d c31c")
    start(bench, machine)
    states(bench, 2)
    machine.send("event4", "by the second node\r")
    assert bench.scan().data == b"by the second node"
    assert machine.grabbed == ["event3", "event4"]


def test_two_scanners_of_one_make_are_told_apart_or_refused_with_what_to_add(machine: Machine) -> None:
    machine.plug("event3", uniq="S1", phys="usb-1/input0")
    machine.plug("event4", uniq="S2", phys="usb-2/input0")
    for identity, node in (
        (InputIdentity("", 0x05E0, 0x1200, "S2"), "event4"),
        (InputIdentity("", 0x05E0, 0x1200, "", "usb-1"), "event3"),
    ):
        assert machine.finder.paths(identity) == [machine.devices / node]
    with pytest.raises(
        UnavailableError, match=r"serial=S1 port=usb-1, serial=S2 port=usb-2.*add serial= or port="
    ) as no:
        machine.finder.paths(ZEBRA)
    assert no.value.status.cause is Cause.AMBIGUOUS


def test_a_link_by_id_names_a_device(machine: Machine, tmp_path: Path) -> None:
    machine.plug("event3")
    machine.plug("event9", phys="usb-2/input0", ids="046d c31c")
    link = tmp_path / "usb-Zebra-event-kbd"
    link.symlink_to(machine.devices / "event3")
    assert machine.finder.paths(InputIdentity(str(link))) == [machine.devices / "event3"]


def test_a_node_that_is_pulled_while_it_is_looked_at_is_passed_over(machine: Machine) -> None:
    machine.plug("event3")
    (machine.sysfs / "event4").mkdir()
    assert machine.finder.paths(ZEBRA) == [machine.devices / "event3"]


def test_a_missing_device_is_waited_for_and_found(bench: Bench, machine: Machine) -> None:
    start(bench, machine)
    assert bench.status() == DeviceStatus(DeviceState.ABSENT, "05e0:1200 is not there")
    bench.try_again()
    bench.waiting.get(timeout=PATIENCE_S)
    machine.plug("event7")
    bench.tries.release()
    assert states(bench, 2) == [DeviceState.CONNECTING, DeviceState.READY], "still absent is no news"
    machine.send("event7", "A1\r")
    assert bench.scan().data == b"A1"


@pytest.mark.parametrize(
    ("number", "cause", "says"),
    [
        (errno.EBUSY, Cause.BUSY, "in use by another program"),
        (errno.EACCES, Cause.FORBIDDEN, 'SUBSYSTEM=="input"'),
        (errno.EIO, Cause.NONE, "cannot be opened"),
    ],
)
def test_what_keeps_it_from_being_opened_is_said(
    bench: Bench, machine: Machine, number: int, cause: Cause, says: str
) -> None:
    machine.plug("event3")
    machine.refuses = number
    start(bench, machine)
    bench.status()
    refused = bench.status()
    assert (refused.state, refused.cause) == (DeviceState.FAILING, cause)
    assert says in refused.reason


def test_a_refused_grab_leaves_no_file_open(machine: Machine) -> None:
    machine.plug("event3")
    machine.refuses = errno.EBUSY
    before = open_files()
    with pytest.raises(UnavailableError):
        machine.finder.open(ZEBRA, lambda: None)
    assert open_files() - before == frozenset()


def test_unplugging_within_a_code_drops_the_half_and_replugging_reads_on(bench: Bench, machine: Machine) -> None:
    machine.plug("event3")
    start(bench, machine)
    states(bench, 2)
    machine.send("event3", "whole\rhalf")
    assert bench.scan().data == b"whole"
    machine.pull("event3")
    lost = bench.status()
    assert (lost.state, lost.cause) == (DeviceState.ABSENT, Cause.UNPLUGGED)
    assert lost.reason.endswith("dropped 4 bytes: unfinished")
    machine.plug("event12")
    bench.try_again()
    states(bench, 2)
    machine.send("event12", "next\r")
    assert bench.scan().data == b"next"
    assert bench.scans.empty()


def test_stop_ends_the_thread_and_gives_the_keys_back(bench: Bench, machine: Machine) -> None:
    before = open_files()
    machine.plug("event3")
    start(bench, machine)
    states(bench, 2)
    assert bench.reader is not None
    bench.reader.stop()
    bench.reader.stop()
    assert not any(thread.name.startswith("scanner") for thread in threading.enumerate())
    assert len(open_files() - before) == 1, "the test's own end of the pipe"


def test_only_a_real_event_device_can_be_grabbed(tmp_path: Path) -> None:
    with (tmp_path / "file").open("w") as file, pytest.raises(OSError, match="Inappropriate ioctl"):
        grab(file.fileno())
