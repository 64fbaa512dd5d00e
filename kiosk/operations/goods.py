"""Operations that move goods, as proposals: who is meant, what is meant, and from where to where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.domain.entry import EntryKind
from kiosk.domain.errors import AmbiguousLotError, FormError, ReferenceNotFoundError
from kiosk.domain.item import Item, Tracking
from kiosk.domain.location import ADJUSTMENT, VIRTUAL, Location, Place
from kiosk.domain.lot import FACT_NAMES, KIND_OF_TRACKING, LotFact, LotIdentity, LotKind, lot_of
from kiosk.domain.movement import EVIDENCE_BY_WORD, Entered, Evidence
from kiosk.domain.order import PROGRAM, Order, Partner
from kiosk.domain.proposal import FIXED_DESTINATION, FIXED_SOURCE, ROLES, Line, Proposal
from kiosk.domain.quantity import MICRO, cut_to_micro

Operation = Mapping[str, Any]
_Named = TypeVar("_Named")


@dataclass(frozen=True, slots=True)
class Names:
    """Turns the codes of operations into what they name; raises ReferenceNotFoundError with the code."""

    connection: Connection
    catalog: Catalog

    def item(self, code: str) -> Item:
        """The item of that code."""
        return _found(self.catalog.item(code), "item", code)

    def location(self, code: str) -> Location:
        """The location of that code."""
        return _found(self.catalog.location(code), "location", code)

    def internal(self, code: str) -> str:
        """The id of a location inside the plant; the virtual ones are not for clients to name."""
        location = self.location(code)
        if location.id in VIRTUAL:
            raise ReferenceNotFoundError(f"{code} is not a location of the plant")
        return location.id

    def partner(self, code: str) -> Partner:
        """The partner of that code."""
        return _found(self.catalog.partner(code), "partner", code)

    def order(self, code: str) -> Order:
        """The order of that code."""
        return _found(self.catalog.order(code), "order", code)

    def lot(self, item: Item, code: str, partner: str, kind: EntryKind) -> LotIdentity:
        """The lot of that number.

        Where suppliers number for themselves, goods that come in bear the partner's number; everything else means the
        partner's lot if there is one, else the only one. Raises AmbiguousLotError if there are several.
        """
        if not item.numbers_per_supplier or kind is EntryKind.RECEIVE or (partner and kind is EntryKind.OPEN):
            return lot_of(item, code, partner)
        lot = tables.lot
        issuers = set(
            self.connection.execute(
                select(lot.c.issuer).where(
                    lot.c.code == code, lot.c.item == item.id, lot.c.kind == KIND_OF_TRACKING[item.tracking].value
                )
            ).scalars()
        )
        if partner and partner in issuers:
            return lot_of(item, code, partner)
        if len(issuers) > 1:
            known = ", ".join(sorted(issuer or "nobody" for issuer in issuers))
            raise AmbiguousLotError(f"lot {code} of {item.code} came from {known}: name the partner")
        return lot_of(item, code, issuers.pop() if issuers else "")


def _found(found: _Named | None, what: str, code: str) -> _Named:
    if found is None:
        raise ReferenceNotFoundError(f"there is no {what} {code}")
    return found


def head_of(operation: Operation, now: datetime) -> dict[str, Any]:
    """What every proposal takes from an operation: time, people, reason."""
    return {
        "kind": operation["op"],
        "at": operation.get("at", now),
        "operator": operation.get("operator", PROGRAM.id),
        "approver": operation.get("approver", ""),
        "reason": operation.get("reason", ""),
    }


def goods_proposal(operation: Operation, names: Names, now: datetime) -> Proposal:
    """The proposal of an operation that moves a quantity of one lot."""
    kind: EntryKind = operation["op"]
    item = names.item(operation["item"])
    partner = names.partner(operation["partner"]).id if "partner" in operation else ""
    order = names.order(operation["order"]) if "order" in operation else None
    head = head_of(operation, now)
    quantity, source, destination = _way(operation, names, item)
    lot = _lot(operation, names, item, partner)
    line = Line(
        item=item,
        lot=lot,
        quantity=quantity,
        source=source,
        destination=destination,
        evidence=evidence_of(operation),
        role=ROLES.get(kind),
        transformation=operation.get("transformation"),
        batch=_batch(operation, item, lot),
        facts=_facts(operation, lot),
        entered=Entered(operation.get("quantity", "1"), item.unit),
    )
    return Proposal(
        **head,
        lines=(line,),
        partner=partner or (order.partner if order and kind is EntryKind.SHIP else ""),
        order=order.id if order else "",
        document=operation.get("document", ""),
    )


def evidence_of(operation: Operation) -> Evidence:
    """How the client knows; `imported` unless it says otherwise."""
    return EVIDENCE_BY_WORD[operation.get("evidence", "imported")]


def _lot(operation: Operation, names: Names, item: Item, partner: str) -> LotIdentity:
    code = operation.get("lot", "")
    if code and not item.is_tracked:
        raise FormError(f"{item.code} is not tracked: leave lot out")
    return names.lot(item, code, partner, operation["op"])


def _batch(operation: Operation, item: Item, serial: LotIdentity) -> LotIdentity | None:
    code = operation.get("batch")
    if code is None:
        return None
    if item.tracking is not Tracking.SERIAL:
        raise FormError(f"{item.code} is not tracked by serial: batch goes beside a serial only")
    return LotIdentity(item.id, LotKind.LOT, code, serial.issuer)


def _way(operation: Operation, names: Names, item: Item) -> tuple[int, Place, Place]:
    """Quantity, source and destination of the one movement."""
    kind: EntryKind = operation["op"]
    quantity = _quantity(operation, item)
    owner = names.partner(operation["owner"]).id if "owner" in operation else ""
    container = operation.get("container", "")
    if kind is EntryKind.ADJUST:
        here, nowhere = Place(names.internal(operation["at_location"]), container, owner), Place(ADJUSTMENT)
        adds = Decimal(operation.get("quantity", "1")) > 0
        return (quantity, nowhere, here) if adds else (-quantity, here, nowhere)
    if kind in (EntryKind.PACK, EntryKind.UNPACK):
        return (quantity, *_packing(operation, names, owner))
    source = FIXED_SOURCE.get(kind) or names.internal(operation["from"])
    destination = FIXED_DESTINATION.get(kind) or names.internal(operation["to"])
    if kind in FIXED_SOURCE:
        return quantity, Place(source), Place(destination, container, owner)
    source_place = Place(source, container, owner)
    to_place = Place(destination) if kind in FIXED_DESTINATION else Place(destination, "", owner)
    if source_place == to_place:
        raise FormError("from and to are the same place")
    return quantity, source_place, to_place


def _packing(operation: Operation, names: Names, owner: str) -> tuple[Place, Place]:
    where = operation.get("from", operation.get("to"))
    if where is None:
        raise FormError("unpack needs from or to")
    source = names.internal(where)
    if operation["op"] is EntryKind.PACK:
        return Place(source, "", owner), Place(source, operation["container"], owner)
    destination = names.internal(operation.get("to", where))
    return Place(source, operation["container"], owner), Place(destination, "", owner)


def _quantity(operation: Operation, item: Item) -> int:
    if "quantity" in operation:
        return cut_to_micro(operation["quantity"])
    if item.tracking is Tracking.SERIAL:
        return MICRO
    raise FormError(f"{operation['op'].value} needs quantity")


def _facts(operation: Operation, lot: LotIdentity) -> tuple[LotFact, ...]:
    source = "scanned" if operation.get("evidence") == "scanned" else "imported"
    return tuple(LotFact(lot.id, name, operation[name], source) for name in FACT_NAMES if name in operation)
