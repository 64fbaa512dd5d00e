r"""A label in ZPL II, the language of Zebra printers and their likes.

Symbols are the printer's own, told which characters and which size to make, so that they come out as they were laid
out. Texts are graphics: the same letters as everywhere else, in every script. All data passes `_field`, so that none
of it can be a command: with ^FH a `\` and two hexadecimal digits stand for what is not plain.
"""

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from hardware.printers.code128 import CODE_A, CODE_B, CODE_C, START_A, START_B, START_C, codewords
from hardware.printers.label import Label, LabelError, PlacedSymbol, PlacedText, Symbology
from hardware.printers.raster import symbol_dots
from hardware.printers.symbols import modules_of
from hardware.printers.text import text_dots

_WIDEST_MODULE = 10
"""Dots: the most that ^BY and ^BQ take on every printer. Larger symbols are sent as graphics."""
_NOT_PLAIN = re.compile(r"[^ -\]_-}]|\\")
"""All but printable ASCII without caret, tilde and the escape itself."""
_FNC1, _SHIFT = 102, 98
_SET_BY_START = {START_A: "A", START_B: "B", START_C: "C"}
_SET_BY_CODE = {CODE_A: "A", CODE_B: "B", CODE_C: "C"}
_START = {"A": ">9", "B": ">:", "C": ">;"}
_CHANGE = {"A": ">7", "B": ">6", "C": ">5"}
_IN_SET_B = {">": ">0", "^": "><", "~": ">="}
"""Characters of set B that have an invocation code of their own."""


def zpl(label: Label, copies: int = 1) -> bytes:
    """The label as one ZPL format; raises LabelError for a symbol that cannot be made."""
    fields = [*_rules(label), *(_symbol(each) for each in label.symbols), *(_text(each) for each in label.texts)]
    lines = ["^XA", f"^PW{label.width}", f"^LL{label.height}", "^LH0,0", *fields, f"^PQ{copies}", "^XZ", ""]
    return "\n".join(lines).encode("ascii")


def _rules(label: Label) -> Iterator[str]:
    for rule in label.rules:
        yield f"^FO{rule.x},{rule.y}^GB{rule.width},{rule.height},{min(rule.width, rule.height)}^FS"


def _symbol(placed: PlacedSymbol) -> str:
    symbol, module = placed.symbol, placed.module
    is_matrix = symbol.symbology in (Symbology.DATA_MATRIX, Symbology.GS1_DATA_MATRIX)
    if module > _WIDEST_MODULE and not is_matrix:
        return _graphic(placed.x, placed.y, symbol_dots(placed))
    if symbol.symbology.is_linear:
        kind, data = f"^BY{module}^BCN,{placed.bar_height},N,N,N,N", _code_128(placed)
    elif symbol.symbology is Symbology.QR_CODE:
        kind, data = f"^BQN,2,{module}", f"MM,B{len(symbol.data):04}{symbol.data}"
    else:
        side = modules_of(symbol).shape[0]
        first = "_1" if symbol.symbology.is_gs1 else ""
        kind = f"^BXN,{module},200,{side},{side},,_,1"
        data = first + symbol.data.replace("_", "__").replace("\x1d", "_1")
    return f"^FO{placed.x},{placed.y}{kind}^FH\\^FD{_field(data)}^FS"


def _code_128(placed: PlacedSymbol) -> str:
    """The characters that the symbol was laid out with, each by its invocation code where it is none of set B."""
    start, *values = codewords(modules_of(placed.symbol)[0].tolist())
    chosen = _SET_BY_START[start]
    parts = [_START[chosen]]
    for value in values:
        if value == _FNC1:
            parts.append(">8")
        elif value == _SHIFT and chosen != "C":
            raise LabelError(f"{placed.symbol.data!r} needs a shift, which is not told to printers")
        elif value in _SET_BY_CODE and _SET_BY_CODE[value] != chosen:
            chosen = _SET_BY_CODE[value]
            parts.append(_CHANGE[chosen])
        elif chosen == "B":
            character = chr(value + 32)
            parts.append(_IN_SET_B.get(character, character))
        else:
            parts.append(f"{value:02}")
    return "".join(parts)


def _text(text: PlacedText) -> str:
    return _graphic(text.x, text.y, text_dots(text.text, text.size, bold=text.bold))


def _graphic(x: int, y: int, dots: npt.NDArray[np.bool_]) -> str:
    if not dots.any():
        return ""
    rows = np.packbits(dots, axis=1)
    return f"^FO{x},{y}^GFA,{rows.size},{rows.size},{rows.shape[1]},{rows.tobytes().hex().upper()}^FS"


def _field(data: str) -> str:
    r"""Field data under ^FH\: nothing in it can begin a command.

    >>> _field("A^XZ~JA")
    'A\\5EXZ\\7EJA'
    """
    return _NOT_PLAIN.sub(lambda found: "".join(f"\\{byte:02X}" for byte in found[0].encode()), data)
