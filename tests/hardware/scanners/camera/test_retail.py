"""EAN and UPC by what their bars resemble: read where edges have melted, silent where in doubt."""

import numpy as np
import pytest
import zxingcpp

from hardware.scanners.camera import retail
from hardware.scanners.camera.pictures import Gray

MODULE = 4
QUIET = 12


def strip_of(value: str, format_: str, sigma: float = 0.0, noise: float = 0.0) -> tuple[Gray, tuple[float, float]]:
    """Return a strip of a symbol, blurred by `sigma` pixels, and where its bars begin and end."""
    import cv2

    drawn = np.array(zxingcpp.create_barcode(value, zxingcpp.BarcodeFormat[format_]).to_image(scale=MODULE), np.uint8)
    row = drawn[drawn.shape[0] // 3]
    dark = np.flatnonzero(row == 0)
    row = np.pad(row[dark[0] : dark[-1] + 1], QUIET * MODULE, constant_values=255)
    strip = np.tile(row, (60, 1))
    if sigma:
        strip = np.asarray(cv2.GaussianBlur(strip, (0, 0), sigma), np.uint8)
    grains = np.random.default_rng(7).normal(0, noise, strip.shape)
    return np.clip(strip + grains, 0, 255).astype(np.uint8), (QUIET * MODULE, len(row) - QUIET * MODULE)


@pytest.mark.parametrize(
    ("value", "format_", "expected"),
    [
        ("9506000134352", "EAN13", "9506000134352"),
        ("0012546619592", "EAN13", "0012546619592"),
        ("12345670", "EAN8", "12345670"),
        ("04965802", "UPCE", "0049000006582"),
        ("01234505", "UPCE", "0012000003455"),
        ("01234531", "UPCE", "0012300000451"),
        ("11234540", "UPCE", "0112340000050"),
        ("01234565", "UPCE", "0012345000065"),
    ],
)
@pytest.mark.parametrize("sigma", [0.0, 0.6 * MODULE])
def test_clean_and_melted_bars_are_read(value: str, format_: str, expected: str, sigma: float) -> None:
    strip, ends = strip_of(value, format_, sigma, noise=3)
    match = retail.match_strip(strip, ends, slack=2 * MODULE)
    assert match is not None
    assert (match.layout.name, match.digits) == (format_, expected)
    assert retail.bears_out(strip, retail.LAYOUTS[format_], ends, 2 * MODULE, expected) is True


def test_another_value_is_not_borne_out_and_is_denied_where_the_bars_are_plain() -> None:
    strip, ends = strip_of("9506000134352", "EAN13", 0.5 * MODULE)
    for wrong in ("9506000134369", "9506000137452", "0506000134357"):
        assert retail.bears_out(strip, retail.EAN13, ends, 2 * MODULE, wrong) is False


def test_noise_stripes_and_nothing_give_no_value() -> None:
    rng = np.random.default_rng(1)
    for _ in range(20):
        noise = rng.integers(0, 256, (40, 400)).astype(np.uint8)
        stripes = np.tile(np.repeat(rng.integers(0, 2, 95) * 255, 4).astype(np.uint8), (40, 1))
        for strip in (noise, stripes, np.full((40, 400), 90, np.uint8)):
            assert retail.match_strip(strip, (10, 370), slack=15) is None


def test_a_value_that_the_layout_cannot_hold_is_in_doubt() -> None:
    strip, ends = strip_of("12345670", "EAN8")
    assert retail.bears_out(strip, retail.EAN8, ends, 4, "9506000134352") is None
    strip, ends = strip_of("04965802", "UPCE")
    assert retail.bears_out(strip, retail.UPCE, ends, 4, "9506000134352") is None
