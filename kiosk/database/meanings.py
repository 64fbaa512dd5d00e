"""Resolves readings in the plant's catalog: everything that a scan may mean, with what is known of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import BindParameter, Connection, bindparam, literal, or_, select, union_all

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.database.prepared import Prepared
from kiosk.database.whereabouts import find_key, whereabouts_of
from kiosk.domain.item import Item, Tracking
from kiosk.domain.location import VIRTUAL
from kiosk.domain.lot import KIND_OF_TRACKING, LotIdentity, LotKind, lot_of
from kiosk.domain.order import Order
from kiosk.domain.quantity import MICRO, to_text
from kiosk.identification.reading import Reading
from kiosk.identification.roles import said, said_first
from kiosk.workflow.meaning import Meaning

_FACTS = ("expiry", "best_before", "made_on")
_PIECES = frozenset({"EA", "PC", "PCE", "PCS"})
"""Units on labels that mean what the item is counted in."""
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
            found.update(dict.fromkeys(self._of_reading(reading, code)))
        return tuple(found)

    def _of_reading(self, reading: Reading, code: str) -> Iterator[Meaning]:
        if reading.standard == "plain":
            yield from self._of_text(reading.value("text") or "")
            return
        if reading.standard == "site":
            for name in ("order", "location"):
                yield from self._of_text(reading.value(name) or "")
        yield from self._of_goods(reading, code)

    def _of_goods(self, reading: Reading, code: str) -> Iterator[Meaning]:
        """What a label says of goods. One without its item may be about the item at hand."""
        lot, serial = said_first(reading, "lot"), said_first(reading, "serial")
        item_codes = said(reading, "item")
        for item_code in item_codes:
            if item := self.catalog.item(item_code):
                yield from self._of_item(_label(reading, code, item, item_code), item, lot, serial)
        if item_codes:
            return
        label = _label(reading, code, None, None)
        if number := serial or lot:
            for meaning in self._of_text(number):
                beside = replace(label, code=number, batch_code=lot if serial and lot else "")
                yield _with_label(meaning, beside)
        elif label.facts or label.quantity is not None:
            yield label

    def _of_item(self, label: Meaning, item: Item, lot: str | None, serial: str | None) -> Iterator[Meaning]:
        """An item with the lot or serial that its tracking asks for; two suppliers' equal numbers are two meanings."""
        named = replace(label, item=item)
        if item.tracking is Tracking.NONE:
            lot_of_item = lot_of(item, "")
            yield self._with_lot(named, lot_of_item, find_key(self.connection, lot_of_item))
            return
        is_serial = item.tracking is Tracking.SERIAL
        named = replace(named, batch_code=lot or "" if is_serial else "")
        number = serial if is_serial else lot
        if not number:
            yield named
            return
        kind = KIND_OF_TRACKING[item.tracking]
        numbered = replace(named, code=number)
        known = [(each, key) for each, key in self._lots(number) if (each.item, each.kind) == (item.id, kind)]
        if not known:
            yield self._with_lot(numbered, lot_of(item, number), None)
        for identity, key in known:
            yield self._with_lot(numbered, identity, key)

    def _of_text(self, text: str) -> Iterator[Meaning]:
        """Everything in the plant that has this code; and the code as a new number."""
        if not text:
            return
        kinds = set(_known_as.column(self.connection, {"code": text}))
        if "order" in kinds and (order := self.catalog.order(text)):
            yield Meaning(code=text, order=order, item=self._only_item(order))
        if "location" in kinds and (location := self.catalog.location(text)) and location.id not in VIRTUAL:
            yield Meaning(code=text, location=location)
        if "partner" in kinds and (partner := self.catalog.partner(text)):
            yield Meaning(code=text, partner=partner)
        if "item" in kinds and (item := self.catalog.item(text)):
            yield from self._of_item(Meaning(code=text), item, None, None)
        if "lot" in kinds:
            for lot, key in self._lots(text):
                named = Meaning(code=text, item=self.catalog.item_by_id(lot.item), names_item=False)
                yield self._with_lot(named, lot, key)
        yield Meaning(code=text, new_code=text)

    def _only_item(self, order: Order) -> Item | None:
        items = {line.item for line in order.lines}
        return self.catalog.item_by_id(items.pop()) if len(items) == 1 else None

    def _lots(self, code: str) -> list[tuple[LotIdentity, int]]:
        """Lots and serials with that number, each with its key."""
        rows = _lots_of.rows(self.connection, {"code": code})
        return [(LotIdentity(row.item, LotKind(row.kind), row.code, row.issuer), row.key) for row in rows]

    def _with_lot(self, meaning: Meaning, lot: LotIdentity, key: int | None) -> Meaning:
        """With the lot and, where it has a key and so exists, its whereabouts."""
        if key is None:
            return replace(meaning, lot=lot)
        found = whereabouts_of(self.connection, key, lot.kind)
        return replace(
            meaning,
            lot=lot,
            is_known=True,
            stock=found.stock,
            inside=found.inside,
            transformation=found.transformation,
            made_for=self.catalog.order(found.order) if found.order else None,
            is_finished=found.is_finished,
        )


def _label(reading: Reading, code: str, item: Item | None, item_code: str | None) -> Meaning:
    """What stands on the label beside item and number."""
    facts = tuple((name, value) for name in _FACTS if (value := said_first(reading, name)))
    if printed := said_first(reading, "quantity"):
        number, _, unit = printed.partition(" ")
        if unit and unit not in _PIECES and (item is None or unit.lower() != item.unit.lower()):
            return Meaning(code=code, facts=facts)  # a measure in another unit: the person says how much it is
        factor = next((each.quantity for each in item.aliases if each.code == item_code), MICRO) if item else MICRO
        quantity = int(Decimal(number) * factor)
        return Meaning(code=code, facts=facts, quantity=quantity, entered=number, factor=to_text(factor))
    weight = next((each for each in reading.elements if each.key.startswith(_KILOGRAMS) and each.error is None), None)
    if weight and item and item.unit == "kg":
        return Meaning(code=code, facts=facts, quantity=int(Decimal(weight.value) * MICRO), entered=weight.value)
    return Meaning(code=code, facts=facts)


def _with_label(meaning: Meaning, label: Meaning) -> Meaning:
    """A meaning of the number alone, with what stands beside the number."""
    return replace(
        meaning,
        batch_code=label.batch_code,
        quantity=label.quantity,
        entered=label.entered,
        factor=label.factor,
        facts=label.facts,
    )


_code: BindParameter[str] = bindparam("code")
_known_as = Prepared(
    union_all(
        select(literal("order")).where(tables.work_order.c.id == _code),
        *(
            select(literal(name)).where(or_(table.c.code == _code, table.c.id == _code))
            for name, table in (("location", tables.location), ("partner", tables.partner), ("item", tables.item))
        ),
        select(literal("item")).where(tables.item_alias.c.code == _code),
        select(literal("lot")).where(tables.lot.c.code == _code, tables.lot.c.kind != LotKind.ANONYMOUS.value),
    )
)
"""Under which families a code is known: one question instead of five that mostly find nothing."""
_lots_of = Prepared(
    select(tables.lot)
    .where(tables.lot.c.code == _code, tables.lot.c.kind != LotKind.ANONYMOUS.value)
    .order_by(tables.lot.c.key)
)
