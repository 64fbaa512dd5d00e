"""Free text: what a scan says when nothing else claims it."""

from kiosk.identification.reading import Element, Reading, ReadingError


def text_of(raw: str) -> str:
    r"""Return the text that the latin-1 view `raw` stands for: UTF-8 where it is valid, else latin-1.

    >>> text_of("R\xc3\xb6hre")
    'Röhre'
    """
    try:
        return raw.encode("latin-1").decode()
    except UnicodeDecodeError:
        return raw


def stranger_in(text: str) -> int | None:
    """Return the place of the first character that no code may hold; None where all can be seen and told apart.

    Controls, characters that turn the direction of writing, marks without width and blanks other than the space are
    refused: two codes that look alike must be alike.

    >>> stranger_in("A1"), stranger_in("A\\u202e1")
    (None, 1)
    """
    if text.isprintable():
        return None
    return next(index for index, character in enumerate(text) if not character.isprintable())


def read_plain(raw: str, aim: str | None = None) -> Reading:
    """Read any data as one text.

    No data, what cannot be seen, and the beginning of a torn symbology identifier are errors: nothing of the plant
    bears such a code.
    """
    errors: tuple[ReadingError, ...] = ()
    if not raw:
        errors = (ReadingError("empty", "the scan holds no data", (0, 0)),)
    elif aim is None and raw.startswith("]"):
        message = "the text begins like a symbology identifier and has none: the scanner sent only a part"
        errors = (ReadingError("symbology-identifier", message, (0, 1)),)
    elif (place := stranger_in(text_of(raw))) is not None:
        errors = (_stranger_error(raw, place),)
    element = Element("text", "Text", text_of(raw), raw, (0, len(raw)), errors[0].code if errors else None)
    return Reading("plain", (element,), complete=not errors, errors=errors)


def _stranger_error(raw: str, place: int) -> ReadingError:
    text = text_of(raw)
    is_utf8 = text != raw
    start, stop = (len(text[:end].encode()) if is_utf8 else end for end in (place, place + 1))
    message = f"the text holds {text[place]!a}, which cannot be seen"
    return ReadingError("characters", message, (start, stop))
