"""Free text: what a scan says when nothing else claims it."""

import re

from kiosk.identification.reading import Element, Reading, ReadingError

CONTROL = re.compile(r"[\x00-\x1f\x7f]")
"""Characters that no text and no code of a site may hold."""


def text_of(raw: str) -> str:
    r"""Return the text that the latin-1 view `raw` stands for: UTF-8 where it is valid, else latin-1.

    >>> text_of("R\xc3\xb6hre")
    'Röhre'
    """
    try:
        return raw.encode("latin-1").decode()
    except UnicodeDecodeError:
        return raw


def read_plain(raw: str) -> Reading:
    """Read any data as one text; no data and control characters are errors: nobody could type them."""
    errors: tuple[ReadingError, ...] = ()
    if not raw:
        errors = (ReadingError("empty", "the scan holds no data", (0, 0)),)
    elif control := CONTROL.search(raw):
        errors = (ReadingError("characters", f"the text holds the control {control[0]!r}", control.span()),)
    element = Element("text", "Text", text_of(raw), raw, (0, len(raw)), errors[0].code if errors else None)
    return Reading("plain", (element,), complete=not errors, errors=errors)
