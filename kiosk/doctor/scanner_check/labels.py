"""The two labels that a scanner is checked with. Bar codes, since every scanner reads those."""

from dataclasses import dataclass
from html import escape
from itertools import cycle


@dataclass(frozen=True, slots=True)
class CheckLabel:
    """A label, and what a faithful scanner says of it."""

    name: str
    content: bytes
    widths: str
    """Of its bars and spaces by turns, in modules, as Code 128 has them for the content."""
    bracketed: str = ""
    """The content with its application identifiers in square brackets, where it is a GS1-128."""

    @property
    def readable(self) -> str:
        """What stands below the bars."""
        return self.bracketed.replace("[", "(").replace("]", ")") or self.content.decode("ascii")


LAYOUT = CheckLabel(
    "layout",
    b"yZ-aQ/m_W+1;[k]#",
    "2112142121413123111221321211242113311132224131111112243113212312121232213122123321112412112214111212232312122331112",
)
"""Code 128: characters that trade places between keyboards, and capitals among small letters."""
SEPARATOR = CheckLabel(
    "separator",
    b"010950600013435210CHECK\x1d21Y7",
    "2112324111312221222212132311313141112122221221321123312133112213121141311313212311131321131313211123314111312232111"
    "232213121133121311323112331112",
    "[01]09506000134352[10]CHECK[21]Y7",
)
"""GS1-128: one separator between the lot and the serial."""
LABELS = {each.name: each for each in (LAYOUT, SEPARATOR)}


_QUIET = 10
"""Modules of white at each side, as Code 128 asks."""


def bars(name: str) -> bytes:
    """Return the bars of a label, one row, one byte a module (0 black, 255 white), with their quiet zones."""
    quiet = b"\xff" * _QUIET
    modules = (tone * int(width) for width, tone in zip(LABELS[name].widths, cycle((b"\x00", b"\xff")), strict=False))
    return quiet + b"".join(modules) + quiet


def as_svg(label: CheckLabel) -> str:
    """Draw a label to be printed: modules of 0.4 mm, the content below."""
    module, height = 0.4, 20
    row = bars(label.name)
    width = len(row) * module
    black = "".join(
        f'<rect x="{start * module:.2f}" width="{(stop - start) * module:.2f}" y="4" height="{height}"/>'
        for start, stop in _runs(row)
    )
    text = escape(label.readable)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.1f}mm" height="{height + 12}mm" '
        f'viewBox="0 0 {width:.1f} {height + 12}" shape-rendering="crispEdges">'
        f'<rect width="100%" height="100%" fill="white"/>{black}'
        f'<text x="{width / 2:.1f}" y="{height + 9}" font-size="4" text-anchor="middle" font-family="monospace">{text}'
        "</text></svg>\n"
    )


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where black begins and ends."""
    edges = [at for at in range(1, len(row)) if row[at] != row[at - 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))
