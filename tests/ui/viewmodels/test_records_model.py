"""The list model: right for Qt, right for QML, quiet about what stays."""

from dataclasses import dataclass

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kiosk.snapshot import Action, Row, RowState
from kiosk.ui.viewmodels.records_model import RecordsModel

pytestmark = pytest.mark.screen


@dataclass(frozen=True, slots=True)
class Letter:
    face: str


def letters(word: str) -> list[Letter]:
    return [Letter(each) for each in word]


def test_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = RecordsModel(Letter)
    model.replace(letters("abc"))
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
    for word in ("abcd", "xbcd", "bcd", "", "zz"):
        model.replace(letters(word))  # the tester listens on and checks each step
        assert model.rowCount() == len(word)


def test_roles_avoid_the_names_of_qt_quick() -> None:
    names = {bytes(each.data()).decode() for each in RecordsModel(Action).roleNames().values()}
    assert names == {"key", "label", "detail", "primary", "available", "iconName"}


def test_values_are_plain() -> None:
    model = RecordsModel(Row)
    model.replace([Row(RowState.WAITING, "Motor")])
    role = next(number for number, name in model.roleNames().items() if name == b"rowState")
    value = model.data(model.index(0), role)
    assert (value, type(value)) == ("waiting", str)


def test_what_is_not_there_has_no_value() -> None:
    model = RecordsModel(Row)
    assert model.data(model.index(0)) is None


def changes(before: str, after: str) -> list[str]:
    """What the model says while it goes from one word to the next."""
    model = RecordsModel(Letter)
    model.replace(letters(before))
    said: list[str] = []
    model.rowsInserted.connect(lambda _, first, last: said.append(f"+{first}-{last}"))
    model.rowsRemoved.connect(lambda _, first, last: said.append(f"-{first}-{last}"))
    model.dataChanged.connect(lambda first, last: said.append(f"~{first.row()}-{last.row()}"))
    model.countChanged.connect(lambda: said.append("count"))
    model.replace(letters(after))
    assert list(model.records) == letters(after)
    return said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("abc", "abc", []),
        ("abc", "xabc", ["+0-0", "count"]),
        ("abc", "ab", ["-2-2", "count"]),
        ("abc", "axc", ["~1-1"]),
        ("abc", "axyc", ["+2-2", "~1-1", "count"]),
        ("", "ab", ["+0-1", "count"]),
        ("ab", "", ["-0-1", "count"]),
    ],
)
def test_only_what_differs_is_told(qtbot: QtBot, before: str, after: str, said: list[str]) -> None:
    assert changes(before, after) == said


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_any_list_becomes_any_other(before: str, after: str) -> None:
    changes(before, after)
