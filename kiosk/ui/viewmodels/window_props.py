"""What the window shows beside its parts: the page, its head, the question."""

# ruff: noqa: N815 - QML reads these names
from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.snapshot import Action, Page, RowState, Snapshot
from kiosk.ui import screens
from kiosk.ui.icons import icon_of


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that decides what is shown."""

    snapshot: Snapshot | None = None
    """None until the runtime has given its first."""
    failure: str = ""
    """Why there is no runtime; empty while there may be one."""
    is_dark: bool = False


@dataclass(frozen=True, slots=True)
class KioskProps:
    """What the window itself shows; the parts have props of their own."""

    page: str = screens.STARTING.page
    picture: str = ""
    isTall: bool = True
    isDark: bool = False
    isTray: bool = False
    """Whether the picture of a tray is looked at."""
    isFailed: bool = False
    failure: str = ""
    title: str = ""
    prompt: str = ""
    hint: str = ""
    subject: str = ""
    subjectDetail: str = ""
    hasChoices: bool = False
    waitingRow: int = -1
    """Row of the context card that the next scan fills; -1 for none."""


def derive(inputs: Inputs, say: Callable[[str], str]) -> KioskProps:
    """What the window shows."""
    snapshot = inputs.snapshot
    if inputs.failure:
        page = screens.FAILED.page
        return KioskProps(page=page, isDark=inputs.is_dark, isFailed=True, failure=inputs.failure)
    if snapshot is None:
        return KioskProps(isDark=inputs.is_dark, prompt=say("ui.starting"), hint=say("ui.starting_hint"))
    screen = screens.SCREENS[snapshot.page]
    return KioskProps(
        page=screen.page,
        picture=screen.picture,
        isTall=screen.is_tall,
        isTray=snapshot.page is Page.TRAY,
        isDark=inputs.is_dark,
        title=snapshot.title,
        prompt=snapshot.prompt,
        hint=snapshot.hint,
        subject=snapshot.subject,
        subjectDetail=snapshot.subject_detail,
        hasChoices=bool(snapshot.choices),
        waitingRow=next((n for n, row in enumerate(snapshot.rows) if row.state is RowState.WAITING), -1),
    )


def with_icons(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Actions with the icons they are drawn with."""
    return tuple(replace(each, icon=icon_of(each)) for each in actions)
