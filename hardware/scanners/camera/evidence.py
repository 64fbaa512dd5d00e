"""Weighs the reads of a picture against each other: what is borne out by another, and what is denied."""

from dataclasses import replace

from hardware.scanners.camera import zxing
from hardware.scanners.camera.confirm import bars_bear_out, confirmed
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.symbols import RETAIL, Strength, Symbol, is_same_place

_RANK = {Strength.WEAK: 0, Strength.CHECKED: 1, Strength.CORRECTED: 2}


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


def judged(gray: Gray, symbol: Symbol, reads: list[Symbol]) -> Symbol:
    """Confirm a read of a step, harder than one of the plain picture unless another step or engine said the same."""
    same = [read for read in reads if read.data == symbol.data and is_same_place(read.position, symbol.position)]
    if symbol.confirmed or any(read.confirmed for read in same):
        return replace(symbol, confirmed=True)
    decoders = {read.decoder for read in same}
    if symbol.decoder in decoders:
        return symbol
    is_second_engine = not symbol.decoder.startswith(zxing.NAME)
    return confirmed(gray, symbol, needed=1 if decoders or is_second_engine else 2)


class Duels:
    """Retail values read at one place: the bars themselves say which of them is there."""

    def __init__(self, gray: Gray) -> None:
        """`gray` is the picture of all the reads."""
        self._gray = gray
        self._said: dict[Symbol, bool | None] = {}

    def settled(self, reads: list[Symbol]) -> list[Symbol]:
        """Return the reads without those that the bars refute, or that they leave open where they bear out a rival."""
        rivals = [(one, [read for read in reads if _is_rival(one, read)]) for one in reads]
        return [
            one
            for one, others in rivals
            if not others
            or not (self._say(one) is False or (self._say(one) is None and any(self._say(each) for each in others)))
        ]

    def _say(self, symbol: Symbol) -> bool | None:
        plain = replace(symbol, confirmed=False)
        if plain not in self._said:
            self._said[plain] = bars_bear_out(self._gray, plain)
        return self._said[plain]


def _is_rival(one: Symbol, other: Symbol) -> bool:
    return (
        {one.format, other.format} <= RETAIL and one.data != other.data and is_same_place(one.position, other.position)
    )


def _denies(one: Symbol, read: Symbol) -> bool:
    return (
        one.data != read.data
        and (one.confirmed or _RANK[one.strength] >= _RANK[read.strength])
        and is_same_place(one.position, read.position)
    )
