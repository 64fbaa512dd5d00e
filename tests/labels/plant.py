"""Contents of every kind, for tests of their layout."""

from kiosk.demo.catalogue import sscc_of
from kiosk.domain.item import Alias, Item, Tracking
from kiosk.domain.location import Location
from kiosk.domain.lot import lot_of
from kiosk.domain.order import Order, OrderKind
from kiosk.domain.quantity import MICRO
from kiosk.identification.commands import Command
from kiosk.labels.content import (
    Content,
    badge_content,
    command_content,
    container_content,
    item_content,
    location_content,
    lot_content,
    order_content,
)

YEAR = 2026
KEY = b"the key of the site"
GTIN = "09506000134352"
CELL = Item("CELL", "CELL-21700", "Lithium cell 21700", Tracking.LOT, aliases=(Alias(GTIN, MICRO),))
BIKE = Item("BIKE", "BIKE-C2", "City e-bike C2", Tracking.SERIAL, aliases=(Alias("09506000134369", MICRO),))
BRACKET = Item("BRACKET", "BRACKET", "Motor bracket", Tracking.LOT)

CONTENTS: tuple[Content, ...] = (
    lot_content(CELL, lot_of(CELL, "CL-506"), [("expiry", "2027-03-31")], year=YEAR),
    lot_content(CELL, lot_of(CELL, "ABCDEFGHIJKLMNOPQRST"), [("expiry", "2027-03-31")], year=YEAR),
    lot_content(BRACKET, lot_of(BRACKET, "BR-34"), year=YEAR),
    lot_content(BIKE, lot_of(BIKE, "ABCDEFGHIJKLMNOPQRST"), batch="BATCH-OF-20-LETTERS-", year=YEAR),
    item_content(CELL, year=YEAR),
    item_content(BRACKET, year=YEAR),
    location_content(Location("PAINT-SHOP", "PAINT-SHOP", "Paint shop")),
    order_content(Order("PO-2001", OrderKind.PURCHASE), "Purchase order"),
    container_content(sscc_of(1), year=YEAR),
    badge_content("7K2M-OP12", "BADGE:", "Ann Berg", "operator"),
    command_content(Command("FLOW", "look_up"), "LOT:", None, "Look up"),
    command_content(Command("SIGN-OUT"), "LOT:", KEY, "Sign out"),
)
