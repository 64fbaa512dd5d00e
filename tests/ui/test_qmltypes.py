"""What qmllint believes about the view models is what they are."""

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from tests.ui.qmltypes import FILE, description

pytestmark = pytest.mark.screen


def test_the_description_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == description(), "run: python -m tests.ui.qmltypes"
