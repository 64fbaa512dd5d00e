"""The master data of the demonstration plant: an e-bike maker with two models, and how it numbers things."""

from typing import Any

from kiosk.domain.gtin import check_digit

Operation = dict[str, Any]
"""One line of an operations file."""

CELL, BOARD, PACK = "CELL-21700", "BOARD-36V", "PACK-36V"
FRAME_C2, FRAME_T4, MOTOR = "FRAME-C2", "FRAME-T4", "MOTOR-M250"
TYRE_C2, TYRE_T4 = "TYRE-28", "TYRE-29"
PAINT, STEEL, BRACKET, SCREW = "PAINT-BLUE", "STEEL-2MM", "BRACKET", "SCREW-M5"
BIKE_C2, BIKE_T4 = "BIKE-C2", "BIKE-T4"

STOCK, LINE_1, LINE_2 = "STOCK", "LINE-1", "LINE-2"
QUARANTINE, PAINT_SHOP, DISPATCH = "QUARANTINE", "PAINT-SHOP", "DISPATCH"

ANN, BEN, CHRIS = "OP12", "OP14", "SUP3"

BADGES = {ANN: "7K2M-OP12", BEN: "4XQD-OP14", CHRIS: "9TRW-SUP3"}
"""What stands on the badge of an operator, behind the site's prefix for badges."""

VOLTARA, HELIX, KESTREL, NORDKOMP = "VOLTARA", "HELIX", "KESTREL", "NORDKOMP"
RADHAUS, CITYCYCLE, FJORD = "RADHAUS", "CITYCYCLE", "FJORD"

_GS1_COMPANY_PREFIX = "9506000"
"""The prefix that GS1 keeps for examples; no product on sale has it."""


def gtin_of(reference: int, indicator: str = "0") -> str:
    """A GTIN-14 of the plant's range; a packaging level has an indicator digit of its own."""
    digits = f"{indicator}{_GS1_COMPANY_PREFIX}{reference:05}"
    return digits + check_digit(digits)


def sscc_of(reference: int) -> str:
    """An SSCC, 18 digits, for a pallet of the plant."""
    digits = f"3{_GS1_COMPANY_PREFIX}{reference:09}"
    return digits + check_digit(digits)


GTINS = {
    item: gtin_of(reference)
    for reference, item in enumerate(
        (CELL, BOARD, PACK, FRAME_C2, FRAME_T4, MOTOR, TYRE_C2, TYRE_T4, PAINT, BIKE_C2, BIKE_T4), 20
    )
}
"""Items whose labels follow GS1; brackets, steel and screws have labels of the plant's own."""

TYRE_BOX = {TYRE_C2: gtin_of(26, "1"), TYRE_T4: gtin_of(27, "1")}
TYRES_IN_A_BOX = "20"

FACTORY_SERIALS = {
    FRAME_C2: "FC-{:04}",
    FRAME_T4: "FT-{:04}",
    MOTOR: "HX{:05}",
    BOARD: "VB{:05}",
    PACK: "PK-{:04}",
    BIKE_C2: "C2-{:04}",
    BIKE_T4: "T4-{:04}",
}
_FIRST = {FRAME_C2: 4100, FRAME_T4: 6200, MOTOR: 81_000, BOARD: 52_000, PACK: 3000, BIKE_C2: 1000, BIKE_T4: 2000}


def serial_of(item: str, number: int) -> str:
    """The serial of the first, second, third... unit of an item.

    >>> serial_of(BIKE_C2, 1)
    'C2-1001'
    """
    return FACTORY_SERIALS[item].format(_FIRST[item] + number)


def _item(code: str, name: str, tracking: str, **more: Any) -> Operation:
    gtin = {"gtin": GTINS[code]} if code in GTINS else {}
    return {"op": "item", "code": code, "name": name, "tracking": tracking} | gtin | more


def _tyre(code: str, name: str) -> Operation:
    box = {"code": TYRE_BOX[code], "quantity": TYRES_IN_A_BOX}
    return _item(code, name, "lot", aliases=[box])


ITEMS: tuple[Operation, ...] = (
    _item(CELL, "Lithium cell 21700", "lot"),
    _item(BOARD, "Controller board 36 V", "serial"),
    _item(PACK, "Battery pack 36 V", "serial"),
    _item(FRAME_C2, "Frame City C2", "serial", look_alikes=[FRAME_T4]),
    _item(FRAME_T4, "Frame Trekking T4", "serial", look_alikes=[FRAME_C2]),
    _item(MOTOR, "Hub motor 250 W", "serial"),
    _tyre(TYRE_C2, "Tyre 28 inch"),
    _tyre(TYRE_T4, "Tyre 29 inch"),
    _item(PAINT, "Paint slate blue", "lot", unit="kg", expiry_policy="block", shelf_life_days=180),
    _item(STEEL, "Steel sheet 2 mm", "lot", unit="kg", number_template="ST{yy}{ww}-{station}-{seq:2}"),
    _item(BRACKET, "Motor bracket", "lot", number_template="BR{yy}{ww}-{station}-{seq:2}"),
    _item(SCREW, "Screw M5 x 16", "none"),
    _item(BIKE_C2, "City e-bike C2", "serial"),
    _item(BIKE_T4, "Trekking e-bike T4", "serial"),
)


def _bike_bill(frame: str, tyre: str) -> dict[str, str]:
    return {frame: "1", MOTOR: "1", PACK: "1", tyre: "2", BRACKET: "2", PAINT: "0.35", SCREW: "24"}


BILLS: dict[str, dict[str, str]] = {
    BIKE_C2: _bike_bill(FRAME_C2, TYRE_C2),
    BIKE_T4: _bike_bill(FRAME_T4, TYRE_T4),
    PACK: {CELL: "40", BOARD: "1"},
    BRACKET: {STEEL: "0.25"},
}
"""Finished item -> component -> quantity for one."""

_LOCATIONS = {
    STOCK: "Stock",
    LINE_1: "Assembly line 1, City",
    LINE_2: "Assembly line 2, Trekking",
    QUARANTINE: "Quarantine",
    PAINT_SHOP: "Paint shop",
    DISPATCH: "Dispatch",
}
_SUPPLIERS = {
    VOLTARA: "Voltara Cells",
    HELIX: "Helix Drives",
    KESTREL: "Kestrel Frames",
    NORDKOMP: "Nordkomp Components",
}
_CUSTOMERS = {RADHAUS: "Radhaus am Markt", CITYCYCLE: "City Cycle Shop", FJORD: "Fjord Velo"}
_PEOPLE = {ANN: "Ann Berg", BEN: "Ben Okafor", CHRIS: "Chris Lind"}
_ROLES = {CHRIS: ["operator", "supervisor"]}


def master_data() -> list[Operation]:
    """Everything that must be known before the first movement, in the order in which it can be loaded."""
    return [
        *({"op": "location", "code": code, "name": name} for code, name in _LOCATIONS.items()),
        *({"op": "partner", "code": code, "name": name, "role": "supplier"} for code, name in _SUPPLIERS.items()),
        *({"op": "partner", "code": code, "name": name, "role": "customer"} for code, name in _CUSTOMERS.items()),
        *(
            {
                "op": "operator",
                "code": code,
                "name": name,
                "badge": BADGES[code],
                "roles": _ROLES.get(code, ["operator"]),
            }
            for code, name in _PEOPLE.items()
        ),
        *ITEMS,
        *(
            {"op": "bom", "item": item, "component": component, "quantity": quantity}
            for item, bill in BILLS.items()
            for component, quantity in bill.items()
        ),
    ]
