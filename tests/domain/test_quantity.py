"""Quantities: exact, and the same after any number of conversions."""

import re
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import QuantityError, QuantityRangeError
from kiosk.domain.quantity import (
    LARGEST,
    MICRO,
    check_decimal,
    cut_to_micro,
    fits_unit,
    is_exact,
    share,
    to_micro,
    to_text,
)

micros = st.integers(-LARGEST, LARGEST)


@given(micros)
def test_text_and_micro_are_inverse(micro: int) -> None:
    assert to_micro(to_text(micro)) == micro
    assert Decimal(to_text(micro)) * MICRO == micro


@given(micros)
def test_the_text_is_the_shortest(micro: int) -> None:
    text = to_text(micro)
    assert re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?", text)
    assert text != "-0"


@given(st.decimals(-(10**9), 10**9, places=6))
def test_a_plain_decimal_is_exact(number: Decimal) -> None:
    assert to_micro(f"{number:f}") == int(number * MICRO)


@given(st.decimals(-(10**6), 10**6, places=9))
def test_further_decimals_are_cut_towards_zero(number: Decimal) -> None:
    assert cut_to_micro(f"{number:f}") == int(number * MICRO)


@pytest.mark.parametrize("text", ["", " 1", "1 ", "1e3", "1,5", "1_000", ".5", "5.", "--1", "٣", "NaN", "1.2.3", "0x1"])
def test_what_is_no_plain_decimal_is_refused(text: str) -> None:
    with pytest.raises(QuantityError, match="plain decimal"):
        check_decimal(text)


@pytest.mark.parametrize("text", ["1.0000001", "0.0000001", "-0.1234567"])
def test_more_than_six_decimals_are_refused(text: str) -> None:
    assert not is_exact(text)
    with pytest.raises(QuantityRangeError, match="six decimals"):
        to_micro(text)


def test_zeros_beyond_the_sixth_decimal_do_no_harm() -> None:
    assert is_exact("1.5000000000")
    assert to_micro("+1.5000000000") == 1_500_000


def test_only_counted_units_ask_for_whole_numbers() -> None:
    assert fits_unit(2 * MICRO, "each")
    assert not fits_unit(1_500_000, "each")
    assert fits_unit(1_500_000, "kg")


@given(st.integers(0, LARGEST), st.integers(0, LARGEST), st.integers(1, LARGEST))
def test_a_share_is_rounded_half_to_even(quantity: int, part: int, whole: int) -> None:
    exact = Decimal(quantity * part) / Decimal(whole)
    if abs(exact) < 10**15:  # within the precision of Decimal
        assert share(quantity, part, whole) == int(exact.quantize(Decimal(1), ROUND_HALF_EVEN))


@pytest.mark.parametrize(("quantity", "rounded"), [(1, 0), (3, 2), (5, 2), (7, 4)])
def test_halves_go_to_the_even_neighbour(quantity: int, rounded: int) -> None:
    assert share(quantity, 1, 2) == rounded
