"""Labels on a sheet of paper: verified, group by group, each group under its heading."""

from collections.abc import Iterable

from hardware.printers.label import Label, PlacedText, to_dots
from hardware.printers.pdf import A4_MM, sheet
from hardware.printers.text import LINE_HEIGHT
from hardware.printers.verify import verify
from kiosk.labels.content import Content
from kiosk.labels.layout import lay_out

SHEET_DPI = 600
"""Office printers have it; symbols stay readable on coarser ones."""
_HEADING_MM = 5.0
_MARGINS_MM = 16.0


def label_sheet(groups: Iterable[tuple[str, Content]], dpi: int = SHEET_DPI) -> bytes:
    """A PDF of labels, each given with its group. Raises LabelError if one of them cannot be made or read back."""
    labels: list[Label] = []
    last = ""
    for group, content in groups:
        if group != last:
            labels.append(_heading(group, dpi))
            last = group
        label = lay_out(content, dpi)
        verify(label)
        labels.append(label)
    return sheet(labels)


def _heading(text: str, dpi: int) -> Label:
    size = to_dots(_HEADING_MM, dpi)
    width, height = to_dots(A4_MM[0] - _MARGINS_MM, dpi), round(size * LINE_HEIGHT)
    return Label(width, height, dpi, texts=(PlacedText(text, 0, 0, size, bold=True),))
