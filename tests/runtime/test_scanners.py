"""Configured scanners at work, and how they are."""

from pathlib import Path

import pytest

from hardware.devices import Cause, Deliver, DeviceState, DeviceStatus, Report, Tap
from hardware.scan import Scan
from hardware.scanners.camera.sight import Sight, Taken, Viewer
from hardware.scanners.reader import DeviceReader
from kiosk.config import ConfigError, ScannerProfile, Settings
from kiosk.runtime import scanners
from kiosk.snapshot import Mood


class Taker:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, object]] = []

    def scan(self, scan: Scan) -> None:
        self.told.append(("scan", scan.data))

    def offer(self, scans: tuple[Scan, ...], *, is_more: bool) -> None:
        self.told.append(("offer", (scans, is_more)))

    def see(self, sight: Sight) -> None:
        self.told.append(("sight", sight))

    def report_scanner(self, text: str, *, ok: bool) -> None:
        self.told.append((text, ok))

    def lose_scan(self, why: str) -> None:
        self.told.append(("lost", why))


class Device(DeviceReader):
    """A scanner that does what the test says."""

    deliver: Deliver
    report: Report

    def __init__(self, tap: Tap) -> None:
        self.tap = tap
        self.stopped = False
        self.answers: list[bool] = []

    def start(self, deliver: Deliver, report: Report) -> None:
        self.deliver, self.report = deliver, report

    def stop(self) -> None:
        self.stopped = True

    def answer(self, *, is_good: bool) -> None:
        self.answers.append(is_good)


class Diagnosis:
    """Writes down what it sees."""

    def __init__(self) -> None:
        self.seen: list[tuple[object, ...]] = []

    def see_status(self, name: str, status: DeviceStatus) -> None:
        self.seen.append((name, status.state))

    def see_raw(self, name: str, chunk: bytes, at: float) -> None:
        self.seen.append((name, chunk, at))

    def see_scan(self, scan: Scan) -> None:
        self.seen.append((scan.device, scan.data))


@pytest.fixture
def devices(monkeypatch: pytest.MonkeyPatch) -> dict[str, Device]:
    opened: dict[str, Device] = {}

    def open_(address: str, name: str, tap: Tap) -> Device:
        return opened.setdefault(name, Device(tap))

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


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (DeviceStatus(DeviceState.FAILING, "x", Cause.BUSY), "Scanner in other use"),
        (DeviceStatus(DeviceState.FAILING, "x", Cause.FORBIDDEN), "Scanner not permitted"),
        (DeviceStatus(DeviceState.FAILING, "x"), "Scanner failing"),
        (DeviceStatus(DeviceState.ABSENT, "x", Cause.UNPLUGGED), "Scanner unplugged"),
    ],
)
def test_the_strip_says_why(devices: dict[str, Device], status: DeviceStatus, text: str) -> None:
    taker = Taker()
    profiles = {"desk": ScannerProfile("sim://a")}
    with scanners.connected_scanners(Settings(scanners=(), scanner_profiles=profiles), taker):
        devices["desk"].report(status)
    assert taker.told[-1] == (text, False)


def test_while_a_diagnosis_watches_nothing_goes_to_the_work(devices: dict[str, Device]) -> None:
    taker, diagnosis = Taker(), Diagnosis()
    with scanners.connected_scanners(Settings(scanners=("sim://a",)), taker) as connected:
        device = devices["sim://a"]
        device.report(DeviceStatus(DeviceState.READY))
        device.tap(b"unseen", 1.0)
        connected.watch(diagnosis)
        device.tap(b"L1\r", 2.0)
        device.deliver(Scan(b"L1", device="sim://a"))
        device.report(DeviceStatus(DeviceState.READY, "dropped half a frame"))
        connected.watch(None)
        device.deliver(Scan(b"L2"))
    assert diagnosis.seen == [
        ("sim://a", DeviceState.READY),
        ("sim://a", b"L1\r", 2.0),
        ("sim://a", b"L1"),
        ("sim://a", DeviceState.READY),
    ]
    assert [each for each in taker.told if each[0] in ("scan", "lost")] == [("scan", b"L2")]


def test_a_scanner_says_itself_what_became_of_its_scan(devices: dict[str, Device]) -> None:
    with scanners.connected_scanners(Settings(scanners=("sim://a", "sim://b")), Taker()) as connected:
        for mood in Mood:
            connected.answer(Scan(b"L1", device="sim://b"), mood)
        connected.answer(Scan(b"typed"), Mood.DONE)
    assert devices["sim://a"].answers == []
    assert len(devices["sim://b"].answers) == 4, "nothing for what is neutral, and nothing for a duplicate"
    assert sum(devices["sim://b"].answers) == 2


def test_an_address_that_cannot_be_meant_frees_the_others(tmp_path: Path) -> None:
    settings = Settings(scanners=(f"camera-folder://{tmp_path}", "nonsense://x"))
    with pytest.raises(ConfigError, match="scanner nonsense"), scanners.connected_scanners(settings, Taker()):
        pytest.fail("nothing may run on a wrong address")


class SeeingDevice(Device):
    """A camera."""

    def __init__(self) -> None:
        super().__init__(lambda _chunk, _at: None)
        self.viewer: Viewer | None = None
        self.asked: list[object] = []

    def take_still(self, taken: Taken) -> None:
        self.asked.append(taken)

    def look_again(self, done: tuple[Scan, ...] = ()) -> None:
        self.asked.append("again")


def test_a_camera_tells_what_it_sees_and_takes_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    camera = SeeingDevice()
    monkeypatch.setattr(scanners, "open_scanner", lambda *_: camera)
    taker, diagnosis = Taker(), Diagnosis()
    offered = (Scan(b"L1", device="bench"), Scan(b"L2", device="bench"))
    with scanners.connected_scanners(Settings(scanners=("camera://0",)), taker) as connected:
        assert camera.viewer is not None
        camera.viewer.offer(offered, is_more=True)
        assert taker.told[-1] == ("offer", (offered, True))
        connected.watch(diagnosis)
        camera.viewer.offer(offered, is_more=False)
        assert [each[1] for each in diagnosis.seen[-2:]] == [b"L1", b"L2"], "a diagnosis is given all of them"
        assert connected.take_still(taker.told.append)  # type: ignore[arg-type]
        connected.look_again(())
    assert camera.asked[-1] == "again"
    assert len(camera.asked) == 2


def test_without_a_camera_there_is_no_picture(devices: dict[str, Device]) -> None:
    assert devices == {}
    with scanners.connected_scanners(Settings(scanners=("sim://a",)), Taker()) as connected:
        assert not connected.take_still(lambda _: None)
        connected.look_again(())
