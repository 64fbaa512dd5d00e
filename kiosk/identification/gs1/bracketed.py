"""GS1 element strings as people write them: `(01)09506000134352(10)ABC`."""

import re

from kiosk.identification.gs1.application_identifiers import find
from kiosk.identification.gs1.elements import Found, gs1_reading
from kiosk.identification.reading import Reading, ReadingError

_START = re.compile(r"\(\d{2,4}\)", re.ASCII)
_PART = re.compile(r"\((?P<ai>[^()\\]*)\)(?P<value>(?:[^(\\]|\\\(|\\(?!\())*)")
r"""An AI in brackets and its value. A bracket that opens inside a value has a backslash before it: `(10)A\(1)`."""


def read_bracketed(text: str, current_year: int) -> Reading | None:
    """Read bracketed element strings; None where the text does not start with digits in brackets.

    Never raises; what is wrong is in the reading.
    """
    if not _START.match(text):
        return None
    found: list[Found] = []
    errors: list[ReadingError] = []
    position = 0
    while part := _PART.match(text, position):
        position = part.end()
        ai = find(part["ai"])
        if ai is None or ai.ai != part["ai"]:
            message = f"({part['ai']}) is no Application Identifier"
            errors.append(ReadingError("unknown-ai", message, part.span("ai")))
            continue
        value = part["value"].replace("\\(", "(")
        found.append(Found(ai, value, part["value"], part.span("value")))
    if position < len(text):
        errors.append(ReadingError("bracket", "expected a bracketed AI or its value", (position, len(text))))
    return gs1_reading("gs1-bracketed", found, errors, ("brackets",), current_year)
