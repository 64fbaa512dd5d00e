import re

import pytest

from kiosk.identification.badges import read_badge, read_prefixed_badge
from kiosk.identification.reading import Element, Reading


def test_badge_behind_the_prefix() -> None:
    element = Element("badge", "Badge", "B-1", "B-1", (6, 9))
    assert read_prefixed_badge("BADGE:B-1", "BADGE:") == Reading("badge", (element,), ("prefix",), complete=True)
    assert read_prefixed_badge("B-1", "BADGE:") is None


def test_badge_codes_may_be_utf8() -> None:
    reading = read_prefixed_badge("BADGE:Ägir".encode().decode("latin-1"), "BADGE:")
    assert reading is not None
    assert reading.value("badge") == "Ägir"


@pytest.mark.parametrize("code", ["", "A\x1d", "\x00"])
def test_unprintable_badge_is_still_a_badge(code: str) -> None:
    reading = read_prefixed_badge("BADGE:" + code, "BADGE:")
    assert reading is not None
    assert not reading.complete
    assert [error.code for error in reading.errors] == ["badge"]


def test_badge_by_the_site_s_expression() -> None:
    regex = re.compile(r"P\d{6}")
    element = Element("badge", "Badge", "P123456", "P123456", (0, 7))
    assert read_badge("P123456", regex) == Reading("badge", (element,), ("badge pattern",), complete=True)
    assert read_badge("P1234567", regex) is None
    assert read_badge("P123456", None) is None
    assert read_badge("P" * 257, re.compile("P+")) is None
