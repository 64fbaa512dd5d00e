"""Reads the links of a trace: one recursive statement each way, and one for memberships."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import CTE, Connection, Select, and_, func, select

from kiosk.database import tables
from kiosk.database.catalog import unit_of
from kiosk.database.projections import ROLE_NUMBER
from kiosk.database.walk import walk
from kiosk.domain.genealogy import Link, LinkState, Part, links_of
from kiosk.domain.movement import Evidence, Role
from kiosk.domain.quantity import MICRO

_ROLES = tuple(Role)
_INPUT_ROLES = (ROLE_NUMBER[Role.INPUT], ROLE_NUMBER[Role.INPUT_RETURNED])


def read_links(connection: Connection, root: int, *, forward: bool) -> list[Link]:
    """Every link between the root and what it is made of (or went into), however far away."""
    links = links_of(_read_parts(connection, root, forward=forward))
    return links + list(_read_memberships(connection, root, forward=forward))


def _read_parts(connection: Connection, root: int, *, forward: bool) -> Iterator[Part]:
    rows = connection.execute(_PARTS[forward], {"root": root}).all()
    mixed = _mixed_units(connection, sorted({row.transformation for row in rows if row.items_made > 1}))
    for row in rows:
        yield Part(
            input=row.input,
            output=row.output,
            transformation=row.transformation,
            role=_ROLES[row.role],
            quantity=row.remaining,
            evidence=Evidence(row.evidence),
            at=row.at,
            station=row.station,
            output_evidence=Evidence(row.output_evidence),
            produced=row.produced,
            outputs=row.outputs,
            produced_in_all=None if row.transformation in mixed else row.produced_in_all,
        )


def _parts(lots: CTE, *, forward: bool) -> Select[Any]:
    """One row for every movement of an input, for every output on the walk."""
    source, made = tables.participation.alias("source"), tables.participation.alias("made")
    siblings, siblings_lot = tables.participation.alias("siblings"), tables.lot.alias("siblings_lot")
    movement, entry = tables.movement, tables.entry
    own = movement.alias("own")
    near = source if forward else made
    all_made = and_(
        siblings.c.transformation == made.c.transformation,
        siblings.c.side == tables.OUTPUT_SIDE,
        siblings.c.taken > 0,
    )
    weakest = (
        select(func.max(own.c.evidence))
        .where(
            own.c.transformation == made.c.transformation,
            own.c.lot == made.c.lot,
            own.c.role == ROLE_NUMBER[Role.OUTPUT],
            own.c.remaining > 0,
        )
        .scalar_subquery()
    )
    count = select(func.count()).select_from(siblings).where(all_made).scalar_subquery()
    total = select(func.sum(siblings.c.taken)).where(all_made).scalar_subquery()
    items = (
        select(func.count(siblings_lot.c.item.distinct()))
        .select_from(siblings)
        .join(siblings_lot, siblings_lot.c.key == siblings.c.lot)
        .where(all_made)
        .scalar_subquery()
    )
    return (
        select(
            source.c.lot.label("input"),
            made.c.lot.label("output"),
            made.c.transformation,
            movement.c.role,
            movement.c.remaining,
            movement.c.evidence,
            movement.c.at,
            entry.c.station,
            weakest.label("output_evidence"),
            made.c.taken.label("produced"),
            count.label("outputs"),
            total.label("produced_in_all"),
            items.label("items_made"),
        )
        .select_from(lots)
        .join(made if not forward else source, near.c.lot == lots.c.lot)
        .join(source if not forward else made, source.c.transformation == made.c.transformation)
        .join(
            movement,
            and_(
                movement.c.transformation == source.c.transformation,
                movement.c.lot == source.c.lot,
                movement.c.role.in_(_INPUT_ROLES),
                movement.c.remaining > 0,
            ),
        )
        .join(entry, entry.c.arrival == movement.c.arrival)
        .where(
            source.c.side == tables.INPUT_SIDE,
            made.c.side == tables.OUTPUT_SIDE,
            source.c.taken > 0,
            made.c.taken > 0,
            near.c.tracked,
        )
    )


def _mixed_units(connection: Connection, transformations: list[int]) -> set[int]:
    """Those transformations whose outputs are measured in different units, so that they cannot be added up."""
    if not transformations:
        return set()
    part, lot, item = tables.participation, tables.lot, tables.item
    units: defaultdict[int, set[str]] = defaultdict(set)
    rows = connection.execute(
        select(part.c.transformation, item.c.body)
        .join(lot, lot.c.key == part.c.lot)
        .join(item, item.c.id == lot.c.item)
        .where(part.c.transformation.in_(transformations), part.c.side == tables.OUTPUT_SIDE, part.c.taken > 0)
    )
    for row in rows:
        units[row.transformation].add(unit_of(row.body))
    return {transformation for transformation, found in units.items() if len(found) > 1}


def _memberships(lots: CTE, *, forward: bool) -> Select[Any]:
    """One row for every movement that states a membership of a lot on the walk."""
    member, movement, entry = tables.member, tables.movement, tables.entry
    near = member.c.lot if forward else member.c.serial
    return (
        select(member.c.lot, member.c.serial, movement.c.evidence, movement.c.at, entry.c.station)
        .select_from(lots)
        .join(member, near == lots.c.lot)
        .join(
            movement,
            and_(
                movement.c.arrival == member.c.arrival,
                movement.c.lot == member.c.serial,
                movement.c.remaining > 0,
            ),
        )
        .join(entry, entry.c.arrival == member.c.arrival)
        .order_by(entry.c.stamp, entry.c.station, entry.c.seq, movement.c.line.desc())
    )


_PARTS = {forward: _parts(walk(forward=forward), forward=forward) for forward in (False, True)}
_MEMBERSHIPS = {forward: _memberships(walk(forward=forward), forward=forward) for forward in (False, True)}
"""By direction; built once, because building a statement takes longer than running it."""


def _read_memberships(connection: Connection, root: int, *, forward: bool) -> Iterator[Link]:
    seen: dict[tuple[int, int], Link] = {}
    for row in connection.execute(_MEMBERSHIPS[forward], {"root": root}):
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
