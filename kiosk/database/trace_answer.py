"""A trace as the JSON document that other programs rely on."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from kiosk.database import tables
from kiosk.database.prepared import Prepared, chunks
from kiosk.database.trace import Direction, trace
from kiosk.domain.entry import from_instant
from kiosk.domain.gaps import REMEDIES
from kiosk.domain.genealogy import Link, LotNode
from kiosk.domain.location import Place
from kiosk.domain.quantity import to_text

Json = dict[str, Any]


def answer_of(connection: Connection, root: int, direction: Direction, today: date) -> Json:
    """`{root, lots, links, gaps}`: lots by their plant-wide ids, quantities as text, instants in UTC."""
    found = trace(connection, root, direction, today)
    names = _transformation_names(connection, {link.transformation for link in found.links if link.transformation})
    codes = _item_codes(connection, {lot.item for lot in found.lots.values()})
    lots = sorted(found.lots.values(), key=lambda lot: (lot.key != root, codes[lot.item], lot.code))
    return {
        "root": found.lots[root].id,
        "lots": [_lot_json(lot, codes) for lot in lots],
        "links": [_link_json(link, found.lots, names) for link in found.links],
        "gaps": [
            {"kind": gap.kind, "grade": gap.grade, "lot": found.lots[gap.lot].id}
            | ({"entry": gap.entry} if gap.entry else {})
            | {"remedy": REMEDIES[gap.kind]}
            for gap in found.gaps
        ],
    }


_keys: BindParameter[Any] = bindparam("keys", expanding=True)
_names = Prepared(
    select(tables.transformation.c.key, tables.transformation.c.id).where(tables.transformation.c.key.in_(_keys))
)
_codes = Prepared(select(tables.item.c.id, tables.item.c.code).where(tables.item.c.id.in_(_keys)))


def _transformation_names(connection: Connection, keys: set[int]) -> dict[int, str]:
    return {row.key: row.id for chunk in chunks(sorted(keys)) for row in _names.rows(connection, {"keys": chunk})}


def _item_codes(connection: Connection, ids: set[str]) -> dict[str, str]:
    return {row.id: row.code for chunk in chunks(sorted(ids)) for row in _codes.rows(connection, {"keys": chunk})}


def _lot_json(lot: LotNode, codes: dict[str, str]) -> Json:
    return {
        "id": lot.id,
        "item": codes[lot.item],
        "code": lot.code,
        "kind": lot.kind.value,
        "status": lot.status,
        "on_hand": _stock_json(lot.on_hand),
    }


def _stock_json(on_hand: Iterable[tuple[Place, int]]) -> list[Json]:
    """By location and container; what several owners have there is added up."""
    sums: Counter[tuple[str, str]] = Counter()
    for place, quantity in on_hand:
        sums[place.location, place.container] += quantity
    return [
        {"location": location} | ({"container": container} if container else {}) | {"quantity": to_text(quantity)}
        for (location, container), quantity in sums.items()
    ]


def _link_json(link: Link, lots: Any, names: dict[int, str]) -> Json:
    out: Json = {
        "input": lots[link.input].id,
        "output": lots[link.output].id,
        "quantity": None if link.quantity is None else to_text(link.quantity),
    }
    if link.bounds is not None:
        out["bounds"] = [to_text(bound) for bound in link.bounds]
    if link.expected is not None:
        out["expected"] = to_text(link.expected)
    return out | {
        "state": link.state.value,
        "transformation": names[link.transformation] if link.transformation else None,
        "evidence": link.evidence.word,
        "at": [_instant(link.first), _instant(link.last)],
        "station": link.station,
    }


def _instant(microseconds: int) -> str:
    return from_instant(microseconds).isoformat().replace("+00:00", "Z")
