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
