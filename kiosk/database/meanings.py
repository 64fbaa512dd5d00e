"""Resolves readings in the plant's catalog: everything that a scan may mean, with what is known of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.domain.item import Item, Tracking
from kiosk.domain.location import VIRTUAL, Place
from kiosk.domain.lot import LotIdentity, LotKind, lot_of
from kiosk.domain.order import OrderKind
from kiosk.domain.quantity import MICRO, to_text
from kiosk.identification.reading import Reading
from kiosk.workflow.events import Meaning

_FACTS = {"17": "expiry", "15": "best_before", "11": "made_on", "expiry": "expiry"}
_COUNTS = ("37", "30", "quantity")
_KILOGRAMS = "310"


@dataclass(frozen=True, slots=True)
class Resolver:
    """Looks up codes through one connection."""

    connection: Connection
    catalog: Catalog

    def meanings(self, readings: Sequence[Reading], code: str) -> tuple[Meaning, ...]:
        """All meanings of the complete readings of one scan, each once, in the order of the readings."""
        found: dict[Meaning, None] = {}
        for reading in readings:
            if reading.complete:
                found.update(dict.fromkeys(self._of_reading(reading, code)))
        return tuple(found)

    def _of_reading(self, reading: Reading, code: str) -> Iterator[Meaning]:
        if reading.standard == "plain":
            yield from self._of_text(reading.value("text") or "")
        elif reading.standard == "site":
            yield from self._of_site(reading, code)
        else:
            yield from self._of_gs1(reading, code)

    def _of_gs1(self, reading: Reading, code: str) -> Iterator[Meaning]:
        gtin = reading.value("01") or reading.value("02")
        item = self.catalog.item(gtin) if gtin else None
        if gtin and item is None:
            return
        lot, serial = reading.value("10"), reading.value("21")
        if item is None:
            for text in filter(None, (serial, lot)):
                yield from self._of_text(text)
            return
        yield self._goods(item, lot, serial, reading, code, gtin)

    def _of_site(self, reading: Reading, code: str) -> Iterator[Meaning]:
        names = ("order", "location")
        for text in filter(None, (reading.value(name) for name in names)):
            yield from self._of_text(text)
        item_code = reading.value("item")
        item = self.catalog.item(item_code) if item_code else None
        if item:
            yield self._goods(item, reading.value("lot"), reading.value("serial"), reading, code, None)
        elif item_code is None:
            for text in filter(None, (reading.value("serial"), reading.value("lot"))):
                yield from self._of_text(text)

    def _goods(
        self, item: Item, lot: str | None, serial: str | None, reading: Reading, code: str, gtin: str | None
    ) -> Meaning:
        """An item with the lot or serial that its tracking asks for."""
        facts = tuple((name, value) for key, name in _FACTS.items() if (value := reading.value(key)))
        quantity, entered = _quantity(reading, item, gtin)
        meaning = Meaning(code=code, item=item, facts=facts, quantity=quantity, entered=entered)
        if item.tracking is Tracking.NONE:
            return self._with_lot(meaning, lot_of(item, ""))
        number = (serial or lot) if item.tracking is Tracking.SERIAL else lot
        if not number:
            return meaning
        known = [each for each in self._lots(number) if each.item == item.id]
        identity = known[0] if len(known) == 1 else lot_of(item, number)
        shown = replace(meaning, code=number, batch_code=lot if serial and lot else "")
        return self._with_lot(shown, identity)

    def _of_text(self, text: str) -> Iterator[Meaning]:
        """Everything in the plant that has this code; and the code as a new number."""
        if not text:
            return
        if order := self.catalog.order(text):
            finished = None
            if order.kind is OrderKind.WORK and order.lines:
                finished = self.catalog.item_by_id(order.lines[0].item)
            yield Meaning(code=text, order=order, item=finished)
        location = self.catalog.location(text)
        if location and location.id not in VIRTUAL:
            yield Meaning(code=text, location=location)
        if partner := self.catalog.partner(text):
            yield Meaning(code=text, partner=partner)
        if item := self.catalog.item(text):
            yield self._item_alone(item, text)
        for lot in self._lots(text):
            yield self._with_lot(Meaning(code=text, item=self.catalog.item_by_id(lot.item)), lot)
        yield Meaning(code=text, new_code=text)

    def _item_alone(self, item: Item, code: str) -> Meaning:
        if item.tracking is Tracking.NONE:
            return self._with_lot(Meaning(code=code, item=item), lot_of(item, ""))
        return Meaning(code=code, item=item)

    def _lots(self, code: str) -> list[LotIdentity]:
        lot = tables.lot
        rows = self.connection.execute(select(lot).where(lot.c.code == code).order_by(lot.c.key))
        return [LotIdentity(row.item, LotKind(row.kind), row.code, row.issuer) for row in rows]

    def _with_lot(self, meaning: Meaning, lot: LotIdentity) -> Meaning:
        key = self.connection.execute(select(tables.lot.c.key).where(tables.lot.c.id == lot.id)).scalar_one_or_none()
        if key is None:
            return replace(meaning, lot=lot)
        transformation, is_finished = self._made_in(key) if lot.kind is LotKind.SERIAL else ("", False)
        return replace(
            meaning,
            lot=lot,
            is_known=True,
            stock=self._stock(key),
            transformation=transformation,
            is_finished=is_finished,
        )

    def _stock(self, key: int) -> tuple[tuple[Place, int], ...]:
        balance, place, location = tables.balance, tables.place, tables.location
        rows = self.connection.execute(
            select(place.c.location, place.c.container, place.c.owner, balance.c.quantity)
            .join(place, place.c.key == balance.c.place)
            .join(location, location.c.id == place.c.location)
            .where(balance.c.lot == key, balance.c.quantity > 0)
            .order_by(place.c.location, place.c.container, place.c.owner)
        )
        return tuple((Place(row.location, row.container, row.owner), row.quantity) for row in rows)

    def _made_in(self, key: int) -> tuple[str, bool]:
        """The unit transformation of a serial, and whether it was finished."""
        table, part = tables.transformation, tables.participation
        row: Any = self.connection.execute(
            select(table.c.id, part.c.taken)
            .join(part, (part.c.transformation == table.c.key) & (part.c.lot == table.c.unit), isouter=True)
            .where(table.c.unit == key)
            .order_by(table.c.key.desc())
            .limit(1)
        ).one_or_none()
        return ("", False) if row is None else (row.id, bool(row.taken))


def _quantity(reading: Reading, item: Item, gtin: str | None) -> tuple[int | None, str]:
    """The quantity on the label in micro base units, and as it was printed."""
    for key in _COUNTS:
        if text := reading.value(key):
            factor = next((alias.quantity for alias in item.aliases if alias.code == gtin), MICRO)
            return int(Decimal(text) * factor), text
    weight = next((each for each in reading.elements if each.key.startswith(_KILOGRAMS) and each.error is None), None)
    if weight and item.unit == "kg":
        micro = int(Decimal(weight.value) * MICRO)
        return micro, to_text(micro)
    return None, ""
