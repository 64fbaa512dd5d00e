"""Finds outputs whose transformation lacks a component that its bill asked for (gap `slot_empty`)."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from kiosk.database import tables
from kiosk.database.bills import Production, bills_of
from kiosk.database.catalog import Catalog
from kiosk.database.prepared import Prepared, chunks
from kiosk.domain.bill import is_empty

_part, _lot = tables.participation, tables.lot
_sides = Prepared(
    select(_part.c.transformation, _part.c.side, _lot.c.item, _part.c.taken, _part.c.returned)
    .join(_lot, _lot.c.key == _part.c.lot)
    .where(_part.c.transformation.in_(bindparam("keys", expanding=True)))
)

_Quantities = defaultdict[tuple[int, str], int]
"""(transformation, item id) -> micro."""


def empty_slots(connection: Connection, productions: Sequence[Production]) -> frozenset[int]:
    """The lots of those productions that came out while a required slot was empty, and still is."""
    bills = bills_of(connection, productions)
    items = Catalog(connection).items_by_id(line.component for bill in bills.values() for line in bill)
    inside, made = _read_sides(connection, sorted({each.transformation for each in productions}))
    found: set[int] = set()
    for each in productions:
        produced = made[each.transformation, each.item]
        for line in bills[each]:
            contents = {item: inside[each.transformation, item] for item in (line.component, *line.substitutes)}
            if is_empty(line, items[line.component].tracking, contents, produced):
                found.add(each.lot)
    return frozenset(found)


def _read_sides(connection: Connection, transformations: Sequence[int]) -> tuple[_Quantities, _Quantities]:
    """Net quantities inside, and quantities made."""
    inside: _Quantities = defaultdict(int)
    made: _Quantities = defaultdict(int)
    for chunk in chunks(transformations):
        for row in _sides.rows(connection, {"keys": chunk}):
            if row.side == tables.INPUT_SIDE:
                inside[row.transformation, row.item] += row.taken - row.returned
            else:
                made[row.transformation, row.item] += row.taken
    return inside, made
