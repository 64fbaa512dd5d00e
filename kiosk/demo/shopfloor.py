"""The plant while its history is told: a calendar of working days, what stands where, and what was written down."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import Any

from kiosk.demo.catalogue import STOCK, Operation

DAYS = 20
"""Working days of history: four weeks, the last of them the one before today."""

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days before today, numbered from 0."""

    today: date
    zone: timezone
    days: tuple[date, ...]

    @classmethod
    def before(cls, today: date, zone: timezone) -> "Calendar":
        """The last working days, Monday to Friday, before `today`."""
        days: deque[date] = deque()
        day = today
        while len(days) < DAYS:
            day -= timedelta(days=1)
            if day.weekday() < _SATURDAY:
                days.appendleft(day)
        return cls(today, zone, tuple(days))

    def at(self, day: int, clock: str) -> datetime:
        """The instant on a working day, `clock` such as `06:45`."""
        return datetime.combine(self.days[day], time.fromisoformat(clock), self.zone)


def text_of(quantity: Decimal) -> str:
    """A quantity as an operations file wants it: no exponent, no zeros behind the point."""
    return format(quantity.normalize(), "f")


@dataclass(slots=True)
class Store:
    """What stands where, first in first out."""

    _lots: defaultdict[tuple[str, str], deque[tuple[str, Decimal]]] = field(default_factory=lambda: defaultdict(deque))

    def put(self, item: str, place: str, lot: str, quantity: Decimal) -> None:
        """Add to what stands at a place."""
        self._lots[item, place].append((lot, quantity))

    def take(self, item: str, place: str, quantity: Decimal) -> list[tuple[str, Decimal]]:
        """Take a quantity from the oldest lots; raises IndexError if there is not enough."""
        lots, taken = self._lots[item, place], []
        while quantity:
            lot, there = lots.popleft()
            part = min(there, quantity)
            taken.append((lot, part))
            quantity -= part
            if there > part:
                lots.appendleft((lot, there - part))
        return taken

    def take_lot(self, item: str, place: str, lot: str) -> Decimal:
        """Take all of one lot; 0 if none of it is there."""
        lots = self._lots[item, place]
        kept = deque(each for each in lots if each[0] != lot)
        self._lots[item, place] = kept
        return sum((quantity for _, quantity in lots), Decimal(0)) - sum((quantity for _, quantity in kept), Decimal(0))

    def quantity(self, item: str, place: str) -> Decimal:
        """What stands at a place, all lots together."""
        return sum((quantity for _, quantity in self._lots[item, place]), Decimal(0))

    def oldest(self, item: str, place: str) -> str:
        """The lot to be used next; raises IndexError if nothing is there."""
        return self._lots[item, place][0][0]


@dataclass(slots=True)
class Shopfloor:
    """Writes operations down while it keeps the stock, so that later ones fit."""

    calendar: Calendar
    random: Random
    store: Store = field(default_factory=Store)
    _written: list[tuple[datetime, Operation]] = field(default_factory=list)

    def write(self, at: datetime, operator: str, op: str, **fields: Any) -> None:
        """Write one operation down. `source` is its `from`; Decimals become texts; scanned unless it says otherwise."""
        line: Operation = {"op": op, "at": at.isoformat(), "operator": operator}
        if "source" in fields:
            line["from"] = fields.pop("source")
        if "quantity" in fields:
            line["evidence"] = "scanned"
        line |= {key: text_of(value) if isinstance(value, Decimal) else value for key, value in fields.items()}
        self._written.append((at, line))

    def operations(self) -> list[Operation]:
        """What was written, in the order in which it happened."""
        return [line for _, line in sorted(self._written, key=lambda each: each[0])]

    def lot_used(self, item: str, serial: str) -> str:
        """The lot of an item that went into the unit with that serial; raises StopIteration if none did."""
        return next(
            str(line["lot"])
            for _, line in self._written
            if line["op"] == "consume" and line["item"] == item and line["transformation"].endswith(f"/{serial}")
        )

    def minutes(self, least: int, most: int) -> timedelta:
        """How long something took, to the second."""
        return timedelta(seconds=self.random.randint(least * 60, most * 60))

    def move(self, at: datetime, operator: str, item: str, quantity: Decimal, way: tuple[str, str]) -> None:
        """Carry a quantity of the oldest lots from one place to another."""
        source, to = way
        for lot, part in self.store.take(item, source, quantity):
            self.write(at, operator, "move", item=item, lot=lot, quantity=part, source=source, to=to)
            self.store.put(item, to, lot, part)

    def bring_lots(self, at: datetime, operator: str, item: str, quantity: Decimal, to: str) -> None:
        """Bring whole lots from the stock until that much stands at a place."""
        while self.store.quantity(item, to) < quantity:
            lot = self.store.oldest(item, STOCK)
            whole = self.store.take_lot(item, STOCK, lot)
            self.write(at, operator, "move", item=item, lot=lot, quantity=whole, source=STOCK, to=to)
            self.store.put(item, to, lot, whole)
