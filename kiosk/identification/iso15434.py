"""ISO/IEC 15434 envelopes: `[)>`, record separator, format, fields, record separator, end of transmission.

Formats 05 (GS1 Application Identifiers), 06 (data identifiers of MH10.8.2) and 12 (text element identifiers of
ATA SPEC 2000) are read. Faults that real labels have and that leave no doubt about the fields are warnings: a
missing first or last separator, the end that is not there, controls written as something printable.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kiosk.identification.data_identifiers import TITLES, read_field, split_field
from kiosk.identification.gs1.element_strings import read_element_strings
from kiosk.identification.reading import Element, Reading, ReadingError, repeated
from kiosk.identification.substitutes import EOT, GS, NAMED, RS, Mended, edits_of

_HEADER = "[)>"
_OWN_SUBSTITUTES = re.compile(r"\[\)>([!-/:-@^_`{|}~]?)(?:05|06|12)([!-/:-@^_`{|}~])")
"""One printable character each where the first RS and the first GS should stand: what this label uses for them."""
_TEXT_ELEMENT = re.compile(r"([A-Z]{3}) ([ -~]+)")
_TEXT_TITLES = {
    "MFR": "Manufacturer",
    "SPL": "Supplier",
    "SER": "Serial number",
    "SEQ": "Serial number within the part",
    "UCN": "Unique component number",
    "PNO": "Part",
    "PNR": "Part",
    "LOT": "Lot",
    "LTN": "Lot",
    "DMF": "Production date",
    "EXP": "Expiration date",
    "QTY": "Quantity",
    "UNT": "Unit",
    "CAG": "Enterprise (CAGE)",
    "DUN": "Enterprise (DUNS)",
    "EUC": "Enterprise (GS1)",
}


@dataclass(slots=True)
class _Findings:
    """What is found while the envelope is walked through."""

    elements: list[Element] = field(default_factory=list)
    errors: list[ReadingError] = field(default_factory=list)
    warnings: list[ReadingError] = field(default_factory=list)

    def warn(self, code: str, message: str, place: int) -> None:
        self.warnings.append(ReadingError(code, message, (place, place)))

    def take(self, element: Element, wrong: tuple[str, str] | None) -> None:
        if wrong:
            self.errors.append(ReadingError(*wrong, element.span))
            element = replace(element, error=wrong[0])
        self.elements.append(element)


def read_iso15434(text: str, current_year: int) -> Reading | None:
    """Read an envelope; None where `text` does not start with `[)>`. Never raises; what is wrong is in the reading."""
    start = 1 if text.startswith(">" + _HEADER) else 0  # as one distributor prints it
    if not text.startswith(_HEADER, start):
        return None
    mended = Mended(text, edits_of(text, _substitutes(text[start:])))
    found = _Findings()
    if start:
        found.warn("header", "expected the header [)> and nothing before it", 0)
    if mended.is_changed:
        found.warn("substitute", "control characters are written as something printable", start)
    _walk(mended.text, start + len(_HEADER), current_year, found)
    if not found.errors and (twice := repeated(found.elements)):
        found.errors.append(twice)
    if not found.elements and not found.errors:
        found.errors.append(ReadingError("empty", "the envelope holds no field", (0, len(mended.text))))
    reading = Reading(
        "iso15434",
        tuple(found.elements),
        ("envelope",),
        complete=not found.errors,
        errors=tuple(found.errors),
        warnings=tuple(found.warnings),
    )
    return mended.moved(reading)


def _substitutes(text: str) -> dict[str, str]:
    """What stands for the controls in this label, where that is something printable."""
    if GS in text:
        return {}
    if any(name in text for name in NAMED):
        return dict(NAMED)
    own = _OWN_SUBSTITUTES.match(text)
    if own is None:
        return {}
    return {own[1]: RS, own[2]: GS} if own[1] else {own[2]: GS}


def _walk(text: str, position: int, year: int, found: _Findings) -> None:
    """Read one format after the other, then the end."""
    if text.startswith((RS, GS), position):
        position += 1
    else:
        found.warn("separator", "expected a record separator (RS) behind [)>", position)
    while True:
        stop = min((place for end in (RS, EOT) if (place := text.find(end, position)) >= 0), default=len(text))
        _read_format(text, position, stop, year, found)
        closed = text.startswith(RS, stop)
        position = stop + closed
        if closed and position < len(text) and text[position] != EOT:
            continue
        if not closed:
            found.warn("separator", "expected a record separator (RS) behind the last field", stop)
        break
    if text.startswith(EOT, position):
        position += 1
    else:
        found.warn("end", "expected the end of transmission (EOT)", position)
    if position < len(text):
        found.errors.append(ReadingError("trailing", "expected nothing behind the envelope", (position, len(text))))


def _read_format(text: str, start: int, stop: int, year: int, found: _Findings) -> None:
    name = text[start : min(start + 2, stop)]
    if name not in {"05", "06", "12"}:
        message = f"expected format 05, 06 or 12, found {name!r}"
        found.errors.append(ReadingError("format", message, (start, stop)))
        return
    start += 2
    if text.startswith(GS, start):
        start += 1
    else:
        found.warn("separator", f"expected a group separator (GS) behind format {name}", start)
    if name == "05":
        reading = read_element_strings(text, year, start=start, stop=stop)
        found.elements += reading.elements
        found.errors += reading.errors
        found.warnings += reading.warnings
        return
    read = _data_element if name == "06" else _text_element
    for raw, place in _fields(text, start, stop):
        if raw:
            read(raw, place, year, found)
        else:
            found.warn("empty", "a field without content", place)


def _fields(text: str, start: int, stop: int) -> Iterator[tuple[str, int]]:
    for raw in text[start:stop].split(GS):
        yield raw, start
        start += len(raw) + 1


def _data_element(raw: str, place: int, year: int, found: _Findings) -> None:
    parts = split_field(raw)
    span = (place, place + len(raw))
    if parts is None:
        message = f"expected a data identifier, up to three digits and a letter, found {raw[:4]!r}"
        found.errors.append(ReadingError("unknown-di", message, span))
        return
    read = read_field(*parts, year)
    if read.key not in TITLES:
        found.warnings.append(ReadingError("unknown-di", f"data identifier {read.key} is not in the table", span))
    found.take(Element(read.key, read.title, read.value, read.raw, (place + len(read.key), span[1])), read.wrong)


def _text_element(raw: str, place: int, _: int, found: _Findings) -> None:
    span = (place, place + len(raw))
    match = _TEXT_ELEMENT.fullmatch(raw)
    if match is None:
        message = f"expected a text element identifier, three letters and a space, found {raw[:4]!r}"
        found.errors.append(ReadingError("unknown-tei", message, span))
        return
    title = _TEXT_TITLES.get(match[1], f"Text element {match[1]}")
    found.take(Element(match[1], title, match[2], match[2], (place + 4, span[1])), None)
