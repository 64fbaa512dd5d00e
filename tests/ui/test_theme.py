"""The colours of the theme: contrast by day and by night, and verdicts that differ without colour."""

import re

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from PySide6.QtGui import QColor

from kiosk.snapshot import Mood
from kiosk.ui.window import QML
from tests.ui.bench import Bench
from tests.ui.scenes import SCENES

pytestmark = pytest.mark.screen

SOURCE = (QML / "theme" / "Theme.qml").read_text(encoding="utf-8")
PAIRS = {name: (dark, light) for name, dark, light in re.findall(r'color (\w+): dark \? "(#\w+)" : "(#\w+)"', SOURCE)}
ON = [("ink", "panel"), ("ink", "ground"), ("quiet", "panel"), ("infoInk", "info"), ("ink", "waiting")]
MOODS = [("#66DDD0", "#06201D"), ("#203F8F", "#FFFFFF"), ("#FFC400", "#241B00"), ("#A00020", "#FFFFFF")]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shade = QColor(colour)
    parts = (shade.redF(), shade.greenF(), shade.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("night", [0, 1])
@pytest.mark.parametrize(("text", "ground"), ON)
def test_text_stands_out_by_day_and_by_night(text: str, ground: str, night: int) -> None:
    assert contrast(PAIRS[text][night], PAIRS[ground][night]) >= 7


@pytest.mark.parametrize("night", [0, 1])
@pytest.mark.parametrize("text", ["quiet", "info", "trouble"])
def test_quieter_texts_can_be_read(text: str, night: int) -> None:
    assert contrast(PAIRS[text][night], PAIRS["panel"][night]) >= 4.5


@pytest.mark.parametrize("night", [0, 1])
def test_edges_of_buttons_can_be_seen(night: int) -> None:
    assert contrast(PAIRS["edge"][night], PAIRS["panel"][night]) >= 3


@pytest.mark.parametrize(("ground", "ink"), MOODS)
def test_a_verdict_stands_out(ground: str, ink: str) -> None:
    assert ground in SOURCE
    assert ink in SOURCE
    assert contrast(ground, ink) >= 7


def test_taken_is_light_and_stop_is_dark_so_that_grey_tells_them_apart() -> None:
    assert contrast(MOODS[0][0], MOODS[3][0]) >= 4.5


def test_every_mood_has_a_shape_of_its_own(bench: Bench) -> None:
    shapes = set()
    for mood in Mood:
        bench.show(SCENES[f"flow_{mood.value}"])
        shapes.add(bench.item("shape").property("name"))
    assert shapes == {mood.value for mood in Mood}
