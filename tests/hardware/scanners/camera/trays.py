"""Pictures of trays: many symbols on one bench, some of them damaged; drawn from a seed, what they say is known."""

from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.symbols import Quad

_KINDS = (
    ("DataMatrix", "[01]09506000134352[21]S{0:05}", True),
    ("QRCode", "[01]09506000134352[21]Q{0:05}", True),
    ("Code128", "SN{0:06}", False),
    ("EAN13", "950600{0:06}", False),
    ("Code39", "P{0:05}", False),
)
Paper = NDArray[np.float32]
_MATRIX = ("DataMatrix", "QRCode")
_SHAPES = ((3, 4), (4, 5), (6, 4), (5, 8))
"""Rows and columns; the last for small square symbols alone."""
_SIZE = (1920, 1080)
_PAPER = 215.0
_BENCH = 120.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One symbol of a tray."""

    data: bytes
    format: str
    position: Quad
    damage: str
    """What was done to it; empty for a symbol that is as it was printed."""


@dataclass(frozen=True, slots=True)
class Tray:
    """A picture and what it shows."""

    image: Gray
    cells: tuple[Cell, ...]


def tray(seed: int) -> Tray:
    """Draw 12 to 40 symbols of one or of several kinds, one in eight damaged."""
    draw = np.random.default_rng([7, seed])
    only = int(draw.integers(len(_KINDS) + 1))
    is_small = only < len(_KINDS) and _KINDS[only][0] in _MATRIX
    rows, columns = _SHAPES[int(draw.integers(len(_SHAPES) if is_small else len(_SHAPES) - 1))]
    width, height = _SIZE
    bench = np.full((height, width), _BENCH, np.float32)
    cells = []
    for place in range(rows * columns):
        format_, payload, is_gs1 = _KINDS[only if only < len(_KINDS) else int(draw.integers(len(_KINDS)))]
        symbol, data = _symbol(payload.format(seed * 100 + place), format_, is_gs1=is_gs1)
        room = width // columns - 30, height // rows - 30
        image, angle = _placed(symbol, room, draw)
        damage = _DAMAGES[int(draw.integers(len(_DAMAGES)))] if draw.integers(8) == 0 else ""
        _damage(image, damage, draw)
        centre = (
            (place % columns + 0.5) * width / columns + draw.uniform(-6, 6),
            (place // columns + 0.5) * height / rows + draw.uniform(-6, 6),
        )
        cells.append(Cell(data, format_, _stuck(bench, image, centre, angle), damage))
    light = np.linspace(0.75, 1.0, width, dtype=np.float32)
    seen = cv2.GaussianBlur(bench * light, (0, 0), 0.6) + draw.normal(0, 3, bench.shape)
    return Tray(np.clip(seen, 0, 255).astype(np.uint8), tuple(cells))


_DAMAGES = ("scratched", "half gone", "smeared")


def _symbol(text: str, format_: str, *, is_gs1: bool) -> tuple[Gray, bytes]:
    options = {"force_square": True} if format_ == "DataMatrix" else {}
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat[format_], gs1=is_gs1, **options)
    clean = np.array(barcode.to_image(scale=1), np.uint8)
    large = np.pad(np.kron(clean, np.ones((6, 6), np.uint8)), 60, constant_values=255)
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat["Code39Std" if format_ == "Code39" else format_])
    (read,) = zxingcpp.read_barcodes(large, formats=formats, text_mode=zxingcpp.TextMode.Plain)
    return clean, bytes(read.bytes)


def _placed(symbol: Gray, room: tuple[int, int], draw: np.random.Generator) -> tuple[Paper, float]:
    """Return the symbol on its paper as large as there is room for, at most 4 pixels a module, and how it is turned."""
    is_square = symbol.shape[0] == symbol.shape[1]
    module = min(4.0, 0.95 * (min(room) if is_square else room[0]) / (symbol.shape[1] + 16))
    rows = symbol.shape[0] if is_square else max(8, round(room[1] / module * 0.6) - 16)
    label = np.pad(symbol[:rows], 8, constant_values=255).astype(np.float32) * (_PAPER - 20) / 255 + 20
    size = round(label.shape[1] * module), round(label.shape[0] * module)
    return np.asarray(cv2.resize(label, size, interpolation=cv2.INTER_AREA), np.float32), float(draw.uniform(-6, 6))


def _damage(label: Paper, damage: str, draw: np.random.Generator) -> None:
    height, width = label.shape
    match damage:
        case "scratched":
            for _ in range(3):
                ends = [(int(draw.integers(width)), int(draw.integers(height))) for _ in range(2)]
                cv2.line(label, ends[0], ends[1], _PAPER, 2)
        case "half gone":
            label[:, int(width * draw.uniform(0.4, 0.7)) :] = _PAPER
        case "smeared":
            label[:] = cv2.GaussianBlur(label, (0, 0), width / 60)


def _stuck(bench: Paper, label: Paper, centre: tuple[float, float], degrees: float) -> Quad:
    """Put the label on the bench; return where its symbol is."""
    height, width = label.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turn[:, 2] += (centre[0] - width / 2, centre[1] - height / 2)
    size = bench.shape[1], bench.shape[0]
    mask = cv2.warpAffine(np.ones_like(label), turn, size) > 0.5
    bench[mask] = cv2.warpAffine(label, turn, size, flags=cv2.INTER_LINEAR)[mask]
    inset = 0.08
    corners = np.array([(inset, inset), (1 - inset, inset), (1 - inset, 1 - inset), (inset, 1 - inset)])
    a, b, c, d = ((round(x), round(y)) for x, y in corners * (width, height) @ turn[:, :2].T + turn[:, 2])
    return a, b, c, d
