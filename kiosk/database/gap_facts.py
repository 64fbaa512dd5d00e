"""Reads what the gaps of a trace are derived from: a fixed number of statements for every ten thousand lots."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, and_, bindparam, func, select

from kiosk.database import tables
from kiosk.database.keys import chunks
from kiosk.database.members import lasting_members_of
from kiosk.database.prepared import Prepared
from kiosk.database.slots import empty_slots
from kiosk.domain.entry import EntryKind
from kiosk.domain.gaps import GapFacts
from kiosk.domain.location import ADJUSTMENT, CUSTOMER, SUPPLIER
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import Role

_OUTPUT = tuple(Role).index(Role.OUTPUT)
_lots = bindparam("lots", type_=tables.KEY, expanding=True)
_movement, _place, _part = tables.movement, tables.place, tables.participation

_moved = Prepared(select(_movement.c.lot).where(_movement.c.lot.in_(_lots)).distinct())
_moved_from = Prepared(
    select(_movement.c.lot)
    .join(_place, _place.c.key == _movement.c.source)
    .where(
        _movement.c.lot.in_(_lots),
        _movement.c.remaining > 0,
        _movement.c.reverses.is_(None),
        _place.c.location == bindparam("location"),
    )
    .distinct()
)
_made = Prepared(
    select(_part.c.lot)
    .join(tables.transformation, tables.transformation.c.key == _part.c.transformation)
    .where(
        _part.c.lot.in_(_lots),
        _part.c.side == tables.OUTPUT_SIDE,
        _part.c.taken > 0,
        tables.transformation.c.kind != tables.MEMBERSHIP,
    )
)
_made_part, _source_part = _part.alias("made"), _part.alias("source")
_made_from_tracked = Prepared(
    select(_made_part.c.lot)
    .join(
        _source_part,
        and_(
            _source_part.c.transformation == _made_part.c.transformation,
            _source_part.c.side == tables.INPUT_SIDE,
            _source_part.c.taken > 0,
            _source_part.c.tracked,
        ),
    )
    .where(_made_part.c.lot.in_(_lots), _made_part.c.side == tables.OUTPUT_SIDE, _made_part.c.taken > 0)
    .distinct()
)
_below_nothing = Prepared(
    select(tables.balance.c.lot)
    .join(_place, _place.c.key == tables.balance.c.place)
    .join(tables.location, tables.location.c.id == _place.c.location)
    .where(tables.balance.c.lot.in_(_lots), tables.balance.c.quantity < 0)
    .distinct()
)
_made_more_than_once = Prepared(
    select(_movement.c.lot)
    .where(_movement.c.lot.in_(_lots), _movement.c.role == _OUTPUT, _movement.c.remaining > 0)
    .group_by(_movement.c.lot)
    .having(func.count() > 1)
)
_departures = Prepared(
    select(_movement.c.lot, func.max(_movement.c.at).label("at"))
    .join(_place, _place.c.key == _movement.c.destination)
    .join(tables.entry, tables.entry.c.arrival == _movement.c.arrival)
    .where(
        _movement.c.lot.in_(_lots),
        _movement.c.remaining > 0,
        _place.c.location == CUSTOMER,
        tables.entry.c.kind == EntryKind.SHIP.value,
    )
    .group_by(_movement.c.lot)
)


def read_gap_facts(connection: Connection, kinds: Mapping[int, LotKind], judged: frozenset[int]) -> GapFacts:
    """The facts about the lots of a trace; `judged` are those whose own past counts."""
    tracked = [key for key in sorted(judged) if kinds[key] is not LotKind.ANONYMOUS]
    anonymous = [key for key in sorted(judged) if kinds[key] is LotKind.ANONYMOUS]
    serials = [key for key in tracked if kinds[key] is LotKind.SERIAL]
    return GapFacts(
        kinds=kinds,
        judged=judged,
        with_origin=_with_origin(connection, tracked),
        found=_select(connection, _moved_from, tracked, location=ADJUSTMENT),
        empty_slots=empty_slots(connection, sorted(judged)),
        bridges=_select(connection, _made_from_tracked, anonymous),
        overdrawn=_select(connection, _below_nothing, tracked),
        made_twice=_select(connection, _made_more_than_once, serials),
        last_departure=_last_departures(connection, sorted(kinds)),
    )


def _select(connection: Connection, statement: Prepared, lots: Sequence[int], **values: str) -> frozenset[int]:
    """The lots that a statement finds among these."""
    found: set[int] = set()
    for chunk in chunks(lots):
        found.update(statement.column(connection, {"lots": chunk} | values))
    return frozenset(found)


def _with_origin(connection: Connection, lots: Sequence[int]) -> frozenset[int]:
    """Lots that were made here, came from a supplier, or are known only through members that did."""
    arrived = _arrived(connection, lots)
    by_members: set[int] = set()
    for chunk in chunks([key for key in lots if key not in arrived]):
        rows = lasting_members_of.rows(connection, {"lots": chunk})
        if rows:
            members = _arrived(connection, sorted({row.serial for row in rows}))
            moved = _select(connection, _moved, chunk)
            by_members |= {row.lot for row in rows if row.serial in members and row.lot not in moved}
    return arrived | by_members


def _arrived(connection: Connection, lots: Sequence[int]) -> frozenset[int]:
    """Lots that were made here or came from a supplier."""
    return _select(connection, _moved_from, lots, location=SUPPLIER) | _select(connection, _made, lots)


def _last_departures(connection: Connection, lots: Sequence[int]) -> dict[int, int]:
    """When the lots were last shipped."""
    found: dict[int, int] = {}
    for chunk in chunks(lots):
        found.update((row.lot, row.at) for row in _departures.rows(connection, {"lots": chunk}))
    return found
