"""The labels of the demonstration plant, for people without a scanner, in the order in which a day goes."""

from typing import NamedTuple

from kiosk.demo.assembly import NO_TYRES
from kiosk.demo.catalogue import (
    ANN,
    BADGES,
    BEN,
    BIKE_C2,
    BIKE_T4,
    BOARD,
    CELL,
    CHRIS,
    DISPATCH,
    FRAME_C2,
    FRAME_T4,
    GTINS,
    LINE_1,
    LINE_2,
    MOTOR,
    PACK,
    PAINT,
    PAINT_SHOP,
    QUARANTINE,
    SCREW,
    STEEL,
    STOCK,
    TYRE_BOX,
    TYRE_C2,
    serial_of,
)
from kiosk.demo.components import PAIRED
from kiosk.demo.dispatch import OPEN_DELIVERY
from kiosk.demo.production import OPEN_CITY, OPEN_TREKKING
from kiosk.demo.purchasing import EXPIRED_PAINT, INSPECTED_CELLS, NOISY_MOTORS, OPEN_CELLS, OPEN_FRAMES, OPEN_TYRES
from kiosk.demo.quality import HELD_MOTOR, RETURNED
from kiosk.identification.commands import Command, command_label

_CODE_128, _GS1_DATA_MATRIX = "]C0", "]d2"
_GS = "\x1d"
_BEST_USED_UNTIL = "321231"


class DemoCode(NamedTuple):
    """One label."""

    group: str
    title: str
    data: bytes
    """The payload, without symbology identifier."""
    aim: str | None
    """Symbology identifier; None for labels that may be printed in any symbology."""


def codes(command_prefix: str = "LOT:", badge_prefix: str = "BADGE:") -> list[DemoCode]:
    """Every label, group by group: people, orders, places, then what is received, built, shipped and looked up."""
    people = {ANN: "Ann Berg, operator", BEN: "Ben Okafor, operator", CHRIS: "Chris Lind, supervisor"}
    badges = [_plain("Badges", title, badge_prefix + BADGES[code], None) for code, title in people.items()]
    commands = [
        _plain("Commands", title, command_label(command, command_prefix, None), None)
        for command, title in _COMMANDS.items()
    ]
    return [*badges, *_orders_and_places(), *_to_receive(), *_to_build(), *_to_ship(), *_to_look_up(), *commands]


def _plain(group: str, title: str, text: str, aim: str | None = _CODE_128) -> DemoCode:
    return DemoCode(group, title, text.encode("ascii"), aim)


def _gs1(group: str, title: str, gtin: str, rest: str) -> DemoCode:
    return DemoCode(group, title, f"01{gtin}{rest}".encode("ascii"), _GS1_DATA_MATRIX)


def _serial(group: str, title: str, item: str, serial: str) -> DemoCode:
    return _gs1(group, f"{title} {serial}", GTINS[item], f"21{serial}")


def _motor(title: str, serial: str) -> DemoCode:
    return _gs1("Build", f"{title} {serial}", GTINS[MOTOR], f"10{NOISY_MOTORS}{_GS}21{serial}")


def _lot(group: str, title: str, item: str, lot: str) -> DemoCode:
    return _gs1(group, f"{title} {lot}", GTINS[item], f"10{lot}")


def _orders_and_places() -> list[DemoCode]:
    orders = {
        OPEN_CELLS: "Purchase: cells and boards, due today",
        OPEN_TYRES: "Purchase: tyres and steel, due today",
        OPEN_FRAMES: "Purchase: frames, due today",
        OPEN_CITY: "Work order: City e-bike C2, half done",
        OPEN_TREKKING: "Work order: Trekking e-bike T4, half done",
        OPEN_DELIVERY: "Delivery to Radhaus am Markt",
    }
    places = {
        STOCK: "Stock",
        LINE_1: "Assembly line 1, City",
        LINE_2: "Assembly line 2, Trekking",
        PAINT_SHOP: "Paint shop",
        DISPATCH: "Dispatch",
        QUARANTINE: "Quarantine",
    }
    return [
        *(_plain("Orders", title, code) for code, title in orders.items()),
        *(_plain("Places", title, code) for code, title in places.items()),
    ]


def _to_receive() -> list[DemoCode]:
    return [
        _gs1("Receive", "Cells, new lot CL-506, 400", GTINS[CELL], f"17{_BEST_USED_UNTIL}10CL-506{_GS}37400"),
        _serial("Receive", "Controller board", BOARD, serial_of(BOARD, 121)),
        _gs1("Receive", "Tyres, new lot T28-15, 2 boxes of 20", TYRE_BOX[TYRE_C2], f"10T28-15{_GS}372"),
        _plain("Receive", "Steel sheet, the item", STEEL),
        _plain("Receive", "Steel sheet, supplier's lot ST-883", "ST-883"),
        _serial("Receive", "Frame City C2", FRAME_C2, serial_of(FRAME_C2, 63)),
    ]


def _to_build() -> list[DemoCode]:
    return [
        _serial("Build", "New City e-bike", BIKE_C2, serial_of(BIKE_C2, 55)),
        _serial("Build", "Frame City C2", FRAME_C2, serial_of(FRAME_C2, 55)),
        _motor("Hub motor", serial_of(MOTOR, 101)),
        _serial("Build", "Battery pack", PACK, serial_of(PACK, 100)),
        _lot("Build", "Tyres 28 inch, lot", TYRE_C2, "T28-13"),
        _plain("Build", "Motor brackets, lot BR-34", "BR-34"),
        _lot("Build", "Paint, lot", PAINT, "PA-72"),
        _plain("Build", "Screws M5, bin label", SCREW),
        _motor("Another hub motor", serial_of(MOTOR, 102)),
        _motor("Hub motor on hold", HELD_MOTOR),
        _lot("Build", "Paint that has expired, lot", PAINT, EXPIRED_PAINT),
        _serial("Build", "Wrong part: frame Trekking T4", FRAME_T4, serial_of(FRAME_T4, 46)),
    ]


def _to_ship() -> list[DemoCode]:
    return [
        _serial("Ship", "City e-bike", BIKE_C2, serial_of(BIKE_C2, 50)),
        _serial("Ship", "City e-bike", BIKE_C2, serial_of(BIKE_C2, 51)),
        _serial("Ship", "Trekking e-bike", BIKE_T4, serial_of(BIKE_T4, 41)),
    ]


def _to_look_up() -> list[DemoCode]:
    titles = {
        RETURNED: "Bike with another motor than at first",
        NO_TYRES: "Bike whose tyres nobody recorded",
        PAIRED[0]: "Battery pack built together with another",
        NOISY_MOTORS: "Supplier's lot of the noisy motors",
        INSPECTED_CELLS: "Lot of cells",
    }
    return [_plain("Look up", f"{title}: {code}", code) for code, title in titles.items()]


_COMMANDS = {
    Command("OK"): "OK",
    Command("CANCEL"): "Cancel",
    Command("BACK"): "Back",
    Command("HOME"): "Home",
    Command("UNDO"): "Undo",
    Command("FINISH"): "Finish",
    Command("TAKE-OUT"): "Take a part out",
    Command("SWAP"): "Swap a part",
    Command("QTY", "1"): "Quantity 1",
    Command("QTY", "30"): "Quantity 30",
    Command("FLOW", "receive"): "Receive goods",
    Command("FLOW", "build"): "Build a unit",
    Command("FLOW", "ship"): "Ship",
    Command("FLOW", "look_up"): "Look up",
    Command("SIGN-OUT"): "Sign out",
}
