"""Decides when a value seen by a camera is true enough to be a scan. Pure: frames come in order, no clock."""

from collections import deque
from dataclasses import dataclass

from hardware.scanners.camera.symbols import Quad, Strength, Symbol, is_same_place

WINDOW = 5
"""How many of the last frames count."""
REARM_S = 1.0
"""A symbol must be out of view for so long, and for as many frames as count, before it is a new presentation."""
_NEEDED = {Strength.CORRECTED: 1, Strength.CHECKED: 2, Strength.WEAK: 3}
_NEEDED_AT_EDGE = 2
_MARGIN = 0.02
_CLIPPED = 0.004
_Key = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Certain:
    """A symbol whose value is a scan."""

    symbol: Symbol
    reads: int
    """In how many frames it was read."""


@dataclass
class _Given:
    """What was given and is still in view."""

    absent: int = 0
    last_seen: float = 0.0


class Agreement:
    """Counts equal reads over frames. A value is given once, until its symbol was out of view."""

    def __init__(self, rearm_s: float = REARM_S) -> None:
        """`rearm_s` seconds out of view, and five frames, make a new presentation."""
        self._rearm_s = rearm_s
        self._frames: deque[list[Symbol]] = deque(maxlen=WINDOW)
        self._given: dict[_Key, _Given] = {}

    def see(self, symbols: list[Symbol], size: tuple[int, int], at: float = 0.0) -> list[Certain]:
        """Take the symbols of the next frame, of `size` (width, height) in pixels; an empty frame counts too.

        `at` is when the frame was taken, in seconds. Returns what is certain now and new. Error-corrected symbols need
        1 frame, or 2 near the edge, as a cut PDF417 can give a shorter value; symbols with a check digit need 2, those
        without 3. A symbol that touches the edge never counts, nor one at whose place another value was read that was
        not given before. Unconfirmed reads keep a symbol in view and do not count.
        """
        self._frames.append([one for one in symbols if one.confirmed and not is_clipped(one.position, size)])
        self._rearm({_key(one) for one in symbols}, at)
        new: list[Certain] = []
        for symbol in self._frames[-1]:
            agreed = sum(any(_key(one) == _key(symbol) for one in frame) for frame in self._frames)
            if _key(symbol) in self._given or agreed < _needed(symbol, size) or self._is_denied(symbol):
                continue
            self._given[_key(symbol)] = _Given(last_seen=at)
            new.append(Certain(symbol, agreed))
        return new

    def has_given(self, symbol: Symbol) -> bool:
        """True for what was given and is still in view."""
        return _key(symbol) in self._given

    def _is_denied(self, symbol: Symbol) -> bool:
        """True where a frame that counts has another value at the place."""
        return any(
            one.data != symbol.data and _key(one) not in self._given and is_same_place(one.position, symbol.position)
            for frame in self._frames
            for one in frame
        )

    def _rearm(self, seen: set[_Key], at: float) -> None:
        gone = [
            key
            for key, given in self._given.items()
            if given.absent >= WINDOW and at - given.last_seen >= self._rearm_s
        ]
        for key in gone:
            del self._given[key]
        for key, given in self._given.items():
            if key in seen:
                given.absent, given.last_seen = 0, at
            else:
                given.absent += 1


def is_clipped(position: Quad, size: tuple[int, int]) -> bool:
    """True where an end of the symbol, in its direction of reading, is at the edge of the picture or beyond."""
    a, b, c, d = position
    ends = ((a[0] + d[0]) / 2, (a[1] + d[1]) / 2), ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2)
    return not all(_is_inside(end, size, _CLIPPED) for end in ends)


def _key(symbol: Symbol) -> _Key:
    return symbol.format, symbol.data


def _needed(symbol: Symbol, size: tuple[int, int]) -> int:
    needed = _NEEDED[symbol.strength]
    is_well_inside = all(_is_inside(corner, size, _MARGIN) for corner in symbol.position)
    return needed if is_well_inside else max(needed, _NEEDED_AT_EDGE)


def _is_inside(point: tuple[float, float], size: tuple[int, int], share: float) -> bool:
    margin = share * min(size)
    return margin <= point[0] <= size[0] - margin and margin <= point[1] <= size[1] - margin
