"""Decides when a value seen by a camera is true enough to be a scan. Pure: frames come in order, no clock."""

from collections import deque

from hardware.scanners.camera.symbols import Point, Strength, Symbol

WINDOW = 5
"""How many of the last frames count, and for how many a symbol must be out of view before it is read anew."""
_NEEDED = {Strength.CORRECTED: 1, Strength.CHECKED: 2, Strength.WEAK: 3}
_NEEDED_AT_EDGE = 2
_MARGIN = 0.02
_Key = tuple[str, bytes]


class Agreement:
    """Counts equal reads over frames. A value is given once, until its symbol was out of view."""

    def __init__(self) -> None:
        self._frames: deque[frozenset[_Key]] = deque(maxlen=WINDOW)
        self._given: dict[_Key, int] = {}

    def see(self, symbols: list[Symbol], size: tuple[int, int]) -> list[tuple[Symbol, int]]:
        """Take the symbols of the next frame, of `size` (width, height) in pixels; an empty frame counts too.

        Returns what is certain now and new, each with the number of frames that agreed. Error-corrected symbols
        need 1 frame, or 2 where they touch the edge, as a cut PDF417 can give a shorter value; symbols with a check
        digit need 2, those without 3. Unconfirmed reads keep a symbol in view and do not count.
        """
        seen = {(symbol.format, symbol.data) for symbol in symbols}
        self._frames.append(frozenset((one.format, one.data) for one in symbols if one.confirmed))
        self._rearm(seen)
        new: list[tuple[Symbol, int]] = []
        for symbol in symbols:
            key = (symbol.format, symbol.data)
            agreed = sum(key in frame for frame in self._frames)
            if symbol.confirmed and key not in self._given and agreed >= _needed(symbol, size):
                self._given[key] = 0
                new.append((symbol, agreed))
        return new

    def _rearm(self, seen: set[_Key]) -> None:
        absent = {key: 0 if key in seen else count + 1 for key, count in self._given.items()}
        self._given = {key: count for key, count in absent.items() if count < WINDOW}


def _needed(symbol: Symbol, size: tuple[int, int]) -> int:
    needed = _NEEDED[symbol.strength]
    return needed if _inside(symbol.position, size) else max(needed, _NEEDED_AT_EDGE)


def _inside(corners: tuple[Point, ...], size: tuple[int, int]) -> bool:
    width, height = size
    margin = _MARGIN * min(size)
    return all(margin <= x <= width - margin and margin <= y <= height - margin for x, y in corners)
