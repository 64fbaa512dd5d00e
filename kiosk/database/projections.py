"""What is derived from entries, kept up to date in the transaction that appends them.

The same function serves recording, exchange and rebuilding, so that a rebuild gives the same rows. Every write adds, or
keeps the newest by replay order: entries of several stations may arrive in any order that respects cause and effect.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from kiosk.database import tables
from kiosk.database.keys import Keys
from kiosk.database.reversals import apply_reversals
from kiosk.database.upsert import add_to, replace_if_newer
from kiosk.domain.entry import BillChange, Entry, to_instant
from kiosk.domain.item import Item
from kiosk.domain.location import Location, Place
from kiosk.domain.lot import LotKind
from kiosk.domain.master_format import master_to_json
from kiosk.domain.movement import Movement, Role
from kiosk.domain.order import Operator, Order, Partner

ROLE_NUMBER = {role: number for number, role in enumerate(Role)}
"""How a role is stored: its number in the order of `Role`."""


def project(connection: Connection, keys: Keys, arrival: int, entry: Entry) -> None:
    """Add to every projection what this entry says."""
    stamp = entry.order_key
    if entry.master:
        _project_master(connection, entry, stamp)
    if entry.lots:
        _project_lots(connection, keys, arrival, entry, stamp)
    if entry.holds or entry.releases:
        _project_holds(connection, entry, keys.lots(connection, entry.lots))
    if entry.client:
        row = {"key": entry.client.key, "digest": entry.client.digest, "arrival": arrival}
        connection.execute(insert(tables.client_key), [row])


def _project_lots(connection: Connection, keys: Keys, arrival: int, entry: Entry, stamp: str) -> None:
    lots = keys.lots(connection, entry.lots)
    if entry.facts:
        rows = [
            {
                "lot": lots[fact.lot],
                "name": fact.name,
                "value": fact.value,
                "source": fact.source,
                "stamp": stamp,
            }
            for fact in entry.facts
        ]
        connection.execute(replace_if_newer(connection, tables.lot_fact, "value", "source"), rows)
    names = [each.id for each in entry.transformations]
    names += [each.transformation for each in entry.movements if each.transformation]
    transformations = keys.transformations(connection, names) if names else {}
    _project_changes(connection, entry, lots, transformations)
    if entry.members:
        _project_members(connection, keys, arrival, entry, lots)
    if entry.movements:
        _project_movements(connection, keys, arrival, entry, lots, transformations)
        _project_participation(connection, entry, lots, transformations)
        apply_reversals(connection, entry)


def _project_movements(
    connection: Connection,
    keys: Keys,
    arrival: int,
    entry: Entry,
    lots: dict[str, int],
    transformations: dict[str, int],
) -> None:
    places = keys.places(connection, [place for each in entry.movements for place in (each.source, each.destination)])
    at = to_instant(entry.at)
    rows = [
        {
            "arrival": arrival,
            "line": line,
            "lot": lots[each.lot],
            "quantity": each.quantity,
            "remaining": each.quantity,
            "source": places[each.source],
            "destination": places[each.destination],
            "role": _role_number(each),
            "transformation": transformations[each.transformation] if each.transformation else None,
            "evidence": int(each.evidence),
            "at": at,
            "order": entry.order,
            "partner": entry.partner,
        }
        for line, each in enumerate(entry.movements)
    ]
    connection.execute(insert(tables.movement), rows)
    _project_balances(connection, entry, lots, places)


def _role_number(movement: Movement) -> int | None:
    if movement.role is None:
        return None
    return ROLE_NUMBER[movement.role] + (tables.REVERSED if movement.reverses else 0)


def _project_balances(connection: Connection, entry: Entry, lots: dict[str, int], places: dict[Place, int]) -> None:
    changes: defaultdict[tuple[int, int], int] = defaultdict(int)
    last_place: dict[str, int] = {}
    for each in entry.movements:
        changes[lots[each.lot], places[each.source]] -= each.quantity
        changes[lots[each.lot], places[each.destination]] += each.quantity
        last_place[each.lot] = places[each.destination]
    rows = [{"lot": lot, "place": place, "quantity": change} for (lot, place), change in changes.items()]
    connection.execute(add_to(connection, tables.balance, "quantity"), rows)
    serials = [lot.id for lot in entry.lots if lot.kind is LotKind.SERIAL and lot.id in last_place]
    if serials:
        stamp = entry.order_key
        places_now = [{"lot": lots[each], "place": last_place[each], "stamp": stamp} for each in serials]
        connection.execute(replace_if_newer(connection, tables.serial_place, "place"), places_now)


SIDE_OF_ROLE = {
    Role.INPUT: (tables.INPUT_SIDE, "taken"),
    Role.INPUT_RETURNED: (tables.INPUT_SIDE, "returned"),
    Role.OUTPUT: (tables.OUTPUT_SIDE, "taken"),
    Role.OUTPUT_RETURNED: (tables.OUTPUT_SIDE, "returned"),
}


def _project_participation(
    connection: Connection, entry: Entry, lots: dict[str, int], transformations: dict[str, int]
) -> None:
    tracked = {lot.id: lot.kind is not LotKind.ANONYMOUS for lot in entry.lots}
    sums: dict[tuple[int, int, int], dict[str, Any]] = {}
    for each in entry.movements:
        if each.role is None or each.transformation is None or each.reverses:
            continue
        side, column = SIDE_OF_ROLE[each.role]
        key = (transformations[each.transformation], side, lots[each.lot])
        row = sums.setdefault(key, {"taken": 0, "returned": 0, "tracked": tracked[each.lot]})
        row[column] += each.quantity
    rows = [{"transformation": key[0], "side": key[1], "lot": key[2], **row} for key, row in sums.items()]
    if rows:
        connection.execute(add_to(connection, tables.participation, "taken", "returned"), rows)


def _project_changes(
    connection: Connection, entry: Entry, lots: dict[str, int], transformations: dict[str, int]
) -> None:
    table = tables.transformation
    if entry.order and transformations:
        connection.execute(
            update(table).where(table.c.key == bindparam("k"), table.c.order == "").values(order=entry.order),
            [{"k": key} for key in transformations.values()],
        )
    for change in entry.transformations:
        values: dict[str, Any] = {"kind": change.kind.value}
        if change.closes:
            values["closed"] = True
        if change.unit:
            values["unit"] = lots[change.unit]
        connection.execute(update(table).where(table.c.key == transformations[change.id]).values(values))


def _project_members(connection: Connection, keys: Keys, arrival: int, entry: Entry, lots: dict[str, int]) -> None:
    """State the memberships; `taken` counts the movements that state one, so that it falls when all are undone."""
    rows = [{"serial": lots[each.serial], "lot": lots[each.lot], "arrival": arrival} for each in entry.members]
    connection.execute(insert(tables.member), rows)
    names = {each.serial: f"{tables.MEMBERSHIP}:{each.serial}" for each in entry.members}
    made = keys.transformations(connection, names.values())
    table = tables.transformation
    connection.execute(
        update(table).where(table.c.key == bindparam("k")).values(kind=tables.MEMBERSHIP),
        [{"k": key} for key in made.values()],
    )
    stated = Counter(movement.lot for movement in entry.movements)
    sides = [
        {
            "transformation": made[names[each.serial]],
            "side": side,
            "lot": lots[lot],
            "taken": stated[each.serial],
            "returned": 0,
            "tracked": True,
        }
        for each in entry.members
        for side, lot in ((tables.INPUT_SIDE, each.lot), (tables.OUTPUT_SIDE, each.serial))
    ]
    connection.execute(add_to(connection, tables.participation, "taken"), sides)


def _project_holds(connection: Connection, entry: Entry, lots: dict[str, int]) -> None:
    if entry.holds:
        rows = [
            {
                "id": entry.hold_id(number),
                "lot": lots.get(each.lot),
                "location": each.location,
                "reason": each.reason,
                "operator": entry.operator,
                "at": to_instant(entry.at),
                "released": "",
            }
            for number, each in enumerate(entry.holds)
        ]
        connection.execute(insert(tables.hold), rows)
    for name in entry.releases:
        connection.execute(update(tables.hold).where(tables.hold.c.id == name).values(released=str(entry.ref)))


def _project_master(connection: Connection, entry: Entry, stamp: str) -> None:
    for master in entry.master:
        if isinstance(master, BillChange):
            row = {
                "item": master.item,
                "component": master.line.component,
                "stamp": stamp,
                "quantity": master.line.quantity,
                "substitutes": json.dumps(list(master.line.substitutes)),
            }
            connection.execute(insert(tables.bill), [row])
            continue
        table, columns = _MASTER_TABLES[type(master)]
        row = {"id": master.id, "body": json.dumps(master_to_json(master), sort_keys=True), "stamp": stamp}
        row |= {name: read(master) for name, read in columns.items()}
        connection.execute(replace_if_newer(connection, table, "body", *columns), [row])
        if isinstance(master, Item):
            _project_aliases(connection, master)


def _project_aliases(connection: Connection, item: Item) -> None:
    table = tables.item_alias
    newest = connection.execute(select(tables.item.c.body).where(tables.item.c.id == item.id)).scalar_one()
    aliases = json.loads(newest).get("aliases", ())
    if aliases == master_to_json(item).get("aliases", ()):
        connection.execute(delete(table).where(table.c.item == item.id))
        rows = [
            {"code": alias.code, "item": item.id, "kind": alias.kind, "quantity": alias.quantity}
            for alias in item.aliases
        ]
        if rows:
            connection.execute(insert(table), rows)


_code: dict[str, Callable[[Any], str]] = {"code": lambda master: master.code}
_MASTER_TABLES: dict[type, tuple[Any, dict[str, Callable[[Any], str]]]] = {
    Item: (tables.item, _code),
    Location: (tables.location, _code),
    Partner: (tables.partner, _code),
    Operator: (tables.operator, {}),
    Order: (
        tables.work_order,
        {"kind": lambda order: order.kind.value, "state": lambda order: order.state.value},
    ),
}


def clear(connection: Connection, projections: Sequence[Any] = tables.PROJECTIONS) -> None:
    """Empty every projection; the entries stay."""
    for table in reversed(projections):
        connection.execute(delete(table))
