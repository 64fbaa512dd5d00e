"""What is derived from entries, kept up to date in the transaction that appends them.

The same function serves recording, exchange and rebuilding, so that a rebuild gives the same rows. Every write adds, or
keeps the newest by replay order: entries of several stations may arrive in any order that respects cause and effect.
A version that derives other rows from old entries must rebuild them, for `verify` compares.
"""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, update

from kiosk.database import tables
from kiosk.database.keys import Keys
from kiosk.database.master_projection import project_master
from kiosk.database.prepared import Prepared
from kiosk.database.reversals import apply_reversals
from kiosk.database.upsert import add_to, replace_if_newer
from kiosk.domain.entry import Entry, to_instant
from kiosk.domain.location import Place
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import Movement, Role

ROLE_NUMBER = {role: number for number, role in enumerate(Role)}
"""How a role is stored: its number in the order of `Role`."""

_Keys = dict[str, int]

_insert_movement = Prepared(insert(tables.movement))
_drop_empty_balance = Prepared(
    delete(tables.balance).where(
        tables.balance.c.lot == bindparam("of"),
        tables.balance.c.place == bindparam("at"),
        tables.balance.c.quantity == 0,
    )
)
_insert_member = Prepared(insert(tables.member))
_insert_client_key = Prepared(insert(tables.client_key))
_insert_hold = Prepared(insert(tables.hold))
_bind_transformation = Prepared(
    update(tables.transformation)
    .where(
        tables.transformation.c.key == bindparam("name"),
        or_(tables.transformation.c.stamp == "", tables.transformation.c.stamp > bindparam("new_stamp")),
    )
    .values(
        kind=bindparam("new_kind"),
        unit=bindparam("new_unit"),
        order=bindparam("new_order"),
        stamp=bindparam("new_stamp"),
    )
)
_close_transformation = Prepared(
    update(tables.transformation).where(tables.transformation.c.key == bindparam("name")).values(closed=True)
)
_release_hold = Prepared(
    update(tables.hold)
    .where(
        tables.hold.c.id == bindparam("name"),
        or_(tables.hold.c.released == "", tables.hold.c.stamp > bindparam("new_stamp")),
    )
    .values(released=bindparam("by"), stamp=bindparam("new_stamp"))
)


def project(connection: Connection, keys: Keys, arrival: int, entry: Entry) -> None:
    """Add to every projection what this entry says."""
    for master in entry.master:
        project_master(connection, master, entry.order_key)
    if entry.lots or entry.transformations or entry.holds:
        _project_lots(connection, keys, arrival, entry)
    for name in entry.releases:
        values = {"name": name, "by": str(entry.ref), "new_stamp": entry.order_key}
        _release_hold.write(connection, values)
    if entry.client:
        row = {"key": entry.client.key, "digest": entry.client.digest, "arrival": arrival}
        _insert_client_key.write(connection, row)


def _project_lots(connection: Connection, keys: Keys, arrival: int, entry: Entry) -> None:
    lots = {lot.id: key for lot, key in keys.lots.keys(connection, entry.lots).items()}
    names = [each.id for each in entry.transformations]
    names += [each.transformation for each in entry.movements if each.transformation]
    transformations = keys.transformations.keys(connection, names) if names else {}
    if entry.facts:
        _project_facts(connection, entry, lots)
    if entry.transformations:
        _project_changes(connection, entry, lots, transformations)
    if entry.members:
        _project_members(connection, keys, arrival, entry, lots)
    if entry.movements:
        _project_movements(connection, keys, arrival, entry, (lots, transformations))
        _project_participation(connection, entry, lots, transformations)
        apply_reversals(connection, entry)
    if entry.holds:
        _project_holds(connection, entry, lots)


def _project_facts(connection: Connection, entry: Entry, lots: _Keys) -> None:
    rows = [
        {
            "lot": lots[fact.lot],
            "name": fact.name,
            "value": fact.value,
            "source": fact.source,
            "stamp": entry.order_key,
        }
        for fact in entry.facts
    ]
    replace_if_newer(connection, tables.lot_fact, "value", "source").write(connection, rows)


def _project_changes(connection: Connection, entry: Entry, lots: _Keys, transformations: _Keys) -> None:
    for change in entry.transformations:
        key = transformations[change.id]
        values = {
            "name": key,
            "new_stamp": entry.order_key,
            "new_kind": change.kind.value,
            "new_unit": lots[change.unit] if change.unit else None,
            "new_order": change.order,
        }
        _bind_transformation.write(connection, values)
        if change.closes:
            _close_transformation.write(connection, {"name": key})


def _project_members(connection: Connection, keys: Keys, arrival: int, entry: Entry, lots: _Keys) -> None:
    """State the memberships; `taken` counts the movements that state one, so that it falls when all are undone."""
    rows = [{"serial": lots[each.serial], "lot": lots[each.lot], "arrival": arrival} for each in entry.members]
    _insert_member.write(connection, rows)
    names = {each.serial: f"{tables.MEMBERSHIP}:{each.serial}" for each in entry.members}
    made = keys.transformations.keys(connection, names.values())
    binding = {"new_kind": tables.MEMBERSHIP, "new_unit": None, "new_order": "", "new_stamp": entry.order_key}
    _bind_transformation.write(connection, [binding | {"name": key} for key in made.values()])
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
    add_to(connection, tables.participation, "taken").write(connection, sides)


def _project_movements(
    connection: Connection, keys: Keys, arrival: int, entry: Entry, named: tuple[_Keys, _Keys]
) -> None:
    lots, transformations = named
    places = keys.places.keys(
        connection, [place for each in entry.movements for place in (each.source, each.destination)]
    )
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
    _insert_movement.write(connection, rows)
    _project_balances(connection, entry, lots, places)


def _role_number(movement: Movement) -> int | None:
    if movement.role is None:
        return None
    return ROLE_NUMBER[movement.role] + (tables.REVERSED if movement.reverses else 0)


def _project_balances(connection: Connection, entry: Entry, lots: _Keys, places: dict[Place, int]) -> None:
    changes: defaultdict[tuple[int, int], int] = defaultdict(int)
    last_place: dict[str, int] = {}
    for each in entry.movements:
        changes[lots[each.lot], places[each.source]] -= each.quantity
        changes[lots[each.lot], places[each.destination]] += each.quantity
        last_place[each.lot] = places[each.destination]
    rows = [{"lot": lot, "place": place, "quantity": change} for (lot, place), change in changes.items()]
    add_to(connection, tables.balance, "quantity").write(connection, rows)
    _drop_empty_balance.write(connection, [{"of": lot, "at": place} for lot, place in changes])
    serials = [lot.id for lot in entry.lots if lot.kind is LotKind.SERIAL and lot.id in last_place]
    if serials:
        stamp = entry.order_key
        places_now = [{"lot": lots[each], "place": last_place[each], "stamp": stamp} for each in serials]
        replace_if_newer(connection, tables.serial_place, "place").write(connection, places_now)


SIDE_OF_ROLE = {
    Role.INPUT: (tables.INPUT_SIDE, "taken"),
    Role.INPUT_RETURNED: (tables.INPUT_SIDE, "returned"),
    Role.OUTPUT: (tables.OUTPUT_SIDE, "taken"),
    Role.OUTPUT_RETURNED: (tables.OUTPUT_SIDE, "returned"),
}


def _project_participation(connection: Connection, entry: Entry, lots: _Keys, transformations: _Keys) -> None:
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
        add_to(connection, tables.participation, "taken", "returned").write(connection, rows)


def _project_holds(connection: Connection, entry: Entry, lots: _Keys) -> None:
    rows = [
        {
            "id": entry.hold_id(number),
            "lot": lots[each.lot] if each.lot else None,
            "location": each.location,
            "reason": each.reason,
            "operator": entry.operator,
            "at": to_instant(entry.at),
            "released": "",
            "stamp": "",
        }
        for number, each in enumerate(entry.holds)
    ]
    _insert_hold.write(connection, rows)
