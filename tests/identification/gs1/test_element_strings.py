import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identification.gs1.element_strings import read_element_strings
from kiosk.identification.reading import Reading
from tests.identification.messages import VALUES, as_element_string, messages

GTIN = "0109506000134352"


def read(text: str) -> Reading:
    return read_element_strings(text.replace("^", "\x1d"), 2026)


def pairs(reading: Reading) -> list[tuple[str, str]]:
    return [(element.key, element.raw) for element in reading.elements]


def codes(reading: Reading) -> list[str]:
    return [error.code for error in reading.errors]


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        (GTIN, [("01", "09506000134352")]),
        (GTIN + "10ABC123^21S-42", [("01", "09506000134352"), ("10", "ABC123"), ("21", "S-42")]),
        (GTIN + "1726063010A", [("01", "09506000134352"), ("17", "260630"), ("10", "A")]),
        (GTIN + "^17260630^10A^", [("01", "09506000134352"), ("17", "260630"), ("10", "A")]),
        ("00106141412345678908", [("00", "106141412345678908")]),
        ("020950600013435237251510", [("02", "09506000134352"), ("37", "251510")]),
        ("3102001250400PO-7", [("3102", "001250"), ("400", "PO-7")]),
        ("^" + GTIN, [("01", "09506000134352")]),
        ("98a1^99b", [("98", "a1"), ("99", "b")]),
        ("10A^10A", [("10", "A"), ("10", "A")]),
    ],
)
def test_messages(text: str, elements: list[tuple[str, str]]) -> None:
    reading = read(text)
    assert reading.complete
    assert pairs(reading) == elements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["empty"]),
        ("^", ["empty"]),
        ("^^", ["separator"]),
        (GTIN + "^^10A", ["separator"]),
        (GTIN + "10A^^", ["separator"]),
        ("0500000", ["unknown-ai"]),
        ("0500000^10A", ["unknown-ai"]),
        ("10^21A", ["empty"]),
        ("10", ["empty"]),
        ("10" + "12345678901234567890" + "99X", ["length"]),
        ("7007211225211225211", ["length"]),
        ("7007211225211", ["length"]),
        ("3912978^10A", ["length"]),
        ("010950600013435^10A", ["length"]),
        ("17260631", ["date"]),
        ("0109506000134353" + "10A", ["check-digit"]),
        ("10A^10B", ["repeated"]),
        ("0209506000134352372510" + "X" * 20, ["length"]),
        ("10A B", ["characters"]),
        ("10A\x1e", ["characters"]),
        ("10A\n", ["characters"]),
        (" 10A", ["unknown-ai"]),
        ("0109506000134353" + "17260631" + "10", ["check-digit", "date", "empty"]),
    ],
)
def test_what_is_wrong_is_named(text: str, expected: list[str]) -> None:
    reading = read(text)
    assert not reading.complete
    assert codes(reading) == expected


def test_reading_goes_on_behind_an_error() -> None:
    reading = read("05X^" + GTIN + "17260631" + "10A")
    assert pairs(reading) == [("01", "09506000134352"), ("17", "260631"), ("10", "A")]
    assert [element.error for element in reading.elements] == [None, "date", None]
    assert [(error.code, error.span) for error in reading.errors] == [
        ("unknown-ai", (0, 3)),
        ("date", (22, 28)),
    ]


def test_proof_names_check_digit_and_leading_separator() -> None:
    assert read(GTIN).proof == ("check digit",)
    assert read("^10A").proof == ("leading FNC1",)
    assert read("0109506000134353").proof == ()


def test_reading_can_start_inside_the_text() -> None:
    reading = read_element_strings("xxx10A", 2026, ("why",), 3)
    assert reading.complete
    assert reading.proof == ("why",)
    assert reading.elements[0].span == (5, 6)


@given(messages())
def test_what_was_written_is_read(message: list[tuple[str, str]]) -> None:
    text = as_element_string(message)
    reading = read_element_strings(text, 2026)
    assert reading.complete, reading.errors
    assert pairs(reading) == message


@given(messages())
def test_spans_point_at_the_raw_value(message: list[tuple[str, str]]) -> None:
    text = as_element_string(message)
    for element in read_element_strings(text, 2026).elements:
        assert text[slice(*element.span)] == element.raw


@given(st.sampled_from(["00", "01", "02", "414"]), st.data())
def test_every_change_of_one_digit_is_caught(ai: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[ai])
    place = data.draw(st.integers(0, len(value) - 1))
    other = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != value[place]))
    reading = read_element_strings(ai + value[:place] + other + value[place + 1 :] + "10A", 2026)
    assert not reading.complete
    assert codes(reading) == ["check-digit"]


@given(messages(("10", "21", "240", "241", "400", "99")), st.text("A1", min_size=91, max_size=120))
def test_an_overlong_value_is_never_split(message: list[tuple[str, str]], overlong: str) -> None:
    reading = read_element_strings(as_element_string([*message[:-1], (message[-1][0], overlong)]), 2026)
    assert codes(reading) == ["length"]
    assert reading.elements[-1].raw == overlong


@given(st.text(st.characters(max_codepoint=255), max_size=60))
def test_any_text_gives_a_reading_without_raising(text: str) -> None:
    reading = read_element_strings(text, 2026)
    assert reading.complete == (not reading.errors)
    assert all(text[slice(*element.span)] == element.raw for element in reading.elements)
