"""A short story of a plant that uses every table of the ledger."""

from typing import Any

Operation = dict[str, Any]

MASTER: tuple[Operation, ...] = (
    {"op": "location", "code": "STOCK"},
    {"op": "location", "code": "LINE"},
    {"op": "partner", "code": "ACME", "role": "supplier"},
    {"op": "partner", "code": "CUST", "role": "customer"},
    {"op": "operator", "code": "OP1", "name": "One", "badge": "B-1", "roles": ["operator"]},
    {"op": "operator", "code": "BOSS", "name": "Boss", "badge": "B-9", "roles": ["operator", "lead"]},
    {"op": "item", "code": "CELL", "tracking": "lot", "gtin": "09506000134352"},
    {"op": "item", "code": "BOARD", "tracking": "serial"},
    {"op": "item", "code": "PACK", "tracking": "serial"},
    {"op": "item", "code": "SCREW", "tracking": "none"},
    {"op": "bom", "item": "PACK", "component": "CELL", "quantity": "10"},
    {"op": "bom", "item": "PACK", "component": "BOARD", "quantity": "1"},
    {"op": "order", "code": "MO-1", "kind": "work", "item": "PACK", "quantity": "5"},
)
WORK: tuple[Operation, ...] = (
    {"op": "receive", "item": "CELL", "lot": "L1", "quantity": "100", "to": "STOCK", "partner": "ACME"}
    | {"expiry": "2027-03-31", "id": "k-1", "ref": "receipt"},
    {"op": "receive", "item": "BOARD", "lot": "B1", "batch": "BB", "to": "STOCK", "partner": "ACME", "ref": "board"},
    {"op": "receive", "item": "BOARD", "lot": "B2", "batch": "BB", "to": "STOCK", "partner": "ACME"},
    {"op": "receive", "item": "SCREW", "quantity": "50", "to": "STOCK"},
    {"op": "consume", "item": "CELL", "lot": "L1", "quantity": "10", "from": "STOCK", "transformation": "T1"}
    | {"order": "MO-1", "ref": "cells"},
    {"op": "consume", "item": "BOARD", "lot": "B1", "from": "STOCK", "transformation": "T1", "order": "MO-1"},
    {"op": "produce", "item": "PACK", "lot": "P1", "to": "STOCK", "transformation": "T1", "order": "MO-1"},
    {"op": "unconsume", "item": "CELL", "lot": "L1", "quantity": "2", "to": "STOCK", "transformation": "T1"},
    {"op": "pack", "item": "PACK", "lot": "P1", "from": "STOCK", "container": "BOX"},
    {"op": "hold", "item": "CELL", "lot": "L1", "reason": "suspect", "ref": "hold"},
    {"op": "hold", "location": "LINE", "reason": "leak"},
    {"op": "release", "hold": "hold"},
    {"op": "move", "item": "CELL", "lot": "L1", "quantity": "5", "from": "STOCK", "to": "LINE", "ref": "moved"},
    {"op": "undo", "entry": "moved", "quantity": "3", "ref": "undone"},
    {"op": "undo", "entry": "undone"},
    {"op": "unpack", "item": "PACK", "lot": "P1", "from": "STOCK", "container": "BOX"},
    {"op": "ship", "item": "PACK", "lot": "P1", "from": "STOCK", "partner": "CUST"},
)
STORY = (*MASTER, *WORK)
