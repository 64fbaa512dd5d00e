"""Explains a reading like a teacher: every element with its title, value and meaning, every fault with its reason."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.identification.reading import Element, Reading, ReadingError
from kiosk.identification.roles import ROLES
from kiosk.identification.scan_text import printable

Words = Callable[[str, Mapping[str, str]], str]
"""Says the sentence of a message key with its values."""

TITLED = ("00", "01", "02", "10", "11", "13", "15", "16", "17", "21", "30", "37", "240", "241", "400")
"""Keys with a title of our own; the data titles of the standard are for experts."""
MEANT = ("00", "01", "02", "10", "21", "link")
"""Keys whose meaning does not depend on the value."""
FAULTS = (
    "badge",
    "bracket",
    "characters",
    "check-character",
    "check-characters",
    "check-digit",
    "code-list",
    "command-tag",
    "company-prefix",
    "coordinate",
    "coupon",
    "date",
    "digital-link",
    "empty",
    "end",
    "exclusive-pair",
    "expiry",
    "flag",
    "format",
    "header",
    "iban",
    "length",
    "oversize",
    "padding",
    "percent-encoding",
    "piece-of-total",
    "quantity",
    "repeated",
    "required-pair",
    "separator",
    "substitute",
    "symbology-identifier",
    "trailing",
    "unknown-ai",
    "unknown-command",
    "unknown-di",
    "unknown-tei",
    "zero",
)
"""The codes of errors and warnings."""
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}(?::\d{2})*))?")
_UNIT = re.compile(r"\(([^()]+)\)")
_MEASURE = re.compile(r"3[1-6]\d\d")
_INNER = re.compile(r"9\d")
_DATE_MEANINGS = {
    **dict.fromkeys((*ROLES["expiry"], "7003"), "label.meaning.expires"),
    **dict.fromkeys(ROLES["best_before"], "label.meaning.best_before"),
    **dict.fromkeys((*ROLES["made_on"], "8008"), "label.meaning.made"),
    "12": "label.meaning.due",
    "13": "label.meaning.packed",
    "16": "label.meaning.sell_by",
}
"""What the date under a key says; any other date is only shown in words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation."""

    title: str
    value: str = ""
    meaning: str = ""
    is_wrong: bool = False


def explain(reading: Reading, say: Words) -> tuple[Line, ...]:
    """Return the lines for a reading: what it is, what is wrong with it, its elements, what is worth a remark."""
    return (
        Line(say(f"label.standard.{reading.standard}", {}), "", _state(reading, say), not reading.complete),
        *(_fault_line(error, say, is_wrong=True) for error in _told(reading)),
        *(_element_line(element, say) for element in reading.elements),
        *(_fault_line(warning, say, is_wrong=False) for warning in reading.warnings),
    )


def _fault_line(error: ReadingError, say: Words, *, is_wrong: bool) -> Line:
    return Line(say(f"label.fault.{error.code}", {}), "", printable(error.message), is_wrong)


def _told(reading: Reading) -> tuple[ReadingError, ...]:
    """The errors; what a candidate supposes is said with it already."""
    return () if reading.supposes else reading.errors


def explain_scan(readings: Sequence[Reading], say: Words) -> tuple[Line, ...]:
    """Return the lines for the best reading of a scan, and for the candidates of a scan that was changed."""
    shown = [readings[0], *(each for each in readings[1:] if each.supposes)]
    return tuple(line for reading in shown for line in explain(reading, say))


def meaning_of(element: Element, say: Words) -> str:
    """Return what the value of an element means, such as "expires 31 March 2027"; empty where nothing is to be said."""
    if element.error:
        return say("label.meaning.wrong", {})
    if date := _DATE.fullmatch(element.value):
        return _date_meaning(element.key, date, say)
    if element.key == "01" and element.value[0] != "0":
        return say(f"label.pack.{'measure' if element.value[0] == '9' else 'level'}", {"level": element.value[0]})
    if element.key in ROLES["quantity"]:
        return say("label.meaning.count", {"value": element.value})
    if _MEASURE.fullmatch(element.key) and (unit := _UNIT.search(element.title)):
        return say("label.meaning.measure", {"value": element.value, "unit": unit[1]})
    if _INNER.fullmatch(element.key):
        return say("label.meaning.inner", {})
    return say(f"label.meaning.{element.key}", {}) if element.key in MEANT else ""


def _element_line(element: Element, say: Words) -> Line:
    title = say(f"label.title.{element.key}", {}) if element.key in TITLED else element.title
    return Line(title, printable(element.value), meaning_of(element, say), is_wrong=element.error is not None)


def _date_meaning(key: str, date: re.Match[str], say: Words) -> str:
    year, month, day, time = date.groups()
    words = say("label.date", {"day": str(int(day)), "month": f"label.month.{month}", "year": year})
    if time:
        words = say("label.meaning.time", {"date": words, "time": time})
    return say(_DATE_MEANINGS.get(key, "label.meaning.date"), {"date": words})


def _state(reading: Reading, say: Words) -> str:
    if reading.supposes:
        return say("label.supposed", {"supposes": reading.supposes})
    if not reading.complete:
        return say("label.wrong", {})
    return say("label.warned" if reading.warnings else "label.right", {})
