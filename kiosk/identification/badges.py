"""Badges of people, recognised first of all so that their codes can be kept out of the journal."""

import re

from kiosk.identification.pattern_cost import MAX_MATCHED_LENGTH
from kiosk.identification.plain import text_of
from kiosk.identification.reading import Element, Reading, ReadingError


def read_prefixed_badge(text: str, prefix: str) -> Reading | None:
    """Read a badge label such as `BADGE:B-1`; None where `text` does not start with `prefix`."""
    if not text.startswith(prefix):
        return None
    code = text.removeprefix(prefix)
    span = (len(prefix), len(text))
    if not code or not text_of(code).isprintable():
        error = ReadingError("badge", "expected a printable badge code behind the prefix", span)
        return Reading(
            "badge", (Element("badge", "Badge", code, code, span, error.code),), ("prefix",), errors=(error,)
        )
    return Reading("badge", (Element("badge", "Badge", text_of(code), code, span),), ("prefix",), complete=True)


def read_badge(text: str, regex: re.Pattern[str] | None) -> Reading | None:
    """Read a badge without prefix by the site's own expression; None where it does not match."""
    if regex is None or len(text) > MAX_MATCHED_LENGTH or not regex.fullmatch(text):
        return None
    element = Element("badge", "Badge", text_of(text), text, (0, len(text)))
    return Reading("badge", (element,), ("badge pattern",), complete=True)
