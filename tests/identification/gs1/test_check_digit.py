import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identification.gs1.check_digit import check_digit_for, has_right_check_digit
from tests.identification.messages import digits, with_check_digit


@pytest.mark.parametrize("key", ["95012346", "614141123452", "9506000134352", "09506000134352", "106141412345678908"])
def test_examples_of_the_standard(key: str) -> None:
    assert check_digit_for(key[:-1]) == key[-1]
    assert has_right_check_digit(key)


@given(digits(13).map(with_check_digit), st.integers(0, 13), st.integers(1, 9))
def test_every_change_of_one_digit_is_caught(key: str, place: int, change: int) -> None:
    other = str((int(key[place]) + change) % 10)
    assert has_right_check_digit(key)
    assert not has_right_check_digit(key[:place] + other + key[place + 1 :])
