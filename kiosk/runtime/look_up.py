"""Answers "what is this?": an item, a lot or an order, with its genealogy as a tree both ways."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from kiosk.database.catalog import Catalog
from kiosk.database.keys import find_lots
from kiosk.database.trace import Direction, trace
from kiosk.domain.genealogy import Link, LotNode, Trace
from kiosk.domain.item import Item
from kiosk.domain.order import Order
from kiosk.domain.quantity import to_text
from kiosk.snapshot import LookUp, Row, RowState, TreeRow
from kiosk.workflow.events import Meaning
from kiosk.workflow.states import LookingUp, State
from kiosk.workflow.view import Words

DEEPEST = 40
LONGEST = 400
"""Rows of a tree that are shown; a longer one ends with a row that says so."""


def look_up(connection: Connection, catalog: Catalog, state: State, today: date, say: Words) -> LookUp | None:
    """The answer to show in this state; None where nothing was asked."""
    if not isinstance(state, LookingUp) or state.meaning is None:
        return None
    meaning = state.meaning
    if meaning.order:
        return _order(meaning.order, catalog, say)
    if meaning.lot and meaning.is_known:
        return _lot(connection, catalog, meaning, today, say)
    if meaning.item:
        return _item(meaning.item, say)
    location = meaning.location
    return LookUp(location.code if location else meaning.code, location.name if location else "")


def _fact(title: str, value: str, quantity: str = "") -> Row:
    return Row(RowState.DONE, title, value, quantity)


def _item(item: Item, say: Words) -> LookUp:
    facts = [_fact(say("look_up.tracking"), say(f"tracking.{item.tracking.value}"))]
    if item.aliases:
        facts.append(_fact(say("look_up.codes"), ", ".join(alias.code for alias in item.aliases)))
    return LookUp(item.name, item.code, facts=tuple(facts))


def _order(order: Order, catalog: Catalog, say: Words) -> LookUp:
    lines = tuple(
        _fact(catalog.item_by_id(line.item).name, ", ".join(line.lots), to_text(line.quantity)) for line in order.lines
    )
    partner = (_fact(say("look_up.partner"), order.partner),) if order.partner else ()
    return LookUp(order.id, order.kind.value, order.state.value, (*partner, *lines))


def _lot(connection: Connection, catalog: Catalog, meaning: Meaning, today: date, say: Words) -> LookUp:
    if meaning.lot is None:
        raise ValueError("a lot is looked up by its identity")
    key = find_lots(connection, [meaning.lot.id])[meaning.lot.id]
    found = trace(connection, key, Direction.BOTH, today)
    root = found.lots[key]
    names = {item: catalog.item_by_id(item).name for item in {lot.item for lot in found.lots.values()}}
    units = {item: catalog.item_by_id(item).unit for item in names}
    facts = [
        _fact(say("look_up.on_hand"), f"{place.location} {place.container}".strip(), f"{to_text(q)} {units[root.item]}")
        for place, q in root.on_hand
    ] or [_fact(say("look_up.on_hand"), say("look_up.nowhere"))]
    facts += [_fact(say("look_up.expiry"), value) for name, value in meaning.facts if name == "expiry"]
    return LookUp(
        title=root.code or names[root.item],
        subtitle=names[root.item],
        status=say(f"status.{root.status}"),
        facts=tuple(facts),
        back=tuple(_tree(found, key, names, units, forward=False)),
        forward=tuple(_tree(found, key, names, units, forward=True)),
        gaps=tuple(
            say(f"gap.{gap.kind}", {"lot": found.lots[gap.lot].code}) for gap in found.gaps if gap.grade == "break"
        ),
    )


def _tree(
    found: Trace, root: int, names: Mapping[str, str], units: Mapping[str, str], *, forward: bool
) -> list[TreeRow]:
    """The links as indented rows; a lot that stands on its own path is not opened again."""
    links: defaultdict[int, list[Link]] = defaultdict(list)
    for link in found.links:
        links[link.input if forward else link.output].append(link)
    rows: list[TreeRow] = []
    stack: list[tuple[Link, tuple[int, ...]]] = [(link, (root,)) for link in reversed(links[root])]
    while stack and len(rows) < LONGEST:
        link, path = stack.pop()
        there = link.output if forward else link.input
        lot = found.lots[there]
        rows.append(_tree_row(link, lot, len(path), names, units[found.lots[link.input].item]))
        if there not in path and len(path) < DEEPEST:
            stack.extend((each, (*path, there)) for each in reversed(links[there]))
    if stack:
        rows.append(TreeRow(0, f"+ {len(stack)}", "", state="gap"))
    return rows


def _tree_row(link: Link, lot: LotNode, depth: int, names: Mapping[str, str], unit: str) -> TreeRow:
    if link.quantity is not None:
        amount = f"{to_text(link.quantity)} {unit}"
    else:
        least, most = link.bounds or (0, 0)
        amount = f"{to_text(least)}-{to_text(most)} {unit}"
    return TreeRow(depth - 1, names[lot.item], lot.code, amount, link.state.value)
