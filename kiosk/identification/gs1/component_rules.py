"""What the parts of a GS1 value must be besides digits or letters: one rule for each name in the table.

Each rule is what the GS1 General Specifications ask of the element string that uses it. Dates and times are not
here: their century needs the year, so they are checked where they are put into ISO form (`values.py`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.identification.gs1.check_digit import (
    check_characters_for,
    check_digit_for,
    has_right_check_characters,
    has_right_check_digit,
)
from kiosk.identification.gs1.code_lists import COUNTRIES, COUNTRY_LETTERS, CURRENCIES, MEDIA_TYPES, PACKAGE_TYPES
from kiosk.identification.gs1.coupons import is_coupon, is_paperless_coupon
from kiosk.identification.gs1.iban import is_iban

_GCP_LENGTH = 4
"""The shortest GS1 Company Prefix has four digits."""
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BASE64 = re.compile(r"[0-9A-Za-z_-]*(={0,2})")
_IMPORTER = re.compile(r"[-0-9A-Z_a-z]")
_POSITION = re.compile(r"([1-9][0-9]*)/([1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Rule:
    """What one part of a value must be."""

    code: str
    """Code of the error where it is not."""
    expects: str
    """What the standard asks for, as the end of "expected ..."."""
    holds: Callable[[str], bool]
    hint: Callable[[str], str] = lambda _: ""
    """What would have been right, where that can be said; empty otherwise."""


def _starts_with_company_prefix(text: str) -> bool:
    prefix = text[:_GCP_LENGTH]
    return len(prefix) == _GCP_LENGTH and prefix.isascii() and prefix.isdigit()


def _is_piece_of_total(text: str) -> bool:
    piece, total = int(text[: len(text) // 2]), int(text[len(text) // 2 :])
    return 0 < piece <= total


def _is_position_in_sequence(text: str) -> bool:
    match = _POSITION.fullmatch(text)
    return match is not None and int(match[1]) <= int(match[2])


def _is_padded_base64(text: str) -> bool:
    match = _BASE64.fullmatch(text)
    return match is not None and (not match[1] or len(text) % 3 == 0)


def _needed_check_characters(text: str) -> str:
    return f"{text[:-2]} needs {check_characters_for(text[:-2])}" if len(text) > 2 else ""


_COUNTRY = "a three-digit country code of ISO 3166"
RULES: dict[str, Rule] = {
    "csum": Rule(
        "check-digit",
        "a right check digit at the end",
        has_right_check_digit,
        lambda text: f"{text[:-1]} needs {check_digit_for(text[:-1])}",
    ),
    "csumalpha": Rule(
        "check-characters",
        "a right pair of check characters at the end",
        has_right_check_characters,
        _needed_check_characters,
    ),
    "gcppos1": Rule("company-prefix", "a GS1 Company Prefix first, at least four digits", _starts_with_company_prefix),
    "gcppos2": Rule(
        "company-prefix",
        "a GS1 Company Prefix behind the first digit",
        lambda text: _starts_with_company_prefix(text[1:]),
    ),
    "cset64": Rule("padding", "file-safe base64 with right padding", _is_padded_base64),
    "hasnondigit": Rule("format", "at least one character that is no digit", lambda text: not text.isdigit()),
    "nozeroprefix": Rule("zero", "no zero in front", lambda text: not text.startswith("0")),
    "nonzero": Rule("zero", "more than zero", lambda text: bool(text.strip("0"))),
    "zero": Rule("zero", "a zero", lambda text: not text.strip("0")),
    "yesno": Rule("flag", "0 for no or 1 for yes", lambda text: text in "01"),
    "winding": Rule("flag", "0, 1 or 9 for the direction of winding", lambda text: text in "019"),
    "hyphen": Rule("format", "a hyphen for a temperature below zero", lambda text: not text.strip("-")),
    "iso5218": Rule("code-list", "0, 1, 2 or 9 of ISO/IEC 5218", lambda text: text in "0129"),
    "iso3166": Rule("code-list", _COUNTRY, COUNTRIES.__contains__),
    "iso3166999": Rule("code-list", f"{_COUNTRY}, or 999", lambda text: text in COUNTRIES or text == "999"),
    "iso3166alpha2": Rule("code-list", "a two-letter country code of ISO 3166", COUNTRY_LETTERS.__contains__),
    "iso4217": Rule("code-list", "a three-digit currency code of ISO 4217", CURRENCIES.__contains__),
    "mediatype": Rule("code-list", "an AIDC media type, 01 to 10 or 80 to 99", MEDIA_TYPES.__contains__),
    "packagetype": Rule("code-list", "a package type code of UN/ECE Recommendation 21", PACKAGE_TYPES.__contains__),
    "importeridx": Rule("format", "a letter, a digit, - or _", lambda text: bool(_IMPORTER.fullmatch(text))),
    "pieceoftotal": Rule("piece-of-total", "the number of a piece and the total, from 01", _is_piece_of_total),
    "posinseqslash": Rule("piece-of-total", "a position and the total, such as 1/2", _is_position_in_sequence),
    "latitude": Rule("coordinate", "at most 1800000000 (90 degrees north)", lambda text: int(text) <= 1_800_000_000),
    "longitude": Rule("coordinate", "at most 3600000000 (180 degrees east)", lambda text: int(text) <= 3_600_000_000),
    "pcenc": Rule(
        "percent-encoding", "two hexadecimal digits behind every %", lambda text: not _BROKEN_ESCAPE.search(text)
    ),
    "iban": Rule("iban", "an IBAN with right check digits (ISO 13616)", is_iban),
    "couponcode": Rule("coupon", "a coupon code of the North American coupon guideline", is_coupon),
    "couponposoffer": Rule("coupon", "a positive offer file coupon code", is_paperless_coupon),
}
"""Every rule by its name in the table."""
