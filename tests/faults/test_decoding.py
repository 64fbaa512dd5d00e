"""The short version: pictures at random, of which nothing wrong is confirmed."""

import numpy as np

from tests.faults import decoding


def test_nothing_wrong_is_confirmed() -> None:
    result = decoding.run(120, 3)
    assert result.wrong == []
    assert result.read > 40


def test_the_same_numbers_draw_the_same_picture() -> None:
    (one, data, what), (again, same, likewise) = decoding.picture(5, 7), decoding.picture(5, 7)
    assert np.array_equal(one, again)
    assert (data, what) == (same, likewise)


def test_what_a_clean_picture_says_is_one_value_though_the_search_reads_two() -> None:
    """zxing-cpp's search reads 0787642326186 beside it."""
    _, data, what = decoding.picture(90428, 49)
    assert (data, what.partition(",")[0]) == (b"5705641326186", "EAN13")
