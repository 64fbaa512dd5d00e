"""How an answer is laid out."""

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from kiosk.snapshot import LabelLine, LookUp, Row, RowState, TreeRow
from kiosk.ui.icons import icon_names
from kiosk.ui.texts import UI_TEXTS, ui_text
from kiosk.ui.viewmodels.look_up import LookUpProps, derive_look_up, derive_tree

pytestmark = pytest.mark.screen


def test_no_answer_shows_nothing() -> None:
    assert derive_look_up(None) == LookUpProps()


def test_the_head_of_an_answer() -> None:
    assert derive_look_up(LookUp("L1", "Cells", "on hold")) == LookUpProps(True, "L1", "Cells", "on hold")


def test_only_the_label_is_known_where_there_are_no_facts() -> None:
    label = (LabelLine("Lot", "L1"),)
    assert derive_look_up(LookUp("X", label=label)).isOnlyLabel
    assert not derive_look_up(LookUp("X", facts=(Row(RowState.DONE, "On hand"),), label=label)).isOnlyLabel
    assert not derive_look_up(LookUp("X")).isOnlyLabel


@pytest.mark.parametrize(
    ("state", "mark", "icon", "is_faint"),
    [
        ("current", "", "link", False),
        ("former", UI_TEXTS["ui.former"], "former", True),
        ("member", UI_TEXTS["ui.member"], "member", False),
        ("gap", UI_TEXTS["ui.gap"], "warning", False),
    ],
)
def test_the_state_of_a_link_has_word_and_shape(state: str, mark: str, icon: str, is_faint: bool) -> None:
    (line,) = derive_tree((TreeRow(1, "Motor", "M-1", state=state),), ui_text)
    assert (line.mark, line.icon, line.isFaint) == (mark, icon, is_faint)
    assert icon in icon_names()


def test_deep_levels_keep_room_for_the_number() -> None:
    assert [line.indent for line in derive_tree(tuple(TreeRow(n, "x", "y") for n in range(9)), ui_text)] == [
        0, 1, 2, 3, 4, 5, 6, 6, 6,
    ]  # fmt: skip
