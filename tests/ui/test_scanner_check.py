"""The check of a scanner in the real window: opened by touch, fed by threads and keys, written down, closed."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from zxingcpp import TextMode, read_barcodes

from hardware.devices import Cause, DeviceState, DeviceStatus
from hardware.scan import Scan
from kiosk.config import ConfigError, ScannerProfile, Settings, read_settings
from kiosk.doctor.scanner_check.check import REPEATS, Step
from kiosk.doctor.scanner_check.labels import LAYOUT, SEPARATOR, CheckLabel
from kiosk.identification.transport import Transport
from tests.hardware.scanners.typing import presses
from tests.ui.bench import PANELS, SIZES, Bench
from tests.ui.conftest import OpenBench
from tests.ui.scenes import SCENES
from tests.ui.test_layout import faults

if TYPE_CHECKING:
    from kiosk.ui.viewmodels.scanner_check import ScannerCheckViewModel

pytestmark = pytest.mark.screen
DESK, DOOR = "serial:///dev/serial/by-id/usb-Maker_Scanner_0123456789-if00", "hidpos://0c2e:0b61"
ADDRESSES = ("wedge://", DESK, DOOR, "sim://x")
FORBIDDEN = DeviceStatus(
    DeviceState.FAILING,
    "0c2e:0b61 (/dev/hidraw1): no permission. Install packaging/udev/70-lotline-scanners.rules",
    Cause.FORBIDDEN,
)


class Check:
    """The page on a bench, and a clock for it."""

    def __init__(self, bench: Bench, qtbot: QtBot) -> None:
        self.bench, self.qtbot = bench, qtbot
        self.part: ScannerCheckViewModel = bench.kiosk.view_model.scanner_check_part
        self.now = 1000.0
        self.part._clock = lambda: self.now
        bench.show(SCENES["sign_in"])

    def open(self) -> None:
        self.bench.tap("scannerCheck")
        assert self.part.props.isOpen
        self.part.see_status(DESK, DeviceStatus(DeviceState.READY))
        self.part.see_status(DOOR, FORBIDDEN)
        self.pump()

    def send(self, name: str, data: bytes) -> None:
        """One pull of the trigger, seen from the thread of the scanner; then a pause."""
        self.now += 2
        sender = threading.Thread(target=self.part.see_raw, args=(name, data, self.now))
        sender.start()
        sender.join()
        self.pump()
        self.now += 1
        self.part.look()

    def pump(self) -> None:
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()

    @property
    def step(self) -> Step:
        return self.part._inputs.check.step

    def text(self, name: str) -> str:
        return str(self.bench.item(name).property("text"))

    def all(self, name: str = DESK, separator: bytes = b"|") -> None:
        self.send(name, b"]C0" + LAYOUT.content + b"\r")
        for _ in range(REPEATS + 1):
            self.send(name, b"]C1" + SEPARATOR.content.replace(b"\x1d", separator) + b"\r")


@pytest.fixture
def check(open_bench: OpenBench, qtbot: QtBot, tmp_path: Path) -> Check:
    settings = Settings(sounds=False, scanners=ADDRESSES, file=tmp_path / "kiosk.toml")
    return Check(open_bench(SIZES["1280x800"], settings), qtbot)


def test_it_opens_by_touch_and_shows_every_scanner_with_its_state(check: Check) -> None:
    check.open()
    rows = [(each.name, each.status, each.ok) for each in check.part.scanners_model.records]
    assert rows == [
        ("wedge://", "Scanner ready", True),
        (DESK, "Scanner ready", True),
        (DOOR, "Scanner not permitted", False),
    ]
    assert check.bench.runtime.watcher is check.part
    assert check.part.props.sent.endswith("cannot read a screen."), "our own sentence is shown whole"
    assert {"check.step", "check.skip", "check.close"} <= check.bench.names()
    assert "question" not in check.bench.names(), "the work is out of reach"


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("label", [LAYOUT, SEPARATOR], ids=lambda label: label.name)
def test_the_label_can_be_read_from_the_screen(
    open_bench: OpenBench,
    qtbot: QtBot,
    panel: str,
    label: CheckLabel,
) -> None:
    pixels, millimetre = PANELS[panel]
    check = Check(open_bench(SIZES[pixels], Settings(sounds=False, millimetre=millimetre)), qtbot)
    check.open()
    if label is SEPARATOR:
        check.part.skip()

    def read() -> list[bytes]:
        picture = check.bench.window.grabWindow().convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
        return [bytes(each.bytes) for each in read_barcodes(rows, text_mode=TextMode.Plain)]

    qtbot.wait_until(lambda: read() == [label.content])


def test_the_whole_check_ends_in_the_settings(check: Check, tmp_path: Path) -> None:
    check.open()
    check.all()
    assert check.step is Step.RESULT
    assert [each.icon for each in check.part.found_model.records] == [
        "accepted",
        "warning",
        "accepted",
        "accepted",
        "accepted",
    ]
    check.bench.tap("check.write")
    check.qtbot.wait_until(lambda: check.part.props.hint.startswith("Written"))
    assert check.text("check.hint").startswith("Written to ")
    profile = ScannerProfile(f"{DESK}?profile=cr", Transport(separator="|"))
    assert read_settings(tmp_path / "kiosk.toml").scanner_profiles["serial"] == profile
    check.qtbot.wait_until(lambda: all(each.name != "profile" for each in threading.enumerate()))


def test_a_profile_that_cannot_be_written_says_why(check: Check) -> None:
    check.open()
    check.all()

    def refuse(name: str, profile: ScannerProfile) -> Path:
        raise ConfigError("the disk is full")

    check.part._write = refuse
    check.part.write()
    check.qtbot.wait_until(lambda: check.part.props.hint == "Not written: the disk is full")
    assert check.part.props.canWrite


def test_trouble_stands_first_and_the_step_stays(check: Check) -> None:
    check.open()
    check.send(DESK, b"4006381333931\r")
    assert check.part.found_model.records[0].icon == "refused"
    assert "4006381333931<CR>" in check.part.found_model.records[0].sentence
    assert check.text("check.sent") == "4006381333931<CR>"
    assert check.step is Step.LAYOUT


def test_another_scanner_begins_its_own_check(check: Check) -> None:
    check.open()
    check.send(DESK, b"]C0" + LAYOUT.content + b"\r")
    assert check.step is Step.SEPARATOR
    check.part.see_scan(Scan(LAYOUT.content, "]C0", "simulated", "sim://x"))
    check.part.see_scan(Scan(LAYOUT.content, "]C0", "serial", DESK))
    check.pump()
    assert check.part._inputs.check.name == "sim://x", "of a scanner that shows what it sends, scans do not count"


def test_skip_and_from_the_start(check: Check) -> None:
    check.open()
    check.bench.tap("check.skip")
    assert check.step is Step.SEPARATOR
    check.send(DESK, b"x\r")
    check.bench.tap("check.again")
    assert (check.step, check.part.props.isAnswered) == (Step.LAYOUT, False)


def test_the_keys_of_a_wedge_are_checked_and_neither_work_nor_page_gets_them(check: Check) -> None:
    check.open()
    at = 5000
    for key in presses(f"{LAYOUT.content.decode()}\r"):
        held = Qt.KeyboardModifier.ShiftModifier if key.shift else Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            codes = [(50, Qt.Key.Key_Shift)] if key.shift and kind is QEvent.Type.KeyPress else []
            codes.append((key.scan_code, Qt.Key.Key_A))
            codes += [(50, Qt.Key.Key_Shift)] if key.shift and kind is QEvent.Type.KeyRelease else []
            for code, name in codes:
                event = QKeyEvent(kind, name, held, code, 0, 0, "a")
                event.setTimestamp(at)
                QCoreApplication.sendEvent(check.bench.window, event)
            at += 2
    check.pump()
    check.now = 10.0**9
    check.part.look()
    assert (check.step, check.part._inputs.check.name) == (Step.SEPARATOR, "wedge://")
    assert check.bench.runtime.scans == []


def test_escape_and_the_button_give_the_scanners_back_to_the_work(check: Check) -> None:
    check.open()
    QTest.keyClick(check.bench.window, Qt.Key.Key_Escape)
    check.bench.kiosk.wedge_expired()
    assert (check.part.props.isOpen, check.bench.runtime.watcher) == (False, None)
    check.open()
    check.bench.tap("check.close")
    assert check.bench.runtime.watcher is None
    check.bench.kiosk.view_model.scan(Scan(b"L1"))
    assert [each.data for each in check.bench.runtime.scans] == [b"L1"]
    assert "question" in check.bench.names()


def test_it_is_closed_with_the_runtime(check: Check) -> None:
    check.open()
    check.bench.kiosk.view_model.disconnect_runtime()
    assert not check.part.props.isOpen
    assert check.bench.runtime.watcher is None
    check.part.open()
    assert not check.part.props.isOpen


@pytest.mark.parametrize("name", PANELS)
def test_every_state_of_it_fits_every_panel(open_bench: OpenBench, qtbot: QtBot, name: str) -> None:
    pixels, millimetre = PANELS[name]
    settings = Settings(sounds=False, millimetre=millimetre, scanners=ADDRESSES)
    check = Check(open_bench(SIZES[pixels], settings), qtbot)
    check.open()
    check.bench.settle()
    found = faults(check.bench, "waiting")
    check.send(DESK, b"x" * 4096 + b"\r")
    check.bench.settle()
    found += faults(check.bench, "trouble")
    check.all(separator=b"")
    check.part.see_status(DESK, DeviceStatus(DeviceState.ABSENT, "unplugged", Cause.UNPLUGGED))
    check.bench.settle()
    found += faults(check.bench, "result")
    check.part._look(note="Not written: /etc/lotline/lotline.toml cannot be written: Read-only file system")
    check.bench.settle()
    found += faults(check.bench, "note")
    assert found == []
