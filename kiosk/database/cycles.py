"""Finds out whether an entry would make a lot its own ancestor (rule GEN-1)."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from kiosk.database import tables
from kiosk.database.walk import reached
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import Role
from kiosk.domain.proposal import Proposal
from kiosk.domain.rules.facts import TransformationState


def would_cycle(
    connection: Connection,
    proposal: Proposal,
    keys: Mapping[str, int],
    transformations: Mapping[str, TransformationState],
) -> frozenset[str]:
    """Lot ids of lines whose output would become its own ancestor.

    An output that never went into anything cannot be an ancestor, and an input that was never made has none: so nearly
    every entry is answered without a walk.
    """
    found: set[str] = set()
    for line in proposal.lines:
        if line.transformation is None or line.reverses or line.lot.kind is LotKind.ANONYMOUS:
            continue
        state = transformations.get(line.transformation)
        if state is None or line.lot.id not in keys:
            continue
        if line.role is Role.OUTPUT and _inputs_descend(connection, keys[line.lot.id], list(state.inputs)):
            found.add(line.lot.id)
        if line.role is Role.INPUT:
            outputs = [*state.outputs, *([state.unit] if state.unit else [])]
            if _inputs_descend_from_any(connection, outputs, keys[line.lot.id]):
                found.add(line.lot.id)
    return frozenset(found)


def _inputs_descend(connection: Connection, output: int, inputs: list[str]) -> bool:
    """Whether any of the inputs, by lot id, was made from `output`."""
    if not inputs or not _takes_part(connection, output, tables.INPUT_SIDE):
        return False
    table = tables.lot
    input_keys = set(connection.execute(select(table.c.key).where(table.c.id.in_(inputs))).scalars())
    return bool(input_keys & reached(connection, output, forward=True))


def _inputs_descend_from_any(connection: Connection, outputs: list[str], input_key: int) -> bool:
    """Whether the input was made from any of the outputs, by lot id."""
    if not outputs or not _takes_part(connection, input_key, tables.OUTPUT_SIDE):
        return False
    table = tables.lot
    output_keys = set(connection.execute(select(table.c.key).where(table.c.id.in_(outputs))).scalars())
    return bool(output_keys & reached(connection, input_key, forward=False))


def _takes_part(connection: Connection, lot: int, side: int) -> bool:
    part = tables.participation
    query = select(part.c.lot).where(part.c.lot == lot, part.c.side == side, part.c.taken > 0).limit(1)
    return connection.execute(query).first() is not None
