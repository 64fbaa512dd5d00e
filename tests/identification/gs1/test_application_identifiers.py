import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.identification.gs1.application_identifiers import PREDEFINED_LENGTHS, find
from kiosk.identification.gs1.digital_link import NOT_IN_QUERY, PRIMARY_KEYS
from kiosk.identification.gs1.values import CHECKED_DIGITS

DICTIONARY = Path(__file__).parents[4] / "shared" / "gs1" / "gs1-syntax-dictionary.txt"
Row = tuple[str, str, list[str], list[str]]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """AI, flags, components and attributes, an entry for every AI of a range."""
    if not DICTIONARY.exists():
        pytest.skip("the GS1 syntax dictionary is not beside the project")
    return list(_rows(DICTIONARY.read_text(encoding="utf-8")))


def _rows(text: str) -> Iterator[Row]:
    for line in text.split("\n"):
        words = line.partition("#")[0].split()
        if not words:
            continue
        first, _, last = words[0].partition("-")
        flags = words.pop(1) if re.fullmatch(r"[*?]+", words[1]) else ""
        components = [word for word in words[1:] if re.match(r"\[?[NXYZ](\.\.)?\d", word)]
        attributes = [word for word in words[1:] if word not in components]
        for number in range(int(first), int(last or first) + 1):
            yield str(number).zfill(len(first)), flags, components, attributes


def test_table_has_the_dictionary_s_identifiers_and_lengths(rows: list[Row]) -> None:
    assert len(rows) > 500
    for ai, flags, components, _ in rows:
        found = find(ai)
        assert found is not None
        assert found.ai == ai
        assert found.title
        assert found.max_length == sum(int(re.findall(r"\d+", component)[0]) for component in components)
        assert found.predefined_length == (found.max_length if "*" in flags else None)


def test_check_digits_are_where_the_dictionary_has_them(rows: list[Row]) -> None:
    checked = {}
    for ai, _, components, _ in rows:
        length = 0
        for component in components:
            name, _, linters = component.strip("[]").partition(",")
            length += int(name.lstrip("NXYZ.").rstrip("]"))
            if "csum" in linters.split(","):
                checked[ai] = length
    assert checked == CHECKED_DIGITS


def test_digital_link_keys_are_the_dictionary_s(rows: list[Row]) -> None:
    keys = {ai for ai, _, _, attributes in rows if any(each.startswith("dlpkey") for each in attributes)}
    assert keys == PRIMARY_KEYS
    assert {ai for ai, flags, _, _ in rows if "?" not in flags} == NOT_IN_QUERY


def test_no_identifier_is_the_beginning_of_another(rows: list[Row]) -> None:
    ais = {ai for ai, *_ in rows}
    assert not [ai for ai in ais for length in range(2, len(ai)) if ai[:length] in ais]


@pytest.mark.parametrize("text", ["", "1", "04", "0", "05", "88", "3109", "A1", "\x1d10", "²1"])
def test_no_identifier(text: str) -> None:
    assert find(text) is None


def test_long_text_starts_with_an_identifier() -> None:
    found = find("310200125010ABC")
    assert found is not None
    assert (found.ai, found.title, found.format, found.predefined_length) == (
        "3102",
        "NET WEIGHT (kg)",
        "N6",
        6,
    )


def test_description_stands_in_for_a_missing_title() -> None:
    coupon = find("8110")
    assert coupon is not None
    assert "Coupon" in coupon.title


def test_predefined_lengths_are_by_two_digits() -> None:
    assert all(len(prefix) == 2 for prefix in PREDEFINED_LENGTHS)
