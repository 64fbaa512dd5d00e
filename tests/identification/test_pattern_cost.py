import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identification.pattern_cost import (
    MAX_EXPRESSION_LENGTH,
    UnsafePatternError,
    check_cost,
)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        r"A\d{6}",
        r"^(?P<lot>[A-Z]{2}\d{4,6})(?P<serial>\d{8})$",
        r"(?P<item>[^|]+)\|(?P<lot>[^|]+)\|(?P<serial>[^|]*)(?:\|(?P<quantity>\d+(?:\.\d+)?))?",
        r"(?P<item>[^;]+);(?P<lot>[^;]+);(?P<serial>[^;]+);(?P<order>[^;]+);(?P<location>[^;]+)",
        r"(?P<item>.+)-(?P<lot>.+)-(?P<serial>.+)",
        r"(?:\d{3}-)+(?P<lot>\d+)",
        r"(?:a+b)+",
        r"(?:AB|CD|E)*F",
        r"(P|L)?\d+\x1d.*",
        r"[]a]+[^]b]",
        r"a{,3}b{2,}c{2}",
        r"\w+?-\d*+",
        "(" * 120 + "a" + ")" * 120,
    ],
)
def test_ordinary_layouts_are_accepted(expression: str) -> None:
    re.compile(expression)
    check_cost(expression)


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("a" * (MAX_EXPRESSION_LENGTH + 1), "at most 256"),
        (r"(a+)+b", "repetition"),
        (r"(a*)*b", "repetition"),
        (r"(a|b|ab)+c", "repetition"),
        (r"(a?b?)+c", "repetition"),
        (r"(?:\w+-?)+x", "repetition"),
        (r"(?:a|a)*b", "repetition"),
        (r".*.*.*x", "too many ways"),
        (r".+-.+-.+-.+", "too many ways"),
        (r"\w+\d+\w+x", "too many ways"),
        (r"(?:a|ab)" * 17 + "c", "too many ways"),
        (r"(?=a)a", "not used"),
        (r"(?i)a", "not used"),
        (r"(?P<lot>a)(?P=lot)", "not used"),
        (r"(a)\1", "not used"),
        (r"a$b", "not used"),
        (r"a^b", "not used"),
        (r"\bA", "not used"),
    ],
)
def test_slow_and_foreign_expressions_are_refused(expression: str, reason: str) -> None:
    re.compile(expression)
    with pytest.raises(UnsafePatternError, match=reason):
        check_cost(expression)


PARTS = st.sampled_from([r"\d", r"[ab]", "a", "b", ".", "-", r"\w"])
REPEATED = st.builds(str.__add__, PARTS, st.sampled_from(["", "", "+", "*", "?", "{1,4}"]))
EXPRESSIONS = st.recursive(
    REPEATED,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.builds("(?:{}){}".format, inner, st.sampled_from(["", "?", "+", "{2}"])),
    ),
    max_leaves=6,
)


@given(EXPRESSIONS)
def test_what_is_accepted_is_quick(expression: str) -> None:
    re.compile(expression)
    with suppress(UnsafePatternError):
        check_cost(expression)
        assert re.fullmatch(expression, "ab-1" * 63 + "\n") is None


@pytest.mark.parametrize("text", ["-" * 255 + "\n", "a" * 255 + "\n", "a-" * 127 + "\n"])
def test_the_slowest_accepted_layout_ends_soon(text: str) -> None:
    """Three free parts are the slowest layout that is accepted; it must end without a match, not after hours."""
    expression = r"(?P<item>.+)-(?P<lot>.+)-(?P<serial>.+)"
    check_cost(expression)
    assert re.fullmatch(expression, text) is None
