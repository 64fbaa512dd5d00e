"""Operations that move no goods of their own: holds, releases and undo."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from kiosk.database import tables
from kiosk.database.undo import lines_to_undo
from kiosk.domain.entry import EntryKind, Hold
from kiosk.domain.errors import FormError, ReferenceNotFoundError
from kiosk.domain.item import Item
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.movement import Entered, EntryRef, Evidence
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.quantity import cut_to_micro
from kiosk.operations.goods import Names, Operation, evidence_of, head_of


def hold_proposal(operation: Operation, names: Names, now: datetime) -> Proposal:
    """The proposal that blocks a lot or a location."""
    head = head_of(operation, now)
    if "location" in operation:
        if "lot" in operation:
            raise FormError("hold takes a lot or a location, not both")
        return Proposal(**head, holds=(Hold(head["reason"], location=names.internal(operation["location"])),))
    if "item" not in operation:
        raise FormError("hold needs item and lot, or location")
    item = names.item(operation["item"])
    if "lot" in operation and not item.is_tracked:
        raise FormError(f"{item.code} is not tracked: leave lot out")
    partner = names.partner(operation["partner"]).id if "partner" in operation else ""
    lot = _lot_to_hold(names, item, operation.get("lot", ""), partner)
    return Proposal(**head, holds=(Hold(head["reason"], lot=lot.id),), named=(lot,))


def _lot_to_hold(names: Names, item: Item, code: str, partner: str) -> LotIdentity:
    """The lot of that number; where no serial is known by it, the lot that serials of the item are members of."""
    lot = names.lot(item, code, partner, EntryKind.HOLD)
    batch = LotIdentity(lot.item, LotKind.LOT, lot.code, lot.issuer)
    table = tables.lot
    known = set(names.connection.execute(select(table.c.id).where(table.c.id.in_((lot.id, batch.id)))).scalars())
    return batch if lot.id not in known and batch.id in known else lot


def release_proposal(operation: Operation, names: Names, now: datetime, refs: Mapping[str, str]) -> Proposal:
    """The proposal that ends a hold, named by the ref of its line or as STATION/17."""
    named = operation["hold"]
    entry = refs.get(named, named)
    table = tables.hold
    row = names.connection.execute(select(table).where(table.c.id.in_((entry, f"{entry}#0")))).first()
    if row is None:
        raise ReferenceNotFoundError(f"there is no hold {named}")
    if row.released:
        raise ReferenceNotFoundError(f"hold {named} was released before, by {row.released}")
    return Proposal(**head_of(operation, now), releases=(row.id,))


def undo_proposal(operation: Operation, names: Names, now: datetime, refs: Mapping[str, str]) -> Proposal:
    """The proposal that takes back an entry, whole or in part."""
    named = operation["entry"]
    ref = EntryRef.parse(refs.get(named, named))
    quantity = operation.get("quantity")
    wanted = None if quantity is None else cut_to_micro(quantity)
    found = lines_to_undo(names.connection, names.catalog, ref, wanted) if ref else None
    if ref is None or found is None:
        raise ReferenceNotFoundError(f"there is no entry {named}")
    lines = tuple(line if line.evidence is Evidence.INFERRED else _as_said(line, operation) for line in found)
    return Proposal(**head_of(operation, now), lines=lines, reverses=ref)


def _as_said(line: Line, operation: Operation) -> Line:
    quantity = operation.get("quantity")
    entered = None if quantity is None else Entered(quantity, line.item.unit)
    return replace(line, evidence=evidence_of(operation), entered=entered)
