"""The fixed texts: all there, none left in QML."""

import re

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from kiosk.ui.texts import UI_TEXTS, ui_text
from kiosk.ui.window import QML

pytestmark = pytest.mark.screen
PAGES = {page.name: page.read_text(encoding="utf-8") for page in QML.rglob("*.qml")}
SOURCES = "".join(PAGES.values())


def test_every_text_that_a_page_asks_for_exists() -> None:
    asked = set(re.findall(r'"(ui\.[a-z_]+)"', SOURCES))
    assert len(asked) > 10
    assert asked <= UI_TEXTS.keys()


def test_no_page_speaks_by_itself() -> None:
    found = [
        f"{name}: {literal}"
        for name, source in PAGES.items()
        for literal in re.findall(r'(?<![\w.])text: "([^"]*[A-Za-z]{2}[^"]*)"', source)
    ]
    assert found == []


def test_an_unknown_key_shows_itself() -> None:
    assert ui_text("ui.no_such_text") == "ui.no_such_text"
