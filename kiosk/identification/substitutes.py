"""Puts back the control characters that a scanner, a driver or a printer wrote as something printable.

The text becomes shorter where a name such as `<GS>` stands for one control, so every reading of the mended text is
moved back to where its elements stand in the scan.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from kiosk.identification.reading import Reading, Span

GS, RS, EOT = "\x1d", "\x1e", "\x04"
NAMED: Mapping[str, str] = {
    "<GS>": GS,
    "{GS}": GS,
    "[GS]": GS,
    "\xe2\x90\x9d": GS,
    "<RS>": RS,
    "{RS}": RS,
    "[RS]": RS,
    "\xe2\x90\x9e": RS,
    "<EOT>": EOT,
    "{EOT}": EOT,
    "[EOT]": EOT,
    "\xe2\x90\x84": EOT,
}
"""Names of controls in brackets, and their pictures (U+241D, U+241E, U+2404) as UTF-8 in the latin-1 view."""


class Mended:
    """A text with its controls put back, and the way from its places to those of the scan."""

    def __init__(self, text: str, controls: Mapping[str, str]) -> None:
        """Replace every key of `controls` in `text` by its value, one character each."""
        longest_first = sorted(controls, key=len, reverse=True)
        found = re.compile("|".join(map(re.escape, longest_first))).finditer(text) if controls else iter(())
        parts: list[str] = []
        self._places: list[int] = []
        position = 0
        for match in found:
            parts += [text[position : match.start()], controls[match[0]]]
            self._places.extend(range(position, match.start() + 1))
            position = match.end()
        self._places.extend(range(position, len(text) + 1))
        self.text = "".join((*parts, text[position:]))
        self.is_changed = bool(parts)
        """Whether anything was put back."""

    def place(self, span: Span) -> Span:
        """Where `span` of the mended text is in the scan."""
        return self._places[span[0]], self._places[span[1]]

    def moved(self, reading: Reading) -> Reading:
        """Return `reading` of the mended text with the places of the scan."""
        return replace(
            reading,
            elements=tuple(replace(each, span=self.place(each.span)) for each in reading.elements),
            errors=tuple(replace(each, span=self.place(each.span)) for each in reading.errors),
            warnings=tuple(replace(each, span=self.place(each.span)) for each in reading.warnings),
        )
