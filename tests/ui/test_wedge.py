"""A keyboard-wedge scanner on the real window: its scans reach the runtime on every page, and nothing else."""

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from hardware.scanners.layouts import US
from tests.ui.bench import Bench
from tests.ui.scenes import SCENES

pytestmark = pytest.mark.screen

_CODES = {pair[0]: code for code, pair in reversed(list(US.keys.items())) if code not in range(79, 92)}
_GAP_MS = 4


class Wedge:
    """Types as a scanner does: by scan codes, a few milliseconds apart, Enter last."""

    def __init__(self, bench: Bench) -> None:
        self._window = bench.window
        self._at_ms = 1000

    def scan(self, text: str) -> None:
        self._at_ms += 1000
        for character in text + "\r":
            name = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character.upper()))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, name, Qt.KeyboardModifier.NoModifier, _CODES[character], 0, 0, character)
                event.setTimestamp(self._at_ms)
                QCoreApplication.sendEvent(self._window, event)
            self._at_ms += _GAP_MS


@pytest.mark.parametrize("scene", SCENES)
def test_a_scan_arrives_on_every_page_and_presses_nothing(bench: Bench, scene: str) -> None:
    bench.show(SCENES[scene])
    before = bench.kiosk.view_model.pad_part.props
    Wedge(bench).scan("12345-1 9")
    assert [(scan.data, scan.source) for scan in bench.runtime.scans] == [(b"12345-1 9", "wedge")]
    assert (bench.runtime.acts, bench.runtime.entered) == ([], [])
    assert bench.kiosk.view_model.pad_part.props == before


def test_scans_one_after_the_other_all_arrive(bench: Bench) -> None:
    bench.show(SCENES["flow_accepted"])
    wedge = Wedge(bench)
    for number in range(20):
        wedge.scan(f"lot-{number:04}")
    assert [scan.data.decode() for scan in bench.runtime.scans] == [f"lot-{number:04}" for number in range(20)]
