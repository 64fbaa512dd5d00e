"""Frozen and black pictures."""

import numpy as np
import pytest

from hardware.scanners.camera.health import BLACK, DARK_S, FROZEN_S, REPEATS, PictureHealth
from hardware.scanners.camera.pictures import Gray
from tests.hardware.scanners.camera.pictures import drawn

RATE = 15


def noisy(level: float, seed: int, noise: float = 2.0) -> Gray:
    rng = np.random.default_rng(seed)
    return np.clip(rng.normal(level, noise, (120, 160)), 0, 255).astype(np.uint8)


def seen(health: PictureHealth, images: list[Gray], rate: float = RATE, begin: float = 0.0) -> list[str]:
    return [health.see(image, begin + number / rate) for number, image in enumerate(images)]


def test_a_sensor_with_noise_is_never_frozen() -> None:
    health = PictureHealth()
    still = drawn("A1B2")
    images = []
    for number in range(60):
        image = still.copy()
        image[0, number % 9] -= 1
        images.append(image)
    assert set(seen(health, images)) == {""}
    assert not health.must_reopen


def test_one_picture_again_and_again_is_frozen_after_three_seconds() -> None:
    health = PictureHealth()
    said = seen(health, [drawn("A1B2")] * 60)
    assert said.index(REPEATS) == FROZEN_S * RATE
    assert set(said[int(FROZEN_S * RATE) :]) == {REPEATS}
    assert health.must_reopen


def test_a_slow_stream_of_one_picture_is_given_fifteen() -> None:
    said = seen(PictureHealth(), [drawn("A1B2")] * 20, rate=1)
    assert said.index(REPEATS) == 15


def test_what_was_frozen_stays_so_over_an_opening_until_a_picture_differs() -> None:
    health = PictureHealth()
    seen(health, [drawn("A1B2")] * 60)
    health.opened(10.0)
    assert not health.must_reopen
    assert (health.see(drawn("A1B2"), 10.1), health.is_frozen, health.must_reopen) == (REPEATS, True, False)
    assert (health.see(drawn("A1B3"), 10.2), health.is_frozen) == ("", False)


@pytest.mark.parametrize(
    ("level", "noise", "is_black"), [(0, 0.5, True), (16, 2, True), (30, 4, False), (90, 9, False)]
)
def test_black_is_what_has_nothing_bright_in_it(level: float, noise: float, is_black: bool) -> None:
    said = seen(PictureHealth(), [noisy(level, number, noise) for number in range(60)])
    assert (BLACK in said) == is_black
    if is_black:
        assert said.index(BLACK) == DARK_S * RATE


def test_one_lit_picture_ends_black() -> None:
    health = PictureHealth()
    assert seen(health, [noisy(5, number) for number in range(60)])[-1] == BLACK
    assert health.see(drawn("A1B2"), 4.0) == ""
