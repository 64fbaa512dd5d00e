"""Answers "which lots are in it, and where did that lot go?", with everything that is not known."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, or_, select

from kiosk.database import tables
from kiosk.database.gap_facts import read_gap_facts
from kiosk.database.keys import CHUNK
from kiosk.database.links import read_links
from kiosk.database.members import lasting_members
from kiosk.domain.gaps import gaps_of
from kiosk.domain.genealogy import Link, LotNode, Trace
from kiosk.domain.location import CUSTOMER, SCRAP, Place
from kiosk.domain.lot import LotKind
from kiosk.domain.status import LotSituation, status_of


class Direction(StrEnum):
    """Which way a trace walks."""

    BACK = "back"
    FORWARD = "forward"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class LotName:
    """A lot that a code may mean."""

    key: int
    id: str
    item: str
    code: str
    kind: str
    issuer: str
    """The supplier's id where the item says that numbers are given per supplier, else empty."""


def find_lots(connection: Connection, code: str, item: str | None = None) -> list[LotName]:
    """The lots with that number, of any item or of the one with that id; a lot id names its lot too."""
    lot = tables.lot
    query = select(lot.c.key, lot.c.id, lot.c.item, lot.c.code, lot.c.kind, lot.c.issuer).where(
        or_(lot.c.code == code, lot.c.id == code)
    )
    if item is not None:
        query = query.where(lot.c.item == item)
    return [LotName(*row) for row in connection.execute(query.order_by(lot.c.item, lot.c.key))]


def trace(connection: Connection, root: int, direction: Direction, today: date) -> Trace:
    """The genealogy of the lot with key `root`. `today` is the plant's calendar day."""
    back = [] if direction is Direction.FORWARD else read_links(connection, root, forward=False)
    forward = [] if direction is Direction.BACK else read_links(connection, root, forward=True)
    known = {(link.input, link.output, link.transformation, link.state) for link in back}
    links = back + [link for link in forward if (link.input, link.output, link.transformation, link.state) not in known]
    ancestors = {root} | {link.input for link in back}
    keys = {root} | {key for link in links for key in (link.input, link.output)}
    lots = read_lot_nodes(connection, keys, today)
    judged = frozenset({root} if direction is Direction.FORWARD else ancestors)
    facts = read_gap_facts(connection, {key: node.kind for key, node in lots.items()}, judged)
    return Trace(root, lots, _ordered(links, lots), gaps_of(links, facts))


def _ordered(links: list[Link], lots: dict[int, LotNode]) -> tuple[Link, ...]:
    def order(link: Link) -> tuple[Any, ...]:
        made, used = lots[link.output], lots[link.input]
        return (made.item, made.code, used.item, used.code, link.state, link.transformation or 0)

    return tuple(sorted(links, key=order))


def read_lot_nodes(connection: Connection, keys: Collection[int], today: date) -> dict[int, LotNode]:
    """What a trace shows of each lot: a fixed number of statements for every ten thousand lots."""
    nodes: dict[int, LotNode] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), CHUNK):
        nodes.update(_read_chunk(connection, wanted[start : start + CHUNK], today))
    return nodes


def _read_chunk(connection: Connection, keys: list[int], today: date) -> Iterable[tuple[int, LotNode]]:
    lot, fact, hold = tables.lot, tables.lot_fact, tables.hold
    rows = connection.execute(select(lot).where(lot.c.key.in_(keys))).all()
    batches: defaultdict[int, list[int]] = defaultdict(list)
    for row in connection.execute(lasting_members, {"lots": keys}):
        batches[row.serial].append(row.lot)
    related = [*keys, *(batch for group in batches.values() for batch in group)]
    expiries = {
        row.lot: date.fromisoformat(row.value)
        for row in connection.execute(
            select(fact.c.lot, fact.c.value).where(fact.c.lot.in_(related), fact.c.name == "expiry")
        )
    }
    held = set(connection.execute(select(hold.c.lot).where(hold.c.lot.in_(related), hold.c.released == "")).scalars())
    balances = _read_balances(connection, keys)
    inside = _read_inside(connection, keys)
    for row in rows:
        group = [row.key, *batches[row.key]]
        on_hand, virtual = balances[row.key]
        situation = LotSituation(
            is_held=any(key in held for key in group),
            is_expired=any(expiries[key] < today for key in group if key in expiries),
            is_on_hand=bool(on_hand),
            is_with_customer=virtual.get(CUSTOMER, 0) > 0,
            is_inside=row.key in inside,
            is_scrapped=virtual.get(SCRAP, 0) > 0,
        )
        yield (
            row.key,
            LotNode(row.key, row.id, row.item, row.code, LotKind(row.kind), status_of(situation), tuple(on_hand)),
        )


_Balances = tuple[list[tuple[Place, int]], dict[str, int]]


def _read_balances(connection: Connection, keys: list[int]) -> defaultdict[int, _Balances]:
    """By lot: positive balances inside the plant, and the sums at virtual locations."""
    balance, place, location = tables.balance, tables.place, tables.location
    out: defaultdict[int, _Balances] = defaultdict(lambda: ([], {}))
    rows = connection.execute(
        select(balance.c.lot, balance.c.quantity, place.c.location, place.c.container, place.c.owner, location.c.code)
        .join(place, place.c.key == balance.c.place)
        .join(location, location.c.id == place.c.location, isouter=True)
        .where(balance.c.lot.in_(keys), balance.c.quantity != 0)
        .order_by(place.c.location, place.c.container, place.c.owner)
    )
    for row in rows:
        on_hand, virtual = out[row.lot]
        if row.code is None:
            virtual[row.location] = virtual.get(row.location, 0) + row.quantity
        elif row.quantity > 0:
            on_hand.append((Place(row.code, row.container, row.owner), row.quantity))
    return out


def _read_inside(connection: Connection, keys: list[int]) -> set[int]:
    part, transformation = tables.participation, tables.transformation
    rows = connection.execute(
        select(part.c.lot)
        .join(transformation, transformation.c.key == part.c.transformation)
        .where(
            part.c.lot.in_(keys),
            part.c.side == tables.INPUT_SIDE,
            transformation.c.kind != tables.MEMBERSHIP,
        )
        .group_by(part.c.lot)
        .having(func.sum(part.c.taken - part.c.returned) > 0)
    )
    return set(rows.scalars())
