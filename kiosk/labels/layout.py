"""Puts the content of a label into its template, in whole dots; what does not fit is refused, never squeezed."""

import math
from bisect import bisect_left

from hardware.printers.label import (
    MM_PER_INCH,
    Box,
    Label,
    LabelError,
    PlacedSymbol,
    PlacedText,
    Symbol,
    Symbology,
    to_dots,
)
from hardware.printers.symbols import modules_of
from hardware.printers.text import LINE_HEIGHT, text_width
from kiosk.labels.content import Content
from kiosk.labels.template import Carrier, SymbolPart, Template, TextPart, template_of

_SYMBOLOGIES = {
    (Carrier.DATA_MATRIX, False): Symbology.DATA_MATRIX,
    (Carrier.DATA_MATRIX, True): Symbology.GS1_DATA_MATRIX,
    (Carrier.BARS, False): Symbology.CODE_128,
    (Carrier.BARS, True): Symbology.GS1_128,
    (Carrier.QR, False): Symbology.QR_CODE,
}
_MOST_GS1_128 = 48
"""Characters of data, GS1 General Specifications, section 5.4."""
_ELLIPSIS = "…"
_MAY_SHORTEN = frozenset({"title", "facts"})
"""Texts that may end in an ellipsis; a number is whole or the label is refused."""


def lay_out(content: Content, dpi: int, template: Template | None = None) -> Label:
    """The label at a resolution. Raises LabelError, naming what does not fit and the room that there is."""
    template = template or template_of(content.kind)
    return Label(
        width=to_dots(template.width, dpi),
        height=to_dots(template.height, dpi),
        dpi=dpi,
        symbols=tuple(
            _place_symbol(_symbol(part, content), part, dpi)
            for part in template.symbols
            if part.says == "data" or content.link
        ),
        texts=tuple(line for part in template.texts for line in _place_text(part, content, dpi)),
        rules=tuple(
            Box(to_dots(r.x, dpi), to_dots(r.y, dpi), max(1, to_dots(r.width, dpi)), max(1, to_dots(r.height, dpi)))
            for r in template.rules
        ),
    )


def _symbol(part: SymbolPart, content: Content) -> Symbol:
    if part.says == "link":
        return Symbol(Symbology.QR_CODE, content.link)
    kind = _SYMBOLOGIES.get((part.carrier, bool(content.elements)))
    if kind is None:
        raise LabelError(f"{content.data!r} is GS1 data, which a QR code of ours says as a Digital Link")
    if kind is Symbology.GS1_128 and len(content.data) > _MOST_GS1_128:
        raise LabelError(f"{content.data!r} has {len(content.data)} characters; GS1-128 holds {_MOST_GS1_128}")
    return Symbol(kind, content.data, content.elements)


def _place_symbol(symbol: Symbol, part: SymbolPart, dpi: int) -> PlacedSymbol:
    """As large as its room and its template let it be, at the top left of the room."""
    rows, columns = modules_of(symbol).shape
    quiet = symbol.symbology.quiet_modules
    is_linear = symbol.symbology.is_linear
    across = math.floor(part.width / MM_PER_INCH * dpi) // (columns + 2 * quiet)
    down = across if is_linear else math.floor(part.height / MM_PER_INCH * dpi) // (rows + 2 * quiet)
    least = math.ceil(round(part.least / MM_PER_INCH * dpi, 6))
    module = min(across, down, max(least, math.floor(part.most / MM_PER_INCH * dpi)))
    if module < least:
        needed = (columns + 2 * quiet) * least / dpi * MM_PER_INCH
        room = f"{part.width:g} x {part.height:g} mm"
        raise LabelError(f"{symbol.data!r} as {symbol.symbology} needs {needed:.1f} mm, its place has {room}")
    return PlacedSymbol(
        symbol,
        to_dots(part.x, dpi) + quiet * module,
        to_dots(part.y, dpi) + (0 if is_linear else quiet * module),
        module,
        to_dots(part.height, dpi) if is_linear else 0,
    )


def _place_text(part: TextPart, content: Content, dpi: int) -> list[PlacedText]:
    text = "".join(each if each.isprintable() else " " for each in _text(part, content))
    if not text.strip():
        return []
    size, lines = _fit(text, part, dpi)
    x, y = to_dots(part.x, dpi), to_dots(part.y, dpi)
    return [PlacedText(line, x, y + number * _step(size), size, part.bold) for number, line in enumerate(lines)]


def _text(part: TextPart, content: Content) -> str:
    match part.says:
        case "title":
            return content.title
        case "code":
            return content.code
        case "facts":
            return "   ".join(f"{caption} {value}".strip() for caption, value in content.facts)
        case "readable":
            return " ".join(f"({ai}){value}" for ai, value in content.elements)
        case said:
            return said.strip('"')


def _fit(text: str, part: TextPart, dpi: int) -> tuple[int, list[str]]:
    """The largest size at which the text goes into its room."""
    sizes = range(to_dots(part.least, dpi), to_dots(part.size, dpi) + 1)
    width, height = to_dots(part.width, dpi), to_dots(part.height, dpi)
    fitting = bisect_left(sizes, True, key=lambda size: _lines(text, part, size, (width, height)) is None)
    if fitting and (lines := _lines(text, part, sizes[fitting - 1], (width, height))) is not None:
        return sizes[fitting - 1], lines
    if part.says not in _MAY_SHORTEN:
        raise LabelError(f"{text!r} is too long for its place of {part.width:g} x {part.height:g} mm")
    smallest = sizes[0]
    return smallest, _shortened(text, smallest, width, max(1, height // _step(smallest)), bold=part.bold)


def _lines(text: str, part: TextPart, size: int, room: tuple[int, int]) -> list[str] | None:
    """The lines of a text at a size; None if they do not go into the room."""
    width, height = room
    lines = _between_words(text, size, width, bold=part.bold) if part.says != "code" else None
    if lines is None and part.says not in _MAY_SHORTEN:
        lines = _anywhere(text, size, width, bold=part.bold)
    return lines if lines is not None and len(lines) * _step(size) <= height else None


def _step(size: int) -> int:
    return round(size * LINE_HEIGHT)


def _between_words(text: str, size: int, room: int, *, bold: bool) -> list[str] | None:
    """The text in lines, broken between words; None if a word is wider than a line."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        elif text_width(word, size, bold=bold) <= room:
            lines.append(word)
        else:
            return None
    return lines


def _anywhere(text: str, size: int, room: int, *, bold: bool) -> list[str]:
    """The text in lines, every character kept, broken where a line is full: a number, not prose."""
    lines = [""]
    for character in text:
        if lines[-1] and text_width(lines[-1] + character, size, bold=bold) > room:
            lines.append("")
        lines[-1] += character
    return lines


def _shortened(text: str, size: int, room: int, most: int, *, bold: bool) -> list[str]:
    """As much as goes into that many lines, broken wherever a line ends, with an ellipsis."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        line = _longest(rest, size, room, _ELLIPSIS if len(lines) == most - 1 else "", bold=bold)
        lines.append(line)
        rest = rest[len(line) :].lstrip()
    return lines


def _longest(text: str, size: int, room: int, end: str, *, bold: bool) -> str:
    if text_width(text, size, bold=bold) <= room:
        return text
    lengths = range(len(text))
    too_long = bisect_left(lengths, True, key=lambda length: text_width(text[:length] + end, size, bold=bold) > room)
    return text[: max(too_long - 1, 0)].rstrip() + end
