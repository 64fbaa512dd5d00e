"""ANSI MH10.8.2 data identifiers: up to three digits and a letter that say what follows them.

The table names those that shop floors meet; others are read without a title of their own. What an identifier asks
of its value is in `_CHECKS`: dates become ISO 8601, quantities decimal strings.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.identification.gs1.check_digit import has_right_check_digit
from kiosk.identification.gs1.code_lists import COUNTRY_LETTERS
from kiosk.identification.gs1.dates import four_digit_year, iso_date, iso_day_of_year

TITLES = {
    "B": "Container type",
    "1B": "Container code",
    "D": "Date",
    "1D": "Date",
    "2D": "Date",
    "3D": "Date",
    "4D": "Date",
    "5D": "Date with qualifier",
    "6D": "Date with qualifier",
    "7D": "Month",
    "8D": "Date and time with qualifier",
    "9D": "Date code",
    "10D": "Year and week",
    "11D": "Year and week",
    "12D": "Date",
    "14D": "Expiration date",
    "15D": "Expiration date",
    "16D": "Production date",
    "17D": "Production date",
    "H": "Person",
    "J": "License plate",
    "1J": "License plate, lowest level",
    "2J": "License plate, several packages",
    "3J": "License plate, lowest level, with EDI",
    "4J": "License plate, several packages, with EDI",
    "5J": "License plate, mixed",
    "6J": "License plate, master",
    "K": "Customer order",
    "1K": "Supplier order",
    "2K": "Bill of lading",
    "3K": "Manifest",
    "4K": "Order line",
    "5K": "Order release",
    "7K": "Order and line",
    "10K": "Invoice",
    "11K": "Packing list",
    "14K": "Order and line",
    "15K": "Kanban number",
    "16K": "Delivery note",
    "L": "Storage location",
    "1L": "Location",
    "2L": "Ship to",
    "3L": "Ship from",
    "4L": "Country of origin",
    "5L": "Ship for",
    "P": "Part",
    "1P": "Supplier part",
    "2P": "Part revision",
    "8P": "GTIN",
    "25P": "Part with its issuer",
    "30P": "Supplier part, first level",
    "31P": "Supplier part, second level",
    "Q": "Quantity",
    "1Q": "Theoretical measure",
    "2Q": "Actual weight",
    "3Q": "Unit",
    "4Q": "Gross amount",
    "5Q": "Net amount",
    "7Q": "Quantity with unit",
    "9Q": "Pieces",
    "11Q": "Tare weight",
    "13Q": "Packages",
    "R": "Return authorisation",
    "S": "Serial number",
    "1S": "Additional code",
    "2S": "Shipment",
    "3S": "Package",
    "4S": "Package, several parts of a kind",
    "5S": "Package, mixed",
    "18S": "Serial number with CAGE code",
    "20S": "Traceability code",
    "25S": "Serial number with its issuer",
    "30S": "Additional traceability code",
    "T": "Lot, customer's number",
    "1T": "Lot, supplier's number",
    "25T": "Lot with its issuer",
    "30T": "Lot, first level",
    "V": "Supplier, customer's number",
    "1V": "Supplier",
    "3V": "GS1 Company Prefix",
    "7V": "Supplier",
    "12V": "Manufacturer (DUNS)",
    "17V": "Enterprise (CAGE)",
    "18V": "Party with its issuer",
    "W": "Work order",
    "1W": "Work order line",
    "Z": "Mutually defined",
}
"""What the common identifiers mean."""

_IDENTIFIER = re.compile(r"[0-9]{0,3}[A-Z]")
_PRINTABLE = re.compile(r"[ -~]+")
_QUANTITY = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)([A-Z][A-Z0-9])?")
_LICENSE_PLATE = re.compile(r"[0-9A-Z]{3,35}")


@dataclass(frozen=True, slots=True)
class Field:
    """An identifier with its value."""

    key: str
    title: str
    raw: str
    value: str
    """Normal form; `raw` where the value is wrong."""
    wrong: tuple[str, str] | None
    """Code and sentence of what is wrong."""


def split_field(text: str) -> tuple[str, str] | None:
    """Return identifier and value; None where no identifier stands first.

    >>> split_field("1TL2609-14")
    ('1T', 'L2609-14')
    """
    match = _IDENTIFIER.match(text)
    return (match[0], text[match.end() :]) if match else None


def read_field(key: str, raw: str, current_year: int) -> Field:
    """Check the value behind an identifier; `current_year` chooses the century of two-digit years."""
    title = TITLES.get(key, f"Data identifier {key}")
    if not raw:
        return Field(key, title, raw, raw, ("empty", f"{key} has no value"))
    if not _PRINTABLE.fullmatch(raw):
        return Field(key, title, raw, raw, ("characters", f"{key} holds characters that are not printable ASCII"))
    check = _CHECKS.get(key)
    if check is None:
        return Field(key, title, raw, raw, None)
    code, expected, normal_form = check
    value = normal_form(raw, current_year)
    wrong = None if value is not None else (code, f"{key} {raw!r}, expected {expected}")
    return Field(key, title, raw, raw if value is None else value, wrong)


Check = tuple[str, str, Callable[[str, int], str | None]]
"""Code of the error, what is expected, and what gives the normal form or None."""


def _digits(text: str, *lengths: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) in lengths


def _day(order: str) -> Callable[[str, int], str | None]:
    """A date whose digits stand in the order of `order`, such as `DDMMYYYY`."""

    def normal_form(text: str, year: int) -> str | None:
        if not _digits(text, len(order)):
            return None
        parts = ("".join(text[i] for i, letter in enumerate(order) if letter == each) for each in "YMD")
        return iso_date("".join(parts), year)

    return normal_form


def _day_of_year(text: str, year: int) -> str | None:
    """YDDD or YYDDD; one digit of a year is the year of the last ten that ends in it."""
    if not _digits(text, 4, 5):
        return None
    full = text[:2] if len(text) == 5 else str(year - (year - int(text[0])) % 10)
    return iso_day_of_year(int(text[-3:]), full, year)


def _week(text: str, year: int) -> str | None:
    """YYWW or YYYYWW as an ISO week such as 2026-W14."""
    if not _digits(text, 4, 6):
        return None
    full = int(text[:-2]) if len(text) == 6 else four_digit_year(int(text[:2]), year)
    return f"{full}-W{text[-2:]}" if 1 <= int(text[-2:]) <= 53 and full else None


def _month(text: str, year: int) -> str | None:
    if not _digits(text, 4) or not 1 <= int(text[:2]) <= 12:
        return None
    return f"{four_digit_year(int(text[2:]), year)}-{text[:2]}"


def _qualified(length: int) -> Callable[[str, int], str | None]:
    """A date of `length` digits with a three-character qualifier of ASC X12 element 374 behind it."""

    def normal_form(text: str, year: int) -> str | None:
        day = text[:length]
        return iso_date(day, year) if _digits(day, length) and len(text) in (length, length + 3) else None

    return normal_form


def _date_time(text: str, year: int) -> str | None:
    moment = text[:12]
    if not _digits(moment, 12) or len(text) not in (12, 15) or moment[8:10] > "23" or moment[10:] > "59":
        return None
    day = iso_date(moment[:8], year)
    return f"{day}T{moment[8:10]}:{moment[10:]}" if day else None


def _quantity(text: str, _: int) -> str | None:
    match = _QUANTITY.fullmatch(text)
    return None if match is None else " ".join(part for part in match.groups() if part)


def _gtin(text: str, _: int) -> str | None:
    return text.zfill(14) if _digits(text, 8, 12, 13, 14) and has_right_check_digit(text) else None


def _country(text: str, _: int) -> str | None:
    codes = [text[index : index + 2] for index in range(0, len(text), 2)]
    return text if COUNTRY_LETTERS.issuperset(codes) else None


def _license_plate(text: str, _: int) -> str | None:
    return text if _LICENSE_PLATE.fullmatch(text) else None


_LICENSE: Check = ("format", "3 to 35 capital letters and digits (ISO/IEC 15459)", _license_plate)
_CHECKS: dict[str, Check] = {
    "D": ("date", "a date YYMMDD", _day("YYMMDD")),
    "1D": ("date", "a date DDMMYY", _day("DDMMYY")),
    "2D": ("date", "a date MMDDYY", _day("MMDDYY")),
    "3D": ("date", "a date YDDD", _day_of_year),
    "4D": ("date", "a date YYDDD", _day_of_year),
    "5D": ("date", "a date YYMMDD and a qualifier", _qualified(6)),
    "6D": ("date", "a date YYYYMMDD and a qualifier", _qualified(8)),
    "7D": ("date", "a month MMYY", _month),
    "8D": ("date", "a date and time YYYYMMDDhhmm and a qualifier", _date_time),
    "10D": ("date", "a year and week YYWW", _week),
    "11D": ("date", "a year and week YYYYWW", _week),
    "12D": ("date", "a date YYYYMMDD", _day("YYYYMMDD")),
    "14D": ("date", "a date YYYYMMDD", _day("YYYYMMDD")),
    "15D": ("date", "a date DDMMYYYY", _day("DDMMYYYY")),
    "16D": ("date", "a date YYYYMMDD", _day("YYYYMMDD")),
    "17D": ("date", "a date DDMMYYYY", _day("DDMMYYYY")),
    "4L": ("code-list", "country codes of two letters (ISO 3166)", _country),
    "8P": ("check-digit", "a GTIN with a right check digit", _gtin),
    "Q": ("quantity", "a quantity, with or without a unit of two characters", _quantity),
    "7Q": ("quantity", "a quantity and a unit of two characters", _quantity),
    "9Q": ("quantity", "a number of pieces", _quantity),
    **dict.fromkeys(("J", "1J", "2J", "3J", "4J", "5J", "6J"), _LICENSE),
}
