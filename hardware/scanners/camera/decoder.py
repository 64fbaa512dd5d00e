"""Reads a still picture: first the whole of it at a glance, then, step by step, what that located and left unread."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from hardware.scanners.camera import zxing
from hardware.scanners.camera.confirm import confirmed
from hardware.scanners.camera.evidence import Duels, agreed, judged
from hardware.scanners.camera.fields import BARS, Place, fields_like, fields_of_bars, is_covered
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.steps import AT_A_PLACE, IN_A_CROWD, STEPS, Look
from hardware.scanners.camera.symbols import RETAIL, Quad, Symbol, is_same_place, length_of
from hardware.scanners.camera.views import View, around, whole
from hardware.scanners.camera.zbar import Zbar

DECODE_PIXELS = 12_000_000
"""Larger images are made smaller before decoding; positions are given for the image as it came."""
_LIMIT_S = 4.0
"""No step begins later than this after the first."""
_BESIDE = 0.3
_LEAST_LENGTH = 0.3
"""What is shorter than so much of the shortest symbol that was read is none of its kind."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a picture shows."""

    symbols: list[Symbol]
    """One for every value at every place, confirmed or not."""
    unread: list[Place]
    """Where a symbol was located that gave no confirmed value."""


class Decoder:
    """Reads pictures one after the other."""

    def __init__(self, zbar: Zbar | None = None) -> None:
        """`zbar` is the second engine for what the first leaves unread; without it the other steps are taken alone."""
        self._zbar = zbar

    def decode(self, gray: Gray, *, is_tray: bool = False) -> Findings:
        """Return what a grey picture shows. A picture without symbols gives neither symbols nor places.

        A picture in which the first look reads two symbols or more, and any that is said to be of a tray, is searched
        for more of them than that look located.
        """
        small, factor = _fit(gray)
        if not small.size:
            return Findings([], [])
        found = _Search(small, self._zbar).findings(is_tray=is_tray)
        if factor == 1.0:
            return found
        return Findings(
            [replace(one, position=_times(factor, one.position)) for one in found.symbols],
            [replace(one, position=_times(factor, one.position)) for one in found.unread],
        )


def decode_image(gray: Gray, zbar: Zbar | None = None) -> list[Symbol]:
    """Return all symbols of a grey image, confirmed where possible. An image without symbols gives an empty list."""
    return Decoder(zbar).decode(gray).symbols


class _Search:
    """One picture, with what was read and located in it so far."""

    def __init__(self, gray: Gray, zbar: Zbar | None) -> None:
        self._gray = gray
        self._zbar = zbar
        self._began = time.monotonic()
        first = zxing.read(gray)
        self._plain = first.symbols
        self._reads = [confirmed(gray, symbol) for symbol in first.symbols]
        self._located = [Place(one.format, one.position) for one in first.failed]
        self._duels = Duels(gray)

    def findings(self, *, is_tray: bool) -> Findings:
        """Look until everything is read that was located, or nothing helps, or time is over."""
        is_crowd = is_tray or len(agreed(self._reads)) > 1
        if is_crowd:
            self._take(IN_A_CROWD, whole(self._gray), lambda: False)
        else:
            self._take(STEPS, whole(self._gray), self._is_settled)
        if is_crowd or not self._confirmed():
            self._located += fields_of_bars(self._gray)
        if is_crowd:
            self._located += fields_like(self._gray, self._confirmed())
        if self._confirmed():
            self._look_at_places()
        answer = self._answer()
        plain = [(one.data, one.position) for one in self._plain]
        return Findings([one for one in answer if one.confirmed or (one.data, one.position) in plain], self._unread())

    def _look_at_places(self) -> None:
        for place in self._unread():
            view = around(self._gray, place.position, _BESIDE)
            steps = (*AT_A_PLACE, "bar patterns") if place.format in (BARS, *RETAIL) else AT_A_PLACE
            self._take(steps, view, partial(self._is_read, place))

    def _take(self, steps: Iterable[str], view: View, is_done: Callable[[], bool]) -> None:
        """Take the steps one after the other in a view of the picture."""
        look = Look(view.image, self._zbar)
        for step in steps:
            if is_done() or time.monotonic() - self._began > _LIMIT_S:
                return
            for symbol in STEPS[step](look):
                self._reads.append(judged(self._gray, view.in_original(symbol), self._reads))

    def _answer(self) -> list[Symbol]:
        self._reads = self._duels.settled(self._reads)
        return agreed(self._reads)

    def _confirmed(self) -> list[Symbol]:
        return [one for one in self._answer() if one.confirmed]

    def _is_settled(self) -> bool:
        answer = self._answer()
        return bool(answer) and all(one.confirmed for one in answer)

    def _is_read(self, place: Place) -> bool:
        return is_covered(place, self._confirmed())

    def _unread(self) -> list[Place]:
        """Return every place once that has no confirmed symbol."""
        read = self._confirmed()
        doubtful = [Place(one.format, one.position) for one in self._answer() if not one.confirmed]
        least = _LEAST_LENGTH * min((length_of(one.position) for one in read), default=0.0)
        unread: list[Place] = []
        for place in doubtful + self._located:
            if length_of(place.position) < least:
                continue  # a speck that looks like the finder of something
            if not is_covered(place, read) and not any(is_same_place(place.position, one.position) for one in unread):
                unread.append(place)
        return unread


def _fit(gray: Gray) -> tuple[Gray, float]:
    """Return an image that is small enough, and by how much its coordinates are to be multiplied."""
    if gray.size <= DECODE_PIXELS:
        return np.ascontiguousarray(gray), 1.0
    import cv2

    factor = (gray.size / DECODE_PIXELS) ** 0.5
    size = (max(1, int(gray.shape[1] / factor)), max(1, int(gray.shape[0] / factor)))
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8), gray.shape[1] / size[0]


def _times(factor: float, position: Quad) -> Quad:
    a, b, c, d = ((round(x * factor), round(y * factor)) for x, y in position)
    return a, b, c, d
