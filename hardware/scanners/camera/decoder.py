"""Reads a still picture: step after step until every symbol that was located is confirmed."""

import time
from dataclasses import replace

import numpy as np

from hardware.scanners.camera import zxing
from hardware.scanners.camera.confirm import confirmed
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.steps import STEPS, Look
from hardware.scanners.camera.symbols import Quad, Strength, Symbol, centre_of, is_same_place, length_of
from hardware.scanners.camera.zbar import Zbar

DECODE_PIXELS = 12_000_000
"""Larger images are made smaller before decoding; positions are given for the image as it came."""
_LIMIT_S = 4.0
"""No step begins later than this after the first."""
_RANK = {Strength.WEAK: 0, Strength.CHECKED: 1, Strength.CORRECTED: 2}


def decode_image(gray: Gray, zbar: Zbar | None = None) -> list[Symbol]:
    """Return all symbols of a grey image, confirmed where possible. An image without symbols gives an empty list.

    `zbar` is the second engine for what the first leaves unread; without it the other steps are taken alone.
    """
    small, factor = _fit(gray)
    if not small.size:
        return []
    return [_scaled(symbol, factor) for symbol in _decode(small, zbar)]


def _decode(gray: Gray, zbar: Zbar | None) -> list[Symbol]:
    first = zxing.read(gray)
    reads = [confirmed(gray, symbol) for symbol in first.symbols]
    plain = list(reads)
    look = Look(gray, zbar)
    began = time.monotonic()
    for step in STEPS.values():
        answer = agreed(reads)
        if answer and all(one.confirmed for one in answer) and not any(_is_left(one, answer) for one in first.failed):
            break
        if time.monotonic() - began > _LIMIT_S:
            break
        for symbol in step(look):
            reads.append(_judged(gray, symbol, reads))
    return [one for one in agreed(reads) if one.confirmed or one in plain]


def agreed(reads: list[Symbol]) -> list[Symbol]:
    """Return one symbol for every value at every place, confirmed only where no read of the same place denies it.

    A read denies another if it is of a kind that is protected as well or better.
    """
    answer: list[Symbol] = []
    for read in sorted(reads, key=lambda one: not one.confirmed):
        if any(one.data == read.data and is_same_place(one.position, read.position) for one in answer):
            continue
        answer.append(replace(read, confirmed=False) if any(_denies(one, read) for one in reads) else read)
    return answer


def _denies(one: Symbol, read: Symbol) -> bool:
    return (
        one.data != read.data
        and (one.confirmed or _RANK[one.strength] >= _RANK[read.strength])
        and is_same_place(one.position, read.position)
    )


def _is_left(failed: Symbol, answer: list[Symbol]) -> bool:
    """True for what was located and failed, unless it is another line through the bars of a symbol that was read."""
    return not any(_is_within(centre_of(failed.position), read.position) for read in answer)


def _is_within(point: tuple[float, float], quad: Quad) -> bool:
    x, y = centre_of(quad)
    return abs(point[0] - x) + abs(point[1] - y) <= length_of(quad)


def _judged(gray: Gray, symbol: Symbol, reads: list[Symbol]) -> Symbol:
    """Confirm a read of a step, harder than one of the plain picture unless another step or engine said the same."""
    same = [read for read in reads if read.data == symbol.data and is_same_place(read.position, symbol.position)]
    if symbol.confirmed or any(read.confirmed for read in same):
        return replace(symbol, confirmed=True)
    decoders = {read.decoder for read in same}
    if symbol.decoder in decoders:
        return symbol
    is_second_engine = not symbol.decoder.startswith(zxing.NAME)
    return confirmed(gray, symbol, needed=1 if decoders or is_second_engine else 2)


def _fit(gray: Gray) -> tuple[Gray, float]:
    """Return an image that is small enough, and by how much its coordinates are to be multiplied."""
    if gray.size <= DECODE_PIXELS:
        return np.ascontiguousarray(gray), 1.0
    import cv2

    factor = (gray.size / DECODE_PIXELS) ** 0.5
    size = (max(1, int(gray.shape[1] / factor)), max(1, int(gray.shape[0] / factor)))
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8), gray.shape[1] / size[0]


def _scaled(symbol: Symbol, factor: float) -> Symbol:
    if factor == 1.0:
        return symbol
    a, b, c, d = ((round(x * factor), round(y * factor)) for x, y in symbol.position)
    return replace(symbol, position=(a, b, c, d))
