"""Finds out whether an entry would make a lot its own ancestor (rule GEN-1)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from kiosk.database import tables
from kiosk.database.members import lasting_members
from kiosk.database.prepared import Prepared, chunks
from kiosk.database.walk import ancestors_of
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.movement import Role
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.rules.facts import TransformationState

_part, _lot = tables.participation, tables.lot
_keys = bindparam("keys", type_=tables.KEY, expanding=True)
_ever_input = Prepared(
    select(_part.c.lot).where(_part.c.lot.in_(_keys), _part.c.side == tables.INPUT_SIDE, _part.c.taken > 0).distinct()
)
_inputs = Prepared(
    select(_part.c.lot)
    .join(tables.transformation, tables.transformation.c.key == _part.c.transformation)
    .where(
        tables.transformation.c.id == bindparam("name"),
        _part.c.side == tables.INPUT_SIDE,
        _part.c.taken > 0,
        _part.c.tracked,
    )
)
_lot_keys = Prepared(
    select(_lot.c.key).where(_lot.c.id.in_(bindparam("ids", expanding=True)), _lot.c.kind != LotKind.ANONYMOUS.value)
)


def would_cycle(
    connection: Connection,
    proposal: Proposal,
    known: Mapping[LotIdentity, int],
    transformations: Mapping[str, TransformationState],
) -> frozenset[str]:
    """Lot ids of lines that would make an output its own ancestor; `known` holds the keys of the lots that exist.

    Only a lot that went into something before can be an ancestor: nearly every entry is answered without a walk.
    Untracked items lead nowhere.
    """
    groups: defaultdict[str, list[Line]] = defaultdict(list)
    for line in proposal.lines:
        if (
            line.transformation
            and line.role in (Role.INPUT, Role.OUTPUT)
            and not line.reverses
            and line.item.is_tracked
        ):
            groups[line.transformation].append(line)
    found: set[str] = set()
    for name, lines in groups.items():
        state = transformations.get(name, TransformationState())
        new_outputs = [line for line in lines if line.role is Role.OUTPUT]
        new_inputs = [line for line in lines if line.role is Role.INPUT]
        if new_outputs:
            found |= _outputs_in_own_past(connection, name, new_outputs, new_inputs, known)
        if new_inputs:
            found |= _inputs_made_from_outputs(connection, state, new_inputs, known)
    return frozenset(found)


def _outputs_in_own_past(
    connection: Connection,
    name: str,
    outputs: Sequence[Line],
    inputs: Sequence[Line],
    known: Mapping[LotIdentity, int],
) -> set[str]:
    suspects = _went_in_before(connection, [known[line.lot] for line in outputs if line.lot in known])
    found: set[str] = set()
    if not suspects:
        return found
    into = set(_inputs.column(connection, {"name": name}))
    into |= {known[lot] for line in inputs for lot in line.named if lot in known}
    for line in outputs:
        key = known.get(line.lot, 0)
        if key in suspects:
            batches = {row.lot for row in lasting_members.rows(connection, {"lots": [key]})}
            batches |= {known[lot] for lot in line.named if lot in known and lot != line.lot}
            if key in ancestors_of(connection, into | batches):
                found.add(line.lot.id)
    return found


def _inputs_made_from_outputs(
    connection: Connection, state: TransformationState, inputs: Sequence[Line], known: Mapping[LotIdentity, int]
) -> set[str]:
    ids = [*state.outputs, *([state.unit] if state.unit else [])]
    if not ids:
        return set()
    keys = [key for chunk in chunks(ids) for key in _lot_keys.column(connection, {"ids": chunk})]
    outputs = _went_in_before(connection, keys)
    if not outputs:
        return set()
    found: set[str] = set()
    for line in inputs:
        into = {known[lot] for lot in line.named if lot in known}
        if outputs & (into | ancestors_of(connection, into)):
            found.add(line.lot.id)
    return found


def _went_in_before(connection: Connection, keys: Iterable[int]) -> set[int]:
    """Those lots that are an input of something, or have members."""
    return {lot for chunk in chunks(sorted(keys)) for lot in _ever_input.column(connection, {"keys": chunk})}
