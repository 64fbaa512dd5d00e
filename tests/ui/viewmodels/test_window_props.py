"""What the window shows for each snapshot."""

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from kiosk.snapshot import Action, Page, Row, RowState, Snapshot
from kiosk.ui.screens import SCREENS
from kiosk.ui.texts import UI_TEXTS, ui_text
from kiosk.ui.viewmodels.window_props import Inputs, derive, with_icons

pytestmark = pytest.mark.screen


def test_every_page_has_its_screen() -> None:
    assert set(SCREENS) == set(Page)


def test_before_the_first_snapshot_it_says_that_it_starts() -> None:
    props = derive(Inputs(), ui_text)
    assert (props.page, props.prompt) == ("SignInPage.qml", UI_TEXTS["ui.starting"])


def test_a_failure_has_a_page_of_its_own_whatever_was_shown() -> None:
    props = derive(Inputs(Snapshot(page=Page.HOME), "no disk", is_dark=True), ui_text)
    assert (props.page, props.isFailed, props.failure, props.isDark) == ("ErrorPage.qml", True, "no disk", True)


@pytest.mark.parametrize(
    ("page", "file", "picture", "is_tall"),
    [
        (Page.SIGN_IN, "SignInPage.qml", "badge", True),
        (Page.HOME, "HomePage.qml", "", False),
        (Page.FLOW, "FlowPage.qml", "label", True),
        (Page.LOOK_UP, "LookUpPage.qml", "look_up", False),
    ],
)
def test_the_page_decides_file_and_head(page: Page, file: str, picture: str, is_tall: bool) -> None:
    props = derive(Inputs(Snapshot(page=page)), ui_text)
    assert (props.page, props.picture, props.isTall) == (file, picture, is_tall)


@pytest.mark.parametrize(
    ("states", "waiting"),
    [((), -1), ((RowState.DONE,), -1), ((RowState.DONE, RowState.WAITING, RowState.WAITING), 1)],
)
def test_the_first_waiting_row_is_the_one_to_be_seen(states: tuple[RowState, ...], waiting: int) -> None:
    snapshot = Snapshot(rows=tuple(Row(state, "x") for state in states))
    assert derive(Inputs(snapshot), ui_text).waitingRow == waiting


def test_choices_are_told() -> None:
    assert derive(Inputs(Snapshot(choices=(Action("choose:1", "x"),))), ui_text).hasChoices


@pytest.mark.parametrize(
    ("action", "icon"),
    [
        (Action("flow:receive", "Receive"), "receive"),
        (Action("sign-out", "Sign out"), "sign_out"),
        (Action("x", "x", icon="hold"), "hold"),
        (Action("flow:receive", "Receive", icon="no such icon"), "receive"),
        (Action("choose:2", "x"), ""),
    ],
)
def test_an_action_gets_the_icon_it_names_or_the_one_of_its_key(action: Action, icon: str) -> None:
    assert with_icons((action,))[0].icon == icon
