"""What the camera reads, beside zxing-cpp and zbar alone, and how long it takes: photographs and drawn labels."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import cv2
import numpy as np
import zxingcpp
from pyzbar import pyzbar

from hardware.scanners.camera.decoder import decode_image
from hardware.scanners.camera.live import FrameReader
from hardware.scanners.camera.pictures import Gray, load_gray
from hardware.scanners.camera.zbar import Zbar
from tests.benchmarks.labels import labels
from tests.benchmarks.scale import Scale
from tests.benchmarks.table import Row
from tests.benchmarks.timing import median, percentile

PHOTOGRAPHS = Path(__file__).parents[3] / "shared" / "decode"
"""Real photographs beside the repository; without them the drawn labels are measured alone."""
_AS_THEY_STAND = {"images/code39-1/code32-1.png": "3PRM8N", "images/code39-2/2.png": "12+A+B"}
"""Code 39 that is meant as Code 32 or full ASCII is read as the characters stand."""
T = TypeVar("T")
_RATIO = 1.3
_FRAME_MS = 100.0


@dataclass
class Tally:
    """What one set of pictures gave."""

    pictures: int = 0
    zxing: int = 0
    zbar: int = 0
    united: int = 0
    own: int = 0
    wrong: int = 0
    """Confirmed values that are not in the picture."""
    wrong_of_engines: int = 0
    zxing_ms: list[float] = field(default_factory=list)
    zbar_ms: list[float] = field(default_factory=list)
    own_ms: list[float] = field(default_factory=list)
    own_where_zxing_reads_ms: list[float] = field(default_factory=list)
    zxing_where_it_reads_ms: list[float] = field(default_factory=list)

    def add(self, image: Gray, is_right: Callable[[bytes, str], bool], zbar: Zbar) -> None:
        """Read one picture three ways."""
        first, first_ms = _timed(lambda: zxingcpp.read_barcodes(image, text_mode=zxingcpp.TextMode.Plain))
        standard = [one for one in first if one.symbology_identifier[:2] != "]A"] + _plain_code_39(image, first)
        second, second_ms = _timed(lambda: pyzbar.decode(image))
        own, own_ms = _timed(lambda: decode_image(image, zbar))
        by_zxing = [is_right(bytes(one.bytes), one.text) for one in standard]
        by_zbar = [is_right(one.data, one.data.decode("utf-8", "replace")) for one in second]
        by_own = [is_right(one.data, one.text) for one in own if one.confirmed]
        self.pictures += 1
        self.zxing += any(by_zxing)
        self.zbar += any(by_zbar)
        self.united += any(by_zxing) or any(by_zbar)
        self.own += any(by_own)
        self.wrong += by_own.count(False)
        self.wrong_of_engines += by_zxing.count(False) + by_zbar.count(False)
        self.zxing_ms.append(first_ms)
        self.zbar_ms.append(second_ms)
        self.own_ms.append(own_ms)
        if any(by_zxing):
            self.zxing_where_it_reads_ms.append(first_ms)
            self.own_where_zxing_reads_ms.append(own_ms)


def _plain_code_39(image: Gray, found: Iterable["zxingcpp.Barcode"]) -> list["zxingcpp.Barcode"]:
    """Read Code 39 again without the rewriting that is zxing-cpp's default, where there is any."""
    if not any(one.symbology_identifier.startswith("]A") for one in found):
        return []
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code39Std)
    return list(zxingcpp.read_barcodes(image, formats=formats, text_mode=zxingcpp.TextMode.Plain))


def measure(scale: Scale) -> Iterator[Row]:
    """Photographs, drawn labels by condition, and frames of a live camera."""
    cv2.setNumThreads(1)
    zbar = Zbar()
    decode_image(np.full((64, 64), 255, np.uint8), zbar)
    try:
        yield from _photographs(scale.photographs, zbar)
        yield from _drawn(scale.kinds, scale.labels, zbar)
        yield from _frames(scale.frames, zbar)
    finally:
        zbar.close()


def _photographs(most: int, zbar: Zbar) -> Iterator[Row]:
    manifest = PHOTOGRAPHS / "manifest.json"
    if not manifest.exists():
        return
    tally = Tally()
    for entry in json.loads(manifest.read_text(encoding="utf-8"))[:most]:
        expected = _AS_THEY_STAND.get(entry["image"], entry["expected"])

        def is_right(
            data: bytes, text: str, expected: str | None = expected, hexed: str = entry["expected_hex"]
        ) -> bool:
            return data.hex() == hexed or (expected is not None and text == expected)

        tally.add(load_gray(PHOTOGRAPHS / entry["image"]), is_right, zbar)
    yield from _rows("photographs", tally)
    yield from _times("photographs", tally)


def _is_right(expected: str | None, expected_hex: str | None, data: bytes, text: str) -> bool:
    return data.hex() == expected_hex or (expected is not None and text == expected)


def _is_data(expected: bytes, data: bytes, _: str) -> bool:
    return data == expected


def _drawn(kinds: int, count: int, zbar: Zbar) -> Iterator[Row]:
    total: dict[str, Tally] = {}
    for label in labels(kinds, count):
        tally = total.setdefault(label.condition, Tally())
        tally.add(label.image, partial(_is_data, label.data), zbar)
    for condition, tally in total.items():
        yield from _rows(condition, tally)
    both = Tally()
    for tally in total.values():
        both.zxing_ms += tally.zxing_ms
        both.zbar_ms += tally.zbar_ms
        both.own_ms += tally.own_ms
        both.own_where_zxing_reads_ms += tally.own_where_zxing_reads_ms
        both.zxing_where_it_reads_ms += tally.zxing_where_it_reads_ms
    yield from _times("drawn labels", both)


def _rows(what: str, tally: Tally) -> Iterator[Row]:
    alone = f"zxing-cpp {tally.zxing}, zbar {tally.zbar}"
    yield Row(f"camera: {what}, read of {tally.pictures} ({alone})", tally.own, "x", tally.united)
    yield Row(f"camera: {what}, wrong ({tally.wrong_of_engines} of the engines)", tally.wrong, "x", limit=0)


def _times(what: str, tally: Tally) -> Iterator[Row]:
    own, peer = tally.own_where_zxing_reads_ms, tally.zxing_where_it_reads_ms
    if own:
        yield Row(f"camera: {what}, where zxing-cpp reads, p50", median(own), "ms", median(peer), _RATIO)
        yield Row(f"camera: {what}, where zxing-cpp reads, p95", percentile(own, 0.95), "ms", percentile(peer, 0.95))
    yield Row(f"camera: {what}, all, p95", percentile(tally.own_ms, 0.95), "ms", percentile(tally.zxing_ms, 0.95))
    yield Row(f"camera: {what}, zbar alone, p50", median(tally.zbar_ms))
    yield Row(f"camera: {what}, zbar alone, p95", percentile(tally.zbar_ms, 0.95))


def _frames(count: int, zbar: Zbar) -> Iterator[Row]:
    """Frames of 1920 by 1080 pixels that show a bench and nothing to read: every step gets its turn."""
    draw = np.random.default_rng(5)
    bench = cv2.GaussianBlur(draw.integers(0, 255, (1080, 1920)).astype(np.uint8), (0, 0), 12)
    bench = 40 + 180 * ((bench - bench.min()) / np.ptp(bench))
    reader = FrameReader(zbar)
    taken = []
    for _ in range(count):
        frame = np.clip(bench + draw.normal(0, 4, bench.shape), 0, 255).astype(np.uint8)
        taken.append(_timed(partial(reader.read, frame))[1])
    yield Row("camera: a frame of 1920 x 1080 with nothing to read, mean", sum(taken) / len(taken), limit=_FRAME_MS)


def _timed(call: Callable[[], T]) -> tuple[T, float]:
    began = perf_counter()
    answer = call()
    return answer, (perf_counter() - began) * 1000
