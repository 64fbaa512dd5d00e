import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identification.plain import read_plain, text_of
from kiosk.identification.reading import Element, Reading


def test_text() -> None:
    element = Element("text", "Text", "A-1", "A-1", (0, 3))
    assert read_plain("A-1") == Reading("plain", (element,), complete=True)


def test_value_is_utf8_where_that_is_valid() -> None:
    assert read_plain("R\xc3\xb6hre").value("text") == "Röhre"
    assert read_plain("R\xf6hre").value("text") == "Röhre"


@pytest.mark.parametrize(
    ("raw", "code", "span"),
    [
        ("", "empty", (0, 0)),
        ("A\x1dB", "characters", (1, 2)),
        ("\x7f", "characters", (0, 1)),
        ("A\n", "characters", (1, 2)),
        ("]", "symbology-identifier", (0, 1)),
        ("]?1A", "symbology-identifier", (0, 1)),
        ("A\xa0", "characters", (1, 2)),
        ("A\xc2\xa0B", "characters", (1, 3)),
        ("\xc3\xb6\xe2\x80\xae1", "characters", (2, 5)),
        ("\xe2\x80\x8b", "characters", (0, 3)),
        ("A\x85", "characters", (1, 2)),
    ],
)
def test_what_nobody_could_type_is_wrong(raw: str, code: str, span: tuple[int, int]) -> None:
    reading = read_plain(raw)
    assert not reading.complete
    assert [(error.code, error.span) for error in reading.errors] == [(code, span)]


@given(st.text())
def test_text_of_undoes_utf8(text: str) -> None:
    assert text_of(text.encode().decode("latin-1")) == text
