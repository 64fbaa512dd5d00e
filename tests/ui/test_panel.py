"""How many pixels a millimetre gets."""

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from kiosk.ui.panel import millimetre, true_millimetre

pytestmark = pytest.mark.screen


@pytest.mark.parametrize(
    ("setting", "density", "width", "height", "width_mm"),
    [
        (0, 0, 1280, 800, 218),
        (0, 0, 1024, 600, 218),
        (0, 5.87, 1280, 800, 218),
        (0, 6.65, 1024, 600, 154),
        (6.65, 3.78, 1024, 600, 154),
        (0, 3.64, 1920, 1080, 218),
        (0, 120, 1920, 1080, 218),
        (0, 8.0, 1024, 600, 150.2),
        (30, 0, 1280, 800, 150),
        (0, -1, 1280, 800, 218),
    ],
)
def test_a_window_is_laid_out_as_a_panel_that_can_be_used(
    setting: float, density: float, width: float, height: float, width_mm: float
) -> None:
    scale = millimetre(setting, density, width, height)
    assert width / scale == pytest.approx(width_mm, abs=0.5)
    assert height / scale >= 87.9


def test_a_window_without_size_has_some_scale() -> None:
    assert millimetre(0, 5, 0, 0) == 1.0


@pytest.mark.parametrize(
    ("setting", "density", "width", "expected"),
    [(0.0, 5.87, 1280, 5.87), (6.0, 5.87, 1280, 6.0), (0.0, 0.0, 1280, 0.0), (0.0, 80.0, 1280, 0.0)],
)
def test_a_true_millimetre_is_measured_or_reported_or_unknown(
    setting: float, density: float, width: float, expected: float
) -> None:
    assert true_millimetre(setting, density, width) == expected
