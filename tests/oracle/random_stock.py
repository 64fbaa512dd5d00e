"""The light book-keeping from which the random history knows what it may validly do."""

from collections import defaultdict
from random import Random
from typing import Any

KILOGRAMS = {"RESIN", "PIGMENT", "PAINT", "FOAM"}


def amount(item: str, size: int) -> str:
    """Pieces as they are, kilogram items from grams."""
    if item not in KILOGRAMS:
        return str(size)
    sign = "-" if size < 0 else ""
    return f"{sign}{abs(size) // 1000}.{abs(size) % 1000:03}"


class Pool:
    """A set from which a random member is picked in constant time."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._members: list[Any] = []
        self._index: dict[Any, int] = {}

    def add(self, member: Any) -> None:
        if member not in self._index:
            self._index[member] = len(self._members)
            self._members.append(member)

    def remove(self, member: Any) -> None:
        hole, last = self._index.pop(member), self._members.pop()
        if member != last:
            self._members[hole] = last
            self._index[last] = hole

    def pick(self) -> Any:
        """Any member, None where there is none."""
        return self._random.choice(self._members) if self._members else None


class Stock:
    """What stands in STOCK, in pieces or grams."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._left: dict[tuple[str, str], int] = defaultdict(int)
        self._usable: dict[str, Pool] = defaultdict(lambda: Pool(random))
        self.undone: str | None = None
        """Name of a receipt of which nothing is left."""

    def add(self, item: str, lot: str, size: int, *, usable: bool = True) -> None:
        self._left[item, lot] += size
        if usable:
            self._usable[item].add(lot)

    def take(self, item: str, lot: str, size: int) -> None:
        self._left[item, lot] -= size
        if self._left[item, lot] == 0:
            self._usable[item].remove(lot)

    def left(self, item: str, lot: str) -> int:
        return self._left[item, lot]

    def usable_lot(self, item: str) -> str | None:
        lot: str | None = self._usable[item].pick()
        return lot

    def any_stock(self) -> tuple[str, str | None, int]:
        """An item, one of its lots, and a size that is there."""
        item = self._random.choice(("CELL", "RESIN", "PAINT", "BOARD", "PACK", "BIKE"))
        lot = self.usable_lot(item)
        return item, lot, 0 if lot is None else self._random.randint(1, self.left(item, lot))
