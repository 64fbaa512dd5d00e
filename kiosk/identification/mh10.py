"""Bare data identifiers, without an envelope: `1TL2609-14` in a Code 128, where the site says that it uses them."""

from kiosk.identification.data_identifiers import TITLES, read_field, split_field
from kiosk.identification.reading import Element, Reading, ReadingError


def read_mh10(text: str, current_year: int) -> Reading | None:
    """Read one identifier with its value; None where `text` starts with none of the known ones.

    `S123` may as well be a plain number: whoever calls this knows that the site uses data identifiers.
    """
    parts = split_field(text)
    if parts is None or parts[0] not in TITLES:
        return None
    field = read_field(*parts, current_year)
    span = (len(field.key), len(text))
    errors = (ReadingError(*field.wrong, span),) if field.wrong else ()
    element = Element(field.key, field.title, field.value, field.raw, span, errors[0].code if errors else None)
    return Reading("mh10", (element,), ("data identifier",), complete=not errors, errors=errors)
