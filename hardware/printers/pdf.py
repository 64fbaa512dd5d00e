"""Labels as a PDF: black rectangles at whole dots for symbols, bit masks for texts. Nothing is smoothed or scaled."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from hardware.printers.label import MM_PER_INCH, Label, PlacedText
from hardware.printers.raster import symbol_dots
from hardware.printers.text import text_dots

POINTS_PER_INCH = 72
A4_MM = (210.0, 297.0)
_MARGIN_MM = 8.0
_GAP_MM = 2.0


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label on its page."""

    label: Label
    page: int
    x: int
    y: int
    """Top left corner in dots of the label's resolution, from the page's."""


def single(label: Label) -> bytes:
    """One label on a page of its own size."""
    return _document(label.size_mm, [PlacedLabel(label, 0, 0, 0)], is_framed=False)


def sheet(labels: Sequence[Label], page_mm: tuple[float, float] = A4_MM) -> bytes:
    """Labels side by side on pages, in their order, with frames to cut along.

    A label without symbols is a heading: it is not framed, and stays with the label that follows it.
    """
    return _document(page_mm, list(place(labels, page_mm)), is_framed=True)


def place(labels: Sequence[Label], page_mm: tuple[float, float] = A4_MM) -> Iterator[PlacedLabel]:
    """Where each label of a sheet goes: from left to right, then down, then to the next page."""
    page, x, y, row = 0, _MARGIN_MM, _MARGIN_MM, 0.0
    for number, label in enumerate(labels):
        width, height = label.size_mm
        if x > _MARGIN_MM and (x + width > page_mm[0] - _MARGIN_MM or not label.symbols):
            x, y, row = _MARGIN_MM, y + row + _GAP_MM, 0.0
        needed = height if label.symbols else height + _GAP_MM + _height_of(labels, number + 1)
        if y > _MARGIN_MM and y + needed > page_mm[1] - _MARGIN_MM:
            page, x, y, row = page + 1, _MARGIN_MM, _MARGIN_MM, 0.0
        yield PlacedLabel(label, page, round(x / MM_PER_INCH * label.dpi), round(y / MM_PER_INCH * label.dpi))
        x, row = (x + width + _GAP_MM, max(row, height)) if label.symbols else (page_mm[0], height)


def _height_of(labels: Sequence[Label], number: int) -> float:
    return labels[number].size_mm[1] if number < len(labels) else 0.0


def _document(page_mm: tuple[float, float], placed: Sequence[PlacedLabel], *, is_framed: bool) -> bytes:
    width, height = (each / MM_PER_INCH * POINTS_PER_INCH for each in page_mm)
    file = _File()
    pages = []
    for number in range(max((each.page for each in placed), default=0) + 1):
        content = "\n".join(
            _label(file, each, height, is_framed=is_framed and bool(each.label.symbols))
            for each in placed
            if each.page == number
        )
        pages.append(file.add_stream("", content.encode("ascii")))
    return file.finish(pages, f"[0 0 {width:.3f} {height:.3f}]")


def _label(file: "_File", placed: PlacedLabel, page_height: float, *, is_framed: bool) -> str:
    """The drawing operators of one label, in its own dots with the origin at its top left corner."""
    label = placed.label
    scale = POINTS_PER_INCH / label.dpi
    parts = ["q", f"{scale:.6f} 0 0 {-scale:.6f} {placed.x * scale:.4f} {page_height - placed.y * scale:.4f} cm"]
    if is_framed:
        parts.append(f"q 0.7 G {label.dpi / 200:.2f} w 0 0 {label.width} {label.height} re S Q")
    parts += [f"{rule.x} {rule.y} {rule.width} {rule.height} re" for rule in label.rules]
    for symbol in label.symbols:
        parts += _runs(symbol_dots(symbol), symbol.x, symbol.y, symbol.module)
    parts.append("f")
    parts += [_text(file, text) for text in label.texts]
    return "\n".join([*parts, "Q"])


def _runs(dots: npt.NDArray[np.bool_], x: int, y: int, module: int) -> Iterator[str]:
    """A symbol as rectangles: each run of black in a row of modules, as high as equal rows below it go on."""
    top = 0
    while top < dots.shape[0]:
        height = min(module, dots.shape[0] - top)
        while top + height < dots.shape[0] and bool((dots[top + height] == dots[top]).all()):
            height += 1
        edges = np.flatnonzero(np.diff(np.concatenate(([False], dots[top], [False])).astype(np.int8)))
        for left, right in zip(edges[::2], edges[1::2], strict=True):
            yield f"{x + left} {y + top} {right - left} {height} re"
        top += height


def _text(file: "_File", text: PlacedText) -> str:
    dots = text_dots(text.text, text.size, bold=text.bold)
    height, width = dots.shape
    name = file.add_mask(dots)
    return f"q {width} 0 0 {-height} {text.x} {text.y + height} cm /{name} Do Q"


@dataclass(slots=True)
class _File:
    """The objects of a PDF file, ISO 32000: number 1 is the catalogue, 2 the page tree, 3 the resources."""

    objects: list[bytes] = field(default_factory=lambda: [b""] * 3)
    masks: dict[bytes, int] = field(default_factory=dict)

    def add_stream(self, head: str, data: bytes) -> int:
        """Add a compressed stream; gives its object number."""
        packed = zlib.compress(data, 9)
        opening = f"<< {head} /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode("ascii")
        self.objects.append(opening + packed + b"\nendstream")
        return len(self.objects)

    def add_mask(self, dots: npt.NDArray[np.bool_]) -> str:
        """Add dots to be painted black, each kind once; gives the name by which they are drawn."""
        bits = np.packbits(~dots, axis=1).tobytes()
        height, width = dots.shape
        key = f"{width} {height} ".encode() + bits
        if key not in self.masks:
            head = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ImageMask true /BitsPerComponent 1"
            self.masks[key] = self.add_stream(head, bits)
        return f"M{self.masks[key]}"

    def finish(self, pages: Sequence[int], media_box: str) -> bytes:
        """The whole file, with these streams as pages."""
        kids = []
        for content in pages:
            page = f"<< /Type /Page /Parent 2 0 R /MediaBox {media_box} /Resources 3 0 R /Contents {content} 0 R >>"
            self.objects.append(page.encode("ascii"))
            kids.append(f"{len(self.objects)} 0 R")
        names = " ".join(f"/M{number} {number} 0 R" for number in self.masks.values())
        self.objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        self.objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode("ascii")
        self.objects[2] = f"<< /XObject << {names} >> >>".encode("ascii")
        out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        offsets = []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n".encode("ascii") + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode("ascii")
        out += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode("ascii")
        out += f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode("ascii")
        return bytes(out)
