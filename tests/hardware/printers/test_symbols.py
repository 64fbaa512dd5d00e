"""Symbols hold what they can, in the size that was promised, and refuse the rest by name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.printers.code128 import codewords
from hardware.printers.label import LabelError, PlacedSymbol, Symbol, Symbology
from hardware.printers.symbols import box_of, modules_of, quiet_box_of, side_of
from tests.hardware.printers.samples import PRINTABLE


@pytest.mark.parametrize("kind", [Symbology.DATA_MATRIX, Symbology.CODE_128, Symbology.QR_CODE])
@pytest.mark.parametrize(("data", "why"), [("", "is empty"), ("a\x1db", "holds '\\\\x1d'"), ("Größe", "holds 'ö'")])
def test_data_that_a_symbol_cannot_hold_is_refused(kind: Symbology, data: str, why: str) -> None:
    with pytest.raises(LabelError, match=why):
        modules_of(Symbol(kind, data))


@pytest.mark.parametrize(
    ("kind", "most"), [(Symbology.DATA_MATRIX, 1558), (Symbology.CODE_128, 80), (Symbology.QR_CODE, 666)]
)
def test_data_that_is_too_long_is_refused(kind: Symbology, most: int) -> None:
    assert modules_of(Symbol(kind, "x" * most)).any()
    with pytest.raises(LabelError, match=f"{most}"):
        modules_of(Symbol(kind, "x" * (most + 1)))


def test_gs1_needs_its_elements_and_nothing_else_has_any() -> None:
    with pytest.raises(ValueError, match="needs its elements"):
        modules_of(Symbol(Symbology.GS1_128, "10A"))
    with pytest.raises(ValueError, match="has no elements"):
        modules_of(Symbol(Symbology.CODE_128, "10A", (("10", "A"),)))


def test_gs1_data_that_the_encoder_refuses_is_refused_by_name() -> None:
    with pytest.raises(LabelError, match="'01123' does not fit into a gs1-128"):
        modules_of(Symbol(Symbology.GS1_128, "01123", (("01", "123"),)))


@settings(max_examples=40, deadline=None)
@given(st.text(PRINTABLE, min_size=1, max_size=300))
def test_a_data_matrix_is_square_and_as_large_as_promised(data: str) -> None:
    symbol = Symbol(Symbology.DATA_MATRIX, data)
    assert modules_of(symbol).shape == (side_of(symbol), side_of(symbol))


def test_quiet_zones_lie_around_the_black_part() -> None:
    matrix = PlacedSymbol(Symbol(Symbology.DATA_MATRIX, "A"), 100, 100, 5)
    assert (box_of(matrix).width, quiet_box_of(matrix).x, quiet_box_of(matrix).y) == (50, 95, 95)
    bars = PlacedSymbol(Symbol(Symbology.CODE_128, "A"), 100, 100, 3, 80)
    assert (quiet_box_of(bars).x, quiet_box_of(bars).y, quiet_box_of(bars).height) == (70, 100, 80)


@settings(max_examples=40, deadline=None)
@given(st.text(PRINTABLE, min_size=1, max_size=40))
def test_the_characters_of_code_128_are_read_from_its_bars(data: str) -> None:
    values = codewords(modules_of(Symbol(Symbology.CODE_128, data))[0].tolist())
    assert values[0] in (104, 105)


@pytest.mark.parametrize("damage", [slice(0, 11), slice(22, 33)])
def test_bars_that_are_no_code_128_are_noticed(damage: slice) -> None:
    bars = modules_of(Symbol(Symbology.CODE_128, "LOT:OK"))[0].copy()
    bars[damage] = True
    with pytest.raises(ValueError, match="no character of Code 128"):
        codewords(bars.tolist())
    with pytest.raises(ValueError, match="are no Code 128"):
        codewords(bars.tolist()[:-1])


def test_a_wrong_check_character_is_noticed() -> None:
    bars = modules_of(Symbol(Symbology.CODE_128, "AB"))[0].copy()
    bars[11:22], bars[22:33] = bars[22:33].copy(), bars[11:22].copy()
    with pytest.raises(ValueError, match="check character"):
        codewords(bars.tolist())
