"""Labels as a camera sees them, drawn from a seed, each spoilt in one way; what they say is known."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from hardware.scanners.camera.pictures import Gray

Draw = np.random.Generator

_GS1 = "[01]09506000134352[17]270331[10]L-{0:05}[21]S{0:06}"
PAYLOADS: Mapping[str, tuple[str, str, bool]] = {
    "GS1 DataMatrix": ("DataMatrix", _GS1, True),
    "GS1 QR Code": ("QRCode", _GS1, True),
    "GS1-128": ("Code128", "[01]09506000134352[10]L-{0:05}", True),
    "ISO 15434 DataMatrix": ("DataMatrix", "[)>\x1e06\x1dPABC-1\x1d1TL{0:05}\x1dQ10\x1e\x04", False),
    "HIBC Code 128": ("Code128", "+A123BJC5D6E{0:03}", False),
    "EAN-13": ("EAN13", "950600{0:06}", False),
}
"""Name -> symbology, payload with room for a number, whether it is GS1."""


@dataclass(frozen=True, slots=True)
class Label:
    """One picture and what it says."""

    condition: str
    image: Gray
    data: bytes


def labels(kinds: int, count: int, seed: int = 20261128) -> Iterator[Label]:
    """Give `count` labels of each of the first `kinds` kinds under every condition."""
    for place, (condition, spoil) in enumerate(CONDITIONS.items()):
        for kind, (format_, payload, is_gs1) in enumerate(islice(PAYLOADS.values(), kinds)):
            for number in range(count):
                draw = np.random.default_rng([seed, place, kind, number])
                text = payload.format(int(draw.integers(0, 1000)))
                barcode = _barcode(text, format_, is_gs1=is_gs1)
                yield Label(condition, spoil(barcode, draw), _data_of(barcode))


def _barcode(text: str, format_: str, *, is_gs1: bool) -> "zxingcpp.Barcode":
    options = {"force_square": True} if format_ == "DataMatrix" else {}
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat[format_], gs1=is_gs1, **options)


def _data_of(barcode: "zxingcpp.Barcode") -> bytes:
    """Return what the clean picture says."""
    image = np.pad(np.array(barcode.to_image(scale=4), np.uint8), 40, constant_values=255)
    (read,) = zxingcpp.read_barcodes(image, text_mode=zxingcpp.TextMode.Plain)
    return bytes(read.bytes)


def _printed(barcode: "zxingcpp.Barcode", module: float) -> NDArray[np.float32]:
    """Return the label on white paper, `module` pixels a module."""
    large = np.pad(np.array(barcode.to_image(scale=8), np.uint8), 80, constant_values=255)
    factor = module / 8
    return np.asarray(cv2.resize(large, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.float32)


def _seen(label: NDArray[np.float32], draw: Draw, angle: float = 0.0) -> NDArray[np.float32]:
    """Return the label on a bench, turned, in light that is not even."""
    height, width = label.shape
    side = int(np.hypot(height, width)) + 40
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    turn[:, 2] += (side / 2 - width / 2, side / 2 - height / 2)
    bench = cv2.warpAffine(label, turn, (side, side), flags=cv2.INTER_LINEAR, borderValue=150)
    slope = np.linspace(0.7, 1.0, side, dtype=np.float32)
    light = slope if draw.integers(2) else slope[:, None]
    return np.asarray(40 + bench * 0.7 * light, np.float32)


def _grey(image: NDArray[np.float32], draw: Draw, noise: float = 3.0) -> Gray:
    return np.clip(image + draw.normal(0, noise, image.shape), 0, 255).astype(np.uint8)


def _clean(barcode: "zxingcpp.Barcode", draw: Draw) -> Gray:
    return _grey(_seen(_printed(barcode, 4), draw), draw)


def _sized(module: float) -> "Spoil":
    return lambda barcode, draw: _grey(_seen(_printed(barcode, module), draw), draw)


def _tilted(barcode: "zxingcpp.Barcode", draw: Draw) -> Gray:
    return _grey(_seen(_printed(barcode, 3), draw, float(draw.uniform(-45, 45))), draw)


def _blurred(barcode: "zxingcpp.Barcode", draw: Draw) -> Gray:
    image = _seen(_printed(barcode, 3.5), draw, float(draw.uniform(-8, 8)))
    return _grey(np.asarray(cv2.GaussianBlur(image, (0, 0), float(draw.uniform(1.2, 2.6))), np.float32), draw)


def _moved(barcode: "zxingcpp.Barcode", draw: Draw) -> Gray:
    length = int(draw.integers(4, 10))
    kernel = np.zeros((length, length), np.float32)
    cv2.line(kernel, (0, int(draw.integers(length))), (length - 1, int(draw.integers(length))), 1.0)
    image = cv2.filter2D(_seen(_printed(barcode, 4), draw), -1, kernel / kernel.sum())
    return _grey(np.asarray(image, np.float32), draw)


def _glaring(barcode: "zxingcpp.Barcode", draw: Draw) -> Gray:
    image = _seen(_printed(barcode, 4), draw)
    rows, columns = np.indices(image.shape, np.float32)
    centre = draw.uniform(0.3, 0.7, 2) * image.shape
    spot = np.exp(-((rows - centre[0]) ** 2 + (columns - centre[1]) ** 2) / (2 * (0.12 * image.shape[0]) ** 2))
    return _grey(np.asarray(image + 260 * spot, np.float32), draw)


def _noisy(barcode: "zxingcpp.Barcode", draw: Draw) -> Gray:
    return _grey(60 + 0.35 * _seen(_printed(barcode, 3.5), draw, float(draw.uniform(-5, 5))), draw, 14)


def _damaged(barcode: "zxingcpp.Barcode", draw: Draw) -> Gray:
    """Scratches, and a line of print that is missing, as of a worn print head."""
    label = _printed(barcode, 4)
    height, width = label.shape
    for _ in range(3):
        ends = [(int(draw.integers(width)), int(draw.integers(height))) for _ in range(2)]
        cv2.line(label, ends[0], ends[1], 255.0 * float(draw.integers(2)), int(draw.integers(2, 4)))
    row = int(draw.integers(height // 4, 3 * height // 4))
    label[row : row + 3] = 255
    return _grey(_seen(label, draw), draw)


def _curved(barcode: "zxingcpp.Barcode", draw: Draw) -> Gray:
    """Around a bottle: modules grow narrow towards the sides."""
    label = _printed(barcode, 5)
    height, width = label.shape
    reach = float(draw.uniform(0.6, 1.1))
    place = np.linspace(-1, 1, width, dtype=np.float32) * np.float32(np.sin(reach))
    columns = ((np.arcsin(place) / reach) * 0.5 + 0.5) * (width - 1)
    rows = np.arange(height, dtype=np.float32)
    across, down = np.meshgrid(columns.astype(np.float32), rows)
    bent = cv2.remap(label, across, down, cv2.INTER_LINEAR)
    return _grey(_seen(np.asarray(bent, np.float32), draw), draw)


Spoil = Callable[["zxingcpp.Barcode", Draw], Gray]
CONDITIONS: Mapping[str, Spoil] = {
    "clean, 4 px a module": _clean,
    "3 px a module": _sized(3),
    "2 px a module": _sized(2),
    "turned up to 45 degrees": _tilted,
    "out of focus": _blurred,
    "moved": _moved,
    "glare": _glaring,
    "low contrast, noise": _noisy,
    "scratches, print gap": _damaged,
    "on a bottle": _curved,
}
