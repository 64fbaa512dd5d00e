"""GS1 element strings: AI and value after each other, separated by FNC1 (GS) unless the length is pre-defined.

A value ends at its pre-defined length, at a separator or at the end of the data, never where it would suit:
an overlong lot number is an error, not a lot number followed by another AI.
GS1 General Specifications, section 7.8.
"""

from kiosk.identification.gs1.application_identifiers import find
from kiosk.identification.gs1.elements import Found, gs1_reading
from kiosk.identification.reading import Reading, ReadingError

SEPARATOR = "\x1d"


def read_element_strings(
    text: str, current_year: int, proof: tuple[str, ...] = (), start: int = 0, stop: int | None = None
) -> Reading:
    """Read `text` from character `start` to `stop`. Never raises; what is wrong is in the reading."""
    found: list[Found] = []
    errors: list[ReadingError] = []
    position = start
    end = len(text) if stop is None else stop
    if text.startswith(SEPARATOR, position, end):
        position += 1
        proof = (*proof, "leading FNC1")
    while position < end:
        ai = find(text[position : min(position + 4, end)])
        value_end = _index(text, position, end)
        if ai is None:
            errors.append(_no_ai(text, position, value_end))
            while value_end < end and text[value_end] == SEPARATOR:
                value_end += 1
            position = value_end
            continue
        value_start = position + len(ai.ai)
        if ai.predefined_length:
            value_end = min(value_end, value_start + ai.predefined_length)
        value = text[value_start:value_end]
        found.append(Found(ai, value, value, (value_start, value_end)))
        position = value_end + 1 if text.startswith(SEPARATOR, value_end, end) else value_end
    return gs1_reading("gs1-element-string", found, errors, proof, current_year)


def _index(text: str, position: int, end: int) -> int:
    stop = text.find(SEPARATOR, position, end)
    return end if stop < 0 else stop


def _no_ai(text: str, start: int, stop: int) -> ReadingError:
    if start == stop:
        return ReadingError("separator", "a separator where an Application Identifier should stand", (start, stop + 1))
    message = f"expected an Application Identifier, found {text[start : min(start + 4, stop)]!r}"
    return ReadingError("unknown-ai", message, (start, stop))
