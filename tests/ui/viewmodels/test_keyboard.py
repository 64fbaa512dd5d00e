"""What keys do while no pad is open."""

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from PySide6.QtCore import Qt

from kiosk.snapshot import Action, Snapshot
from kiosk.ui.viewmodels.keyboard import action_of

pytestmark = pytest.mark.screen

ROW = (Action("undo", "Undo"), Action("hold", "Hold", enabled=False), Action("finish", "Finish", primary=True))
TILES = (Action("flow:receive", "Receive"), Action("flow:move", "Move"))
CHOICES = (Action("choose:1", "One"),)
SNAPSHOT = Snapshot(actions=ROW, tiles=TILES)
ASKING = Snapshot(actions=ROW, tiles=TILES, choices=CHOICES)
STOPPED = Snapshot(actions=ROW, must_acknowledge=True)


@pytest.mark.parametrize(
    ("key", "text", "snapshot", "action"),
    [
        (Qt.Key.Key_Return, "\r", SNAPSHOT, "finish"),
        (Qt.Key.Key_Enter, "\r", STOPPED, "acknowledge"),
        (Qt.Key.Key_Return, "\r", Snapshot(), ""),
        (Qt.Key.Key_Escape, "\x1b", SNAPSHOT, "cancel"),
        (Qt.Key.Key_F1, "", SNAPSHOT, "undo"),
        (Qt.Key.Key_F2, "", SNAPSHOT, ""),
        (Qt.Key.Key_F5, "", SNAPSHOT, ""),
        (Qt.Key.Key_F6, "", SNAPSHOT, ""),
        (Qt.Key.Key_1, "1", SNAPSHOT, "flow:receive"),
        (Qt.Key.Key_2, "2", SNAPSHOT, "flow:move"),
        (Qt.Key.Key_3, "3", SNAPSHOT, ""),
        (Qt.Key.Key_1, "1", ASKING, "choose:1"),
        (Qt.Key.Key_2, "2", ASKING, ""),
        (Qt.Key.Key_A, "a", SNAPSHOT, ""),
        (Qt.Key.Key_Shift, "", SNAPSHOT, ""),
    ],
)
def test_a_key_stands_for_an_action(key: Qt.Key, text: str, snapshot: Snapshot, action: str) -> None:
    assert action_of(int(key), text, snapshot) == action
