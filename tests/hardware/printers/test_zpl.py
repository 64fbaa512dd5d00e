"""No data can become a command, and the printer is told the symbol that was laid out."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.printers.label import Box, Label, PlacedSymbol, PlacedText, Symbol, Symbology
from hardware.printers.verify import verify
from hardware.printers.zpl import zpl
from tests.hardware.printers.samples import GS, PRINTABLE, label_with
from tests.hardware.printers.zpl_printer import ZplPrinter

OURS = {"^XA", "^PW", "^LL", "^LH", "^FO", "^BY", "^BC", "^BX", "^BQ", "^FH", "^FD", "^GF", "^GB", "^FS", "^PQ", "^XZ"}
HOSTILE = ["^XZ^XA^FO0,0", "~JA", "~JR", "^FS^XZ~DG", "_5EXZ", "\\5EXZ", ">8>;>5", "__1_1", "^^~~\\\\__>>"]


def commands(data: bytes) -> list[str]:
    return re.findall(r"[\^~]..", data.decode("ascii"))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", [Symbology.CODE_128, Symbology.DATA_MATRIX, Symbology.QR_CODE])
def test_data_that_looks_like_commands_is_data(kind: Symbology, text: str) -> None:
    data = zpl(label_with(Symbol(kind, text), 203, text=text))
    assert set(commands(data)) <= OURS
    printer = ZplPrinter()
    printer.feed(data)
    assert [each.data for each in printer.printed[0].symbols] == [text.encode()]


@settings(max_examples=60, deadline=None)
@given(st.text(PRINTABLE, min_size=1, max_size=20), st.text(min_size=1, max_size=12))
def test_any_data_gives_the_same_commands(data: str, text: str) -> None:
    symbol = Symbol(Symbology.DATA_MATRIX, data)
    made = commands(zpl(label_with(symbol, 203, text=text)))
    assert [each for each in made if each not in ("^FO", "^GF", "^FS")] == [
        *("^XA", "^PW", "^LL", "^LH", "^BX", "^FH", "^FD", "^PQ", "^XZ")
    ]


def test_digits_are_told_in_pairs_and_the_start_of_gs1_by_its_code() -> None:
    symbol = Symbol(Symbology.GS1_128, f"10AB{GS}3712", (("10", "AB"), ("37", "12")))
    [field] = re.findall(r"\^FD(.*)\^FS", zpl(label_with(symbol, 203)).decode())
    assert field == ">;>810>6AB>5>83712"


def test_gs1_data_matrix_begins_with_fnc1_and_has_its_size() -> None:
    symbol = Symbol(Symbology.GS1_DATA_MATRIX, f"10A_B{GS}3712", (("10", "A_B"), ("37", "12")))
    text = zpl(label_with(symbol, 203)).decode()
    assert "^BXN,3,200,14,14,,_,1^FH\\^FD_110A__B_13712^FS" in text


def test_a_rule_is_filled_and_copies_are_counted() -> None:
    printer = ZplPrinter()
    printer.feed(zpl(Label(100, 60, 203, rules=(Box(10, 20, 80, 3), Box(5, 5, 2, 40))), copies=7))
    [printed] = printer.printed
    assert printed.copies == 7
    assert (printed.picture == 0).sum() == 80 * 3 + 2 * 40
    assert printed.picture[20:23, 10:90].max() == 0


def test_a_blank_text_prints_nothing() -> None:
    label = Label(100, 60, 203, texts=(PlacedText(" ", 0, 0, 20),))
    assert "^GF" not in zpl(label).decode()


def test_text_begins_in_set_b() -> None:
    assert b"^FD>:AB^FS" in zpl(Label(400, 90, 203, (PlacedSymbol(Symbol(Symbology.CODE_128, "AB"), 30, 0, 2, 50),)))


@pytest.mark.parametrize("kind", [Symbology.CODE_128, Symbology.DATA_MATRIX, Symbology.QR_CODE])
def test_symbols_too_large_for_the_language_are_sent_as_they_are(kind: Symbology) -> None:
    label = Label(3000, 700, 600, (PlacedSymbol(Symbol(kind, "LOT:OK"), 130, 60, 12, 400),))
    printer = ZplPrinter()
    printer.feed(zpl(label))
    assert np.array_equal(printer.printed[0].picture, verify(label))
