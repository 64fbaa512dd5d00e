"""Answers "which lots are in it, and where did that lot go?", with everything that is not known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, or_, select

from kiosk.database import tables
from kiosk.database.gap_facts import read_gap_facts
from kiosk.database.links import read_links
from kiosk.database.lot_nodes import read_lot_nodes
from kiosk.domain.gaps import gaps_of
from kiosk.domain.genealogy import Link, LotNode, Trace


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
