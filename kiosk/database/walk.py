"""The walk of the genealogy: one recursive statement that remembers where it was, so that cycles end."""

from typing import Any

from sqlalchemy import CTE, Connection, and_, literal, select

from kiosk.database import tables
from kiosk.database.tables import KEY


def walk(root: int, *, forward: bool) -> CTE:
    """The lots reached from `root`, itself included, as a recursive query with one column `lot`.

    Backward goes from an output to the inputs of its transformations; forward from an input to the outputs. An
    untracked item is reached, but nothing is reached through it.
    """
    start, end = _sides(forward=forward)
    near, far = tables.participation.alias("near"), tables.participation.alias("far")
    name = "descendants" if forward else "ancestors"
    reached_lots = select(literal(root, KEY).label("lot")).cte(name, recursive=True)
    return reached_lots.union(
        select(far.c.lot)
        .select_from(
            reached_lots.join(near, and_(near.c.lot == reached_lots.c.lot, near.c.side == start)).join(
                far, and_(far.c.transformation == near.c.transformation, far.c.side == end)
            )
        )
        .where(near.c.taken > 0, far.c.taken > 0, near.c.tracked)
    )


def reached(connection: Connection, root: int, *, forward: bool) -> set[int]:
    """Keys of every lot reached from `root` by one step or more, so `root` itself only in a cycle."""
    lots = walk(root, forward=forward)
    start, end = _sides(forward=forward)
    near, far = tables.participation.alias("n"), tables.participation.alias("f")
    rows = connection.execute(
        select(far.c.lot)
        .select_from(
            lots.join(near, and_(near.c.lot == lots.c.lot, near.c.side == start)).join(
                far, and_(far.c.transformation == near.c.transformation, far.c.side == end)
            )
        )
        .where(near.c.taken > 0, far.c.taken > 0, near.c.tracked)
        .distinct()
    )
    return set(rows.scalars())


def _sides(*, forward: bool) -> tuple[Any, Any]:
    if forward:
        return tables.INPUT_SIDE, tables.OUTPUT_SIDE
    return tables.OUTPUT_SIDE, tables.INPUT_SIDE
