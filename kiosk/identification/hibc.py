"""HIBC labels of health care: supplier data (LIC) and provider applications (PAS).

ANSI/HIBC 2.6, Health Industry Supplier Labeling Standard; ANSI/HIBC 1.3, Provider Applications Standard. A primary
label names labeler, product and packaging level; a secondary one quantity, expiry, lot or serial, and the link, which
is the check character of its primary. Concatenated, a `/` stands between them and there is one check character.
"""

import re
from collections.abc import Iterator

from kiosk.identification.gs1.dates import iso_date, iso_day_of_year
from kiosk.identification.reading import Element, Reading, ReadingError, Span, repeated

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
"""The characters of Code 39, in the order of their values."""
_PRIMARY = re.compile(r"(?P<labeler>[A-Z][0-9A-Z]{3})(?P<product>[0-9A-Z]{1,18})(?P<level>[0-9])")
_QUANTITY = re.compile(r"8(?P<two>[0-9]{2})|9(?P<five>[0-9]{5})")
_DATE = re.compile(
    r"(?P<MMYY>[01][0-9]{3})|2(?P<MMDDYY>[0-9]{6})|3(?P<YYMMDD>[0-9]{6})|4(?P<YYMMDDHH>[0-9]{8})"
    r"|5(?P<YYJJJ>[0-9]{5})|6(?P<YYJJJHH>[0-9]{7})|7(?P<none>)"
)
"""Forms of the expiry behind `$$`, by the flag before it; the month has none."""
_SUPPLEMENT = re.compile(r"(?P<key>S|14D|16D|Q)(?P<value>.+)")
_NUMBER = re.compile(r"[^/]{0,18}")
_WHERE = r"(?P<where>[A-Y]|Z[0-9A-Z]{2})"
_WHAT = r"(?P<what>[A-Y]|Z[0-9A-Z]{2})(?P<data>[^/]+)"
_PROVIDER_FIRST = re.compile(_WHERE + _WHAT)
_PROVIDER_NEXT = re.compile(_WHAT)
"""Provider data says where it belongs and what it is, one character each or Z and two; what follows, only what."""
_SHAPE = re.compile(r"\+(?:[A-Z][0-9A-Z]{5,}|/[A-Z12]|\$|[0-9]{5}).*[-0-9A-Z. $/+%]", re.DOTALL)
_TITLES = {
    "item": "Item (UDI-DI)",
    "labeler": "Labeler",
    "product": "Product",
    "level": "Packaging level",
    "quantity": "Quantity",
    "expiry": "Expiry",
    "made_on": "Production date",
    "lot": "Lot",
    "serial": "Serial number",
    "link": "Link to the first label",
    "data": "Second half of the data",
}


def check_character_for(text: str) -> str:
    """Return the character that belongs behind `text`: the sum of the values of its characters, modulo 43.

    >>> check_character_for("+A123BJC5D6E71")
    'G'
    """
    return _CHARACTERS[sum(map(_CHARACTERS.index, text)) % 43]


def read_hibc(text: str, current_year: int) -> Reading | None:
    """Read a label; None where `text` does not look like one, as far as its check character does not say so."""
    if len(text) < 4 or not _SHAPE.fullmatch(text) or not set(text) <= set(_CHARACTERS):
        return None
    is_checked = text[-1] == check_character_for(text[:-1])
    label = _Label(text, current_year)
    label.read()
    errors = label.errors
    if not errors and (twice := repeated(label.elements)):
        errors.append(twice)
    if not is_checked:
        if errors:
            return None
        needed = check_character_for(text[:-1])
        message = f"the check character is {text[-1]!r}, {text[:-1]} needs {needed!r}"
        errors = [ReadingError("check-character", message, (len(text) - 1, len(text)))]
    proof = ("check character",) if is_checked else ()
    return Reading("hibc", tuple(label.elements), proof, complete=not errors, errors=tuple(errors))


class _Label:
    """Walks through one label and collects its elements and errors."""

    def __init__(self, text: str, year: int) -> None:
        self.elements: list[Element] = []
        self.errors: list[ReadingError] = []
        self._text = text
        self._year = year
        self._end = len(text) - 1  # before the check character

    def read(self) -> None:
        """Read whichever kind of label it is."""
        if self._text[1] == "/":
            self._read_provider()
        elif self._text[1].isalpha():
            self._read_primary()
        else:
            self._end -= 1  # the link stands before the check character
            self._read_secondary(1)
            self._add("link", (self._end, self._end + 1))

    def _add(self, key: str, span: Span, value: str | None = None) -> None:
        raw = self._text[slice(*span)]
        self.elements.append(Element(key, _TITLES.get(key, f"Provider data {key}"), value or raw, raw, span))

    def _refuse(self, code: str, message: str, start: int) -> None:
        self.errors.append(ReadingError(code, message, (start, self._end)))

    def _read_provider(self) -> None:
        start = 2
        if self._text.startswith("2", start):  # the second of two symbols: the rest of the data, and the link
            self._end -= 1
            self._add("data", (start + 1, self._end))
            self._add("link", (self._end, self._end + 1))
            return
        if self._text.startswith("1", start):
            start += 1
        where = ""
        for span in self._segments(start):
            match = (_PROVIDER_NEXT if where else _PROVIDER_FIRST).fullmatch(self._text, *span)
            if match is None:
                self._refuse("format", "expected the flags where and what, and their data", span[0])
                return
            where = where or match["where"]
            self._add(where + match["what"], match.span("data"))

    def _read_primary(self) -> None:
        end = self._text.find("/", 1, self._end)
        end = self._end if end < 0 else end
        match = _PRIMARY.fullmatch(self._text, 1, end)
        if match is None:
            self._refuse("format", "expected four characters of the labeler, 1 to 18 of the product, one digit", 1)
            return
        self._add("item", (1, end))
        for key in ("labeler", "product", "level"):
            self._add(key, match.span(key))
        if end < self._end:
            self._read_secondary(end + 1)

    def _segments(self, start: int) -> Iterator[Span]:
        for part in self._text[start : self._end].split("/"):
            yield start, start + len(part)
            start += len(part) + 1

    def _read_secondary(self, start: int) -> None:
        first, *supplements = self._segments(start)
        self._read_number(*first)
        for span in supplements:
            self._read_supplement(*span)

    def _read_number(self, start: int, stop: int) -> None:
        """Quantity and expiry as their flags say, then the lot, or the serial behind a `+`."""
        text = self._text
        key = "lot"
        if text.startswith("$$", start):
            start += 2
            if text.startswith("+", start):
                key = "serial"
                start += 1
            start = self._read_flags(start, stop)
        elif text.startswith("$", start):
            start += 1
            if text.startswith("+", start):
                key = "serial"
                start += 1
        elif text[start : start + 5].isdigit():
            self._read_day("YYJJJ", (start, start + 5))
            start += 5
        else:
            self._refuse("format", "expected $, $$ or an expiry YYJJJ", start)
            return
        if not _NUMBER.fullmatch(text, start, stop):
            self._refuse("length", f"expected at most 18 characters of the {key}, found {stop - start}", start)
        elif stop > start:
            self._add(key, (start, stop))

    def _read_flags(self, start: int, stop: int) -> int:
        """Return where the lot or serial begins."""
        if quantity := _QUANTITY.match(self._text, start, stop):
            group = quantity.lastgroup or ""
            self._add("quantity", quantity.span(group), str(int(quantity[group])))
            start = quantity.end()
        date = _DATE.match(self._text, start, stop)
        if date is None and quantity:
            return start  # a lot right behind the quantity, as labels from before the flag 7 have it
        if date is None:
            self._refuse("format", "expected a date flag, 2 to 7, or an expiry MMYY", start)
            return stop
        form = date.lastgroup or ""
        if form != "none":
            self._read_day(form, date.span(form))
        return date.end()

    def _read_day(self, form: str, span: Span, key: str = "expiry") -> None:
        value = date_in_form(form, self._text[slice(*span)], self._year)
        self._add(key, span, value)
        if value is None:
            self._refuse("date", f"{self._text[slice(*span)]!r}, expected a date {form}", span[0])

    def _read_supplement(self, start: int, stop: int) -> None:
        """A serial, a date or a quantity behind a data identifier of MH10.8.2; or a serial with flags of its own."""
        if self._text.startswith("$", start):
            self._read_number(start, stop)
            return
        match = _SUPPLEMENT.fullmatch(self._text, start, stop)
        if match is None:
            self._refuse("format", "expected S, 14D, 16D, Q or $$+ behind the /", start)
            return
        span = match.span("value")
        if match["key"] == "S":
            self._add("serial", span)
        elif match["key"] == "Q":
            self._add("quantity", span)
            if not match["value"].isdigit():
                self._refuse("quantity", f"{match['value']!r}, expected digits", span[0])
        else:
            self._read_day("YYYYMMDD", span, "expiry" if match["key"] == "14D" else "made_on")


def date_in_form(form: str, digits: str, current_year: int) -> str | None:
    """Return a date of a secondary label as ISO 8601; a month stands for its last day. None: no such day.

    `form` is made of YY or YYYY, MM, DD, JJJ (day of the year), HH (hour).

    >>> date_in_form("MMYY", "0327", 2026), date_in_form("YYJJJHH", "2703212", 2026)
    ('2027-03-31', '2027-02-01T12')
    """
    if len(digits) != len(form) or not digits.isdigit():
        return None
    part = {letter: "".join(d for d, f in zip(digits, form, strict=True) if f == letter) for letter in "YMDJH"}
    if part["H"] > "23":
        return None
    if part["J"]:
        day = iso_day_of_year(int(part["J"]), part["Y"], current_year)
    else:
        day = iso_date(part["Y"] + part["M"] + (part["D"] or "00"), current_year, day_may_be_zero=not part["D"])
    return f"{day}T{part['H']}" if day and part["H"] else day
