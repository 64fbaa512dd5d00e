"""Reads the links of a trace: one recursive statement each way, and what came out of each transformation on it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import CTE, Connection, Select, and_, bindparam, func, null, select

from kiosk.database import tables
from kiosk.database.catalog import unit_of
from kiosk.database.prepared import Prepared, chunks
from kiosk.database.projections import ROLE_NUMBER
from kiosk.database.walk import walk
from kiosk.domain.genealogy import Link, LinkState, Output, Part, links_of
from kiosk.domain.movement import Evidence, Role
from kiosk.domain.quantity import MICRO

_movement, _entry, _part, _member = tables.movement, tables.entry, tables.participation, tables.member


def read_links(connection: Connection, root: int, *, forward: bool) -> list[Link]:
    """Every link between the root and what it is made of (or went into), however far away."""
    found = _PARTS[forward].rows(connection, {"root": root})
    parts = [Part._make(row[1:]) for row in found if row.input is not None]
    outputs = _read_outputs(connection, sorted({part.transformation for part in parts}))
    links = links_of(parts, outputs, _mixed_units(connection, outputs))
    without_movements = sorted({row.near for row in found if row.input is None})
    return links + list(_read_memberships(connection, without_movements, forward=forward))


def _parts(lots: CTE, *, forward: bool) -> Select[Any]:
    """`near`, and the fields of a part, for every movement of an input of every transformation on the walk.

    A transformation without such movements, as a membership is, has one row without them.
    """
    near = _part.alias("near")
    moved = [
        _movement.c.transformation == near.c.transformation,
        _movement.c.role.in_((ROLE_NUMBER[Role.INPUT], ROLE_NUMBER[Role.INPUT_RETURNED])),
        _movement.c.remaining > 0,
    ]
    if forward:
        moved.append(_movement.c.lot == near.c.lot)
    return (
        select(
            near.c.lot.label("near"),
            _movement.c.lot.label("input"),
            near.c.transformation,
            (null() if forward else near.c.lot).label("output"),
            (_movement.c.role == ROLE_NUMBER[Role.INPUT_RETURNED]).label("is_return"),
            _movement.c.remaining,
            _movement.c.evidence,
            _movement.c.at,
            _entry.c.station,
        )
        .select_from(lots)
        .join(near, near.c.lot == lots.c.lot)
        .join(_movement, and_(*moved), isouter=True)
        .join(_entry, _entry.c.arrival == _movement.c.arrival, isouter=True)
        .where(
            near.c.side == (tables.INPUT_SIDE if forward else tables.OUTPUT_SIDE),
            near.c.taken > 0,
            near.c.tracked,
        )
    )


_PARTS = {forward: Prepared(_parts(walk(forward=forward), forward=forward)) for forward in (False, True)}
"""By direction."""

_outputs = Prepared(
    select(_movement.c.transformation, _movement.c.lot, func.sum(_movement.c.remaining), func.max(_movement.c.evidence))
    .where(
        _movement.c.transformation.in_(bindparam("keys", type_=tables.KEY, expanding=True)),
        _movement.c.role == ROLE_NUMBER[Role.OUTPUT],
        _movement.c.remaining > 0,
    )
    .group_by(_movement.c.transformation, _movement.c.lot)
)


def _read_outputs(connection: Connection, transformations: Sequence[int]) -> list[Output]:
    """All lots that came out of these transformations."""
    return [
        Output(row[0], row[1], int(row[2]), row[3])
        for chunk in chunks(transformations)
        for row in _outputs.rows(connection, {"keys": chunk})
    ]


_items = Prepared(
    select(tables.lot.c.key, tables.item.c.body)
    .join(tables.item, tables.item.c.id == tables.lot.c.item)
    .where(tables.lot.c.key.in_(bindparam("lots", type_=tables.KEY, expanding=True)))
)


def _mixed_units(connection: Connection, outputs: Sequence[Output]) -> set[int]:
    """Those transformations whose outputs are measured in different units, so that they cannot be added up."""
    counts = Counter(output.transformation for output in outputs)
    several = [output for output in outputs if counts[output.transformation] > 1]
    unit: dict[int, str] = {}
    for chunk in chunks(sorted({output.lot for output in several})):
        unit.update((row.key, unit_of(row.body)) for row in _items.rows(connection, {"lots": chunk}))
    units: defaultdict[int, set[str]] = defaultdict(set)
    for output in several:
        units[output.transformation].add(unit[output.lot])
    return {transformation for transformation, found in units.items() if len(found) > 1}


def _memberships(*, forward: bool) -> Select[Any]:
    """One row for every movement that states a membership of the lots, or of the serials."""
    near = _member.c.lot if forward else _member.c.serial
    return (
        select(_member.c.lot, _member.c.serial, _movement.c.evidence, _movement.c.at, _entry.c.station)
        .join(
            _movement,
            and_(
                _movement.c.arrival == _member.c.arrival,
                _movement.c.lot == _member.c.serial,
                _movement.c.remaining > 0,
            ),
        )
        .join(_entry, _entry.c.arrival == _member.c.arrival)
        .where(near.in_(bindparam("lots", type_=tables.KEY, expanding=True)))
        .order_by(_entry.c.stamp, _entry.c.station, _entry.c.seq, _movement.c.line.desc())
    )


_MEMBERSHIPS = {forward: Prepared(_memberships(forward=forward)) for forward in (False, True)}
"""By direction."""


def _read_memberships(connection: Connection, lots: Sequence[int], *, forward: bool) -> Iterator[Link]:
    seen: dict[tuple[int, int], Link] = {}
    for chunk in chunks(lots):
        for row in _MEMBERSHIPS[forward].rows(connection, {"lots": chunk}):
            seen.setdefault(
                (row.lot, row.serial),
                Link(
                    input=row.lot,
                    output=row.serial,
                    transformation=None,
                    state=LinkState.MEMBER,
                    quantity=MICRO,
                    evidence=Evidence(row.evidence),
                    first=row.at,
                    last=row.at,
                    last_input=row.at,
                    station=row.station,
                ),
            )
    yield from seen.values()
