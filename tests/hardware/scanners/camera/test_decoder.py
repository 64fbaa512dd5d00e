"""The decoder on drawn pictures and on photographs: bytes as they are, nothing wrong confirmed."""

import json
from pathlib import Path

import numpy as np
import pytest

from hardware.scanners.camera.decoder import DECODE_PIXELS, decode_image
from hardware.scanners.camera.pictures import Gray, load_gray
from hardware.scanners.camera.symbols import Strength, Symbol
from hardware.scanners.camera.zbar import Zbar
from tests.hardware.scanners.camera.pictures import drawn

PHOTOGRAPHS = Path(__file__).parents[5] / "shared" / "decode"
needs_photographs = pytest.mark.skipif(
    not (PHOTOGRAPHS / "manifest.json").exists(), reason="the photographs are not beside the repository"
)


def only(image: Gray) -> Symbol:
    (symbol,) = decode_image(image)
    return symbol


@pytest.mark.parametrize(
    ("payload", "format_", "gs1", "aim", "data"),
    [
        ("[01]09506000134352[10]AB(1)[21]7", "DataMatrix", True, "]d2", b"010950600013435210AB(1)\x1d217"),
        ("[01]09506000134352[10]AB[21]7", "QRCode", True, "]Q3", b"010950600013435210AB\x1d217"),
        ("[01]09506000134352[10]AB[21]7", "Code128", True, "]C1", b"010950600013435210AB\x1d217"),
        ("[)>\x1e06\x1dPABC\x1dQ1\x1e\x04", "DataMatrix", False, "]d1", b"[)>\x1e06\x1dPABC\x1dQ1\x1e\x04"),
        ("LOT 42", "Code128", False, "]C0", b"LOT 42"),
        ("9506000134352", "EAN13", False, "]E0", b"9506000134352"),
        ("A12/B-7", "PDF417", False, "]L2", b"A12/B-7"),
        ("A12", "Aztec", False, "]z0", b"A12"),
        ("00123456", "ITF", False, "]I0", b"00123456"),
    ],
)
def test_payload_and_identifier_are_those_of_the_symbol(
    payload: str, format_: str, gs1: bool, aim: str, data: bytes
) -> None:
    symbol = only(drawn(payload, format_, gs1=gs1))
    assert (symbol.aim, symbol.data, symbol.confirmed, symbol.decoder) == (aim, data, True, "zxing-cpp")


@pytest.mark.parametrize("payload", ["+A99912345G", "ABC/D", "LOT+B1", "A%B"])
def test_code_39_is_never_rewritten_as_full_ascii(payload: str) -> None:
    symbol = only(drawn(payload, "Code39"))
    assert (symbol.data, symbol.aim) == (payload.encode(), "]A0")


def test_position_is_in_pixels_of_the_image_as_it_came_even_of_a_huge_one() -> None:
    small = drawn("A1B2C3", "DataMatrix", scale=10)
    huge = np.kron(small, np.ones((20, 20), np.uint8))
    assert huge.size > DECODE_PIXELS
    expected = np.array(only(small).position) * 20
    assert np.abs(np.array(only(huge).position) - expected).max() <= 20


def test_several_symbols_in_one_picture_are_all_returned() -> None:
    above, below = drawn("FIRST"), drawn("SECOND")
    width = max(above.shape[1], below.shape[1])
    both = np.vstack([np.pad(one, ((0, 0), (0, width - one.shape[1])), constant_values=255) for one in (above, below)])
    assert {symbol.data for symbol in decode_image(both)} == {b"FIRST", b"SECOND"}


@pytest.mark.parametrize("shape", [(0, 0), (1, 1), (1, 500), (300, 400)])
def test_a_picture_without_symbols_gives_none(shape: tuple[int, int]) -> None:
    assert decode_image(np.full(shape, 255, np.uint8)) == []


def test_text_follows_the_character_set_of_the_symbol() -> None:
    symbol = only(drawn("Größe", "QRCode", scale=5))
    assert symbol.text == "Größe"


@pytest.mark.parametrize(
    ("format_", "strength"),
    [("QRCode", Strength.CORRECTED), ("EAN13", Strength.CHECKED), ("Code39", Strength.WEAK), ("ITF", Strength.WEAK)],
)
def test_strength_of_a_symbology(format_: str, strength: Strength) -> None:
    assert Symbol(format_, None, b"1", "1", ((0, 0),) * 4).strength is strength


@pytest.mark.parametrize("cut", range(20, 240, 44))
def test_the_rest_of_a_cut_itf_is_not_confirmed_as_a_shorter_value(cut: int) -> None:
    """Seen on a slant, the last half of an ITF begins like a whole one."""
    image = drawn("00123456789012", "ITF", scale=2, quiet=24)
    rest = np.ascontiguousarray(image[:90, cut:])
    assert [one for one in decode_image(rest) if one.confirmed and one.data != b"00123456789012"] == []


@needs_photographs
def test_photographs_give_what_they_hold_and_nothing_wrong_is_confirmed() -> None:
    """Two pictures hold Code 39 that is meant as full ASCII or as Code 32; we read the characters as they stand.

    zxing-cpp and pyzbar together read 226 of them.
    """
    as_they_stand = {"images/code39-1/code32-1.png": "3PRM8N", "images/code39-2/2.png": "12+A+B"}
    entries = json.loads((PHOTOGRAPHS / "manifest.json").read_text())
    read, wrong, zbar = 0, [], Zbar()
    for entry in entries:
        expected = as_they_stand.get(entry["image"], entry["expected"])
        for symbol in decode_image(load_gray(PHOTOGRAPHS / entry["image"]), zbar):
            is_right = symbol.data.hex() == entry["expected_hex"] or symbol.text == expected
            read += is_right and symbol.confirmed
            if symbol.confirmed and not is_right:
                wrong.append((entry["image"], symbol.format, symbol.data))
    zbar.close()
    assert wrong == []
    assert read > 226
