import pytest
from hypothesis import given

from kiosk.identification.gs1.bracketed import read_bracketed
from tests.identification.messages import messages


@pytest.mark.parametrize(
    "text", ["", "01", "(A)1", "(1)2", "(12345)1", " (01)09506000134352", "(01", "\x1d(01)09506000134352"]
)
def test_other_texts_are_not_bracketed(text: str) -> None:
    assert read_bracketed(text, 2026) is None


def test_values_with_escaped_brackets() -> None:
    reading = read_bracketed(r"(01)09506000134352(10)A\(1)(3102)001250", 2026)
    assert reading is not None
    assert reading.complete
    assert reading.proof == ("brackets", "check digit")
    assert [(e.key, e.value, e.raw) for e in reading.elements[1:2]] == [("10", "A(1)", r"A\(1)")]
    assert reading.value("3102") == "12.50"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(01)9506000134352", ["length"]),
        ("(01)09506000134353", ["check-digit"]),
        ("(01)09506000134352(10)", ["empty"]),
        ("(01)09506000134352(10", ["bracket"]),
        ("(10)A\\", ["characters"]),
        ("(10)A\\\\", ["characters"]),
        ("(10)A(1)B", ["unknown-ai"]),
        ("(05)A", ["unknown-ai"]),
        ("(0109)A", ["unknown-ai"]),
        ("(10)A(10)B", ["repeated"]),
        ("(10)A\x1d(21)B", ["characters"]),
        ("(01) 09506000134352", ["characters"]),
    ],
)
def test_what_is_wrong_is_named(text: str, expected: list[str]) -> None:
    reading = read_bracketed(text, 2026)
    assert reading is not None
    assert not reading.complete
    assert [error.code for error in reading.errors] == expected


@given(messages())
def test_what_was_written_is_read(message: list[tuple[str, str]]) -> None:
    text = "".join(f"({ai}){value.replace('(', chr(92) + '(')}" for ai, value in message)
    reading = read_bracketed(text, 2026)
    assert reading is not None
    assert reading.complete, reading.errors
    assert [element.key for element in reading.elements] == [ai for ai, _ in message]
    for element, (ai, value) in zip(reading.elements, message, strict=True):
        assert text[slice(*element.span)] == element.raw
        if ai in {"10", "21", "99"}:
            assert element.value == value
