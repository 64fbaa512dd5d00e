"""What suppliers brought to the demonstration plant, and what is still to come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from kiosk.demo.catalogue import (
    BOARD,
    BRACKET,
    CELL,
    CHRIS,
    FRAME_C2,
    FRAME_T4,
    HELIX,
    KESTREL,
    MOTOR,
    NORDKOMP,
    PAINT,
    PAINT_SHOP,
    SCREW,
    STEEL,
    STOCK,
    TYRE_C2,
    TYRE_T4,
    VOLTARA,
    serial_of,
)
from kiosk.demo.shopfloor import Shopfloor

OPEN_CELLS, OPEN_TYRES, OPEN_FRAMES = "PO-2101", "PO-2102", "PO-2103"
"""Purchase orders that are due today."""

EXPIRED_PAINT = "PA-71"
NOISY_MOTORS = "ML-43"
"""The supplier's lot whose motors run noisily."""
INSPECTED_CELLS = "CL-504"
"""A lot that was on hold for some hours while its capacity was measured."""
_INSPECTION_DAY = 10
UNDOCUMENTED_BRACKETS = "BR-30"
"""Opening stock: nobody knows from which steel they were made."""


@dataclass(frozen=True, slots=True)
class Goods:
    """One item of a delivery: lots with their quantities, or serials with their supplier's lot."""

    item: str
    lots: tuple[tuple[str, str], ...] = ()
    serials: range = range(0)
    batch: str = ""
    expires_after: int | None = None
    """Calendar days."""

    @property
    def units(self) -> tuple[tuple[str, str], ...]:
        """Every lot or serial with its quantity."""
        return self.lots or tuple((serial_of(self.item, number), "1") for number in self.serials)

    @property
    def quantity(self) -> Decimal:
        """All of it."""
        return sum((Decimal(quantity) for _, quantity in self.units), Decimal(0))


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one supplier brought on one working day."""

    day: int
    supplier: str
    goods: tuple[Goods, ...]


def _lots(item: str, *codes: str, each: str, expires_after: int | None = None) -> Goods:
    return Goods(item, tuple((code, each) for code in codes), expires_after=expires_after)


def _serials(item: str, first: int, last: int, batch: str = "") -> Goods:
    return Goods(item, serials=range(first, last + 1), batch=batch)


DELIVERIES = (
    Delivery(0, VOLTARA, (_lots(CELL, "CL-501", "CL-502", each="990"), _serials(BOARD, 1, 60))),
    Delivery(0, HELIX, (_serials(MOTOR, 1, 40, "ML-41"),)),
    Delivery(0, KESTREL, (_serials(FRAME_C2, 1, 20), _serials(FRAME_T4, 1, 18))),
    Delivery(
        0,
        NORDKOMP,
        (
            _lots(TYRE_C2, "T28-11", "T28-12", each="40"),
            _lots(TYRE_T4, "T29-21", each="40"),
            _lots(PAINT, EXPIRED_PAINT, each="20", expires_after=13),
            _lots(STEEL, "ST-881", each="25"),
        ),
    ),
    Delivery(2, NORDKOMP, (_lots(STEEL, "ST-881", each="15"),)),
    Delivery(3, NORDKOMP, (_lots(TYRE_T4, "T29-22", each="40"),)),
    Delivery(6, VOLTARA, (_lots(CELL, "CL-503", each="990"),)),
    Delivery(6, HELIX, (_serials(MOTOR, 41, 75, "ML-42"),)),
    Delivery(6, KESTREL, (_serials(FRAME_C2, 21, 40),)),
    Delivery(7, KESTREL, (_serials(FRAME_T4, 19, 36),)),
    Delivery(8, NORDKOMP, (_lots(STEEL, "ST-882", each="40"),)),
    Delivery(9, VOLTARA, (_serials(BOARD, 61, 120),)),
    Delivery(
        9,
        NORDKOMP,
        (_lots(TYRE_C2, "T28-13", "T28-14", each="40"), _lots(PAINT, "PA-72", each="25", expires_after=180)),
    ),
    Delivery(_INSPECTION_DAY, VOLTARA, (_lots(CELL, INSPECTED_CELLS, each="990"),)),
    Delivery(11, NORDKOMP, (_lots(TYRE_T4, "T29-23", each="40"),)),
    Delivery(12, HELIX, (_serials(MOTOR, 76, 120, NOISY_MOTORS),)),
    Delivery(12, KESTREL, (_serials(FRAME_C2, 41, 62),)),
    Delivery(13, KESTREL, (_serials(FRAME_T4, 37, 52),)),
    Delivery(15, VOLTARA, (_lots(CELL, "CL-505", each="990"),)),
)


def open_stock(floor: Shopfloor) -> None:
    """What stood there when the ledger began: brackets without documents, and screws."""
    at = floor.calendar.at(0, "05:30")
    brackets = Decimal(12)
    floor.write(
        at,
        CHRIS,
        "open",
        item=BRACKET,
        lot=UNDOCUMENTED_BRACKETS,
        quantity=brackets,
        to=STOCK,
        evidence="imported",
    )
    floor.store.put(BRACKET, STOCK, UNDOCUMENTED_BRACKETS, brackets)
    floor.write(at, CHRIS, "open", item=SCREW, quantity="6000", to=STOCK, evidence="imported")


def receive_deliveries(floor: Shopfloor, day: int) -> None:
    """Everything that came on a working day, each delivery on its purchase order."""
    at = floor.calendar.at(day, "06:00")
    for number, delivery in enumerate(DELIVERIES, 2001):
        if delivery.day == day:
            code = f"PO-{number}"
            _order(floor, code, delivery, "released")
            for goods in delivery.goods:
                at = _receive(floor, code, delivery, goods, at)
            _order(floor, code, delivery, "closed")


def _order(floor: Shopfloor, code: str, delivery: Delivery, state: str) -> None:
    clock = "05:40" if state == "released" else "06:58"
    floor.write(
        floor.calendar.at(delivery.day, clock),
        CHRIS,
        "order",
        code=code,
        kind="purchase",
        partner=delivery.supplier,
        state=state,
        due=floor.calendar.days[delivery.day].isoformat(),
        lines=[{"item": goods.item, "quantity": f"{goods.quantity:f}"} for goods in delivery.goods],
    )


def _receive(floor: Shopfloor, order: str, delivery: Delivery, goods: Goods, at: datetime) -> datetime:
    to = PAINT_SHOP if goods.item == PAINT else STOCK
    more: dict[str, str] = {"batch": goods.batch} if goods.batch else {}
    if goods.expires_after is not None:
        expiry = floor.calendar.days[delivery.day] + timedelta(days=goods.expires_after)
        more["expiry"] = expiry.isoformat()
    for lot, quantity in goods.units:
        at += timedelta(seconds=floor.random.randint(8, 20))
        floor.write(
            at,
            CHRIS,
            "receive",
            item=goods.item,
            lot=lot,
            quantity=quantity,
            to=to,
            partner=delivery.supplier,
            order=order,
            document=f"DN-{order.removeprefix('PO-')}",
            **more,
        )
        floor.store.put(goods.item, to, lot, Decimal(quantity))
    return at


def inspect_cells(floor: Shopfloor) -> None:
    """A lot of cells waits for its capacity to be measured, and is released."""
    at = floor.calendar.at(_INSPECTION_DAY, "06:45")
    floor.write(at, CHRIS, "hold", ref="inspection", item=CELL, lot=INSPECTED_CELLS, reason="capacity to be measured")
    floor.write(at + timedelta(hours=4), CHRIS, "release", hold="inspection", reason="capacity as agreed")


def plan_deliveries(floor: Shopfloor) -> None:
    """The purchase orders that are due today."""
    at = floor.calendar.at(-1, "11:00")
    due = floor.calendar.today.isoformat()
    plans = {
        OPEN_CELLS: (VOLTARA, {CELL: "400", BOARD: "10"}),
        OPEN_TYRES: (NORDKOMP, {TYRE_C2: "40", STEEL: "60"}),
        OPEN_FRAMES: (KESTREL, {FRAME_C2: "4"}),
    }
    for code, (supplier, lines) in plans.items():
        floor.write(
            at,
            CHRIS,
            "order",
            code=code,
            kind="purchase",
            partner=supplier,
            due=due,
            lines=[{"item": item, "quantity": quantity} for item, quantity in lines.items()],
        )
