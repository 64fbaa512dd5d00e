"""What the verdict band shows."""

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from kiosk.snapshot import Mood, Snapshot, Verdict
from kiosk.ui.icons import icon_names
from kiosk.ui.texts import UI_TEXTS, ui_text
from kiosk.ui.viewmodels.verdict import VerdictProps, derive_verdict

pytestmark = pytest.mark.screen


def test_where_nothing_was_said_it_is_calm_and_ready() -> None:
    assert derive_verdict(Snapshot(), ui_text) == VerdictProps(
        "neutral", UI_TEXTS["ui.ready"], UI_TEXTS["ui.ready_text"]
    )


def test_a_refusal_keeps_all_its_words() -> None:
    verdict = Verdict(Mood.REFUSED, "Stop", "On hold.", "Scan OK", "HOLD-1", "hold.open", 3)
    props = derive_verdict(Snapshot(verdict=verdict, must_acknowledge=True), ui_text)
    assert props == VerdictProps("refused", "Stop", "On hold.", "Scan OK", "HOLD-1", mustAcknowledge=True)


@pytest.mark.parametrize("mood", Mood)
def test_every_mood_has_a_shape(mood: Mood) -> None:
    assert mood.value in icon_names()
