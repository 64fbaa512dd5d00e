"""The Qt side of the wedge: what reaches the window and what does not, with real scan codes."""

from collections.abc import Iterator

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from hardware.devices import DeviceState, DeviceStatus
from hardware.scanners.input_events import Records
from hardware.scanners.layouts import DE, US
from hardware.scanners.wedge import WedgeProfile
from hardware.scanners.wedge_qt import WedgeScanner

if TYPE_CHECKING:
    from hardware.scan import Scan

pytestmark = pytest.mark.screen

NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
CODES = {pair[0]: code for code, pair in reversed(list(US.keys.items())) if code not in range(79, 92)}


class Window(QWindow):
    """Writes down what keys reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, str]] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        self.seen.append(("down", event.text()))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        self.seen.append(("up", event.text()))


class Bench:
    """A filter, a window, and a hand or a scanner that types into it."""

    def __init__(self, profile: WedgeProfile | None = None) -> None:
        self.now = 100.0
        self.scans: list[Scan] = []
        self.statuses: list[DeviceStatus] = []
        self.window = Window()
        self.tapped: list[tuple[bytes, float]] = []
        self.scanner = WedgeScanner(
            profile, "desk", clock=lambda: self.now, tap=lambda chunk, at: self.tapped.append((chunk, at))
        )
        self.scanner.start(self.scans.append, self.statuses.append)

    def send(
        self,
        kind: QEvent.Type,
        character: str,
        modifiers: Qt.KeyboardModifier = NONE,
        *,
        text: str | None = None,
        repeated: bool = False,
    ) -> bool:
        key = Qt.Key(ord(character.upper())) if character != "\r" else Qt.Key.Key_Return
        shown = character if text is None else text
        event = QKeyEvent(kind, key, modifiers, CODES[character], 0, 0, shown, repeated)
        event.setTimestamp(round(self.now * 1000))
        event.ignore()
        QCoreApplication.sendEvent(self.window, event)
        return event.isAccepted()

    def stroke(self, kind: QEvent.Type, code: int) -> None:
        """Press or release a modifier."""
        event = QKeyEvent(kind, Qt.Key.Key_AltGr, NONE, code, 0, 0)
        event.setTimestamp(round(self.now * 1000))
        QCoreApplication.sendEvent(self.window, event)

    def type(self, text: str, gap_s: float = 0.005, modifiers: Qt.KeyboardModifier = NONE) -> None:
        for character in text:
            self.send(PRESS, character, modifiers)
            self.now += gap_s / 2
            self.send(RELEASE, character, modifiers)
            self.now += gap_s / 2

    def roll(self, text: str) -> None:
        """Type as fast people do: each key goes down 30 ms after the one before, and up after 60."""
        start = self.now
        strokes = [
            (start + 0.03 * number + after, kind, each)
            for number, each in enumerate(text)
            for after, kind in ((0, PRESS), (0.06, RELEASE))
        ]
        for self.now, kind, each in sorted(strokes, key=lambda one: one[0]):
            self.send(kind, each)

    def pause(self, seconds: float) -> None:
        """Let the timer fire as if this long had passed, on time."""
        self.now += seconds
        self.scanner.expire()

    @property
    def typed(self) -> str:
        return "".join(text for kind, text in self.window.seen if kind == "down")


@pytest.fixture
def bench(qapp: QGuiApplication) -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.scanner.stop()


def test_a_scan_is_delivered_and_nothing_of_it_reaches_the_window(bench: Bench) -> None:
    bench.type("10a1\r")
    assert [(scan.data, scan.source, scan.device) for scan in bench.scans] == [(b"10a1", "wedge", "desk")]
    assert bench.window.seen == []


def test_the_layout_and_caps_lock_of_the_kiosk_do_not_matter(bench: Bench) -> None:
    for character, text in zip("a1-/\r", "Q&)!\r", strict=True):
        bench.send(PRESS, character, text=text)
        bench.now += 0.004
        bench.send(RELEASE, character, text=text)
    assert [scan.data for scan in bench.scans] == [b"a1-/"]


def test_a_group_separator_survives_a_foreign_layout(bench: Bench) -> None:
    bench.type("10ab")
    bench.send(PRESS, "]", CTRL, text="+")
    bench.send(RELEASE, "]", CTRL, text="+")
    bench.type("21c\r")
    assert [scan.data for scan in bench.scans] == [b"10ab\x1d21c"]
    assert bench.window.seen == []


def test_within_a_burst_no_key_is_a_shortcut_and_outside_it_may_be(bench: Bench) -> None:
    assert not bench.send(QEvent.Type.ShortcutOverride, "]", CTRL)
    bench.send(PRESS, "a")
    assert bench.send(QEvent.Type.ShortcutOverride, "]", CTRL)


def test_a_lone_key_comes_through_after_the_gap_with_its_release(bench: Bench) -> None:
    bench.type("a")
    assert bench.window.seen == []
    bench.pause(0.08)
    assert bench.window.seen == [("down", "a"), ("up", "a")]
    assert bench.scans == []


def test_slow_typing_comes_through_in_order(bench: Bench) -> None:
    for word in ("abc", "def"):
        bench.type(word, gap_s=0.15)
        bench.pause(0.08)
    bench.type("\r")
    assert bench.typed == "abcdef\r"
    assert [kind for kind, _ in bench.window.seen] == ["down", "up"] * 7
    assert bench.scans == []


def test_a_release_after_the_resent_press_passes(bench: Bench) -> None:
    bench.send(PRESS, "a")
    bench.pause(0.08)
    bench.send(RELEASE, "a")
    assert bench.window.seen == [("down", "a"), ("up", "a")]


def test_a_short_burst_is_typing_and_its_gaps_are_logged(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    bench.roll("ab\r")
    assert bench.typed == "ab\r"
    assert caplog.messages == ["no scan: too few characters; gaps in ms: 30"]


def test_a_short_code_is_a_scan_where_every_key_is_as_brief_as_a_scanners(bench: Bench) -> None:
    bench.type("a1\r")
    assert [scan.data for scan in bench.scans] == [b"a1"]
    assert bench.window.seen == []


def test_keys_are_never_written_to_the_log(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    bench.roll("sec\r")
    bench.pause(1)
    bench.roll("secret\r")
    assert caplog.messages
    assert not any("sec" in message for message in caplog.messages)


def test_a_stalled_scan_is_reported(bench: Bench) -> None:
    bench.type("10abc")
    bench.now += 0.1
    bench.type("def\r")
    assert bench.scans == []
    assert bench.statuses[1:] == [DeviceStatus(DeviceState.READY, "no scan: a gap too long")]


def test_a_held_down_key_repeats_without_delay(bench: Bench) -> None:
    bench.send(PRESS, "a")
    bench.pause(0.08)
    bench.send(PRESS, "a", repeated=True)
    bench.send(PRESS, "a", repeated=True)
    assert bench.typed == "aaa"


def test_a_timer_that_was_blocked_lets_the_waiting_keys_come_first(bench: Bench) -> None:
    bench.type("10a")
    stalled_at, bench.now = bench.now, bench.now + 0.6
    bench.scanner.expire()
    bench.now = stalled_at
    bench.type("1b\r")
    assert [scan.data for scan in bench.scans] == [b"10a1b"]


def test_time_stamps_may_start_again_from_zero(bench: Bench) -> None:
    bench.now = 2**32 / 1000 - 0.011
    for character in "10a1b\r":
        for kind in (PRESS, RELEASE):
            key = QKeyEvent(kind, Qt.Key.Key_A, NONE, CODES[character], 0, 0, character)
            key.setTimestamp(round(bench.now * 1000) % 2**32)
            QCoreApplication.sendEvent(bench.window, key)
            bench.now += 0.002
    assert [scan.data for scan in bench.scans] == [b"10a1b"]


def test_without_time_stamps_the_clock_counts(bench: Bench) -> None:
    for character in "10a1\r":
        for kind in (PRESS, RELEASE):
            event = QKeyEvent(kind, Qt.Key.Key_A, NONE, CODES[character], 0, 0, character)
            QCoreApplication.sendEvent(bench.window, event)
            bench.now += 0.03
    assert bench.scans == []
    assert bench.typed == "10a1\r"


def test_shift_is_taken_from_the_key_itself(bench: Bench) -> None:
    bench.type("lot", modifiers=SHIFT)
    bench.type("1\r")
    assert [scan.data for scan in bench.scans] == [b"LOT1"]


def test_keys_for_a_window_that_is_gone_are_dropped(bench: Bench) -> None:
    from shiboken6 import delete

    bench.send(PRESS, "a")
    delete(bench.window)
    bench.pause(0.08)
    assert bench.scans == []


def test_after_stop_held_and_new_keys_pass(qapp: QGuiApplication) -> None:
    bench = Bench()
    bench.type("ab")
    bench.scanner.stop()
    bench.type("c1234\r")
    assert bench.typed == "abc1234\r"
    assert bench.scans == []


def test_keys_shown_to_anything_but_a_window_are_not_counted(bench: Bench) -> None:
    from PySide6.QtCore import QObject

    item = QObject()
    for character in "10a1\r":
        QCoreApplication.sendEvent(item, QKeyEvent(PRESS, Qt.Key.Key_A, NONE, CODES[character], 0, 0, character))
    assert bench.scans == []


def test_of_a_spoilt_scan_only_the_persons_key_reaches_the_window_and_it_is_reported(bench: Bench) -> None:
    bench.type("10a")
    bench.send(PRESS, "q")
    bench.type("1b2345678c3d4e")
    bench.send(PRESS, "\r")
    bench.now += 0.004
    bench.send(RELEASE, "q")
    bench.send(RELEASE, "\r")
    assert bench.window.seen == [("down", "q"), ("up", "q")]
    assert bench.scans == []
    assert bench.statuses[-1] == DeviceStatus(DeviceState.READY, "no scan: somebody typed into it")


def test_a_release_that_comes_within_a_scan_goes_where_its_press_went(bench: Bench) -> None:
    bench.send(PRESS, "q")
    bench.pause(0.08)
    bench.now += 0.13
    bench.type("10a")
    bench.send(RELEASE, "q")
    bench.type("1b\r")
    assert [scan.data for scan in bench.scans] == [b"10a1b"]
    assert bench.window.seen == [("down", "q"), ("up", "q")]


def test_altgr_is_known_by_its_place_on_the_keyboard(qapp: QGuiApplication) -> None:
    bench = Bench(WedgeProfile(layout=DE))
    try:
        bench.type("10a")
        for kind, character in ((PRESS, "q"), (RELEASE, "q")):
            if kind is PRESS:
                bench.stroke(PRESS, 108)
            bench.send(kind, character, Qt.KeyboardModifier.AltModifier)
        bench.stroke(RELEASE, 108)
        bench.type("b\r")
        assert [scan.data for scan in bench.scans] == [b"10a@b"]
    finally:
        bench.scanner.stop()


def test_a_diagnosis_sees_the_keys_as_the_kernel_reports_them(bench: Bench) -> None:
    bench.type("a")
    first, *_, last = (event for chunk, _ in bench.tapped for event in Records().receive(chunk) if event.type == 1)
    assert (first.code, first.value, last.code, last.value) == (30, 1, 30, 0)
    assert last.at - first.at == pytest.approx(0.0025, abs=0.001)
