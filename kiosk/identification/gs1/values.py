"""The value of one Application Identifier: whether it is right, and its normal form."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kiosk.identification.gs1.application_identifiers import ApplicationIdentifier
from kiosk.identification.gs1.dates import iso_date, iso_time

_NOT_CHARACTER_SET_82 = re.compile(r"[^!\"%-?A-Z_a-z]")
"""GS1 General Specifications, figure 7.11-1."""
_DATES = {"yymmd0": True, "yymmdd": False, "yyyymmdd": False}
"""Rules of dates: whether day 00 stands for the last day of the month."""
_TIMES = frozenset({"hh", "mi", "ss", "hhmi"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is refused."""

    code: str
    message: str
    """What was found and what the standard asks."""
    start: int = 0
    """First character of the value that is wrong."""
    stop: int | None = None
    """The one behind the last; None for the end of the value."""


def normal_value(ai: ApplicationIdentifier, text: str, current_year: int) -> str | Fault:
    """Return the normal form of a value, or what is wrong with it.

    `current_year` chooses the century of two-digit years.
    """
    match = ai.pattern.fullmatch(text)
    if match is None:
        return _form_fault(ai, text)
    for group, rule in ai.checks:
        part = match[group]
        if part and not rule.holds(part):
            hint = rule.hint(part)
            message = f"({ai.ai}) {part!r}, expected {rule.expects}{f': {hint}' if hint else ''}"
            return Fault(rule.code, message, *match.span(group))
    if ai.has_moment:
        return _moment(ai, match, current_year)
    if ai.has_decimals:
        return format(Decimal(text).scaleb(-int(ai.ai[3])), "f")
    return text


def _form_fault(ai: ApplicationIdentifier, text: str) -> Fault:
    if not text:
        return Fault("empty", f"({ai.ai}) has no value, expected {ai.format}")
    if stranger := _NOT_CHARACTER_SET_82.search(text):
        message = f"({ai.ai}) holds {stranger[0]!r}, which GS1 values cannot hold"
        return Fault("characters", message, *stranger.span())
    if not ai.least_length <= len(text) <= ai.max_length:
        return Fault("length", f"({ai.ai}) expects {ai.format}, found {len(text)} characters")
    start = 0
    for component in ai.components:
        part = text[start : start + component.most]
        if wrong := component.stranger.search(part):
            at = start + wrong.start()
            return Fault("format", f"({ai.ai}) expects {ai.format}, found {text[at]!r} at {at + 1}", at, at + 1)
        start += len(part)
    return Fault("length", f"({ai.ai}) expects {ai.format}, found {len(text)} characters")


def _moment(ai: ApplicationIdentifier, match: re.Match[str], current_year: int) -> str | Fault:
    """Return dates (an interval with `/` between), and a time behind a `T`, as ISO 8601."""
    days: list[str] = []
    time = ""
    for group, component in enumerate(ai.components, 1):
        (rule,) = component.rules
        part = match[group]
        if not part:
            continue
        if rule in _TIMES:
            time += part
            if iso_time(time) is None:
                return Fault("date", f"({ai.ai}) {part!r}, expected a time of day", *match.span(group))
            continue
        day = iso_date(part, current_year, day_may_be_zero=_DATES[rule])
        if day is None:
            return Fault("date", f"({ai.ai}) {part!r}, expected a day of the calendar", *match.span(group))
        days.append(day)
    if len(days) > 1 and days[1] < days[0]:
        return Fault("date", f"({ai.ai}) ends before it starts", *match.span(2))
    moment = iso_time(time) if time else None
    return "/".join(days) + (f"T{moment}" if moment else "")
