"""GS1 element strings as bar codes carry them: AI and value, closed by length, separator or end.

A value ends at its pre-defined length, at a separator or at the end of the data, never where it would suit:
an overlong lot number is an error, not a lot number followed by another AI.
GS1 General Specifications, section 7.8.
"""

from kiosk.identification.gs1.application_identifiers import find
from kiosk.identification.gs1.elements import Found, gs1_reading
from kiosk.identification.reading import Reading, ReadingError

SEPARATOR = "\x1d"


def read_element_strings(text: str, current_year: int, proof: tuple[str, ...] = (), start: int = 0) -> Reading:
    """Read `text` from character `start` on. Never raises; what is wrong is in the reading."""
    found: list[Found] = []
    errors: list[ReadingError] = []
    position = start
    if text.startswith(SEPARATOR, position):
        position += 1
        proof = (*proof, "leading FNC1")
    while position < len(text):
        ai = find(text[position : position + 4])
        stop = _index(text, position)
        if ai is None:
            errors.append(_no_ai(text, position, stop))
            while stop < len(text) and text[stop] == SEPARATOR:
                stop += 1
            position = stop
            continue
        value_start = position + len(ai.ai)
        if ai.predefined_length:
            stop = min(stop, value_start + ai.predefined_length)
        value = text[value_start:stop]
        found.append(Found(ai, value, value, (value_start, stop)))
        position = stop + 1 if text.startswith(SEPARATOR, stop) else stop
    return gs1_reading("gs1-element-string", found, errors, proof, current_year)


def _index(text: str, position: int) -> int:
    stop = text.find(SEPARATOR, position)
    return len(text) if stop < 0 else stop


def _no_ai(text: str, start: int, stop: int) -> ReadingError:
    if start == stop:
        return ReadingError("separator", "a separator where an Application Identifier should stand", (start, stop + 1))
    return ReadingError("unknown-ai", f"no Application Identifier at {text[start : start + 4]!r}", (start, stop))
