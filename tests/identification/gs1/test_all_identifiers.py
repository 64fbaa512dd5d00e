"""Every Application Identifier, written in every notation and read back."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.identification.gs1.application_identifiers import ALL, PRIMARY_KEYS, find
from kiosk.identification.gs1.bracketed import read_bracketed
from kiosk.identification.gs1.digital_link import read_digital_link
from kiosk.identification.gs1.element_strings import read_element_strings
from tests.identification.valid_values import any_messages, valid_values

ATTRIBUTES = tuple(ai for ai in ALL if (row := find(ai)) and row.is_attribute and ai not in {"10", "7040"})


def written(message: list[tuple[str, str]]) -> str:
    """Element strings with separators exactly where they are needed."""
    rows = [(ai, value, find(ai)) for ai, value in message]
    text = "".join(ai + value + ("" if row and row.predefined_length else "\x1d") for ai, value, row in rows)
    return text.removesuffix("\x1d")


@pytest.mark.parametrize("first_two", sorted({ai[:2] for ai in ALL}))
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_valid_value_of_every_identifier_is_right(first_two: str, data: st.DataObject) -> None:
    ai = data.draw(st.sampled_from([each for each in ALL if each.startswith(first_two)]))
    value = data.draw(valid_values(ai))
    reading = read_element_strings(ai + value, 2026)
    assert reading.complete, reading.errors
    assert [(element.key, element.raw) for element in reading.elements] == [(ai, value)]


@given(any_messages())
def test_element_strings_round_trip(message: list[tuple[str, str]]) -> None:
    reading = read_element_strings(written(message), 2026)
    assert reading.complete, reading.errors
    assert [(element.key, element.raw) for element in reading.elements] == message


@given(any_messages())
def test_brackets_round_trip(message: list[tuple[str, str]]) -> None:
    text = "".join(f"({ai}){value.replace('(', chr(92) + '(')}" for ai, value in message)
    reading = read_bracketed(text, 2026)
    assert reading is not None
    assert reading.complete, reading.errors
    assert [(element.key, element.raw.replace("\\(", "(")) for element in reading.elements] == message


@given(st.sampled_from(sorted(PRIMARY_KEYS)), st.lists(st.sampled_from(ATTRIBUTES), max_size=3, unique=True), st.data())
def test_digital_links_round_trip(key: str, attributes: list[str], data: st.DataObject) -> None:
    row = find(key)
    assert row is not None
    sequence = data.draw(st.sampled_from(row.qualifiers or ((),)))
    chosen = data.draw(st.lists(st.sampled_from(sequence), unique=True)) if sequence else []
    path = [(ai, data.draw(valid_values(ai))) for ai in (key, *(ai for ai in sequence if ai in chosen))]
    outside = [ai for ai in attributes if ai != key and not any(ai in each for each in row.qualifiers or ())]
    query = [(ai, data.draw(valid_values(ai))) for ai in outside]
    text = "https://example.org/a" + "".join(f"/{ai}/{quote(value, safe='')}" for ai, value in path)
    text += "?" + "&".join(f"{ai}={quote(value, safe='')}" for ai, value in query)
    reading = read_digital_link(text, 2026)
    assert reading is not None
    assert reading.complete, (text, reading.errors)
    assert [element.key for element in reading.elements] == [ai for ai, _ in (*path, *query)]
