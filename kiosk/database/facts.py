"""Reads the facts that the rules need about one proposal: a fixed number of statements, however many lines it has."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.database.cycles import would_cycle
from kiosk.database.keys import CHUNK
from kiosk.database.members import lasting_members
from kiosk.database.reversals import find_movement, left_to_reverse
from kiosk.domain.entry import EntryKind
from kiosk.domain.location import Place
from kiosk.domain.lot import LotKind, twin_form
from kiosk.domain.movement import MovementRef
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.rules.facts import Facts, LotState, OpenHold, TransformationState


def read_facts(connection: Connection, catalog: Catalog, proposal: Proposal) -> tuple[Facts, dict[str, int]]:
    """The facts about a proposal, and the keys of the lots that exist."""
    keys, kinds = _read_keys(connection, [lot.id for lot in proposal.lots])
    names = {line.transformation for line in proposal.lines if line.transformation}
    names |= {change.id for change in proposal.transformations} | ({proposal.closes} if proposal.closes else set())
    transformations = _read_transformations(connection, sorted(names))
    people = [each for each in (proposal.operator, proposal.approver) if each]
    operators = {each: found for each in people if (found := catalog.operator(each))}
    order = catalog.order(proposal.order) if proposal.order else None
    locations = {code: place for code in _locations(proposal) if (place := catalog.location(code))}
    bill = _bill(catalog, proposal, order, transformations)
    return (
        Facts(
            operators=operators,
            lots=_read_lots(connection, proposal, keys, kinds),
            transformations=transformations,
            locations=locations,
            held_locations=_read_held_locations(connection, sorted({line.source.location for line in proposal.lines})),
            order=order,
            bill=bill,
            components={each.component: catalog.item_by_id(each.component) for each in bill if proposal.closes},
            remaining=_read_remaining(connection, proposal.lines),
            cycles=would_cycle(connection, proposal, keys, transformations),
        ),
        keys,
    )


def _locations(proposal: Proposal) -> set[str]:
    return {place.location for line in proposal.lines for place in (line.source, line.destination)}


def _bill(
    catalog: Catalog, proposal: Proposal, order: Any, transformations: dict[str, TransformationState]
) -> tuple[Any, ...]:
    """The bill that judges: the copy of the order at hand, else of the order the transformation was started for."""
    if order and order.bill:
        return tuple(order.bill)
    for name in [proposal.closes, *(line.transformation for line in proposal.lines)]:
        state = transformations.get(name or "")
        started_for = catalog.order(state.order) if state and state.order else None
        if started_for and started_for.bill:
            return tuple(started_for.bill)
        if state:
            items = {output for output in state.output_items}
            bills = [catalog.bill(item) for item in items]
            if len(bills) == 1:
                return bills[0]
    return ()


def _read_keys(connection: Connection, ids: Sequence[str]) -> tuple[dict[str, int], dict[int, str]]:
    keys: dict[str, int] = {}
    kinds: dict[int, str] = {}
    table = tables.lot
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        for row in connection.execute(select(table.c.id, table.c.key, table.c.kind).where(table.c.id.in_(chunk))):
            keys[row.id] = row.key
            kinds[row.key] = row.kind
    return keys, kinds


def _read_lots(
    connection: Connection, proposal: Proposal, keys: dict[str, int], kinds: dict[int, str]
) -> dict[str, LotState]:
    existing = list(keys.values())
    states = {lot_id: LotState(exists=True) for lot_id in keys}
    if existing:
        balances = _read_balances(connection, existing)
        batches = _read_batches(connection, existing, kinds)
        groups = {key: (key, *batches.get(key, ())) for key in existing}
        related = sorted({key for group in groups.values() for key in group})
        expiries = _read_expiries(connection, related)
        holds = _read_holds(connection, related)
        places = _read_serial_places(connection, [key for key in existing if kinds[key] == LotKind.SERIAL])
        made, inside = _read_participation(connection, existing)
        moved = _read_moved(connection, proposal, [key for key in existing if kinds[key] == LotKind.SERIAL])
        for lot_id, key in keys.items():
            group = groups[key]
            states[lot_id] = LotState(
                exists=True,
                balances=balances.get(key, {}),
                place=places.get(key),
                expiry=min((expiries[each] for each in group if each in expiries), default=None),
                holds=tuple(hold for each in group for hold in holds.get(each, ())),
                inside_of=frozenset(inside.get(key, ())),
                has_moved=key in moved,
                made_in=frozenset(made.get(key, ())),
            )
    new = [lot for lot in proposal.lots if lot.id not in keys and lot.kind is not LotKind.ANONYMOUS]
    if new:
        states |= _read_strangers(connection, new)
    return states


def _read_balances(connection: Connection, lots: list[int]) -> dict[int, dict[Place, int]]:
    balance, place = tables.balance, tables.place
    out: defaultdict[int, dict[Place, int]] = defaultdict(dict)
    rows = connection.execute(
        select(balance.c.lot, balance.c.quantity, place.c.location, place.c.container, place.c.owner)
        .join(place, place.c.key == balance.c.place)
        .where(balance.c.lot.in_(lots), balance.c.quantity != 0)
    )
    for row in rows:
        out[row.lot][Place(row.location, row.container, row.owner)] = row.quantity
    return out


def _read_batches(connection: Connection, lots: list[int], kinds: dict[int, str]) -> dict[int, tuple[int, ...]]:
    serials = [key for key in lots if kinds[key] == LotKind.SERIAL]
    if not serials:
        return {}
    out: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for row in connection.execute(lasting_members(serials)):
        out[row.serial] += (row.lot,)
    return out


def _read_expiries(connection: Connection, lots: list[int]) -> dict[int, date]:
    fact = tables.lot_fact
    rows = connection.execute(select(fact.c.lot, fact.c.value).where(fact.c.lot.in_(lots), fact.c.name == "expiry"))
    return {row.lot: date.fromisoformat(row.value) for row in rows}


def _read_holds(connection: Connection, lots: list[int]) -> dict[int, list[OpenHold]]:
    hold, lot = tables.hold, tables.lot
    out: defaultdict[int, list[OpenHold]] = defaultdict(list)
    rows = connection.execute(
        select(hold, lot.c.code)
        .join(lot, lot.c.key == hold.c.lot)
        .where(hold.c.lot.in_(lots), hold.c.released == "")
        .order_by(hold.c.id)
    )
    for row in rows:
        out[row.lot].append(OpenHold(row.id, row.reason, row.operator, row.code))
    return out


def _read_held_locations(connection: Connection, locations: list[str]) -> dict[str, OpenHold]:
    if not locations:
        return {}
    hold = tables.hold
    rows = connection.execute(
        select(hold).where(hold.c.location.in_(locations), hold.c.location != "", hold.c.released == "")
    )
    return {row.location: OpenHold(row.id, row.reason, row.operator, row.location) for row in rows}


def _read_serial_places(connection: Connection, serials: list[int]) -> dict[int, Place]:
    if not serials:
        return {}
    where, place = tables.serial_place, tables.place
    rows = connection.execute(
        select(where.c.lot, place.c.location, place.c.container, place.c.owner)
        .join(place, place.c.key == where.c.place)
        .where(where.c.lot.in_(serials))
    )
    return {row.lot: Place(row.location, row.container, row.owner) for row in rows}


def _read_participation(connection: Connection, lots: list[int]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """By lot key: the transformations that made it, and those that it is inside of."""
    part, transformation = tables.participation, tables.transformation
    made: defaultdict[int, list[str]] = defaultdict(list)
    inside: defaultdict[int, list[str]] = defaultdict(list)
    rows = connection.execute(
        select(part.c.lot, part.c.side, part.c.taken, part.c.returned, transformation.c.id)
        .join(transformation, transformation.c.key == part.c.transformation)
        .where(part.c.lot.in_(lots), transformation.c.kind != tables.MEMBERSHIP, part.c.taken > 0)
    )
    for row in rows:
        if row.side == tables.OUTPUT_SIDE:
            made[row.lot].append(row.id)
        elif row.taken > row.returned:
            inside[row.lot].append(row.id)
    return made, inside


_ARRIVALS = (EntryKind.RECEIVE, EntryKind.PRODUCE)


def _read_moved(connection: Connection, proposal: Proposal, serials: list[int]) -> set[int]:
    """Those serials that have a movement which no undo has taken back; asked only where they would arrive (SER-2)."""
    if not serials or proposal.kind not in _ARRIVALS:
        return set()
    table = tables.movement
    lasting = select(table.c.lot).where(table.c.lot.in_(serials), table.c.remaining > 0, table.c.reverses.is_(None))
    return set(connection.execute(lasting.distinct()).scalars())


def _read_strangers(connection: Connection, new: list[Any]) -> dict[str, LotState]:
    """For codes that are new: which other items know the code, and which codes of the item look alike."""
    lot, item = tables.lot, tables.item
    codes: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    rows = connection.execute(
        select(lot.c.code, lot.c.item, item.c.code.label("item_code"))
        .join(item, item.c.id == lot.c.item)
        .where(lot.c.code.in_([each.code for each in new]))
    )
    for row in rows:
        codes[row.code].add((row.item, row.item_code))
    forms = {each.id: twin_form(each.code) for each in new}
    twins: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in connection.execute(
        select(lot.c.twin, lot.c.item, lot.c.code).where(
            and_(
                lot.c.twin.in_(sorted(set(forms.values()))),
                lot.c.item.in_(sorted({each.item for each in new})),
            )
        )
    ):
        twins[row.twin, row.item].append(row.code)
    return {
        each.id: LotState(
            other_items=tuple(sorted(code for item_id, code in codes[each.code] if item_id != each.item)),
            twins=tuple(sorted(code for code in twins[forms[each.id], each.item] if code != each.code)),
        )
        for each in new
    }


def _read_transformations(connection: Connection, names: list[str]) -> dict[str, TransformationState]:
    if not names:
        return {}
    table, part, lot = tables.transformation, tables.participation, tables.lot
    unit = lot.alias("unit")
    states: dict[str, dict[str, Any]] = {}
    rows = connection.execute(
        select(
            table.c.id,
            table.c.kind,
            table.c.order,
            table.c.closed,
            unit.c.id.label("unit"),
            unit.c.item.label("unit_item"),
            part.c.side,
            part.c.taken,
            part.c.returned,
            lot.c.id.label("lot"),
            lot.c.item,
            lot.c.kind.label("lot_kind"),
        )
        .join_from(table, unit, unit.c.key == table.c.unit, isouter=True)
        .join(part, part.c.transformation == table.c.key, isouter=True)
        .join(lot, lot.c.key == part.c.lot, isouter=True)
        .where(table.c.id.in_(names))
    )
    for row in rows:
        state = states.setdefault(row.id, {"row": row, "inputs": {}, "outputs": {}, "kinds": {}, "items": {}})
        if row.lot is None:
            continue
        state["items"][row.lot] = row.item
        if row.side == tables.INPUT_SIDE and row.taken > 0:
            state["inputs"][row.lot] = (row.taken, row.returned)
        elif row.side == tables.OUTPUT_SIDE and row.taken > 0:
            state["outputs"][row.lot] = row.taken
            state["kinds"][row.lot] = row.lot_kind
    return {name: _transformation_state(state) for name, state in states.items()}


def _transformation_state(state: dict[str, Any]) -> TransformationState:
    inside: defaultdict[str, int] = defaultdict(int)
    for lot, (taken, returned) in state["inputs"].items():
        inside[state["items"][lot]] += taken - returned
    row = state["row"]
    kinds = list(state["kinds"].values())
    output_items = {state["items"][lot] for lot in state["outputs"]} | ({row.unit_item} if row.unit_item else set())
    return TransformationState(
        kind=row.kind,
        unit=row.unit or "",
        order=row.order,
        closed=row.closed,
        inputs=state["inputs"],
        outputs=state["outputs"],
        inside=dict(inside),
        makes_one_serial=bool(row.unit) if not kinds else kinds == [LotKind.SERIAL],
        output_items=frozenset(output_items),
    )


def _read_remaining(connection: Connection, lines: tuple[Line, ...]) -> dict[MovementRef, int]:
    refs = {line.reverses for line in lines if line.reverses}
    return {ref: left_to_reverse(connection, row) for ref in refs if (row := find_movement(connection, ref))}
