"""What the demonstration plant made for its bikes: battery packs unit by unit, brackets in batches."""

from datetime import timedelta
from decimal import Decimal

from kiosk.demo.catalogue import BOARD, BRACKET, CELL, CHRIS, PACK, STEEL, serial_of
from kiosk.demo.production import PACKS, Work, close_after_unit, evidence, order_for_unit, write_work_order
from kiosk.demo.shopfloor import Shopfloor

PAIRED = (serial_of(PACK, 31), serial_of(PACK, 32))
"""Built together, so that nobody knows which controller board is in which."""

_CELLS_IN_A_PACK = Decimal(40)
_BRACKET_DAYS = (0, 5, 10, 15)
_BRACKETS_IN_A_BATCH = 60
_STEEL_FOR_A_BATCH = Decimal(15)


def build_packs(floor: Shopfloor, day: int) -> None:
    """The packs of one evening."""
    at = floor.calendar.at(day, "18:30")
    numbers = list(PACKS.made_on(day))
    while numbers:
        group = numbers[:2] if serial_of(PACK, numbers[0]) == PAIRED[0] else numbers[:1]
        numbers = numbers[len(group) :]
        order = order_for_unit(floor, PACKS, group[0], at)
        serials = [serial_of(PACK, number) for number in group]
        work = Work(floor, order, f"{order}/{serials[0]}", PACKS.operator)
        for item, quantity in ((CELL, _CELLS_IN_A_PACK), (BOARD, Decimal(1))):
            at += floor.minutes(4, 8)
            work.consume(at, item, quantity * len(group), evidence=evidence(floor))
        for serial in serials:
            at += floor.minutes(3, 6)
            work.produce(at, PACK, serial)
        close_after_unit(floor, PACKS, group[-1], at)


def make_brackets(floor: Shopfloor, day: int) -> None:
    """A batch of brackets, on the days when there is one."""
    if day not in _BRACKET_DAYS:
        return
    number = _BRACKET_DAYS.index(day)
    order, lot = f"WO-{1401 + number}", f"BR-{31 + number}"
    at = floor.calendar.at(day, "14:20")
    write_work_order(floor, order, {BRACKET: _BRACKETS_IN_A_BATCH}, at, "released")
    work = Work(floor, order, f"{order}/1", CHRIS)
    work.consume(at + timedelta(minutes=4), STEEL, _STEEL_FOR_A_BATCH)
    work.produce(at + timedelta(minutes=95), BRACKET, lot, Decimal(_BRACKETS_IN_A_BATCH))
    write_work_order(floor, order, {BRACKET: _BRACKETS_IN_A_BATCH}, at + timedelta(minutes=96), "closed")
