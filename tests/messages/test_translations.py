"""A translated catalogue: its own words where it has them, English where it has none."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import messages


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(messages, "_TRANSLATIONS", tmp_path)
    messages._catalogue.cache_clear()
    yield tmp_path
    messages._catalogue.cache_clear()


def test_a_translation_speaks_for_itself_and_english_fills_its_gaps(folder: Path) -> None:
    translated = {"taken.order": "Auftrag {order}", "what.location": "ein Lagerort"}
    (folder / "de.json").write_text(json.dumps(translated), encoding="utf-8")
    assert messages.text("taken.order", {"order": "MO-1"}, "de") == "Auftrag MO-1"
    assert messages.text("flow.ship", {}, "de") == "Ship"
    values = {"code": "A", "what": "what.location", "expected": "slot.lot"}
    assert messages.text("scan.not_expected", values, "de") == "A is ein Lagerort. Expected: a lot or serial."
