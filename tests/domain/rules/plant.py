"""The words of the rule tests: a small plant, lines that move in it, and what the rules are told."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kiosk.domain.entry import EntryKind
from kiosk.domain.item import Item, Tracking
from kiosk.domain.location import CUSTOMER, PRODUCTION, SUPPLIER, Place
from kiosk.domain.lot import LotIdentity, lot_of
from kiosk.domain.movement import Evidence, Role
from kiosk.domain.order import PROGRAM, Operator
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.quantity import to_micro
from kiosk.domain.rules.check import check, first_obstacle
from kiosk.domain.rules.facts import Facts, LotState
from kiosk.domain.rules.finding import Finding

CELL = Item("CELL", "CELL", "Cell", Tracking.LOT)
GLUE = Item("GLUE", "GLUE", "Glue", Tracking.LOT, unit="kg")
BOARD = Item("BOARD", "BOARD", "Board", Tracking.SERIAL)
PACK = Item("PACK", "PACK", "Pack", Tracking.SERIAL)
SCREW = Item("SCREW", "SCREW", "Screw", Tracking.NONE)
STOCK, LINE = Place("STOCK"), Place("LINE")
FROM_SUPPLIER, INTO, TO_CUSTOMER = Place(SUPPLIER), Place(PRODUCTION), Place(CUSTOMER)
NOW = datetime(2026, 11, 23, 14, 7, tzinfo=UTC)
PEOPLE = {
    "OP1": Operator("OP1"),
    "BOSS": Operator("BOSS", ("operator", "lead")),
    "EYE": Operator("EYE", ("auditor",)),
    PROGRAM.id: PROGRAM,
}
L1 = lot_of(CELL, "L1")
SN1 = lot_of(PACK, "SN1")


def line(item: Item = CELL, code: str = "L1", quantity: str = "1", **more: Any) -> Line:
    """A move from STOCK to LINE, unless told otherwise."""
    given: dict[str, Any] = {"source": STOCK, "destination": LINE, "evidence": Evidence.SCANNED, **more}
    return Line(item, given.pop("lot", lot_of(item, code)), to_micro(quantity), **given)


def into(item: Item = CELL, code: str = "L1", quantity: str = "1", name: str = "T1", **more: Any) -> Line:
    return line(item, code, quantity, **{"destination": INTO, "role": Role.INPUT, "transformation": name} | more)


def back_out(item: Item = CELL, code: str = "L1", quantity: str = "1", name: str = "T1", **more: Any) -> Line:
    return line(item, code, quantity, **{"source": INTO, "role": Role.INPUT_RETURNED, "transformation": name} | more)


def out(item: Item = PACK, code: str = "SN1", quantity: str = "1", name: str = "T1", **more: Any) -> Line:
    return line(item, code, quantity, **{"source": INTO, "role": Role.OUTPUT, "transformation": name} | more)


def received(item: Item = CELL, code: str = "L1", quantity: str = "1", **more: Any) -> Line:
    return line(item, code, quantity, **{"source": FROM_SUPPLIER} | more)


def proposal(*lines: Line, kind: EntryKind = EntryKind.MOVE, **more: Any) -> Proposal:
    return Proposal(kind, more.pop("at", NOW), **{"operator": "OP1", "lines": lines, **more})


def at(place: Place, quantity: str = "1", **more: Any) -> LotState:
    """A lot that exists, with that much at that place."""
    return LotState(exists=True, balances={place: to_micro(quantity)}, place=place, **more)


def facts(lots: Mapping[LotIdentity, LotState] | None = None, **more: Any) -> Facts:
    given = {lot.id: state for lot, state in (lots or {L1: at(STOCK, "100")}).items()}
    return Facts(**{"operators": PEOPLE, "lots": given, **more})


def found(wanted: Proposal, known: Facts) -> list[tuple[str, str]]:
    """(rule, severity) of everything the rules object to."""
    return [(each.rule, each.severity.value) for each in check(wanted, known)]


def stops(wanted: Proposal, known: Facts, confirmed: frozenset[tuple[str, str]] | None = None) -> Finding | None:
    return first_obstacle(check(wanted, known), wanted, confirmed)
