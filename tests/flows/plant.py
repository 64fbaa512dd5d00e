"""The plant in which the stories of the flows happen."""

from collections.abc import Mapping
from typing import Any

NOW = "2026-05-04T10:00:00+02:00"
"""When every story happens, a Monday."""

GTIN_CELL = "09506000134352"
GTIN_CELL_BOX = "19506000134359"
"""A box of twenty."""
GTIN_BIKE = "09506000134369"
GTIN_RESIN = "09506000134383"

PLANT: tuple[Mapping[str, Any], ...] = (
    {"op": "location", "code": "STOCK", "name": "Main stock"},
    {"op": "location", "code": "LINE", "name": "Line side"},
    {"op": "partner", "code": "ACME", "name": "Acme Cells", "role": "supplier"},
    {"op": "partner", "code": "BRIX", "name": "Brix", "role": "supplier"},
    {"op": "partner", "code": "CUST", "name": "Customer", "role": "customer"},
    {"op": "operator", "code": "OP1", "name": "Ann", "badge": "B-1", "roles": ["operator"]},
    {"op": "operator", "code": "OP2", "name": "Ben", "badge": "B-2", "roles": ["operator"]},
    {"op": "operator", "code": "SUP", "name": "Sue", "badge": "B-9", "roles": ["supervisor"]},
    {
        "op": "item",
        "code": "CELL",
        "name": "Cell",
        "tracking": "lot",
        "unit": "each",
        "gtin": GTIN_CELL,
        "aliases": [{"code": GTIN_CELL_BOX, "quantity": "20"}],
    },
    {"op": "item", "code": "MOTOR", "name": "Motor", "tracking": "serial"},
    {"op": "item", "code": "MOTOR-B", "name": "Motor B", "tracking": "serial"},
    {"op": "item", "code": "GEAR", "name": "Gear", "tracking": "serial"},
    {"op": "item", "code": "SCREW", "name": "Screw", "tracking": "none"},
    {"op": "item", "code": "BIKE", "name": "Bike", "tracking": "serial", "gtin": GTIN_BIKE},
    {
        "op": "item",
        "code": "RESIN",
        "name": "Resin",
        "tracking": "lot",
        "unit": "kg",
        "gtin": GTIN_RESIN,
        "expiry_policy": "block_unless_approved",
    },
    {"op": "item", "code": "TAPE", "name": "Tape", "tracking": "lot", "unit": "m", "expiry_policy": "warn"},
    {"op": "item", "code": "FOAM", "name": "Foam", "tracking": "lot", "unit": "each", "numbers_per_supplier": True},
    {"op": "item", "code": "PACK", "name": "Pack", "tracking": "lot", "unit": "each"},
    {"op": "bom", "item": "BIKE", "component": "CELL", "quantity": "10"},
    {"op": "bom", "item": "BIKE", "component": "MOTOR", "quantity": "1", "substitutes": ["MOTOR-B"]},
    {"op": "bom", "item": "BIKE", "component": "SCREW", "quantity": "12"},
    {"op": "bom", "item": "PACK", "component": "RESIN", "quantity": "0.5"},
    {"op": "order", "code": "PO-1", "kind": "purchase", "partner": "ACME", "item": "CELL", "quantity": "500"},
    {
        "op": "order",
        "code": "PO-2",
        "kind": "purchase",
        "partner": "BRIX",
        "lines": [{"item": "FOAM", "quantity": "9"}, {"item": "TAPE", "quantity": "30"}],
    },
    {"op": "order", "code": "MO-1", "kind": "work", "item": "BIKE", "quantity": "5"},
    {"op": "order", "code": "MO-2", "kind": "work", "item": "PACK", "quantity": "20"},
    {"op": "order", "code": "MO-3", "kind": "work", "item": "PACK", "quantity": "5"},
    {"op": "order", "code": "MO-9", "kind": "work", "item": "BIKE", "quantity": "1", "state": "closed"},
    {"op": "order", "code": "SO-1", "kind": "delivery", "partner": "CUST", "item": "CELL", "quantity": "50"},
    {
        "op": "order",
        "code": "SO-2",
        "kind": "delivery",
        "partner": "CUST",
        "lines": [{"item": "MOTOR", "quantity": "1", "lots": ["M1"]}],
    },
    {"op": "order", "code": "TO-1", "kind": "transfer", "item": "CELL", "quantity": "5"},
    {"op": "receive", "item": "CELL", "lot": "L1", "quantity": "100", "to": "STOCK", "partner": "ACME"},
    {"op": "receive", "item": "CELL", "lot": "L2", "quantity": "6", "to": "STOCK", "partner": "ACME"},
    {"op": "receive", "item": "MOTOR", "lot": "M1", "to": "STOCK", "partner": "ACME"},
    {"op": "receive", "item": "MOTOR", "lot": "M2", "to": "STOCK", "partner": "ACME"},
    {"op": "receive", "item": "MOTOR", "lot": "M3", "to": "STOCK", "partner": "ACME"},
    {"op": "receive", "item": "MOTOR-B", "lot": "MB1", "to": "STOCK", "partner": "BRIX"},
    {"op": "receive", "item": "GEAR", "lot": "G1", "to": "STOCK", "partner": "BRIX"},
    {"op": "receive", "item": "SCREW", "quantity": "1000", "to": "STOCK", "partner": "BRIX"},
    {"op": "receive", "item": "RESIN", "lot": "R1", "quantity": "40", "to": "STOCK", "partner": "BRIX"},
    {
        "op": "receive",
        "item": "RESIN",
        "lot": "R-OLD",
        "quantity": "5",
        "to": "STOCK",
        "partner": "BRIX",
        "expiry": "2026-05-03",
    },
    {
        "op": "receive",
        "item": "TAPE",
        "lot": "T-OLD",
        "quantity": "30",
        "to": "STOCK",
        "partner": "BRIX",
        "expiry": "2026-05-03",
    },
    {"op": "receive", "item": "FOAM", "lot": "F7", "quantity": "10", "to": "STOCK", "partner": "ACME"},
    {"op": "hold", "ref": "noise", "item": "MOTOR", "lot": "M3", "reason": "noise"},
)
