"""Looks around for codes that are new: who else knows them, and what looks like them (rules TRACK-4 and TRACK-5)."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from kiosk.database import tables
from kiosk.database.prepared import Prepared, chunks
from kiosk.domain.lot import LotIdentity, twin_form
from kiosk.domain.rules.facts import LotState

_same_codes = Prepared(
    select(tables.lot.c.code, tables.lot.c.item, tables.item.c.code.label("item_code"))
    .join(tables.item, tables.item.c.id == tables.lot.c.item)
    .where(tables.lot.c.code.in_(bindparam("codes", expanding=True)))
)
_same_forms = Prepared(
    select(tables.lot.c.twin, tables.lot.c.item, tables.lot.c.code).where(
        tables.lot.c.twin.in_(bindparam("forms", expanding=True)),
        tables.lot.c.item.in_(bindparam("items", expanding=True)),
    )
)


def read_strangers(connection: Connection, new: Sequence[LotIdentity]) -> dict[str, LotState]:
    """By lot id: which other items have a lot of that code, and which codes of the same item are near-twins."""
    states: dict[str, LotState] = {}
    for chunk in chunks(new):
        states |= _read_chunk(connection, chunk)
    return states


def _read_chunk(connection: Connection, new: Sequence[LotIdentity]) -> dict[str, LotState]:
    items_of: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in _same_codes.rows(connection, {"codes": sorted({lot.code for lot in new})}):
        items_of[row.code].add((row.item, row.item_code))
    forms = {lot: twin_form(lot.code) for lot in new}
    wanted = {"forms": sorted(set(forms.values())), "items": sorted({lot.item for lot in new})}
    twins: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _same_forms.rows(connection, wanted):
        twins[row.twin, row.item].add(row.code)
    return {
        lot.id: LotState(
            other_items=tuple(sorted(code for item, code in items_of[lot.code] if item != lot.item)),
            twins=tuple(sorted(code for code in twins[forms[lot], lot.item] if code != lot.code)),
        )
        for lot in new
    }
