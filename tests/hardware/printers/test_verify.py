"""A label is released only if everything on it reads back and stands alone."""

import numpy as np
import pytest

from hardware.printers import verify as module
from hardware.printers.label import Box, Label, LabelError, PlacedSymbol, PlacedText, Symbol, Symbology
from hardware.printers.raster import draw, png
from hardware.printers.verify import verify
from tests.hardware.printers.reading import read

OK = Symbol(Symbology.DATA_MATRIX, "LOT:OK")


def label(*symbols: PlacedSymbol, texts: tuple[PlacedText, ...] = (), rules: tuple[Box, ...] = ()) -> Label:
    return Label(400, 200, 203, symbols, texts, rules)


def test_a_good_label_is_given_as_its_picture() -> None:
    made = label(PlacedSymbol(OK, 10, 10, 4), texts=(PlacedText("OK", 100, 10, 30),), rules=(Box(0, 100, 400, 2),))
    picture = verify(made)
    assert picture.shape == (200, 400)
    assert set(np.unique(picture)) == {0, 255}
    assert np.array_equal(picture, draw(made))


def test_several_symbols_are_each_read_alone() -> None:
    other = PlacedSymbol(Symbol(Symbology.CODE_128, "LOT:OK"), 150, 20, 2, 60)
    assert sorted(read(verify(label(PlacedSymbol(OK, 10, 10, 4), other)))) == [("]C0", b"LOT:OK"), ("]d1", b"LOT:OK")]


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (label(PlacedSymbol(OK, 3, 10, 4)), "'LOT:OK' does not fit on a label of 400 x 200 dots"),
        (label(PlacedSymbol(OK, 370, 10, 4)), "does not fit"),
        (label(texts=(PlacedText("OK", 390, 10, 30),)), "'OK' does not fit"),
        (label(PlacedSymbol(OK, 10, 10, 4), texts=(PlacedText("OK", 50, 40, 30),)), "'OK' stands in the quiet zone of"),
        (label(PlacedSymbol(OK, 10, 10, 4), rules=(Box(0, 6, 100, 1),)), "a rule stands in the quiet zone of"),
        (label(PlacedSymbol(OK, 10, 10, 4), PlacedSymbol(OK, 12, 60, 4)), "in the quiet zone"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(made: Label, why: str) -> None:
    with pytest.raises(LabelError, match=why):
        verify(made)


def test_a_symbol_that_reads_back_as_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = draw(label(PlacedSymbol(Symbol(Symbology.DATA_MATRIX, "LOT:NO"), 10, 10, 4)))
    monkeypatch.setattr(module, "draw", lambda _: wrong)
    with pytest.raises(LabelError, match=r"'LOT:OK' reads back as .*LOT:NO"):
        verify(label(PlacedSymbol(OK, 10, 10, 4)))


def test_a_damaged_symbol_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    blank = np.full((200, 400), 255, np.uint8)
    monkeypatch.setattr(module, "draw", lambda _: blank)
    with pytest.raises(LabelError, match="reads back as nothing"):
        verify(label(PlacedSymbol(OK, 10, 10, 4)))


def test_a_png_is_the_picture() -> None:
    import cv2

    made = label(PlacedSymbol(OK, 10, 10, 4))
    decoded = cv2.imdecode(np.frombuffer(png(made), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert np.array_equal(np.asarray(decoded), draw(made))
