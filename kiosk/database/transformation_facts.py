"""Reads what the rules need to know of the transformations that a proposal names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from kiosk.database import tables
from kiosk.database.bills import bills_of, first_productions, productions_of_transformations
from kiosk.database.catalog import Catalog
from kiosk.database.keys import Keys
from kiosk.database.prepared import Prepared, chunks
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.movement import Role
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.rules.facts import TransformationState

_table, _part, _lot = tables.transformation, tables.participation, tables.lot
_unit = _lot.alias("unit")
_keys = bindparam("keys", type_=tables.KEY, expanding=True)

_heads = Prepared(
    select(_table, _unit.c.id.label("unit_id"), _unit.c.item.label("unit_item"))
    .join_from(_table, _unit, _unit.c.key == _table.c.unit, isouter=True)
    .where(_table.c.key.in_(_keys))
)
_sides = Prepared(
    select(_part.c.transformation, _part.c.side, _part.c.lot, _part.c.taken, _part.c.returned).where(
        _part.c.transformation.in_(_keys), _part.c.lot.in_(bindparam("lots", expanding=True)), _part.c.taken > 0
    )
)
_outputs = Prepared(
    select(_part.c.transformation, _part.c.taken, _lot.c.id, _lot.c.item, _lot.c.kind)
    .join(_lot, _lot.c.key == _part.c.lot)
    .where(_part.c.transformation.in_(_keys), _part.c.side == tables.OUTPUT_SIDE, _part.c.taken > 0)
)
_contents = Prepared(
    select(_part.c.transformation, _lot.c.item, func.sum(_part.c.taken - _part.c.returned).label("inside"))
    .join(_lot, _lot.c.key == _part.c.lot)
    .where(_part.c.transformation.in_(_keys), _part.c.side == tables.INPUT_SIDE)
    .group_by(_part.c.transformation, _lot.c.item)
)


@dataclass(slots=True)
class _Known:
    """What was read of one transformation."""

    head: Any
    inputs: dict[str, tuple[int, int]] = field(default_factory=dict)
    outputs: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    items: dict[str, int] = field(default_factory=dict)
    """Item id -> produced."""
    inside: dict[str, int] = field(default_factory=dict)

    @property
    def makes_one_serial(self) -> bool:
        if not self.kinds:
            return self.head.unit is not None
        return list(self.kinds.values()) == [LotKind.SERIAL]


def read_transformations(
    connection: Connection, catalog: Catalog, keys: Keys, proposal: Proposal, lots: Mapping[LotIdentity, int]
) -> dict[str, TransformationState]:
    """The state of every transformation that is known, by its name; `lots` are the known lots of the proposal."""
    names = {line.transformation for line in proposal.lines if line.transformation}
    names |= {change.id for change in proposal.transformations} | ({proposal.closes} if proposal.closes else set())
    found = keys.transformations.find(connection, sorted(names))
    if not found:
        return {}
    rows = _heads.rows(connection, {"keys": list(found.values())})
    known = {row.key: _Known(row) for row in rows}
    if lots and proposal.lines:
        _read_sides(connection, known, lots)
    if proposal.closes or any(_goes_in(line) for line in proposal.lines):
        _read_outputs(connection, known)
    judged = [known[found[name]] for name in _with_slots(proposal, known, found)]
    bills = _read_slots(connection, catalog, proposal, judged) if judged else {}
    return {each.head.id: _state(each, *bills.get(each.head.key, ("", ()))) for each in known.values()}


def _goes_in(line: Line) -> bool:
    return line.role is Role.INPUT and line.reverses is None


def _with_slots(proposal: Proposal, known: Mapping[int, _Known], found: Mapping[str, int]) -> set[str]:
    """The transformations whose slots are judged: what is finished, and units that a serial goes into."""
    takes_serials = {
        line.transformation for line in proposal.lines if _goes_in(line) and line.lot.kind is LotKind.SERIAL
    }
    return {
        name
        for name, key in found.items()
        if name == proposal.closes or (name in takes_serials and known[key].makes_one_serial)
    }


def _read_sides(connection: Connection, known: Mapping[int, _Known], lots: Mapping[LotIdentity, int]) -> None:
    """Inputs and outputs among the lots of the proposal."""
    ids = {key: lot.id for lot, key in lots.items()}
    for chunk in chunks(list(ids)):
        for row in _sides.rows(connection, {"keys": list(known), "lots": chunk}):
            if row.side == tables.INPUT_SIDE:
                known[row.transformation].inputs[ids[row.lot]] = (row.taken, row.returned)
            else:
                known[row.transformation].outputs[ids[row.lot]] = row.taken


def _read_outputs(connection: Connection, known: Mapping[int, _Known]) -> None:
    """All outputs, where it matters which they are."""
    for row in _outputs.rows(connection, {"keys": list(known)}):
        each = known[row.transformation]
        each.outputs[row.id] = row.taken
        each.kinds[row.id] = row.kind
        each.items[row.item] = each.items.get(row.item, 0) + row.taken


def _read_slots(
    connection: Connection, catalog: Catalog, proposal: Proposal, judged: Sequence[_Known]
) -> dict[int, tuple[str, tuple[Any, ...]]]:
    """Reads what is inside; gives by key the item that is made and its bill."""
    keys = [each.head.key for each in judged]
    by_key = {each.head.key: each for each in judged}
    for row in _contents.rows(connection, {"keys": keys}):
        by_key[row.transformation].inside[row.item] = int(row.inside)
    productions = first_productions(productions_of_transformations(connection, keys))
    bills = bills_of(connection, productions)
    made = {each.transformation: (each.item, bills[each]) for each in reversed(productions)}
    return {each.head.key: made.get(each.head.key) or _coming(catalog, proposal, each) for each in judged}


def _coming(catalog: Catalog, proposal: Proposal, each: _Known) -> tuple[str, tuple[Any, ...]]:
    """The item that is still to be made, and the bill that counts: the order's copy, else the item's own."""
    made_now = [line.item.id for line in proposal.lines if line.role is Role.OUTPUT]
    item = each.head.unit_item or (made_now[0] if made_now else "")
    for code in (each.head.order, proposal.order):
        order = catalog.order(code) if code else None
        if order and order.bill:
            return item or (order.lines[0].item if order.lines else ""), order.bill
    return item, catalog.bill(item) if item else ()


def _state(each: _Known, item: str, bill: tuple[Any, ...]) -> TransformationState:
    head = each.head
    return TransformationState(
        kind=head.kind,
        unit=head.unit_id or "",
        order=head.order,
        closed=head.closed,
        inputs=each.inputs,
        outputs=each.outputs,
        inside=each.inside,
        bill=bill,
        bill_item=item,
        produced=each.items.get(item, 0),
        makes_one_serial=each.makes_one_serial,
    )
