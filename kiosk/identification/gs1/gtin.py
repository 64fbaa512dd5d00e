"""A GTIN alone, as EAN, UPC and ITF-14 symbols carry it."""

import re

from kiosk.identification.gs1.check_digit import check_digit_for, has_right_check_digit
from kiosk.identification.reading import Element, Reading, ReadingError

GTIN_LENGTHS = (8, 12, 13, 14)
LENGTH_BY_IDENTIFIER = {"]E0": 13, "]E3": 13, "]E4": 8, "]I1": 14}
"""UPC-A and UPC-E arrive as thirteen digits under ]E0 (ISO/IEC 15424); ]E3 has an add-on of 2 or 5 digits behind."""
_ADD_ON_LENGTHS = (2, 5)
_UPC_E = re.compile(r"[01][0-9]{7}")


def read_gtin(text: str, aim: str | None) -> Reading:
    """Read `text` as one GTIN, with the length that the symbology identifier asks for or any of the four."""
    lengths = (LENGTH_BY_IDENTIFIER[aim],) if aim in LENGTH_BY_IDENTIFIER else GTIN_LENGTHS
    digits, add_on = (text[:13], text[13:]) if aim == "]E3" else (text, "")
    identified = ("symbology identifier",) if aim in LENGTH_BY_IDENTIFIER else ()
    error = _fault(digits, lengths) or (_add_on_fault(text) if aim == "]E3" else None)
    if error:
        element = Element("01", "GTIN", text, text, (0, len(text)), error.code)
        return Reading("gtin", (element,), identified, errors=(error,))
    elements = [Element("01", "GTIN", digits.zfill(14), digits, (0, len(digits)))]
    if add_on:
        elements.append(Element("add-on", "Add-on", add_on, add_on, (len(digits), len(text))))
    return Reading("gtin", tuple(elements), (*identified, "check digit"), complete=True)


def read_upc_e(text: str) -> Reading | None:
    """Read eight digits as a UPC-E number that the scanner has not expanded; None where they are none.

    GS1 General Specifications, section 5.2.2.4.2: the last of the six digits says which zeros were left out.
    """
    if not _UPC_E.fullmatch(text):
        return None
    system, digits, check = text[0], text[1:7], text[7]
    last = digits[5]
    if last in "012":
        body = digits[:2] + last + "0000" + digits[2:5]
    elif last == "3":
        body = digits[:3] + "00000" + digits[3:5]
    elif last == "4":
        body = digits[:4] + "00000" + digits[4]
    else:
        body = digits[:5] + "0000" + last
    upc_a = system + body + check
    if not has_right_check_digit(upc_a):
        return None
    element = Element("01", "GTIN", upc_a.zfill(14), text, (0, len(text)))
    return Reading("gtin", (element,), ("UPC-E", "check digit"), complete=True)


def _fault(text: str, lengths: tuple[int, ...]) -> ReadingError | None:
    span = (0, len(text))
    if not (text.isascii() and text.isdigit()):
        return ReadingError("characters", f"a GTIN has digits only, found {text!r}", span)
    if len(text) not in lengths:
        expected = " or ".join(str(length) for length in lengths)
        return ReadingError("length", f"expected {expected} digits, found {len(text)}", span)
    if not has_right_check_digit(text):
        needed = check_digit_for(text[:-1])
        return ReadingError("check-digit", f"{text} has a wrong check digit: {text[:-1]} needs {needed}", span)
    return None


def _add_on_fault(text: str) -> ReadingError | None:
    add_on = text[13:]
    if len(add_on) in _ADD_ON_LENGTHS and add_on.isascii() and add_on.isdigit():
        return None
    return ReadingError("length", f"expected an add-on of 2 or 5 digits, found {add_on!r}", (13, len(text)))
