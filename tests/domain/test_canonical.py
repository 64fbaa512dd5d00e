"""The canonical text, against an implementation of RFC 8785 by other hands."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.canonical import canonical

ascii_keys = st.text(st.characters(min_codepoint=32, max_codepoint=126))
texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    texts | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(ascii_keys, inner, max_size=5),
)


@given(values)
def test_it_is_what_rfc_8785_asks_for(value: Any) -> None:
    assert canonical(value).encode("utf-8") == rfc8785.dumps(value)


def test_every_control_character_is_escaped_as_rfc_8785_asks() -> None:
    text = "".join(map(chr, range(0xA0)))
    assert canonical(text).encode("utf-8") == rfc8785.dumps(text)


def test_what_has_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(float("nan"))
