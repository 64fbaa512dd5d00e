"""Icons: every one is drawn, in the colour asked for."""

import re

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from kiosk.ui.icons import ICONS, IconProvider, icon_names
from kiosk.ui.window import QML

pytestmark = pytest.mark.screen


@pytest.mark.parametrize("name", sorted(icon_names()))
def test_an_icon_is_drawn_in_its_colour_alone(qapp: QGuiApplication, name: str) -> None:
    size = QSize()
    image = IconProvider().requestImage(f"{name}/a00020", size, QSize(40, 40))
    assert (image.width(), image.height(), size) == (40, 40, QSize(40, 40))
    opaque = [image.pixelColor(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() == 255]
    assert len(opaque) > 20
    assert {each.name() for each in opaque} == {"#a00020"}


def test_a_name_that_is_no_icon_gives_no_picture(qapp: QGuiApplication) -> None:
    assert IconProvider().requestImage("../secret/000000", QSize(), QSize(8, 8)).isNull()


def test_without_a_size_an_icon_still_has_one(qapp: QGuiApplication) -> None:
    assert IconProvider().requestImage("undo/000000", QSize(), QSize()).width() == 48


def test_the_pages_name_only_icons_that_are_there() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in QML.rglob("*.qml"))
    named = set(re.findall(r'(?:iconName|name): "([a-z_]+)"', text)) - {"tile", "choice", "rows", "facts"}
    named -= {"back", "forward", "gaps"}
    assert named <= icon_names(), named - icon_names()
    assert {"row_done", "row_waiting", "row_open", "row_none"} <= icon_names()


def test_icons_take_their_colour_from_outside() -> None:
    for path in ICONS.glob("*.svg"):
        assert not re.search(r"#[0-9a-fA-F]{3}|rgb|url\(", path.read_text(encoding="utf-8")), path.name
