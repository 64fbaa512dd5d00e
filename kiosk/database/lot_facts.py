"""Reads what the rules need to know of the lots that a proposal names; nothing that none of them would ask for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from kiosk.database import tables
from kiosk.database.members import lasting_members
from kiosk.database.prepared import Prepared, chunks
from kiosk.database.strangers import read_strangers
from kiosk.domain.entry import EntryKind
from kiosk.domain.location import ENDLESS, SUPPLIER, Place
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.movement import Role
from kiosk.domain.proposal import Proposal
from kiosk.domain.rules.facts import LotState, OpenHold

_lots = bindparam("lots", type_=tables.KEY, expanding=True)
_balance, _place, _part, _movement = tables.balance, tables.place, tables.participation, tables.movement

_balances = Prepared(
    select(_balance.c.lot, _balance.c.quantity, _place.c.location, _place.c.container, _place.c.owner)
    .join(_place, _place.c.key == _balance.c.place)
    .where(_balance.c.lot.in_(_lots))
)
_expiries = Prepared(
    select(tables.lot_fact.c.lot, tables.lot_fact.c.value).where(
        tables.lot_fact.c.lot.in_(_lots), tables.lot_fact.c.name == "expiry"
    )
)
_holds = Prepared(
    select(tables.hold, tables.lot.c.code)
    .join(tables.lot, tables.lot.c.key == tables.hold.c.lot)
    .where(tables.hold.c.lot.in_(_lots), tables.hold.c.released == "")
    .order_by(tables.hold.c.at, tables.hold.c.id)
)
_serial_places = Prepared(
    select(tables.serial_place.c.lot, _place.c.location, _place.c.container, _place.c.owner)
    .join(_place, _place.c.key == tables.serial_place.c.place)
    .where(tables.serial_place.c.lot.in_(_lots))
)
_sides = Prepared(
    select(_part.c.lot, _part.c.side, _part.c.taken, _part.c.returned, tables.transformation.c.id)
    .join(tables.transformation, tables.transformation.c.key == _part.c.transformation)
    .where(_part.c.lot.in_(_lots), tables.transformation.c.kind != tables.MEMBERSHIP, _part.c.taken > 0)
)
_moved = Prepared(
    select(_movement.c.lot)
    .where(_movement.c.lot.in_(_lots), _movement.c.remaining > 0, _movement.c.reverses.is_(None))
    .distinct()
)


@dataclass(slots=True)
class _Found:
    """What was read, by lot key."""

    balances: defaultdict[int, dict[Place, int]] = field(default_factory=lambda: defaultdict(dict))
    batches: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    places: dict[int, Place] = field(default_factory=dict)
    expiries: dict[int, date] = field(default_factory=dict)
    holds: defaultdict[int, list[OpenHold]] = field(default_factory=lambda: defaultdict(list))
    made_in: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    inside_of: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    moved: set[int] = field(default_factory=set)


def read_lots(connection: Connection, proposal: Proposal, known: Mapping[LotIdentity, int]) -> dict[str, LotState]:
    """The state of every lot of the proposal by its id; `known` holds the keys of those that exist."""
    found = _Found()
    if known:
        _read(connection, proposal, known, found)
    states = {lot.id: _state(key, found) for lot, key in known.items()}
    new = [lot for lot in proposal.lots if lot not in known and lot.kind is not LotKind.ANONYMOUS]
    return states | (read_strangers(connection, new) if new else {})


def _read(connection: Connection, proposal: Proposal, known: Mapping[LotIdentity, int], found: _Found) -> None:
    lots = list(known.values())
    serials = [key for lot, key in known.items() if lot.kind is LotKind.SERIAL]
    for row in _rows(connection, _balances, lots):
        found.balances[row.lot][Place(row.location, row.container, row.owner)] = row.quantity
    for row in _rows(connection, _serial_places, serials):
        found.places[row.lot] = Place(row.location, row.container, row.owner)
    if any(line.is_use for line in proposal.lines):
        _read_blocks(connection, lots, serials, found)
    if _asks_for_transformations(proposal):
        for row in _rows(connection, _sides, lots):
            if row.side == tables.OUTPUT_SIDE:
                found.made_in[row.lot].add(row.id)
            elif row.taken > row.returned:
                found.inside_of[row.lot].add(row.id)
    if _asks_for_past(proposal):
        found.moved.update(row.lot for row in _rows(connection, _moved, serials))


def _read_blocks(connection: Connection, lots: list[int], serials: list[int], found: _Found) -> None:
    """Holds and expiry of the lots, and of those that serials are members of."""
    for row in _rows(connection, lasting_members, serials):
        found.batches[row.serial].append(row.lot)
    related = sorted({*lots, *(batch for group in found.batches.values() for batch in group)})
    for row in _rows(connection, _expiries, related):
        found.expiries[row.lot] = date.fromisoformat(row.value)
    for row in _rows(connection, _holds, related):
        found.holds[row.lot].append(OpenHold(row.id, row.reason, row.operator, row.code))


def _rows(connection: Connection, statement: Prepared, lots: Sequence[int]) -> Iterator[Any]:
    for chunk in chunks(lots):
        yield from statement.rows(connection, {"lots": chunk})


def _asks_for_transformations(proposal: Proposal) -> bool:
    """Whether a rule will ask where a lot was made (LOT-1) or what a serial is inside of (SER-1)."""
    return any(
        line.role is Role.OUTPUT or (line.lot.kind is LotKind.SERIAL and line.source.location in ENDLESS)
        for line in proposal.lines
    )


def _asks_for_past(proposal: Proposal) -> bool:
    """Whether rule SER-2 will ask if a serial has ever moved: it arrives, or is about to be made."""
    if proposal.kind is EntryKind.START:
        return True
    return any(line.source.location == SUPPLIER or line.role is Role.OUTPUT for line in proposal.lines)


def _state(key: int, found: _Found) -> LotState:
    group = (key, *found.batches.get(key, ()))
    return LotState(
        exists=True,
        balances=found.balances.get(key, {}),
        place=found.places.get(key),
        expiry=min((found.expiries[each] for each in group if each in found.expiries), default=None),
        holds=tuple(hold for each in group for hold in found.holds.get(each, ())),
        inside_of=frozenset(found.inside_of.get(key, ())),
        has_moved=key in found.moved,
        made_in=frozenset(found.made_in.get(key, ())),
    )
