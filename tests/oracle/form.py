"""FORM-1: is a line of the operations file well formed, whatever the plant knows?"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .facts import EVIDENCE

COMMON = {"op", "id", "ref", "at", "operator", "approver", "reason", "evidence"}
MOVEMENT = {
    "item", "lot", "batch", "quantity", "container", "owner", "partner", "order",
    "expiry", "made_on", "best_before", "supplier_lot", "document",
}  # fmt: skip
"""Allowed on every movement; where it goes from or to, and its transformation, only where it is required."""
REQUIRED: dict[str, set[str]] = {
    "location": {"code"},
    "partner": {"code"},
    "operator": {"code"},
    "item": {"code"},
    "bom": {"item", "component", "quantity"},
    "order": {"code", "kind"},
    "hold": {"item"},
    "release": {"hold"},
    "undo": {"entry"},
    "open": {"item", "to"},
    "receive": {"item", "to"},
    "consume": {"item", "from", "transformation"},
    "unconsume": {"item", "to", "transformation"},
    "produce": {"item", "to", "transformation"},
    "move": {"item", "from", "to"},
    "adjust": {"item", "at_location"},
    "pack": {"item", "from", "container"},
    "unpack": {"item", "from", "container"},
    "ship": {"item", "from"},
    "return": {"item", "to"},
    "scrap": {"item", "from"},
}
ALLOWED: dict[str, set[str]] = {
    "location": {"code", "kind", "name"},
    "partner": {"code", "role", "name"},
    "operator": {"code", "name", "badge", "roles"},
    "item": {
        "code", "name", "tracking", "unit", "gtin", "shelf_life_days", "expiry_policy",
        "numbers_per_supplier",
    },
    "bom": {"item", "component", "quantity"},
    "order": {"code", "kind", "item", "quantity", "partner", "lines"},
    "hold": {"item", "lot", "partner"},
    "release": {"hold"},
    "undo": {"entry", "quantity"},
    "unpack": MOVEMENT | {"from", "to"},
}  # fmt: skip
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("location", "kind"): ("internal",),
    ("item", "tracking"): ("none", "lot", "serial"),
    ("item", "expiry_policy"): ("warn", "block", "block_unless_approved"),
    ("order", "kind"): ("purchase", "work", "delivery", "transfer", "count"),
}
APPROVING = ("lead", "supervisor", "manager", "quality", "approver")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Line:
    """A well-formed operation; `fields` holds what was given, without nulls."""

    op: str
    fields: dict[str, Any]
    at: datetime
    quantity: Decimal | None

    def get(self, key: str) -> Any:
        return self.fields.get(key)

    @property
    def operator(self) -> str:
        return str(self.fields.get("operator", "load"))

    @property
    def evidence(self) -> str:
        return str(self.fields.get("evidence", "imported"))

    @property
    def is_approved(self) -> bool:
        """WHO-1 has already judged the approver when this is asked."""
        return "approver" in self.fields and "reason" in self.fields


def read_line(operation: object, now: datetime) -> Line | None:
    """The line, or None where it breaks FORM-1."""
    if not isinstance(operation, dict):
        return None
    fields = {key: value for key, value in operation.items() if value is not None}
    op = fields.get("op")
    if not isinstance(op, str) or op not in REQUIRED or not REQUIRED[op] <= fields.keys():
        return None
    if not fields.keys() <= COMMON | ALLOWED.get(op, MOVEMENT | REQUIRED[op]):
        return None
    if not all(_is_well_formed(op, key, value) for key, value in fields.items()) or not _is_whole(op, fields):
        return None
    at = datetime.fromisoformat(fields["at"]) if "at" in fields else now
    return Line(op, fields, at, Decimal(fields["quantity"]) if "quantity" in fields else None)


def _is_well_formed(op: str, key: str, value: object) -> bool:
    if key in SHAPES:
        return SHAPES[key](value)
    return _is_text(value) and value in CHOICES.get((op, key), (value,))


def _is_whole(op: str, fields: dict[str, Any]) -> bool:
    """A work order makes one item; every other order has lines."""
    if op != "order":
        return True
    if fields["kind"] == "work":
        return {"item", "quantity"} <= fields.keys() and "lines" not in fields
    return "lines" in fields and not {"item", "quantity"} & fields.keys()


def _is_order_line(value: object) -> bool:
    if not isinstance(value, dict) or not value.keys() <= {"item", "quantity", "lots"}:
        return False
    quantity, lots = value.get("quantity"), value.get("lots") or []
    return _is_text(value.get("item")) and _is_number(quantity) and _is_list(lots, _is_text)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_number(value: object) -> bool:
    return isinstance(value, str) and NUMBER.fullmatch(value) is not None


def _is_instant(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_list(value: object, check: Callable[[object], bool]) -> bool:
    return isinstance(value, list) and all(check(each) for each in value)


SHAPES: dict[str, Callable[[object], bool]] = {
    "lines": lambda value: bool(value) and _is_list(value, _is_order_line),
    "roles": lambda value: _is_list(value, _is_text),
    "numbers_per_supplier": lambda value: isinstance(value, bool),
    "shelf_life_days": lambda value: type(value) is int and value >= 0,
    "quantity": _is_number,
    "transformation": lambda value: _is_text(value) and not str(value).startswith("membership:"),
    "at": _is_instant,
    "expiry": _is_date,
    "made_on": _is_date,
    "best_before": _is_date,
    "evidence": lambda value: value in EVIDENCE,
}
"""Fields that are not plain text."""
