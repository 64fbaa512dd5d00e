"""Symbols that hypothesis draws up, and labels that carry one of them."""

from hypothesis import strategies as st

from hardware.printers.label import Label, PlacedSymbol, PlacedText, Symbol, Symbology, to_dots
from hardware.printers.symbols import modules_of
from hardware.printers.text import text_dots

GS = "\x1d"
SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""GS1 General Specifications, figure 7.11-1."""
PRINTABLE = "".join(chr(code) for code in range(32, 127))
RESOLUTIONS = (203, 300, 600)
MODULE_MM = {Symbology.GS1_DATA_MATRIX: 0.38, Symbology.DATA_MATRIX: 0.38, Symbology.QR_CODE: 0.38}
BARS_MM = 0.25


def check_digit(digits: str) -> str:
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


gtins = st.text("0123456789", min_size=13, max_size=13).map(lambda digits: digits + check_digit(digits))
values_82 = st.text(SET_82, min_size=1, max_size=20)
dates = st.dates().map(lambda day: day.strftime("%y%m%d"))


@st.composite
def elements(draw: st.DrawFn) -> tuple[tuple[str, str], ...]:
    """A GTIN with what a label of goods says beside it, in any order."""
    rest = {
        "10": values_82,
        "21": values_82,
        "17": dates,
        "37": st.integers(1, 99_999_999).map(str),
        "240": values_82,
        "3103": st.text("0123456789", min_size=6, max_size=6),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(rest)), unique=True, max_size=4))
    return (("01", draw(gtins)), *((ai, draw(rest[ai])) for ai in chosen))


def payload(parts: tuple[tuple[str, str], ...]) -> str:
    """What a scanner delivers: a separator behind every value of open length that is not the last."""
    text = ""
    for number, (ai, value) in enumerate(parts, 1):
        is_closed = ai[:2] in ("01", "17", "31") or number == len(parts)
        text += ai + value + ("" if is_closed else GS)
    return text


gs1_symbols = st.builds(
    lambda kind, parts: Symbol(kind, payload(parts), parts),
    st.sampled_from((Symbology.GS1_DATA_MATRIX, Symbology.GS1_128)),
    elements(),
).filter(lambda symbol: not symbol.symbology.is_linear or len(symbol.data) <= 48)
"""GS1-128 ends at 48 characters (GS1 General Specifications, section 5.4)."""
plain_symbols = st.builds(
    Symbol,
    st.sampled_from((Symbology.DATA_MATRIX, Symbology.CODE_128, Symbology.QR_CODE)),
    st.text(PRINTABLE, min_size=1, max_size=40),
)
symbols = gs1_symbols | plain_symbols


def label_with(symbol: Symbol, dpi: int, text: str = "Lot L2609-14 Größe") -> Label:
    """A label just large enough for the symbol, with a line of text below it."""
    module = max(2, to_dots(MODULE_MM.get(symbol.symbology, BARS_MM), dpi))
    rows, columns = modules_of(symbol).shape
    quiet = symbol.symbology.quiet_modules * module
    bars = to_dots(8, dpi) if symbol.symbology.is_linear else 0
    size = to_dots(3, dpi)
    line = text_dots(text, size)
    height = (bars or rows * module) + 2 * quiet
    return Label(
        width=max(columns * module + 2 * quiet, line.shape[1]),
        height=height + line.shape[0],
        dpi=dpi,
        symbols=(PlacedSymbol(symbol, quiet, quiet, module, bars),),
        texts=(PlacedText(text, 0, height, size),),
    )
