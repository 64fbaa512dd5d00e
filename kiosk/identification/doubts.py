"""What a scan may say if its scanner has changed it: candidates for a person to choose from, never facts.

They are looked for only where no profile says what the scanner does. A candidate is read like any label and names
what it supposes; it is not complete, so no program takes it for what the label says.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kiosk.identification.keyboard_layouts import LAYOUTS
from kiosk.identification.lost_separators import lost_behind, readings_with_lost_separators
from kiosk.identification.reading import Reading, ReadingError
from kiosk.identification.substitutes import GS, NAMED, Edit, Mended, edits_of
from kiosk.identification.symbology import Routing, routing, split_identifier

Read = Callable[[str, str | None], tuple[Reading, ...]]
"""Reads a text behind a symbology identifier, without looking for candidates."""

MAX_DOUBTED_LENGTH = 128
"""Longer texts are no labels of goods, and looking for candidates takes time."""
_ALT_CODE = "029"
_SUBSTITUTES = ("|", "~", "^", "#", "\xf8", _ALT_CODE)
"""What scanners send instead of GS besides its names: printable characters, a byte F8, and Alt+029 as digits."""
_ENDS = "\r\n\t"
_BEGINNINGS = (GS, "00", "01", "02", "(", "[)>", "+", "http", "HTTP")
"""How a text begins that follows a standard and has no symbology identifier; a command is tried with Caps Lock only."""
_CAPS_LOCK = "Caps Lock is on"
_MEANT = frozenset({"gs1-element-string", "gs1-digital-link", "gs1-bracketed", "iso15434", "hibc", "command", "badge"})
"""What a candidate must be: plain text could be anything."""


def doubtful_readings(
    text: str, aim: str | None, readings: tuple[Reading, ...], year: int, read: Read
) -> list[Reading]:
    """Return the candidates for a scan that was read as `readings`, each once."""
    if len(text) > MAX_DOUBTED_LENGTH:
        return []
    candidates: list[Reading] = []
    is_understood = readings[0].complete and readings[0].standard != "plain"
    if not is_understood or any(name in text for name in (*NAMED, _ALT_CODE)):
        candidates += _changed(text, aim, read)
    if routing(aim) is Routing.GS1 or text.startswith(("00", "01", "02", GS)):
        proof = ("symbology identifier",) if aim else ()
        for reading in readings_with_lost_separators(text, year, proof):
            candidates.append(_supposing(reading, _lost_words(reading, text), len(text)))
    seen: set[tuple[tuple[str, str], ...]] = set()
    return [each for each in candidates if _is_new(each, seen)]


def _is_new(reading: Reading, seen: set[tuple[tuple[str, str], ...]]) -> bool:
    said = tuple((element.key, element.value) for element in reading.elements)
    is_new = said not in seen
    seen.add(said)
    return is_new


def _changed(text: str, aim: str | None, read: Read) -> Iterator[Reading]:
    """Readings of the text with one change taken back."""
    for words, edits in _changes(text, aim):
        if not edits:
            continue
        mended = Mended(text, edits)
        meant_aim = aim.swapcase() if aim and words == _CAPS_LOCK else aim
        found_aim, rest = (meant_aim, mended.text) if aim else split_identifier(mended.text)
        if not found_aim and words != _CAPS_LOCK and not rest.startswith(_BEGINNINGS):
            continue
        best = read(rest, found_aim)[0]
        if best.complete and best.standard in _MEANT:
            cut = len(mended.text) - len(rest)
            moved = Mended(mended.text, [(0, cut, "")] if cut else []).moved(best)
            yield _supposing(mended.moved(moved), words, len(text))


def _changes(text: str, aim: str | None) -> Iterator[tuple[str, list[Edit]]]:
    """Yield what a scanner may have done, and how to take it back."""
    yield "the names of control characters stand for them", edits_of(text, NAMED)
    for substitute in _SUBSTITUTES:
        shown = "Alt+029" if substitute == _ALT_CODE else substitute
        yield f"{shown} stands for the separator", edits_of(text, {substitute: GS})
    yield "the scanner sends its end of line with the code", _ends(text)
    if aim and text.startswith(aim):
        yield "the scanner sends its prefix twice", [(0, len(aim), "")]
    if aim is None or routing(aim.swapcase()) is Routing.GS1:
        letters = (index for index, character in enumerate(text) if character.isascii() and character.isalpha())
        yield _CAPS_LOCK, [(index, index + 1, text[index].swapcase()) for index in letters]
    if aim is None:  # an identifier that came as it is came through the right keyboard layout
        for name, table in LAYOUTS.items():
            yield f"the computer believes in the keyboard layout {name}", edits_of(text, table)


def _ends(text: str) -> list[Edit]:
    """Take line ends and tabs off both ends."""
    lead = len(text) - len(text.lstrip(_ENDS))
    tail = lead + len(text.strip(_ENDS))
    edits: list[Edit] = [(0, lead, ""), (tail, len(text), "")]
    return [edit for edit in edits if edit[0] < edit[1]]


def _lost_words(reading: Reading, text: str) -> str:
    keys = [f"({key})" for key in lost_behind(reading.elements, text)]
    return f"the separator behind {' and '.join(keys)} was lost" if keys else "separators were lost"


def _supposing(reading: Reading, words: str, length: int) -> Reading:
    error = ReadingError("transport", f"only if {words}: compare with the print", (0, length))
    return replace(reading, complete=False, errors=(error,), supposes=words)
