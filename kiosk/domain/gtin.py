"""GTINs and their check digits (GS1 General Specifications, 7.9.1)."""

from kiosk.domain.errors import FormError


def check_digit(digits: str) -> str:
    """The modulo-10 digit that follows `digits`.

    >>> check_digit("0950600013435")
    '2'
    """
    weighted = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-weighted % 10)


def is_gtin(text: str) -> bool:
    """Whether the text is a GTIN-8, -12, -13 or -14 with a right check digit."""
    if not (text.isascii() and text.isdigit() and len(text) in (8, 12, 13, 14)):
        return False
    return check_digit(text[:-1]) == text[-1]


def to_gtin14(text: str) -> str:
    """The GTIN in its 14-digit form; raises FormError if it is none."""
    if not is_gtin(text):
        raise FormError(f"{text!r} is not a GTIN: it needs 8, 12, 13 or 14 digits, the last one the right check digit")
    return text.zfill(14)
