"""Puts back what a scanner, a driver or a printer changed, and remembers where everything stood in the scan."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kiosk.identification.reading import Element, Reading, ReadingError, Span

GS, RS, EOT = "\x1d", "\x1e", "\x04"
NAMED: Mapping[str, str] = {
    "<GS>": GS,
    "{GS}": GS,
    "[GS]": GS,
    "\xe2\x90\x9d": GS,
    "<F8>": GS,
    "{F8}": GS,
    "<RS>": RS,
    "{RS}": RS,
    "[RS]": RS,
    "\xe2\x90\x9e": RS,
    "<EOT>": EOT,
    "{EOT}": EOT,
    "[EOT]": EOT,
    "\xe2\x90\x84": EOT,
}
"""Names of controls in brackets, their pictures (U+241D, U+241E, U+2404) as UTF-8 in the latin-1 view, and the name of
the key F8, which some scanners press for GS."""

Edit = tuple[int, int, str]
"""From here to there stands what should be this: at most one character."""


def edits_of(text: str, replacements: Mapping[str, str]) -> list[Edit]:
    """Return an edit for every place of `text` where a key of `replacements` stands, the longest key first."""
    if not replacements:
        return []
    longest_first = sorted(replacements, key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, longest_first)), text)
    return [(match.start(), match.end(), replacements[match[0]]) for match in found]


class Mended:
    """A text as it was meant, and the way from its places back to those of the scan."""

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        """Apply `edits`, which are in order and do not overlap."""
        parts: list[str] = []
        places: list[int] = []
        position = 0
        for start, stop, instead in edits:
            parts += [text[position:start], instead]
            places.extend(range(position, start + len(instead)))
            position = stop
        places.extend(range(position, len(text) + 1))
        self.text = "".join((*parts, text[position:]))
        self.is_changed = bool(parts)
        """Whether anything was put back."""
        self._scanned = text
        self._places = places

    def place(self, span: Span) -> Span:
        """Where `span` of the mended text is in the scan."""
        return self._places[span[0]], self._places[span[1]]

    def moved(self, reading: Reading) -> Reading:
        """Return `reading` of the mended text with the places of the scan."""
        return replace(
            reading,
            elements=tuple(self._element(each) for each in reading.elements),
            errors=self._moved(reading.errors),
            warnings=self._moved(reading.warnings),
        )

    def _element(self, element: Element) -> Element:
        span = self.place(element.span)
        return replace(element, raw=self._scanned[slice(*span)], span=span)

    def _moved(self, errors: tuple[ReadingError, ...]) -> tuple[ReadingError, ...]:
        return tuple(replace(each, span=self.place(each.span)) for each in errors)
