"""A GTIN alone, as EAN, UPC and ITF-14 symbols carry it."""

from kiosk.identification.gs1.check_digit import has_right_check_digit
from kiosk.identification.reading import Element, Reading, ReadingError

GTIN_LENGTHS = (8, 12, 13, 14)
LENGTH_BY_IDENTIFIER = {"]E0": 13, "]E4": 8, "]I1": 14}
"""UPC-A and UPC-E arrive as thirteen digits under ]E0 (ISO/IEC 15424)."""


def read_gtin(text: str, aim: str | None) -> Reading:
    """Read `text` as one GTIN, with the length that the symbology identifier asks for or any of the four."""
    lengths = (LENGTH_BY_IDENTIFIER[aim],) if aim in LENGTH_BY_IDENTIFIER else GTIN_LENGTHS
    error = _fault(text, lengths)
    identified = ("symbology identifier",) if aim in LENGTH_BY_IDENTIFIER else ()
    if error:
        element = Element("01", "GTIN", text, text, error.span, error.code)
        return Reading("gtin", (element,), identified, errors=(error,))
    element = Element("01", "GTIN", text.zfill(14), text, (0, len(text)))
    return Reading("gtin", (element,), (*identified, "check digit"), complete=True)


def _fault(text: str, lengths: tuple[int, ...]) -> ReadingError | None:
    span = (0, len(text))
    if not (text.isascii() and text.isdigit()):
        return ReadingError("characters", "a GTIN has digits only", span)
    if len(text) not in lengths:
        expected = " or ".join(str(length) for length in lengths)
        return ReadingError("length", f"expected {expected} digits, found {len(text)}", span)
    if not has_right_check_digit(text):
        return ReadingError("check-digit", f"{text} has a wrong check digit", span)
    return None
