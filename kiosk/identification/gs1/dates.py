"""Dates and times of GS1 values as ISO 8601."""

import calendar
from datetime import date, time, timedelta


def four_digit_year(two_digits: int, current_year: int) -> int:
    """Return the year meant by two digits: from 49 years before `current_year` to 50 years after it.

    GS1 General Specifications, section 7.12.

    >>> four_digit_year(76, 2026), four_digit_year(77, 2026)
    (2076, 1977)
    """
    year = current_year - current_year % 100 + two_digits
    difference = year - current_year
    if difference >= 51:
        return year - 100
    if difference <= -50:
        return year + 100
    return year


def iso_date(digits: str, current_year: int, *, day_may_be_zero: bool = False) -> str | None:
    """Return YYMMDD or YYYYMMDD as an ISO date; None where there is no such day.

    Day 00 stands for the last day of the month where `day_may_be_zero` (AIs 11 to 17).
    """
    month, day = int(digits[-4:-2]), int(digits[-2:])
    year = int(digits[:-4])
    if len(digits) == 6:
        year = four_digit_year(year, current_year)
    if day == 0 and day_may_be_zero and 1 <= month <= 12:
        day = calendar.monthrange(year, month)[1]
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def iso_day_of_year(day: int, year: str, current_year: int) -> str | None:
    """Return day 1 to 366 of a year of two or four digits as an ISO date; None where the year has no such day."""
    full = four_digit_year(int(year), current_year) if len(year) == 2 else int(year)
    try:
        found = date(full, 1, 1) + timedelta(days=day - 1)
    except ValueError:
        return None
    return found.isoformat() if found.year == full else None


def iso_time(digits: str) -> str | None:
    """Return HH, HHMM or HHMMSS as an ISO time without zone; None where there is no such time."""
    hour, minute, second = (int(digits[index : index + 2] or "0") for index in (0, 2, 4))
    try:
        return time(hour, minute, second).isoformat("seconds" if len(digits) == 6 else "minutes")
    except ValueError:
        return None
