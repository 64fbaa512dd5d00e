"""Reads what the gaps of a trace are derived from: a fixed number of statements for every ten thousand lots."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, and_, bindparam, func, select

from kiosk.database import tables
from kiosk.database.bills import first_productions, productions_of_lots
from kiosk.database.members import lasting_members_of
from kiosk.database.prepared import Prepared, chunks
from kiosk.database.slots import empty_slots
from kiosk.domain.entry import EntryKind
from kiosk.domain.gaps import GapFacts
from kiosk.domain.location import ADJUSTMENT, CUSTOMER, ENDLESS, SUPPLIER
from kiosk.domain.lot import LotKind

_lots = bindparam("lots", type_=tables.KEY, expanding=True)
_movement, _place, _part = tables.movement, tables.place, tables.participation

_moved = Prepared(select(_movement.c.lot).where(_movement.c.lot.in_(_lots)).distinct())
_origins = Prepared(
    select(_movement.c.lot, _place.c.location)
    .join(_place, _place.c.key == _movement.c.source)
    .where(
        _movement.c.lot.in_(_lots),
        _movement.c.remaining > 0,
        _movement.c.reverses.is_(None),
        _place.c.location.in_((SUPPLIER, ADJUSTMENT)),
    )
    .distinct()
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
_places_of_serials = Prepared(
    select(tables.balance.c.lot, func.count().label("places"))
    .join(_place, _place.c.key == tables.balance.c.place)
    .where(tables.balance.c.lot.in_(_lots), tables.IN_STOCK, _place.c.location.not_in(sorted(ENDLESS)))
    .group_by(tables.balance.c.lot)
)
_products_of_serials = Prepared(
    select(_part.c.lot, func.count().label("places"))
    .join(tables.transformation, tables.transformation.c.key == _part.c.transformation)
    .where(
        _part.c.lot.in_(_lots),
        _part.c.side == tables.INPUT_SIDE,
        _part.c.taken > _part.c.returned,
        tables.transformation.c.kind != tables.MEMBERSHIP,
    )
    .group_by(_part.c.lot)
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
    productions = productions_of_lots(connection, sorted(judged))
    times_made = Counter(each.lot for each in productions)
    origins = _origins_of(connection, tracked)
    known = times_made.keys() | origins[SUPPLIER]
    return GapFacts(
        kinds=kinds,
        judged=judged,
        with_origin=frozenset(known | _known_by_members(connection, [key for key in tracked if key not in known])),
        found=frozenset(origins[ADJUSTMENT]),
        two_places=_at_two_places(connection, [key for key in tracked if kinds[key] is LotKind.SERIAL]),
        empty_slots=empty_slots(connection, first_productions(productions)),
        bridges=_select(connection, _made_from_tracked, anonymous),
        overdrawn=_select(connection, _below_nothing, tracked),
        made_twice=frozenset(lot for lot, times in times_made.items() if times > 1 and kinds[lot] is LotKind.SERIAL),
        last_departure=_last_departures(connection, sorted(kinds)),
    )


def _select(connection: Connection, statement: Prepared, lots: Sequence[int]) -> frozenset[int]:
    """The lots that a statement finds among these."""
    return frozenset(lot for chunk in chunks(lots) for lot in statement.column(connection, {"lots": chunk}))


def _at_two_places(connection: Connection, serials: Sequence[int]) -> frozenset[int]:
    """Serials that are at more than one place now: in the plant, with a customer, in the scrap, or inside a product."""
    places: Counter[int] = Counter()
    for chunk in chunks(serials):
        for statement in (_places_of_serials, _products_of_serials):
            places.update({row.lot: row.places for row in statement.rows(connection, {"lots": chunk})})
    return frozenset(serial for serial, count in places.items() if count > 1)


def _origins_of(connection: Connection, lots: Sequence[int]) -> defaultdict[str, set[int]]:
    """Those of the lots that came from a supplier, and those that were found, by the virtual location."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for chunk in chunks(lots):
        for row in _origins.rows(connection, {"lots": chunk}):
            found[row.location].add(row.lot)
    return found


def _known_by_members(connection: Connection, lots: Sequence[int]) -> set[int]:
    """Lots that never moved themselves, but have members that were made here or came from a supplier."""
    found: set[int] = set()
    for chunk in chunks(lots):
        rows = lasting_members_of.rows(connection, {"lots": chunk})
        if rows:
            serials = sorted({row.serial for row in rows})
            known = {each.lot for each in productions_of_lots(connection, serials)}
            known |= _origins_of(connection, serials)[SUPPLIER]
            moved = _select(connection, _moved, chunk)
            found |= {row.lot for row in rows if row.serial in known and row.lot not in moved}
    return found


def _last_departures(connection: Connection, lots: Sequence[int]) -> dict[int, int]:
    """When the lots were last shipped."""
    found: dict[int, int] = {}
    for chunk in chunks(lots):
        found.update((row.lot, row.at) for row in _departures.rows(connection, {"lots": chunk}))
    return found
