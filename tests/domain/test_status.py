"""The status of a lot: the first word that applies."""

import pytest

from kiosk.domain.status import LotSituation, status_of

WORDS = ("hold", "expired", "in_stock", "shipped", "consumed", "scrapped")
FIELDS = ("is_held", "is_expired", "is_on_hand", "is_with_customer", "is_inside", "is_scrapped")


@pytest.mark.parametrize("place", range(6))
def test_each_word_hides_those_after_it(place: int) -> None:
    rest = dict.fromkeys(FIELDS[place:], True)
    assert status_of(LotSituation(**rest)) == WORDS[place]
    assert status_of(LotSituation(**{FIELDS[place]: True})) == WORDS[place]


def test_a_lot_of_which_nothing_is_left_is_gone() -> None:
    assert status_of(LotSituation()) == "gone"
