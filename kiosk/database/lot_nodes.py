"""Reads what a trace shows of each of its lots: name, status, and where it is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from kiosk.database import tables
from kiosk.database.members import lasting_members
from kiosk.database.prepared import Prepared, chunks
from kiosk.domain.genealogy import LotNode
from kiosk.domain.location import CUSTOMER, SCRAP, Place
from kiosk.domain.lot import LotKind
from kiosk.domain.status import LotSituation, status_of

_lots = bindparam("lots", type_=tables.KEY, expanding=True)
_lot, _fact, _hold = tables.lot, tables.lot_fact, tables.hold
_balance, _place, _location = tables.balance, tables.place, tables.location
_part, _transformation = tables.participation, tables.transformation

_names = Prepared(select(_lot.c.key, _lot.c.id, _lot.c.item, _lot.c.code, _lot.c.kind).where(_lot.c.key.in_(_lots)))
_expiries = Prepared(select(_fact.c.lot, _fact.c.value).where(_fact.c.lot.in_(_lots), _fact.c.name == "expiry"))
_held = Prepared(select(_hold.c.lot).where(_hold.c.lot.in_(_lots), _hold.c.released == ""))
_held_where_they_stand = Prepared(
    select(_balance.c.lot)
    .join(_place, _place.c.key == _balance.c.place)
    .join(_hold, _hold.c.location == _place.c.location)
    .where(_balance.c.lot.in_(_lots), _balance.c.quantity > 0, _hold.c.location != "", _hold.c.released == "")
)
_balances = Prepared(
    select(_balance.c.lot, _balance.c.quantity, _place.c.location, _place.c.container, _place.c.owner, _location.c.code)
    .join(_place, _place.c.key == _balance.c.place)
    .join(_location, _location.c.id == _place.c.location, isouter=True)
    .where(_balance.c.lot.in_(_lots), _balance.c.quantity != 0)
    .order_by(_place.c.location, _place.c.container, _place.c.owner)
)
_inside = Prepared(
    select(_part.c.lot)
    .join(_transformation, _transformation.c.key == _part.c.transformation)
    .where(
        _part.c.lot.in_(_lots),
        _part.c.side == tables.INPUT_SIDE,
        _transformation.c.kind != tables.MEMBERSHIP,
    )
    .group_by(_part.c.lot)
    .having(func.sum(_part.c.taken - _part.c.returned) > 0)
)


def read_lot_nodes(connection: Connection, keys: Collection[int], today: date) -> dict[int, LotNode]:
    """What a trace shows of each lot: a fixed number of statements for every ten thousand lots."""
    nodes: dict[int, LotNode] = {}
    for chunk in chunks(sorted(keys)):
        nodes.update(_read_chunk(connection, chunk, today))
    return nodes


def _read_chunk(connection: Connection, keys: Sequence[int], today: date) -> Iterable[tuple[int, LotNode]]:
    batches: defaultdict[int, list[int]] = defaultdict(list)
    for row in lasting_members.rows(connection, {"lots": keys}):
        batches[row.serial].append(row.lot)
    related = [*keys, *(batch for group in batches.values() for batch in group)]
    expiries = {row.lot: date.fromisoformat(row.value) for row in _expiries.rows(connection, {"lots": related})}
    held = set(_held.column(connection, {"lots": related}))
    held.update(_held_where_they_stand.column(connection, {"lots": keys}))
    inside = set(_inside.column(connection, {"lots": keys}))
    balances = _read_balances(connection, keys)
    for key, id_, item, code, kind in _names.rows(connection, {"lots": keys}):
        group = [key, *batches.get(key, ())]
        on_hand, virtual = balances[key]
        situation = LotSituation(
            is_held=any(each in held for each in group),
            is_expired=any(expiries[each] < today for each in group if each in expiries),
            is_on_hand=bool(on_hand),
            is_with_customer=virtual.get(CUSTOMER, 0) > 0,
            is_inside=key in inside,
            is_scrapped=virtual.get(SCRAP, 0) > 0,
        )
        yield key, LotNode(key, id_, item, code, LotKind(kind), status_of(situation), tuple(on_hand))


_Balances = tuple[list[tuple[Place, int]], dict[str, int]]


def _read_balances(connection: Connection, keys: Sequence[int]) -> defaultdict[int, _Balances]:
    """By lot: positive balances inside the plant, and the sums at virtual locations."""
    out: defaultdict[int, _Balances] = defaultdict(lambda: ([], {}))
    for lot, quantity, location, container, owner, code in _balances.rows(connection, {"lots": keys}):
        on_hand, virtual = out[lot]
        if code is None:
            virtual[location] = virtual.get(location, 0) + quantity
        elif quantity > 0:
            on_hand.append((Place(code, container, owner), quantity))
    return out
