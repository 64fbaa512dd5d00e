"""The real window: what is touched and typed reaches the runtime, what the runtime says is seen."""

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from hardware.devices import DeviceState, DeviceStatus
from hardware.scan import Scan
from hardware.sounder import Sound
from kiosk.config import Settings
from kiosk.snapshot import Action, Mood, Snapshot, Verdict
from kiosk.ui.texts import UI_TEXTS
from tests.ui.bench import SIZES, Bench
from tests.ui.conftest import OpenBench
from tests.ui.scenes import BUILD, DEMO_CODES, FAILURE, HOME, LOOK_UP, REFUSED, SCENES

pytestmark = pytest.mark.screen


def test_it_starts_with_a_word_and_without_runtime(bench: Bench) -> None:
    assert bench.item("question").property("text") == UI_TEXTS["ui.starting"]


@pytest.mark.parametrize(
    ("scene", "items"),
    [
        ("sign_in", {"clock", "action.type", "theme"}),
        ("sign_in_choices", {"choice.choose:1", "choice.choose:7"}),
        ("home", {"tile.flow:receive", "tile.flow:recall", "action.sign-out"}),
        ("flow_accepted", {"context", "subject", "lastScans", "action.finish"}),
        ("flow_choices", {"choice.choose:3", "lastScans"}),
        ("flow_number", {"typed", "key.7", "key.enter"}),
        ("flow_text", {"typed", "key.Q", "key.space"}),
        ("look_up", {"lookUp.title", "tab.back", "back.down"}),
        ("look_up_empty", {"lastScans"}),
    ],
)
def test_every_page_shows_what_belongs_to_it(bench: Bench, scene: str, items: set[str]) -> None:
    bench.show(SCENES[scene])
    assert items | {"question", "verdict", "word", "shape"} <= bench.names()


@pytest.mark.parametrize("scene", SCENES)
def test_question_and_verdict_keep_their_place(bench: Bench, scene: str) -> None:
    bench.show(BUILD)
    places = [bench.item(name).mapToScene(QPoint(0, 0)) for name in ("prompt", "verdict")]
    bench.show(SCENES[scene])
    assert [bench.item(name).mapToScene(QPoint(0, 0)) for name in ("prompt", "verdict")] == places


@pytest.mark.parametrize(
    ("snapshot", "name", "key"),
    [
        (BUILD, "action.undo", "undo"),
        (BUILD, "action.finish", "finish"),
        (HOME, "tile.flow:ship", "flow:ship"),
        (SCENES["flow_choices"], "choice.choose:2", "choose:2"),
        (SCENES["flow_number"], "key.cancel", "cancel"),
        (REFUSED, "verdict", "acknowledge"),
    ],
)
def test_a_tap_tells_the_runtime_once(bench: Bench, snapshot: Snapshot, name: str, key: str) -> None:
    bench.show(snapshot)
    bench.tap(name)
    assert bench.runtime.acts == [key]


def test_a_touch_counts_once_and_only_where_it_ends(bench: Bench) -> None:
    bench.show(BUILD)
    finger = QTest.createTouchDevice()
    undo, finish = bench.centre("action.undo"), bench.centre("action.finish")
    QTest.touchEvent(bench.window, finger).press(0, undo).commit()
    assert bench.runtime.acts == []
    QTest.touchEvent(bench.window, finger).release(0, undo).commit()
    assert bench.runtime.acts == ["undo"]
    QTest.touchEvent(bench.window, finger).press(0, finish).commit()
    QTest.touchEvent(bench.window, finger).move(0, undo).commit()
    QTest.touchEvent(bench.window, finger).release(0, undo).commit()
    assert bench.runtime.acts == ["undo"]


def test_what_is_disabled_does_nothing(bench: Bench) -> None:
    bench.show(BUILD)
    bench.tap("action.hold")
    assert bench.runtime.acts == []


def test_a_verdict_that_need_not_be_seen_is_no_button(bench: Bench) -> None:
    bench.show(BUILD)
    bench.tap("verdict")
    assert bench.runtime.acts == []


def test_a_number_is_typed_by_touch(bench: Bench) -> None:
    bench.show(SCENES["flow_number"])
    assert bench.item("typedText").property("text") == "40"
    for key in ("key.3", "key..", "key.5", "key.5", "key.erase"):
        bench.tap(key)
    bench.tap("key.enter")
    assert bench.runtime.entered == ["3.5"]


def test_a_text_is_typed_by_touch_in_capitals_and_small(bench: Bench) -> None:
    bench.show(SCENES["flow_text"])
    for key in ("key.M", "key.-", "key.shift", "key.A", "key.shift", "key.4", "key.0", "key.space", "key.1"):
        bench.tap(key)
    bench.tap("key.enter")
    assert bench.runtime.entered == ["M-a40 1"]


def test_a_text_is_typed_by_pages_on_a_small_panel(open_bench: OpenBench) -> None:
    bench = open_bench(SIZES["1024x600"], Settings(sounds=False, millimetre=6.65))
    bench.show(SCENES["flow_text"])
    assert "key.Q" not in bench.names()
    bench.tap("key.letter0")
    bench.tap("key.more")
    bench.tap("key.letter12")
    bench.tap("key.more")
    bench.tap("key.letter0")
    bench.tap("key.7")
    bench.tap("key.enter")
    assert bench.runtime.entered == ["AZ-7"]


def test_nothing_typed_cannot_be_entered(bench: Bench) -> None:
    bench.show(SCENES["flow_text"])
    bench.tap("key.enter")
    assert bench.runtime.entered == []


def test_what_is_typed_survives_a_snapshot_that_asks_the_same(bench: Bench) -> None:
    asking = SCENES["flow_text"]
    bench.show(asking)
    bench.tap("key.M")
    bench.show(replace(asking, status=replace(asking.status, time="14:08")))
    assert bench.item("typedText").property("text") == "M"


def test_a_refused_answer_stays_until_it_is_typed_anew(bench: Bench) -> None:
    asking = SCENES["flow_number"]
    bench.show(asking)
    bench.tap("key.9")
    bench.tap("key.enter")
    bench.show(replace(asking, verdict=REFUSED.verdict, must_acknowledge=True))
    assert "key.9" not in bench.names()
    bench.show(replace(asking, verdict=REFUSED.verdict))
    assert bench.item("typedText").property("text") == "9"
    bench.tap("key.8")
    assert bench.item("typedText").property("text") == "8"


def test_the_pad_never_covers_the_question(bench: Bench) -> None:
    for scene in ("flow_number", "flow_text"):
        bench.show(SCENES[scene])
        prompt, typed = bench.item("prompt"), bench.item("typed")
        assert prompt.mapToScene(QPoint(0, int(prompt.height()))).y() < typed.mapToScene(QPoint(0, 0)).y()


def test_keys_of_a_keyboard_work_without_focus(bench: Bench) -> None:
    bench.show(BUILD)
    QTest.keyClick(bench.window, Qt.Key.Key_F1)
    bench.kiosk.wedge_expired()
    QTest.keyClick(bench.window, Qt.Key.Key_Return)
    bench.kiosk.wedge_expired()
    assert bench.runtime.acts == ["undo", "finish"]


def test_a_keyboard_types_on_the_open_pad(bench: Bench) -> None:
    bench.show(SCENES["flow_text"])
    for key in (Qt.Key.Key_M, Qt.Key.Key_4, Qt.Key.Key_X, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
        QTest.keyClick(bench.window, key)
        bench.kiosk.wedge_expired()
    assert bench.runtime.entered == ["m4"]
    QTest.keyClick(bench.window, Qt.Key.Key_Escape)
    bench.kiosk.wedge_expired()
    assert bench.runtime.acts == ["cancel"]


def test_day_and_night_are_one_touch_apart(bench: Bench) -> None:
    bench.show(BUILD)
    light = bench.window.color()
    bench.tap("theme")
    assert bench.window.color().lightness() < 64 < light.lightness()
    bench.tap("theme")
    assert bench.window.color() == light


def test_long_lists_are_turned_by_buttons(bench: Bench) -> None:
    bench.show(LOOK_UP)
    before = bench.item("back").property("contentY")
    bench.tap("back.down")
    assert bench.item("back").property("contentY") > before
    bench.tap("back.up")
    assert bench.item("back").property("contentY") == before


def test_the_other_way_and_the_gaps_are_one_touch_apart(bench: Bench) -> None:
    bench.show(LOOK_UP)
    bench.tap("tab.forward")
    assert "forward" in bench.names()
    bench.tap("tab.gaps")
    assert "gaps" in bench.names()
    bench.tap("tab.label")
    assert "label" in bench.names()


def test_a_label_that_nobody_knows_is_explained_beside_the_refusal(bench: Bench) -> None:
    bench.show(SCENES["look_up_label"])
    assert "onlyLabel" in bench.names()
    assert "tab.label" not in bench.names()


def test_the_row_that_waits_is_in_sight(open_bench: OpenBench) -> None:
    bench = open_bench(SIZES["1024x600"], Settings(sounds=False, millimetre=6.65))
    bench.show(SCENES["flow_long"])
    texts = {item.property("text") for item in bench.items()}
    assert "Motor" in texts


def test_labels_of_the_demonstration_are_scanned_by_touch(open_bench: OpenBench) -> None:
    bench = open_bench(codes=DEMO_CODES)
    bench.show(BUILD)
    bench.tap("barcodes")
    bench.tap("barcode.2")
    assert bench.runtime.scans == [Scan(b"010950600013435210L2609-14\x1d37200", "]d2", "simulated")]
    bench.tap("barcodes.close")
    assert "barcodesPanel" not in bench.names()


def test_without_demonstration_there_are_no_labels(bench: Bench) -> None:
    assert "barcodes" not in bench.names()


def test_what_keeps_the_kiosk_from_starting_is_said(bench: Bench) -> None:
    bench.show(BUILD)
    bench.kiosk.view_model.fail(FAILURE)
    assert bench.item("failure").property("text") == FAILURE
    assert "prompt" not in bench.names()


class Recorder:
    """A sounder that remembers."""

    def __init__(self) -> None:
        self.sounds: list[Sound] = []
        self.status = DeviceStatus(DeviceState.READY)

    def play(self, sound: Sound) -> None:
        self.sounds.append(sound)

    def close(self) -> None:
        self.sounds.clear()


def test_every_new_verdict_is_heard_once(bench: Bench) -> None:
    recorder = Recorder()
    bench.kiosk.view_model.hear_through(recorder)
    for number, mood in enumerate((Mood.NEUTRAL, Mood.ACCEPTED, Mood.ACCEPTED, Mood.REFUSED), start=1):
        bench.show(replace(BUILD, verdict=Verdict(mood, "x", number=number)))
    bench.show(replace(BUILD, verdict=Verdict(Mood.REFUSED, "x", number=4), hint="other"))
    assert recorder.sounds == [Sound.ACCEPTED, Sound.ACCEPTED, Sound.REFUSED]


def test_a_later_page_keeps_its_own_actions(bench: Bench) -> None:
    bench.show(HOME)
    bench.show(replace(BUILD, actions=(Action("back", "Back"),)))
    assert {name for name in bench.names() if name.startswith(("action.", "tile."))} == {"action.back"}
