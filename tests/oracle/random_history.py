"""A long, realistic history of an assembly plant: battery packs and bikes, from receipt to customer and back.

Valid by its own light book-keeping, but for about three lines in a hundred: their `id` ends with `!` and the rule
that must refuse them.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from .random_stock import Pool, Stock, amount

Operation = dict[str, Any]
START = datetime.fromisoformat("2025-01-06T06:00:00+01:00")
BAD_SHARE = 0.03
TRACKED_LOTS = ("CELL", "FRAME", "RESIN", "PIGMENT", "PAINT")
BILLS = {
    "PACK": {"CELL": "10", "BOARD": "1", "SCREW": "4"},
    "BIKE": {"FRAME": "1", "PACK": "1", "MOTOR": "1", "PAINT": "0.25", "SCREW": "12", "FOAM": "0.1"},
    "PAINT": {"RESIN": "0.8", "PIGMENT": "0.2"},
}
MASTER_DATA: tuple[Operation, ...] = (
    *({"op": "location", "code": code} for code in ("STOCK", "LINE", "QUARANTINE")),
    {"op": "partner", "code": "ACME", "role": "supplier"},
    {"op": "partner", "code": "CUST-1", "role": "customer"},
    {"op": "partner", "code": "CUST-2", "role": "customer"},
    {"op": "operator", "code": "OP1", "name": "One", "badge": "B-1", "roles": ["operator"]},
    {"op": "operator", "code": "OP2", "name": "Two", "badge": "B-2", "roles": ["operator"]},
    {"op": "operator", "code": "BOSS", "name": "Boss", "badge": "B-9", "roles": ["operator", "supervisor"]},
    *({"op": "item", "code": code, "name": code, "tracking": "lot", "unit": "each"} for code in ("CELL", "FRAME")),
    *(
        {"op": "item", "code": code, "name": code, "tracking": "lot", "unit": "kg"}
        for code in ("RESIN", "PIGMENT", "PAINT")
    ),
    *(
        {"op": "item", "code": code, "name": code, "tracking": "serial", "unit": "each"}
        for code in ("BOARD", "MOTOR", "PACK", "BIKE")
    ),
    {"op": "item", "code": "SCREW", "name": "SCREW", "tracking": "none", "unit": "each"},
    {"op": "item", "code": "FOAM", "name": "FOAM", "tracking": "none", "unit": "kg"},
    *(
        {"op": "bom", "item": product, "component": component, "quantity": quantity}
        for product, bill in BILLS.items()
        for component, quantity in bill.items()
    ),
    *(
        {"op": "order", "code": f"MO-{item}-{number}", "kind": "work", "item": item, "quantity": "100000"}
        for item in ("PACK", "BIKE")
        for number in (1, 2)
    ),
    {"op": "order", "code": "SO-1", "kind": "delivery", "partner": "CUST-1"}
    | {"lines": [{"item": "BIKE", "quantity": "100000"}, {"item": "PACK", "quantity": "100000"}]},
    {"op": "receive", "item": "CELL", "lot": "CELL-OLD", "quantity": "1000", "to": "STOCK", "expiry": "2024-06-30"},
    {"op": "receive", "item": "CELL", "lot": "CELL-HELD", "quantity": "1000", "to": "STOCK"},
    {"op": "hold", "item": "CELL", "lot": "CELL-HELD", "ref": "hold-0", "reason": "suspect"},
)


def random_operations(seed: int, count: int) -> Iterator[Operation]:
    """The first `count` lines of the endless history of this seed; the same every time."""
    return islice(History(Random(seed)).lines(), count)


class History:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.stock = Stock(random)
        self.clock = START
        self.number = 0
        self.units: dict[str, dict[str, str]] = {"PACK": {}, "BIKE": {}}
        """Finished units that still are as built: product -> serial -> transformation."""
        self.boards: dict[str, str] = {}
        """Pack -> the board inside it."""
        self.packs: dict[str, str] = {}
        """Bike -> the pack inside it."""
        self.shipped = Pool(random)
        self.mixes: dict[str, str] = {}

    def lines(self) -> Iterator[Operation]:
        yield from (self._finish(dict(each)) for each in MASTER_DATA)
        self.stock.add("CELL", "CELL-OLD", 1000, usable=False)
        episodes = list(EPISODES)
        weights = [EPISODES[each] for each in episodes]
        while True:
            for line in self.random.choices(episodes, weights)[0](self):
                yield self._finish(line)
                if self.random.random() < BAD_SHARE:
                    rule, bad = self._bad_line()
                    yield self._finish(bad, f"!{rule}")

    def _finish(self, line: Operation, mark: str = "") -> Operation:
        self.number += 1
        self.clock += timedelta(seconds=self.random.randint(1, 40))
        is_late = self.random.random() < 0.01
        at = self.clock - timedelta(hours=self.random.randint(1, 400)) if is_late else self.clock
        return {"id": f"{self.number:08}{mark}", "at": at.isoformat(), **line}

    def _serial(self, item: str) -> str:
        return f"{item}-{self.number:08}"

    def _movement(self, op: str, item: str, lot: str | None, size: int, **more: object) -> Operation:
        evidence = self.random.choices(("scanned", "typed", "confirmed", "imported"), (90, 4, 4, 2))[0]
        operator = self.random.choice(("OP1", "OP2"))
        place = {"consume": "from", "move": "from", "ship": "from", "scrap": "from", "pack": "from"}
        side = {place.get(op, "to"): "STOCK"} if op != "adjust" else {"at_location": "STOCK"}
        named = {} if lot is None else {"lot": lot}
        moved = {"op": op, "item": item, **named, "quantity": amount(item, size), **side}
        return {**moved, "evidence": evidence, "operator": operator, **more}

    # What happens in the plant: every episode leaves its stock in STOCK, or gone

    def receive_lots(self) -> Iterator[Operation]:
        item = self.random.choice(("CELL", "CELL", "FRAME", "RESIN", "PIGMENT"))
        yield from self._receive(item)

    def _receive(self, item: str) -> Iterator[Operation]:
        if item in ("BOARD", "MOTOR"):
            batch = f"{item}-B{self.number}" if self.random.random() < 0.7 else None
            for _ in range(self.random.randint(4, 12)):
                serial = self._serial(item)
                more = {} if batch is None else {"batch": batch}
                self.stock.add(item, serial, 1)
                yield self._movement("receive", item, serial, 1, partner="ACME", **more)
            return
        if item == "PAINT":
            yield from self.mix_paint()
            return
        known = self.stock.usable_lot(item) if self.random.random() < 0.1 else None
        lot = known or f"{item}-{self.number:08}"
        size = self.random.randint(50, 400) * (1 if item in ("CELL", "FRAME", "SCREW") else 1000)
        self.stock.add(item, lot, size)
        yield self._movement(
            "receive", item, lot, size, partner="ACME", expiry="2031-03-31", supplier_lot=f"S{self.number}"
        )

    def _take(self, item: str, size: int, into: str, **more: object) -> Iterator[Operation]:
        """Consume from as many lots as it takes, receiving more when there is none."""
        while size > 0:
            lot = self.stock.usable_lot(item)
            if lot is None:
                yield from (self.make_pack() if item == "PACK" else self._receive(item))
                continue
            taken = min(size, self.stock.left(item, lot))
            self.stock.take(item, lot, taken)
            size -= taken
            if item == "BOARD":
                self.boards[into] = lot
            yield self._movement("consume", item, lot, taken, transformation=into, **more)

    def _order(self, item: str) -> dict[str, str]:
        number = self.random.randint(0, 2)
        return {"order": f"MO-{item}-{number}"} if number else {}

    def make_pack(self) -> Iterator[Operation]:
        serial = self._serial("PACK")
        name, order = f"T-{serial}", self._order("PACK")
        yield from self._take("CELL", 10, name, **order)
        if self.random.random() < 0.98:
            yield from self._take("BOARD", 1, name, **order)
        yield self._untracked("receive", "SCREW", 4)
        yield self._untracked("consume", "SCREW", 4, transformation=name, **order)
        yield self._movement("produce", "PACK", serial, 1, transformation=name, **order)
        self.stock.add("PACK", serial, 1)
        self.units["PACK"][serial] = name

    def make_bike(self) -> Iterator[Operation]:
        serial = self._serial("BIKE")
        name, order = f"T-{serial}", self._order("BIKE")
        parts = [("FRAME", 1), ("PACK", 1), ("MOTOR", 1), ("PAINT", 250)]
        self.random.shuffle(parts)
        for item, size in parts:
            for line in self._take(item, size, name, **order):
                if line["op"] == "consume" and line["item"] == "PACK":
                    self.units["PACK"].pop(line["lot"], None)
                    self.packs[serial] = line["lot"]
                yield line
        if self.random.random() < 0.3:
            yield from self._foam(name, order)
        yield self._movement("produce", "BIKE", serial, 1, transformation=name, **order)
        self.stock.add("BIKE", serial, 1)
        self.units["BIKE"][serial] = name

    def _foam(self, into: str, order: dict[str, str]) -> Iterator[Operation]:
        """An untracked stage, made of tracked resin."""
        foaming = f"FOAM-{self.number}"
        yield from self._take("RESIN", 120, foaming)
        yield self._untracked("produce", "FOAM", 100, transformation=foaming)
        yield self._untracked("consume", "FOAM", 100, transformation=into, **order)

    def _untracked(self, op: str, item: str, size: int, **more: object) -> Operation:
        return self._movement(op, item, None, size, **more)

    def mix_paint(self) -> Iterator[Operation]:
        name = f"MIX-{self.number}"
        size = self.random.randint(5, 20) * 1000
        yield from self._take("RESIN", size * 8 // 10, name)
        yield from self._take("PIGMENT", size * 2 // 10, name)
        sizes = [size] if self.random.random() < 0.7 else [size // 4, size - size // 4]
        for each in sizes:
            lot = f"PAINT-{self.number:08}"
            yield self._movement("produce", "PAINT", lot, each, transformation=name)
            self.stock.add("PAINT", lot, each)
            self.mixes[lot] = name

    def split_or_merge(self) -> Iterator[Operation]:
        item = self.random.choice(("CELL", "RESIN", "PAINT"))
        lot = self.stock.usable_lot(item)
        if lot is None or self.stock.left(item, lot) < 2:
            return
        name = f"SPLIT-{self.number}"
        whole = self.stock.left(item, lot)
        if self.random.random() < 0.4:
            yield from self._take(item, whole, name)
            sizes = [whole]
        else:
            yield from self._take_all_of(item, lot, whole, name)
            first = self.random.randint(1, whole - 1)
            sizes = [first, whole - first]
        for size in sizes:
            part = f"{item}-{self.number:08}"
            yield self._movement("produce", item, part, size, transformation=name)
            self.stock.add(item, part, size)

    def _take_all_of(self, item: str, lot: str, size: int, into: str) -> Iterator[Operation]:
        self.stock.take(item, lot, size)
        yield self._movement("consume", item, lot, size, transformation=into)

    def move_there_and_back(self) -> Iterator[Operation]:
        item, lot, size = self.stock.any_stock()
        if lot is None:
            return
        if self.random.random() < 0.5:
            box = f"BOX-{self.number}"
            yield self._movement("pack", item, lot, size, container=box)
            yield self._movement("unpack", item, lot, size, container=box) | {"from": "STOCK", "to": "STOCK"}
        else:
            yield self._movement("move", item, lot, size, to="LINE")
            yield self._movement("move", item, lot, size) | {"from": "LINE", "to": "STOCK"}

    def ship(self) -> Iterator[Operation]:
        item = self.random.choice(("BIKE", "BIKE", "BIKE", "PACK"))
        lot = self.stock.usable_lot(item)
        if lot is None:
            return
        ordered = {"order": "SO-1", "partner": "CUST-1"} if self.random.random() < 0.5 else {"partner": "CUST-2"}
        self.stock.take(item, lot, 1)
        self.shipped.add((item, lot))
        yield self._movement("ship", item, lot, 1, **ordered)

    def take_back_and_swap(self) -> Iterator[Operation]:
        """A unit comes back; a pack gets another board; sometimes the old board is scrapped."""
        sent = self.shipped.pick()
        if sent is None:
            return
        item, serial = sent
        self.shipped.remove(sent)
        yield self._movement("return", item, serial, 1, partner="CUST-1")
        self.stock.add(item, serial, 1)
        name = self.units[item].get(serial)
        board = self.boards.pop(name, None) if item == "PACK" and name is not None else None
        if board is None or name is None:
            return
        yield self._movement("unconsume", "BOARD", board, 1, transformation=name)
        if self.random.random() < 0.5:
            yield self._movement("scrap", "BOARD", board, 1, reason="burnt")
        else:
            self.stock.add("BOARD", board, 1)
        yield from self._take("BOARD", 1, name)

    def scrap(self) -> Iterator[Operation]:
        item = self.random.choice(TRACKED_LOTS)
        lot = self.stock.usable_lot(item)
        if lot is not None:
            size = self.random.randint(1, self.stock.left(item, lot))
            self.stock.take(item, lot, size)
            yield self._movement("scrap", item, lot, size, reason="damaged")

    def count(self) -> Iterator[Operation]:
        item = self.random.choice(TRACKED_LOTS)
        lot = self.stock.usable_lot(item)
        if lot is None:
            return
        size = self.random.randint(1, 5)
        if self.random.random() < 0.5 and self.stock.left(item, lot) > size:
            self.stock.take(item, lot, size)
            yield self._movement("adjust", item, lot, -size, reason="count")
        else:
            self.stock.add(item, lot, size)
            yield self._movement("adjust", item, lot, size, reason="count")

    def find(self) -> Iterator[Operation]:
        """More is in the hand than in the books: a second person declares it found."""
        item = self.random.choice(TRACKED_LOTS)
        lot = self.stock.usable_lot(item)
        if lot is not None:
            size = self.stock.left(item, lot) + self.random.randint(1, 9)
            self.stock.take(item, lot, self.stock.left(item, lot))
            yield self._movement("scrap", item, lot, size, reason="found and damaged", approver="BOSS")

    def hold_and_release(self) -> Iterator[Operation]:
        item = self.random.choice(TRACKED_LOTS)
        lot = self.stock.usable_lot(item)
        if lot is not None:
            name = f"hold-{self.number}"
            yield {"op": "hold", "ref": name, "item": item, "lot": lot, "reason": "suspect", "operator": "OP1"}
            yield {"op": "release", "hold": name, "operator": "BOSS"}

    def undo(self) -> Iterator[Operation]:
        """A receipt taken back in two parts, a part of it put back again, and a double undo."""
        name, item, lot = f"r-{self.number}", "CELL", f"CELL-{self.number:08}"
        size = self.random.randint(20, 60)
        yield self._movement("receive", item, lot, size, ref=name, partner="ACME")
        yield {"op": "undo", "entry": name, "quantity": "15", "operator": "OP1"}
        yield {"op": "undo", "entry": name, "ref": f"u-{name}", "operator": "OP1"}
        if self.random.random() < 0.5:
            yield {"op": "undo", "entry": f"u-{name}", "operator": "OP1"}
            self.stock.add(item, lot, size - 15)
        else:
            self.stock.undone = name

    def rebuild_core(self) -> Iterator[Operation]:
        """A bike is taken apart; its pack gets a new number, or with approval goes on under its own."""
        bike = self.stock.usable_lot("BIKE")
        if bike is None:
            return
        name, inside = f"D-{self.number}", self.packs.pop(bike, None)
        self.stock.take("BIKE", bike, 1)
        yield self._movement("consume", "BIKE", bike, 1, transformation=name)
        pack = inside or f"PACK-{self.number:08}"
        approval = {"operator": "OP1", "approver": "BOSS", "reason": "core"} if inside else {}
        yield self._movement("produce", "PACK", pack, 1, transformation=name) | approval
        self.stock.add("PACK", pack, 1)

    # What must be refused

    def _bad_line(self) -> tuple[str, Operation]:
        cell = self.stock.usable_lot("CELL")
        choices: list[tuple[str, Operation]] = [
            ("FORM-1", self._movement("receive", "CELL", "C", 1, colour="red")),
            ("REF-1", self._movement("receive", "WHEEL", "W", 1)),
            ("WHO-1", self._movement("receive", "CELL", "C", 1, operator="BOSS", approver="BOSS")),
            ("TRACK-1", self._movement("receive", "CELL", None, 1)),
            ("TRACK-5", self._movement("scrap", "CELL", f"NEVER-{self.number}", 1)),
            ("QTY-2", self._movement("receive", "CELL", "C", 1) | {"quantity": "1.5"}),
            ("SER-1", self._movement("receive", "BOARD", self._serial("BOARD"), 2)),
            ("ORD-1", self._movement("produce", "PACK", "P", 1, transformation="X", order="MO-BIKE-1")),
            ("HOLD-1", self._movement("ship", "CELL", "CELL-HELD", 1)),
            ("EXP-1", self._movement("ship", "CELL", "CELL-OLD", 1)),
            ("QTY-1", self._movement("move", "CELL", "CELL-OLD", 2000, to="LINE")),
            ("LOC-1", self._movement("move", "CELL", "CELL-OLD", 1) | {"from": "LINE", "to": "STOCK"}),
        ]
        if cell is not None:
            choices.append(("BOM-1", self._movement("consume", "CELL", cell, 1, transformation="X", order="MO-BIKE-1")))
        board = self.stock.usable_lot("BOARD")
        if board is not None:
            choices.append(("SER-2", self._movement("receive", "BOARD", board, 1)))
            filled = next((name for name in self.units["PACK"].values() if name in self.boards), None)
            if filled is not None:
                choices.append(("BOM-2", self._movement("consume", "BOARD", board, 1, transformation=filled)))
        paint = self.stock.usable_lot("PAINT")
        if paint in self.mixes:
            choices.append(("GEN-1", self._movement("consume", "PAINT", paint, 1, transformation=self.mixes[paint])))
        if self.stock.undone is not None:
            choices.append(("QTY-1", {"op": "undo", "entry": self.stock.undone, "operator": "OP1"}))
        return self.random.choice(choices)


EPISODES: dict[Callable[[History], Iterator[Operation]], int] = {
    History.receive_lots: 8,
    History.make_pack: 30,
    History.make_bike: 25,
    History.mix_paint: 3,
    History.split_or_merge: 4,
    History.move_there_and_back: 12,
    History.ship: 24,
    History.take_back_and_swap: 6,
    History.scrap: 3,
    History.count: 3,
    History.find: 1,
    History.hold_and_release: 3,
    History.undo: 4,
    History.rebuild_core: 1,
}
"""How often each happens, in proportion."""
