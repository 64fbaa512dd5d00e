"""Configured scanners at work, and how they are."""

from pathlib import Path

import pytest

from hardware.devices import Deliver, DeviceState, DeviceStatus, Report
from hardware.errors import DeviceError
from hardware.scan import Scan
from hardware.scanners.camera.sight import Sight
from kiosk.config import Settings
from kiosk.runtime import scanners


class Taker:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, object]] = []

    def scan(self, scan: Scan) -> None:
        self.told.append(("scan", scan.data))

    def offer(self, scans: tuple[Scan, ...]) -> None:
        self.told.append(("offer", scans))

    def see(self, sight: Sight) -> None:
        self.told.append(("sight", sight))

    def report_scanner(self, text: str, *, ok: bool) -> None:
        self.told.append((text, ok))

    def lose_scan(self, why: str) -> None:
        self.told.append(("lost", why))


class Device:
    """A scanner that does what the test says."""

    deliver: Deliver
    report: Report

    def __init__(self) -> None:
        self.stopped = False

    def start(self, deliver: Deliver, report: Report) -> None:
        self.deliver, self.report = deliver, report

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def devices(monkeypatch: pytest.MonkeyPatch) -> dict[str, Device]:
    opened: dict[str, Device] = {}

    def open_(address: str, name: str) -> Device:
        assert name == address
        return opened.setdefault(address, Device())

    monkeypatch.setattr(scanners, "open_scanner", open_)
    return opened


def test_scans_and_states_reach_the_runtime(devices: dict[str, Device]) -> None:
    taker = Taker()
    settings = Settings(scanners=("wedge://", "sim://a", "sim://b"))
    with scanners.connected_scanners(settings, taker):
        assert set(devices) == {"sim://a", "sim://b"}, "the wedge is read by the window"
        first, second = devices["sim://a"], devices["sim://b"]
        first.report(DeviceStatus(DeviceState.READY))
        second.report(DeviceStatus(DeviceState.ABSENT, "not there"))
        first.deliver(Scan(b"L1"))
        second.report(DeviceStatus(DeviceState.READY, "dropped half a frame"))
    assert taker.told == [
        ("Scanner connecting", False),
        ("Scanner connecting", False),
        ("Scanner connecting", False),
        ("Scanner missing", False),
        ("scan", b"L1"),
        ("lost", "dropped half a frame"),
        ("Scanner ready", True),
    ]
    assert first.stopped
    assert second.stopped


def test_an_address_that_cannot_be_meant_frees_the_others(tmp_path: Path) -> None:
    settings = Settings(scanners=(f"camera-folder://{tmp_path}", "nonsense://x"))
    with pytest.raises(DeviceError), scanners.connected_scanners(settings, Taker()):
        pytest.fail("nothing may run on a wrong address")
