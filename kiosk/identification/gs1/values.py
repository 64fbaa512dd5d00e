"""The value of one Application Identifier: whether it is right, and its normal form."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kiosk.identification.gs1.application_identifiers import ApplicationIdentifier
from kiosk.identification.gs1.check_digit import has_right_check_digit
from kiosk.identification.gs1.dates import iso_date, iso_time

CHECKED_DIGITS = {
    "00": 18, "01": 14, "02": 14, "03": 14, "253": 13, "255": 13, "402": 17,
    "410": 13, "411": 13, "412": 13, "413": 13, "414": 13, "415": 13, "416": 13, "417": 13,
    "8003": 14, "8006": 14, "8017": 18, "8018": 18, "8026": 14,
}  # fmt: skip
"""How many leading digits of the value end in a check digit."""

_DATES = frozenset({"11", "12", "13", "15", "16", "17"})
_STRICT_DATES = frozenset({"4326", "7006", "7250"})
_DATE_TIMES = {"4324": 6, "4325": 6, "7003": 6, "7011": 6, "7251": 8, "8008": 6}
"""AIs with a date and a time, by the length of the date."""
_NO_TIME = "9999"
"""Time of AI (4324) and (4325) that says there is only a date."""

_NOT_CHARACTER_SET_82 = re.compile(r"[^!\"%-?A-Z_a-z]")
"""GS1 General Specifications, figure 7.11-1."""
_DECIMAL_AI = re.compile(r"3[1-6]\d\d|39[0245]\d")
"""Measures, amounts and percentages: the last digit of the AI counts the decimal places."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is refused."""

    code: str
    message: str


def normal_value(ai: ApplicationIdentifier, text: str, current_year: int) -> str | Fault:
    """Return the normal form of a value, or what is wrong with it.

    `current_year` chooses the century of two-digit years.
    """
    fault = _form_fault(ai, text) or _check_digit_fault(ai, text)
    if fault:
        return fault
    if _DECIMAL_AI.fullmatch(ai.ai):
        return format(Decimal(text).scaleb(-int(ai.ai[3])), "f")
    moment = _moment(ai.ai, text, current_year)
    if moment is None:
        return Fault("date", f"({ai.ai}) {text!r} is no date or time")
    return moment


def _form_fault(ai: ApplicationIdentifier, text: str) -> Fault | None:
    if not text:
        return Fault("empty", f"({ai.ai}) has no value")
    if stranger := _NOT_CHARACTER_SET_82.search(text):
        return Fault("characters", f"({ai.ai}) holds {stranger[0]!r}, which GS1 values cannot hold")
    # Length before pattern: biip's patterns with percent-encoding backtrack without end on longer values.
    if len(text) > ai.max_length or (ai.predefined_length and len(text) != ai.predefined_length):
        return Fault("length", f"({ai.ai}) expects {ai.format}, found {len(text)} characters")
    if not ai.pattern.fullmatch(ai.ai + text):
        return Fault("format", f"({ai.ai}) expects {ai.format}, found {text!r}")
    return None


def _check_digit_fault(ai: ApplicationIdentifier, text: str) -> Fault | None:
    digits = text[: CHECKED_DIGITS.get(ai.ai, 0)]
    if digits and not has_right_check_digit(digits):
        return Fault("check-digit", f"({ai.ai}) {digits} has a wrong check digit")
    return None


def _moment(ai: str, text: str, current_year: int) -> str | None:
    """Return a date, date with time or interval as ISO 8601, other values as they are; None: no such day."""
    if ai in _DATES:
        return iso_date(text, current_year, day_may_be_zero=True)
    if ai in _STRICT_DATES:
        return iso_date(text, current_year)
    if ai == "7007":
        days = [iso_date(text[index : index + 6], current_year) for index in range(0, len(text), 6)]
        return "/".join(day for day in days if day) if all(days) else None
    if ai in _DATE_TIMES:
        return _date_time(ai, text, current_year)
    return text


def _date_time(ai: str, text: str, current_year: int) -> str | None:
    length = _DATE_TIMES[ai]
    day = iso_date(text[:length], current_year, day_may_be_zero=ai in {"4324", "4325"})
    hours = text[length:]
    if day is None or not hours or (hours == _NO_TIME and ai in {"4324", "4325"}):
        return day
    moment = iso_time(hours)
    return f"{day}T{moment}" if moment else None
