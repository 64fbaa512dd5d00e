"""The walk of the genealogy: one recursive statement that remembers where it was, so that cycles end."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, FromClause, Select, and_, bindparam, select

from kiosk.database import tables
from kiosk.database.prepared import Prepared, chunks
from kiosk.database.tables import KEY


def walk(*, forward: bool) -> CTE:
    """The lots reached from the parameter `root`, itself included, as a recursive query with one column `lot`.

    Backward goes from an output to the inputs of its transformations; forward from an input to the outputs. An
    untracked item is reached, but nothing is reached through it.
    """
    lots = select(bindparam("root", type_=KEY).label("lot")).cte(
        "descendants" if forward else "ancestors", recursive=True
    )
    return lots.union(_step(lots, lots.c.lot, forward=forward))


def _step(lots: FromClause, lot: ColumnElement[int], *, forward: bool) -> Select[Any]:
    """The lots that are one transformation away from those in the column `lot` of `lots`."""
    start, end = (tables.INPUT_SIDE, tables.OUTPUT_SIDE) if forward else (tables.OUTPUT_SIDE, tables.INPUT_SIDE)
    near, far = tables.participation.alias("near"), tables.participation.alias("far")
    return (
        select(far.c.lot)
        .select_from(
            lots.join(near, and_(near.c.lot == lot, near.c.side == start)).join(
                far, and_(far.c.transformation == near.c.transformation, far.c.side == end)
            )
        )
        .where(near.c.taken > 0, far.c.taken > 0, near.c.tracked)
    )


def _ancestors() -> Select[Any]:
    roots = bindparam("roots", type_=KEY, expanding=True)
    first = _step(tables.lot, tables.lot.c.key, forward=False).where(tables.lot.c.key.in_(roots))
    lots = first.cte("ancestors", recursive=True)
    return select(lots.union(_step(lots, lots.c.lot, forward=False)).c.lot)


_ancestors_of_roots = Prepared(_ancestors())


def ancestors_of(connection: Connection, roots: Iterable[int]) -> set[int]:
    """Keys of every lot reached backward by one step or more; a root only if it is an ancestor of some root."""
    return {lot for chunk in chunks(sorted(roots)) for lot in _ancestors_of_roots.column(connection, {"roots": chunk})}
