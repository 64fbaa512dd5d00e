"""Which page shows a snapshot, and how its head looks: the one table for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.snapshot import Page


@dataclass(frozen=True, slots=True)
class Screen:
    """One page of the window."""

    page: str
    """File in `resources/qml/pages`."""
    picture: str = ""
    """Icon beside the question: what to look for; empty for none."""
    is_tall: bool = False
    """Whether the question and the verdict get their full height."""


SCREENS: Mapping[Page, Screen] = {
    Page.SIGN_IN: Screen("SignInPage.qml", "badge", is_tall=True),
    Page.HOME: Screen("HomePage.qml"),
    Page.FLOW: Screen("FlowPage.qml", "label", is_tall=True),
    Page.LOOK_UP: Screen("LookUpPage.qml", "look_up"),
    Page.LABELS: Screen("LabelsPage.qml", "label"),
    Page.TRAY: Screen("TrayPage.qml", "tray"),
}
STARTING = Screen("SignInPage.qml", is_tall=True)
FAILED = Screen("ErrorPage.qml")
