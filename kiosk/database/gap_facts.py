"""Reads what the gaps of a trace are derived from: a fixed number of statements for every ten thousand lots."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, and_, func, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog, bill_in_force
from kiosk.database.keys import CHUNK
from kiosk.database.members import lasting_members_of
from kiosk.database.projections import ROLE_NUMBER
from kiosk.domain.entry import EntryKind
from kiosk.domain.gaps import GapFacts
from kiosk.domain.item import Tracking
from kiosk.domain.location import ADJUSTMENT, CUSTOMER, SUPPLIER
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import Role
from kiosk.domain.order import BillLine
from kiosk.domain.quantity import MICRO


def read_gap_facts(connection: Connection, kinds: Mapping[int, LotKind], judged: frozenset[int]) -> GapFacts:
    """The facts about the lots of a trace; `judged` are those whose own past counts."""
    tracked = [key for key in sorted(judged) if kinds[key] is not LotKind.ANONYMOUS]
    anonymous = [key for key in sorted(judged) if kinds[key] is LotKind.ANONYMOUS]
    return GapFacts(
        kinds=kinds,
        judged=judged,
        with_origin=_with_origin(connection, tracked),
        found=_moved_from(connection, tracked, ADJUSTMENT),
        empty_slots=_empty_slots(connection, sorted(judged)),
        bridges=_bridges(connection, anonymous),
        overdrawn=_overdrawn(connection, tracked),
        made_twice=_made_twice(connection, [key for key in tracked if kinds[key] is LotKind.SERIAL]),
        last_departure=_last_departure(connection, sorted(kinds)),
    )


def _chunks(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]


def _with_origin(connection: Connection, keys: list[int]) -> frozenset[int]:
    """Lots that were made here, came from a supplier, or are known only through members that did."""
    arrived = _arrived(connection, keys)
    by_members: set[int] = set()
    for chunk in _chunks([key for key in keys if key not in arrived]):
        rows = connection.execute(lasting_members_of(chunk)).all()
        if rows:
            members = _arrived(connection, sorted({row.serial for row in rows}))
            moved = _moved(connection, chunk)
            by_members |= {row.lot for row in rows if row.serial in members and row.lot not in moved}
    return frozenset(arrived | by_members)


def _arrived(connection: Connection, keys: list[int]) -> set[int]:
    """Lots that were made here or came from a supplier."""
    part, transformation = tables.participation, tables.transformation
    arrived = set(_moved_from(connection, keys, SUPPLIER))
    for chunk in _chunks(keys):
        made = (
            select(part.c.lot)
            .join(transformation, transformation.c.key == part.c.transformation)
            .where(
                part.c.lot.in_(chunk),
                part.c.side == tables.OUTPUT_SIDE,
                part.c.taken > 0,
                transformation.c.kind != tables.MEMBERSHIP,
            )
        )
        arrived |= set(connection.execute(made).scalars())
    return arrived


def _moved(connection: Connection, keys: list[int]) -> set[int]:
    movement = tables.movement
    return set(connection.execute(select(movement.c.lot).where(movement.c.lot.in_(keys)).distinct()).scalars())


def _moved_from(connection: Connection, keys: list[int], location: str) -> frozenset[int]:
    """Lots with a movement from that location that no undo has taken back."""
    movement, place = tables.movement, tables.place
    found: set[int] = set()
    for chunk in _chunks(keys):
        found |= set(
            connection.execute(
                select(movement.c.lot)
                .join(place, place.c.key == movement.c.source)
                .where(
                    movement.c.lot.in_(chunk),
                    movement.c.remaining > 0,
                    movement.c.reverses.is_(None),
                    place.c.location == location,
                )
                .distinct()
            ).scalars()
        )
    return frozenset(found)


def _bridges(connection: Connection, keys: list[int]) -> frozenset[int]:
    """Anonymous lots that were made from tracked ones: the chain goes on behind them, and nobody can see it."""
    made, source = tables.participation.alias("made"), tables.participation.alias("source")
    found: set[int] = set()
    for chunk in _chunks(keys):
        found |= set(
            connection.execute(
                select(made.c.lot)
                .join(
                    source,
                    and_(
                        source.c.transformation == made.c.transformation,
                        source.c.side == tables.INPUT_SIDE,
                        source.c.taken > 0,
                        source.c.tracked,
                    ),
                )
                .where(made.c.lot.in_(chunk), made.c.side == tables.OUTPUT_SIDE, made.c.taken > 0)
                .distinct()
            ).scalars()
        )
    return frozenset(found)


def _overdrawn(connection: Connection, keys: list[int]) -> frozenset[int]:
    """Lots with less than nothing at a place inside the plant."""
    balance, place, location = tables.balance, tables.place, tables.location
    found: set[int] = set()
    for chunk in _chunks(keys):
        found |= set(
            connection.execute(
                select(balance.c.lot)
                .join(place, place.c.key == balance.c.place)
                .join(location, location.c.id == place.c.location)
                .where(balance.c.lot.in_(chunk), balance.c.quantity < 0)
                .distinct()
            ).scalars()
        )
    return frozenset(found)


def _made_twice(connection: Connection, keys: list[int]) -> frozenset[int]:
    """Serials that were made more than once."""
    movement = tables.movement
    found: set[int] = set()
    for chunk in _chunks(keys):
        found |= set(
            connection.execute(
                select(movement.c.lot)
                .where(
                    movement.c.lot.in_(chunk),
                    movement.c.role == ROLE_NUMBER[Role.OUTPUT],
                    movement.c.remaining > 0,
                )
                .group_by(movement.c.lot)
                .having(func.count() > 1)
            ).scalars()
        )
    return frozenset(found)


def _last_departure(connection: Connection, keys: list[int]) -> dict[int, int]:
    movement, place, entry = tables.movement, tables.place, tables.entry
    found: dict[int, int] = {}
    for chunk in _chunks(keys):
        rows = connection.execute(
            select(movement.c.lot, func.max(movement.c.at).label("at"))
            .join(place, place.c.key == movement.c.destination)
            .join(entry, entry.c.arrival == movement.c.arrival)
            .where(
                movement.c.lot.in_(chunk),
                movement.c.remaining > 0,
                place.c.location == CUSTOMER,
                entry.c.kind == EntryKind.SHIP,
            )
            .group_by(movement.c.lot)
        )
        found.update((row.lot, row.at) for row in rows)
    return found


def _empty_slots(connection: Connection, keys: list[int]) -> frozenset[int]:
    """Outputs whose transformation lacks a tracked component that the bill in force asks for."""
    catalog = Catalog(connection)
    found: set[int] = set()
    for chunk in _chunks(keys):
        productions = connection.execute(_productions(chunk)).all()
        contents = _contents(connection, sorted({row.transformation for row in productions}))
        bills = _bills(connection, sorted({row.item for row in productions}))
        first = {(row.transformation, row.lot): row for row in reversed(productions)}
        made = _made(connection, sorted({row.transformation for row in productions}))
        for row in first.values():
            bill = _bill_of(catalog, row, bills)
            inside = contents.get(row.transformation, {})
            if any(_is_empty(catalog, line, inside, made[row.transformation, row.item]) for line in bill):
                found.add(row.lot)
    return frozenset(found)


def _productions(keys: list[int]) -> Any:
    movement, lot, entry = tables.movement, tables.lot, tables.entry
    return (
        select(
            movement.c.lot,
            movement.c.transformation,
            movement.c.remaining,
            movement.c.order,
            lot.c.item,
            entry.c.stamp,
            entry.c.station,
            entry.c.seq,
        )
        .join(lot, lot.c.key == movement.c.lot)
        .join(entry, entry.c.arrival == movement.c.arrival)
        .where(movement.c.lot.in_(keys), movement.c.role == ROLE_NUMBER[Role.OUTPUT], movement.c.remaining > 0)
        .order_by(movement.c.key)
    )


def _made(connection: Connection, transformations: list[int]) -> dict[tuple[int, str], int]:
    """By transformation and item: the quantity that came out of it."""
    part, lot = tables.participation, tables.lot
    out: defaultdict[tuple[int, str], int] = defaultdict(int)
    for chunk in _chunks(transformations):
        rows = connection.execute(
            select(part.c.transformation, lot.c.item, part.c.taken)
            .join(lot, lot.c.key == part.c.lot)
            .where(part.c.transformation.in_(chunk), part.c.side == tables.OUTPUT_SIDE)
        )
        for row in rows:
            out[row.transformation, row.item] += row.taken
    return out


def _contents(connection: Connection, transformations: list[int]) -> dict[int, dict[str, int]]:
    """By transformation: net quantity inside, by item."""
    part, lot = tables.participation, tables.lot
    out: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for chunk in _chunks(transformations):
        rows = connection.execute(
            select(part.c.transformation, lot.c.item, part.c.taken, part.c.returned)
            .join(lot, lot.c.key == part.c.lot)
            .where(part.c.transformation.in_(chunk), part.c.side == tables.INPUT_SIDE)
        )
        for row in rows:
            out[row.transformation][row.item] += row.taken - row.returned
    return {key: dict(items) for key, items in out.items()}


def _bills(connection: Connection, items: list[str]) -> dict[str, list[Any]]:
    """Every version of the bills of these items, by item, in order of their stamps."""
    bill = tables.bill
    out: defaultdict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(select(bill).where(bill.c.item.in_(items)).order_by(bill.c.stamp)):
        out[row.item].append(row)
    return out


def _bill_of(catalog: Catalog, row: Any, bills: Mapping[str, list[Any]]) -> tuple[BillLine, ...]:
    order = catalog.order(row.order) if row.order else None
    if order:
        return order.bill
    stamp = f"{row.stamp}/{row.station}/{row.seq:012d}"
    return bill_in_force(version for version in bills.get(row.item, ()) if version.stamp < stamp)


def _is_empty(catalog: Catalog, line: BillLine, inside: Mapping[str, int], made: int) -> bool:
    component = catalog.item_by_id(line.component)
    if component.tracking is Tracking.NONE:
        return False
    filled = sum(inside.get(item, 0) for item in (line.component, *line.substitutes))
    if filled <= 0:
        return True
    return component.tracking is Tracking.SERIAL and filled * MICRO < line.quantity * made
