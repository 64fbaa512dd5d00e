import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from biip import ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier

from kiosk.identification.gs1.ai_table import AI_TABLE
from kiosk.identification.gs1.application_identifiers import ALL, PRIMARY_KEYS, find
from kiosk.identification.gs1.component_rules import RULES

DICTIONARY = Path(__file__).parents[4] / "shared" / "gs1" / "gs1-syntax-dictionary.txt"
Entry = dict[str, object]


def entries() -> dict[str, Entry]:
    """What the dictionary says of every AI; skips where it is absent."""
    if not DICTIONARY.exists():
        pytest.skip("the GS1 syntax dictionary is not beside the project")
    return dict(_entries(DICTIONARY.read_text(encoding="utf-8")))


def _entries(text: str) -> Iterator[tuple[str, Entry]]:
    for line in text.split("\n"):
        words = line.partition("#")[0].split()
        if not words:
            continue
        first, _, last = words[0].partition("-")
        flags = words.pop(1) if re.fullmatch(r"[*?]+", words[1]) else ""
        components = [word for word in words[1:] if re.match(r"\[?[NXYZ](\.\.)?\d", word)]
        attributes = dict(word.split("=") for word in words[1:] if "=" in word)
        path = [sequence.split(",") for sequence in attributes.get("dlpkey", "").split("|")]
        entry: Entry = {
            "flags": flags,
            "components": [component.partition(",")[0] for component in components],
            "rules": [component.split(",")[1:] for component in components],
            "needs": [tuple(each.split("+")) for each in attributes.get("req", "").split(",") if each],
            "excludes": [each for each in attributes.get("ex", "").split(",") if each],
            "qualifiers": [[ai for ai in each if ai] for each in path] if "dlpkey" in " ".join(words) else None,
            "title": line.partition("#")[2].strip(),
        }
        for number in range(int(first), int(last or first) + 1):
            yield str(number).zfill(len(first)), entry


def test_the_table_says_what_the_dictionary_says() -> None:
    expected = entries()
    assert list(expected) == list(ALL)
    for ai in ALL:
        found, entry = find(ai), expected[ai]
        assert found is not None
        flags = ("*" if found.predefined_length else "") + ("?" if found.is_attribute else "")
        rules = [[name for name in component.rules if name != "cset64"] for component in found.components]
        assert entry == {
            "flags": flags,
            "components": found.format.split(),
            "rules": rules,
            "needs": list(found.needs),
            "excludes": list(found.excludes),
            "qualifiers": None if found.qualifiers is None else [list(each) for each in found.qualifiers],
            "title": entry["title"] and found.title,
        }


def test_the_table_has_the_identifiers_of_biip() -> None:
    mine = {ai: (row := find(ai)) and row.predefined_length is None for ai in ALL}
    for first_four in (f"{number:04}" for number in range(10_000)):
        try:
            theirs = GS1ApplicationIdentifier.extract(first_four)
        except ParseError:
            assert find(first_four) is None
            continue
        found = find(first_four)
        assert found is not None
        assert (found.ai, mine[found.ai]) == (theirs.ai, theirs.separator_required)


def test_lengths_add_up_and_patterns_agree() -> None:
    for ai in ALL:
        found = find(ai)
        assert found is not None
        assert found.max_length == sum(component.most for component in found.components)
        assert found.least_length <= found.max_length
        assert found.pattern.groups == len(found.components)
        assert found.title


def test_every_rule_is_used() -> None:
    used = set(re.findall(r":(\w+)", AI_TABLE)) | {"cset64"}
    assert set(RULES) <= used
    assert used - set(RULES) == {"yymmd0", "yymmdd", "yyyymmdd", "hh", "mi", "ss", "hhmi"}


def test_primary_keys() -> None:
    assert {"00", "01", "253", "414", "8006", "8018"} < PRIMARY_KEYS
    assert not {"02", "10", "21", "8011"} & PRIMARY_KEYS


def test_no_identifier_is_the_beginning_of_another() -> None:
    assert not [ai for ai in ALL for length in range(2, len(ai)) if ai[:length] in ALL]


@pytest.mark.parametrize("text", ["", "1", "04", "0", "05", "88", "3109", "A1", "\x1d10", "²1", "31", "310"])
def test_no_identifier(text: str) -> None:
    assert find(text) is None


def test_long_text_starts_with_an_identifier() -> None:
    found = find("310200125010ABC")
    assert found is not None
    assert (found.ai, found.title, found.format, found.predefined_length) == ("3102", "NET WEIGHT (kg)", "N6", 6)
    assert found.has_decimals
    assert not found.has_check
