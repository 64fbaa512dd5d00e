"""GS1 data to be put on labels: the inverse of reading, and checked by it."""

from collections.abc import Sequence
from urllib.parse import quote, unquote

from kiosk.domain.errors import FormError
from kiosk.identification.gs1.application_identifiers import find
from kiosk.identification.gs1.digital_link import read_digital_link
from kiosk.identification.gs1.element_strings import SEPARATOR, read_element_strings
from kiosk.identification.reading import Reading

Elements = Sequence[tuple[str, str]]
"""(Application Identifier, value as it is encoded), in order."""

_QUALIFIERS = ("22", "10", "21")
"""What may stand behind a GTIN in the path of a Digital Link, in the order of the standard."""


def element_string(elements: Elements, current_year: int) -> str:
    r"""Return elements as a bar code carries them; raises FormError, naming the value, for what GS1 does not allow.

    >>> element_string([("01", "09506000134352"), ("10", "L7"), ("37", "12")], 2026)
    '010950600013435210L7\x1d3712'
    """
    text = "".join(ai + value + ("" if _has_fixed_length(ai) else SEPARATOR) for ai, value in elements)
    text = text.removesuffix(SEPARATOR)
    return _checked(text, read_element_strings(text, current_year), elements)


def digital_link(elements: Elements, domain: str, current_year: int) -> str:
    """Return elements as a GS1 Digital Link below `domain`; raises FormError for what cannot be written as one.

    >>> digital_link([("01", "09506000134352"), ("17", "270331"), ("10", "L/7")], "https://id.gs1.org", 2026)
    'https://id.gs1.org/01/09506000134352/10/L%2F7?17=270331'
    """
    named = dict(elements)
    key, value = elements[0]
    qualifiers = [each for each in _QUALIFIERS if key == "01" and each in named]
    path = "".join(f"/{ai}/{quote(text, safe='')}" for ai, text in [(key, value), *((q, named[q]) for q in qualifiers)])
    attributes = [(ai, text) for ai, text in elements[1:] if ai not in qualifiers and _is_attribute(ai)]
    query = "&".join(f"{ai}={quote(text, safe='')}" for ai, text in attributes)
    text = f"{domain}{path}?{query}" if query else f"{domain}{path}"
    reading = read_digital_link(text, current_year)
    if reading is None:
        raise FormError(f"{text!r} is no GS1 Digital Link: its first element must be a key such as (01)")
    return _checked(text, reading, elements)


def _has_fixed_length(ai: str) -> bool:
    row = find(ai)
    return row is not None and row.predefined_length is not None


def _is_attribute(ai: str) -> bool:
    row = find(ai)
    return row is not None and row.is_attribute


def _checked(text: str, reading: Reading, elements: Elements) -> str:
    """The text, if it reads back as these very elements; a separator in a value would be lost without a word."""
    if reading.errors:
        raise FormError("; ".join(error.message for error in reading.errors))
    is_link = reading.standard == "gs1-digital-link"
    found = sorted((each.key, unquote(each.raw) if is_link else each.raw) for each in reading.elements)
    if found != sorted(elements):
        raise FormError(f"{text!r} reads back as {found}, expected {sorted(elements)}")
    return text
