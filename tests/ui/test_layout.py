"""Every page on every panel: targets that a hand in a glove can hit, texts that are whole, names for all controls."""

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from kiosk.config import Settings
from tests.ui.bench import PANELS, SIZES, Bench
from tests.ui.conftest import OpenBench
from tests.ui.scenes import DEMO_CODES, FAILURE, SCENES

pytestmark = pytest.mark.screen
LEAST_MM = 15


@pytest.fixture(params=PANELS)
def panel(request: pytest.FixtureRequest, open_bench: OpenBench) -> Bench:
    """The window on one panel."""
    pixels, millimetre = PANELS[request.param]
    return open_bench(SIZES[pixels], Settings(sounds=False, millimetre=millimetre))


def faults(bench: Bench, scene: str) -> list[str]:
    """All that is wrong with the page that is shown."""
    found: list[str] = []
    millimetre = bench.window.property("mm")
    for item in bench.items():
        if item.inherits("QQuickAbstractButton") and item.isEnabled():
            found += _button_faults(bench, item, millimetre)
        if item.inherits("QQuickText") and item.property("text"):
            found += _text_faults(bench, item)
    return [f"{scene}: {fault}" for fault in found]


def faults_of_all(bench: Bench) -> list[str]:
    """All that is wrong with any scene."""
    found: list[str] = []
    for scene, snapshot in SCENES.items():
        bench.show(snapshot)
        bench.settle()
        found += faults(bench, scene)
    return found


def _button_faults(bench: Bench, item: QQuickItem, millimetre: float) -> list[str]:
    name = item.objectName()
    found = [] if name else [f"a button at {item.mapToScene(QPointF())} has no objectName"]
    if item.width() < LEAST_MM * millimetre - 1 or item.height() < LEAST_MM * millimetre - 1:
        found.append(f"{name} is {item.width() / millimetre:.1f} x {item.height() / millimetre:.1f} mm")
    if item.property("focusPolicy") != 0:
        found.append(f"{name} takes the keyboard")
    return found + _outside(bench, item, name)


def _text_faults(bench: Bench, item: QQuickItem) -> list[str]:
    text = item.property("text")
    found = [f"{text!r} is cut"] if item.property("truncated") else []
    for side in ("Width", "Height"):
        needed, given = item.property(f"content{side}"), item.property(side.lower())
        if needed > given + 1.5:
            found += [f"{text!r}: {side} {given:.0f}, needs {needed:.0f}"]
    return found + _outside(bench, item, repr(text))


def _outside(bench: Bench, item: QQuickItem, name: str) -> list[str]:
    corner = item.mapToScene(QPointF(item.width(), item.height()))
    start = item.mapToScene(QPointF(0, 0))
    inside = start.x() >= -1 and start.y() >= -1 and corner.x() <= bench.window.width() + 1
    return [] if inside and corner.y() <= bench.window.height() + 1 else [f"{name} leaves the window"]


def test_every_scene_fits(panel: Bench) -> None:
    found = faults_of_all(panel)
    panel.kiosk.view_model.fail(FAILURE)
    panel.settle()
    found += faults(panel, "failure")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", PANELS)
def test_the_labels_of_the_demonstration_fit(open_bench: OpenBench, name: str) -> None:
    pixels, millimetre = PANELS[name]
    bench = open_bench(SIZES[pixels], Settings(sounds=False, millimetre=millimetre), DEMO_CODES)
    bench.show(SCENES["home"])
    bench.tap("barcodes")
    found = faults_of_all(bench)
    assert not found, "\n".join(found)
