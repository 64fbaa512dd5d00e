"""Four weeks of an e-bike maker as operations: every kind of genealogical link, and a few gaps with their stories."""

from datetime import date, timezone
from random import Random

from kiosk.demo.assembly import build_bikes, kit_for_today
from kiosk.demo.catalogue import PAINT, PAINT_SHOP, Operation, master_data
from kiosk.demo.components import build_packs, make_brackets
from kiosk.demo.dispatch import begin_open_delivery, ship_bikes
from kiosk.demo.production import CITY, TREKKING
from kiosk.demo.purchasing import EXPIRED_PAINT, inspect_cells, open_stock, plan_deliveries, receive_deliveries
from kiosk.demo.quality import count_tyres, hold_motor, repair_bike, take_back_bike
from kiosk.demo.shopfloor import DAYS, Calendar, Shopfloor

SEED = 2026
_LAST_DAY_OF_THE_PAINT = 9


def operations(today: date, zone: timezone, seed: int = SEED) -> list[Operation]:
    """Everything that happened on the twenty working days before `today`, as lines of an operations file.

    The same arguments give the same lines; codes and quantities are the same on every day. Times are those of `zone`.
    """
    floor = Shopfloor(Calendar.before(today, zone), Random(seed))  # noqa: S311  # a story, not a secret
    open_stock(floor)
    for day in range(DAYS):
        _tell(floor, day)
    inspect_cells(floor)
    begin_open_delivery(floor)
    kit_for_today(floor)
    plan_deliveries(floor)
    begin = floor.calendar.at(0, "05:00").isoformat()
    return [*({"at": begin} | line for line in master_data()), *floor.operations()]


def _tell(floor: Shopfloor, day: int) -> None:
    receive_deliveries(floor, day)
    if day == _LAST_DAY_OF_THE_PAINT + 1:
        floor.store.take_lot(PAINT, PAINT_SHOP, EXPIRED_PAINT)
    repair_bike(floor, day)
    hold_motor(floor, day)
    build_bikes(floor, CITY, day, "06:45")
    build_bikes(floor, TREKKING, day, "14:05")
    build_packs(floor, day)
    make_brackets(floor, day)
    count_tyres(floor, day)
    take_back_bike(floor, day)
    ship_bikes(floor, day)
