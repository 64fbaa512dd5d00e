"""Answers "what is this?": an item, a lot, an order, a location or a partner."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from kiosk.database.catalog import Catalog
from kiosk.database.context import done_for
from kiosk.database.on_hand import OnHand, on_hand_at, on_hand_of
from kiosk.domain.item import Item
from kiosk.domain.location import Location
from kiosk.domain.order import Order
from kiosk.domain.quantity import to_text
from kiosk.runtime.lot_card import lot_card
from kiosk.snapshot import LookUp, Row, RowState
from kiosk.workflow.states import LookingUp, State
from kiosk.workflow.view import Words


def look_up(connection: Connection, catalog: Catalog, state: State, today: date, say: Words) -> LookUp | None:
    """The answer to show in this state; None where nothing was asked."""
    if not isinstance(state, LookingUp) or state.meaning is None:
        return None
    meaning = state.meaning
    if meaning.order:
        return _order(connection, catalog, meaning.order, say)
    if meaning.location:
        return _location(connection, catalog, meaning.location, say)
    if meaning.partner:
        return LookUp(meaning.partner.name, meaning.partner.code, say(f"what.partner.{meaning.partner.role}"))
    if meaning.lot and meaning.is_known and meaning.lot.code:
        return lot_card(connection, catalog, meaning, today, say)
    number = meaning.lot.code if meaning.lot else ""
    return _item(connection, catalog, meaning.item, number, say) if meaning.item else None


def _fact(title: str, value: str, quantity: str = "") -> Row:
    return Row(RowState.DONE, title, value, quantity)


def _item(connection: Connection, catalog: Catalog, item: Item, number: str, say: Words) -> LookUp:
    """An item with its lots on hand; `number` is one on the label that nobody knows."""
    facts = [_fact(say("look_up.tracking"), say(f"tracking.{item.tracking.value}"))]
    if item.aliases:
        facts.append(_fact(say("look_up.codes"), ", ".join(alias.code for alias in item.aliases)))
    if number:
        facts.append(_fact(say("look_up.number"), say("look_up.number.unknown", {"code": number})))
    stock = on_hand_of(connection, item.id)
    return LookUp(item.name, item.code, facts=(*facts, *_stock_rows(catalog, stock, say, by_place=False)))


def _location(connection: Connection, catalog: Catalog, location: Location, say: Words) -> LookUp:
    stock = on_hand_at(connection, location.id)
    return LookUp(location.name, location.code, facts=_stock_rows(catalog, stock, say, by_place=True))


def _stock_rows(catalog: Catalog, stock: Sequence[OnHand], say: Words, *, by_place: bool) -> tuple[Row, ...]:
    if not stock:
        return (_fact(say("look_up.on_hand"), say("look_up.nowhere")),)
    rows = []
    for each in stock:
        item = catalog.item_by_id(each.item)
        where = f"{each.place.location} {each.place.container}".strip()
        title = item.name if by_place else where
        rows.append(_fact(title, each.lot, f"{to_text(each.quantity)} {item.unit}"))
    return tuple(rows)


def _order(connection: Connection, catalog: Catalog, order: Order, say: Words) -> LookUp:
    done = done_for(connection, order)
    lines = tuple(
        _fact(
            catalog.item_by_id(line.item).name,
            ", ".join(line.lots),
            f"{to_text(done.get(line.item, 0))} / {to_text(line.quantity)} {catalog.item_by_id(line.item).unit}",
        )
        for line in order.lines
    )
    partner = (_fact(say("look_up.partner"), order.partner),) if order.partner else ()
    title = say(f"what.order.{order.kind.value}")
    return LookUp(order.id, title, say(f"order.state.{order.state.value}"), facts=(*partner, *lines))
