"""Reads the links of a trace: one recursive statement each way, and one for memberships."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import CTE, Connection, FromClause, Label, ScalarSelect, Select, and_, func, select

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
    movement, entry = tables.movement, tables.entry
    near, far = (source, made) if forward else (made, source)
    moved_into = and_(
        movement.c.transformation == source.c.transformation,
        movement.c.lot == source.c.lot,
        movement.c.role.in_(_INPUT_ROLES),
        movement.c.remaining > 0,
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
            made.c.taken.label("produced"),
            _weakest_output(made).label("output_evidence"),
            *_all_made(made),
        )
        .select_from(lots)
        .join(near, near.c.lot == lots.c.lot)
        .join(far, source.c.transformation == made.c.transformation)
        .join(movement, moved_into)
        .join(entry, entry.c.arrival == movement.c.arrival)
        .where(
            source.c.side == tables.INPUT_SIDE,
            made.c.side == tables.OUTPUT_SIDE,
            source.c.taken > 0,
            made.c.taken > 0,
            near.c.tracked,
        )
    )


def _weakest_output(made: FromClause) -> ScalarSelect[Any]:
    """The weakest evidence of the output's own movements."""
    own = tables.movement.alias("own")
    return (
        select(func.max(own.c.evidence))
        .where(
            own.c.transformation == made.c.transformation,
            own.c.lot == made.c.lot,
            own.c.role == ROLE_NUMBER[Role.OUTPUT],
            own.c.remaining > 0,
        )
        .scalar_subquery()
    )


def _all_made(made: FromClause) -> tuple[Label[Any], ...]:
    """Of all outputs of the transformation: how many lots, how much together, how many items."""
    other, lot = tables.participation.alias("other"), tables.lot.alias("other_lot")
    made_too = and_(
        other.c.transformation == made.c.transformation, other.c.side == tables.OUTPUT_SIDE, other.c.taken > 0
    )
    outputs = select(func.count()).select_from(other).where(made_too)
    together = select(func.sum(other.c.taken)).where(made_too)
    items = select(func.count(lot.c.item.distinct())).select_from(other).join(lot, lot.c.key == other.c.lot)
    return (
        outputs.scalar_subquery().label("outputs"),
        together.scalar_subquery().label("produced_in_all"),
        items.where(made_too).scalar_subquery().label("items_made"),
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
