"""The two labels that a scanner is checked with. Bar codes, since every scanner reads those."""

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CheckLabel:
    """A label, and what a faithful scanner says of it."""

    name: str
    content: bytes
    bracketed: str = ""
    """The content with its application identifiers in square brackets, where it is a GS1-128."""

    @property
    def readable(self) -> str:
        """What stands below the bars."""
        return self.bracketed.replace("[", "(").replace("]", ")") or self.content.decode("ascii")


LAYOUT = CheckLabel("layout", b"yZ-aQ/m_W+1;[k]#")
"""Code 128: characters that trade places between keyboards, and capitals among small letters."""
SEPARATOR = CheckLabel("separator", b"010950600013435210CHECK\x1d21Y7", "[01]09506000134352[10]CHECK[21]Y7")
"""GS1-128: one separator between the lot and the serial."""
LABELS = {each.name: each for each in (LAYOUT, SEPARATOR)}


@cache
def bars(name: str) -> "NDArray[np.uint8]":
    """Return the bars of a label, one row, one byte a module (0 black, 255 white), with their quiet zones."""
    import numpy as np
    from zxingcpp import BarcodeFormat, create_barcode

    label = LABELS[name]
    text = label.bracketed or label.content.decode("ascii")
    symbol = create_barcode(text, BarcodeFormat.Code128, gs1=bool(label.bracketed))
    row = np.asarray(symbol.to_image(scale=1, add_hrt=False, add_quiet_zones=False))[0].astype(np.uint8)
    return np.pad(row, 10, constant_values=255)


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


def _runs(row: "NDArray[np.uint8]") -> list[tuple[int, int]]:
    """Where black begins and ends."""
    edges = [at for at in range(1, len(row)) if row[at] != row[at - 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))
