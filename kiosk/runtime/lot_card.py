"""The answer for a lot or serial: where it is, what is said of it, and its genealogy as a tree both ways."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from kiosk.database.catalog import Catalog
from kiosk.database.dealings import Dealing, dealings_of
from kiosk.database.on_hand import Part, parts_of
from kiosk.database.trace import Direction, trace
from kiosk.database.whereabouts import facts_of, find_key
from kiosk.domain.genealogy import Link, Trace
from kiosk.domain.item import Item
from kiosk.domain.quantity import to_text
from kiosk.snapshot import LookUp, Row, RowState, TreeRow
from kiosk.workflow.meaning import Meaning
from kiosk.workflow.view import Words

DEEPEST = 40
LONGEST = 400
"""Rows of a tree that are shown; a longer one ends with a row that says so."""
_FACTS = ("expiry", "best_before", "made_on", "supplier_lot")


@dataclass(frozen=True, slots=True)
class _Names:
    """Says items, partners and quantities."""

    catalog: Catalog

    def item(self, item: str) -> Item:
        return self.catalog.item_by_id(item)

    def partner(self, partner: str) -> str:
        found = self.catalog.partner(partner)
        return found.name if found else partner

    def amount(self, micro: int, item: str) -> str:
        return f"{to_text(micro)} {self.item(item).unit}"


def lot_card(connection: Connection, catalog: Catalog, meaning: Meaning, today: date, say: Words) -> LookUp:
    """Everything that is known of the lot of `meaning`, which exists."""
    key = find_key(connection, meaning.lot) if meaning.lot else None
    if key is None:
        raise ValueError(f"{meaning.code} is no lot that exists")
    names = _Names(catalog)
    found = trace(connection, key, Direction.BOTH, today)
    root = found.lots[key]
    is_begun = bool(meaning.transformation) and not meaning.is_finished
    begun = parts_of(connection, meaning.transformation) if is_begun else ()
    return LookUp(
        title=root.code,
        subtitle=names.item(root.item).name,
        status=say("status.begun" if is_begun else f"status.{root.status}"),
        facts=(
            *_where(found, meaning, names, say),
            *_dealings(dealings_of(connection, key), names, root.item, say),
            *_facts(facts_of(connection, key), say),
        ),
        back=(*(_part_row(each, names) for each in begun), *_tree(found, names, forward=False)),
        forward=tuple(_tree(found, names, forward=True)),
        gaps=tuple(
            say(f"gap.{gap.kind}", {"lot": found.lots[gap.lot].code}) for gap in found.gaps if gap.grade == "break"
        ),
    )


def _where(found: Trace, meaning: Meaning, names: _Names, say: Words) -> list[Row]:
    root = found.lots[found.root]
    rows = [
        Row(RowState.DONE, say("look_up.on_hand"), f"{place.location} {place.container}".strip(), amount)
        for place, quantity in root.on_hand
        if (amount := names.amount(quantity, root.item))
    ]
    if meaning.inside:
        rows.append(Row(RowState.DONE, say("look_up.inside"), ", ".join(meaning.inside)))
    return rows or [Row(RowState.DONE, say("look_up.on_hand"), say("look_up.nowhere"))]


def _dealings(dealings: Sequence[Dealing], names: _Names, item: str, say: Words) -> list[Row]:
    """Who delivered it, and who has it."""
    return [
        Row(
            RowState.DONE,
            say("look_up.with_customer" if each.is_customer else "look_up.from_supplier"),
            names.partner(each.partner) or say("look_up.partner.unknown"),
            names.amount(each.quantity, item),
        )
        for each in dealings
    ]


def _facts(facts: dict[str, str], say: Words) -> list[Row]:
    return [Row(RowState.DONE, say(f"look_up.{name}"), facts[name]) for name in _FACTS if name in facts]


def _part_row(part: Part, names: _Names) -> TreeRow:
    """A part of a unit that is not finished: no genealogy yet, but a fact."""
    return TreeRow(0, names.item(part.item).name, part.code, names.amount(part.quantity, part.item))


def _tree(found: Trace, names: _Names, *, forward: bool) -> list[TreeRow]:
    """The links as indented rows; a lot that stands on its own path is not opened again."""
    links: defaultdict[int, list[Link]] = defaultdict(list)
    for link in found.links:
        links[link.input if forward else link.output].append(link)
    rows: list[TreeRow] = []
    stack: list[tuple[Link, tuple[int, ...]]] = [(link, (found.root,)) for link in reversed(links[found.root])]
    while stack and len(rows) < LONGEST:
        link, path = stack.pop()
        there = link.output if forward else link.input
        lot = found.lots[there]
        amount = _amount(link, found, names)
        rows.append(TreeRow(len(path) - 1, names.item(lot.item).name, lot.code, amount, link.state.value))
        if there not in path and len(path) < DEEPEST:
            stack.extend((each, (*path, there)) for each in reversed(links[there]))
    if stack:
        rows.append(TreeRow(0, f"+ {len(stack)}", "", state="gap"))
    return rows


def _amount(link: Link, found: Trace, names: _Names) -> str:
    item = found.lots[link.input].item
    if link.quantity is not None:
        return names.amount(link.quantity, item)
    least, most = link.bounds or (0, 0)
    return f"{to_text(least)}-{names.amount(most, item)}"
