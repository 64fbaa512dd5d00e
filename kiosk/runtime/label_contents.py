"""What the labels of this plant say, read from its database."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from kiosk.database.catalog import Catalog
from kiosk.database.members import batches_of
from kiosk.database.trace import LotName, find_lots
from kiosk.database.whereabouts import facts_of, find_key
from kiosk.domain.errors import ReferenceNotFoundError
from kiosk.domain.item import Item
from kiosk.domain.label_subject import LabelSubject, SubjectKind
from kiosk.domain.location import VIRTUAL
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.order import Order
from kiosk.labels.content import (
    DIGITAL_LINK_DOMAIN,
    Content,
    container_content,
    item_content,
    location_content,
    lot_content,
    order_content,
)
from kiosk.workflow.view import Words

_SHOWN_FACTS = ("expiry", "best_before", "made_on")
_SSCC_DIGITS = 18


@dataclass(frozen=True, slots=True)
class LabelContents:
    """Makes contents through one connection."""

    connection: Connection
    catalog: Catalog
    today: date
    words: Words
    domain: str = DIGITAL_LINK_DOMAIN

    def of_subject(self, subject: LabelSubject) -> Content:
        """The label of what is labelled, with all that is known of it now.

        Raises FormError if GS1 does not allow its number, ReferenceNotFoundError if it is not known any more.
        """
        match subject.kind:
            case SubjectKind.LOT if subject.lot is not None:
                return self.of_lot(self.catalog.item_by_id(subject.id), subject.lot, subject.facts, subject.batch)
            case SubjectKind.ITEM:
                return self._of_item(self.catalog.item_by_id(subject.id))
            case SubjectKind.LOCATION if location := self.catalog.location(subject.id):
                return location_content(location)
            case SubjectKind.ORDER if order := self.catalog.order(subject.id):
                return self._of_order(order)
            case _:
                raise ReferenceNotFoundError(f"{subject.code} is not known here any more")

    def of_lot(self, item: Item, lot: LotIdentity, facts: tuple[tuple[str, str], ...] = (), batch: str = "") -> Content:
        """The label of a lot or serial; `facts` and `batch` are those that are not recorded yet.

        Raises FormError if GS1 does not allow its number.
        """
        key = find_key(self.connection, lot)
        known = facts_of(self.connection, key) if key else {}
        batches = batches_of(self.connection, key) if key else []
        said = known | dict(facts)
        printed = tuple((self.words(f"look_up.{name}"), said[name]) for name in _SHOWN_FACTS if name in said)
        return lot_content(
            item,
            lot,
            tuple(said.items()),
            batch=batches[0] if len(batches) == 1 else batch,
            printed_facts=printed,
            domain=self.domain,
            year=self.today.year,
        )

    def of_code(self, code: str, item: str | None = None) -> list[Content]:
        """The labels that a code may mean: lots before what is named like them; empty where it means nothing."""
        named = self.catalog.item(item) if item else None
        lots = find_lots(self.connection, code, named.id if named else None)
        if lots or item:
            return [self._of_lot_name(each) for each in lots]
        if order := self.catalog.order(code):
            return [self._of_order(order)]
        if (location := self.catalog.location(code)) and location.id not in VIRTUAL:
            return [location_content(location)]
        if found := self.catalog.item(code):
            return [self._of_item(found)]
        if len(code) == _SSCC_DIGITS and code.isascii() and code.isdigit():
            return [container_content(code, domain=self.domain, year=self.today.year)]
        return []

    def _of_lot_name(self, lot: LotName) -> Content:
        item = self.catalog.item_by_id(lot.item)
        return self.of_lot(item, LotIdentity(lot.item, LotKind(lot.kind), lot.code, lot.issuer))

    def _of_item(self, item: Item) -> Content:
        return item_content(item, domain=self.domain, year=self.today.year)

    def _of_order(self, order: Order) -> Content:
        return order_content(order, self.words(f"what.order.{order.kind.value}").capitalize())
