"""What a key of a keyboard does while no pad is open, so that every step can be done without touching."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from kiosk.snapshot import Action, Snapshot

_FIRST = int(Qt.Key.Key_F1)
ENTER = frozenset({int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter)})
"""Both Enter keys of a keyboard."""


def action_of(key: int, text: str, snapshot: Snapshot) -> str:
    """Key of the action that a key stands for, empty for none.

    Enter acknowledges or does the primary action, Escape cancels, F1 to F5 are the bottom row from the left,
    1 to 9 the codes, choices or tiles to touch in their order.
    """
    if key in ENTER:
        if snapshot.must_acknowledge:
            return "acknowledge"
        return next((each.key for each in snapshot.actions if each.primary and each.enabled), "")
    if key == int(Qt.Key.Key_Escape):
        return "cancel"
    if 0 <= key - _FIRST < 5:
        return _at(snapshot.actions, key - _FIRST)
    if text in tuple("123456789"):
        return _at(snapshot.offers or snapshot.choices or snapshot.tiles, int(text) - 1)
    return ""


def _at(actions: Sequence[Action], place: int) -> str:
    return actions[place].key if place < len(actions) and actions[place].enabled else ""
