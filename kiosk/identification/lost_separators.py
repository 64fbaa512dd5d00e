"""Where separators may have been lost: every other way to cut element strings that no separator cuts.

`10ABC21S-42` is lot ABC21S-42, or lot ABC and serial S-42 behind a scanner that swallows GS. The standard says
the first, the label may say the second: both are shown, and nobody guesses.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from kiosk.identification.gs1.application_identifiers import ApplicationIdentifier, find
from kiosk.identification.gs1.elements import Found, gs1_reading
from kiosk.identification.gs1.values import Fault, normal_value
from kiosk.identification.reading import Element, Reading
from kiosk.identification.substitutes import GS

_MOST = 5
"""Candidates that are shown at most; a person shall compare them with the print."""
_BUDGET = 120
"""Values that are tried at most, so that no label can keep the kiosk busy."""

_Parts = tuple[Found, ...]


class _Cutter:
    """Finds the cuts of one text; what follows from a place is found once."""

    def __init__(self, text: str, year: int) -> None:
        self._text = text
        self._year = year
        self._budget = _BUDGET
        self._known: dict[int, tuple[_Parts, ...]] = {}
        self.is_exhausted = False
        """Whether there may be more cuts than were looked at."""

    def cuts(self, position: int) -> tuple[_Parts, ...]:
        """Return the ways to read all of the text from `position` on, one without a cut first, `_MOST` and one more."""
        if position not in self._known:
            self._known[position] = tuple(islice(self._cuts(position), _MOST + 1))
            self.is_exhausted |= len(self._known[position]) > _MOST
        return self._known[position]

    def _cuts(self, position: int) -> Iterator[_Parts]:
        if position >= len(self._text):
            yield ()
            return
        ai = find(self._text[position : position + 4])
        if ai is None:
            return
        start = position + len(ai.ai)
        for place in self._ends(ai, start):
            self._budget -= 1
            if self._budget < 0:
                self.is_exhausted = True
                return
            value = self._text[start:place]
            if isinstance(normal_value(ai, value, self._year), Fault):
                continue
            found = Found(ai, value, value, (start, place))
            for rest in self.cuts(place + self._text.startswith(GS, place)):
                yield (found, *rest)

    def _ends(self, ai: ApplicationIdentifier, start: int) -> Iterator[int]:
        """Where the value may end: at its separator or the end, or before something that looks like an AI."""
        if ai.predefined_length:
            yield start + ai.predefined_length
            return
        end = self._text.find(GS, start)
        end = len(self._text) if end < 0 else end
        yield end
        for place in range(start + ai.least_length, min(end - 2, start + ai.max_length + 1)):
            if find(self._text[place : place + 4]):
                yield place


def readings_with_lost_separators(text: str, current_year: int, proof: tuple[str, ...]) -> tuple[Reading, ...]:
    """Return the readings of `text` in which at least one separator is missing, those with the fewest first.

    Where there are too many ways to look at all of them, and none was found, the text as it stands is given once more:
    nobody can say that no separator was lost.
    """
    cutter = _Cutter(text, current_year)
    found = cutter.cuts(1 if text.startswith(GS) else 0)
    cut = _complete([parts for parts in found if lost_behind(parts, text)], proof, current_year)
    if cut or not cutter.is_exhausted:
        return tuple(sorted(cut, key=lambda each: (len(each.elements), len(each.warnings)))[:_MOST])
    return tuple(_complete([parts for parts in found if not lost_behind(parts, text)], proof, current_year))


def _complete(found: Iterable[_Parts], proof: tuple[str, ...], year: int) -> list[Reading]:
    readings = (gs1_reading("gs1-element-string", parts, (), proof, year) for parts in found)
    return [reading for reading in readings if reading.complete]


def lost_behind(parts: Iterable[Found] | Iterable[Element], text: str) -> list[str]:
    """Return the AIs behind whose values a separator must have stood and does not."""
    keys = ((part.ai.ai if isinstance(part, Found) else part.key, part.span[1]) for part in parts)
    return [
        key
        for key, stop in keys
        if stop < len(text) and text[stop] != GS and (ai := find(key)) and not ai.predefined_length
    ]
