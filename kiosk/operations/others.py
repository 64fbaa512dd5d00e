"""Operations that move no goods of their own: holds, releases and undo."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from kiosk.database import tables
from kiosk.database.undo import lines_to_undo
from kiosk.domain.entry import EntryKind, Hold
from kiosk.domain.errors import FormError, ReferenceNotFoundError
from kiosk.domain.movement import EntryRef
from kiosk.domain.proposal import Proposal
from kiosk.operations.goods import Names, Operation, evidence_of, head_of


def hold_proposal(operation: Operation, names: Names, now: datetime) -> Proposal:
    """The proposal that blocks a lot or a location."""
    head = head_of(operation, now)
    if "location" in operation:
        if "lot" in operation:
            raise FormError("hold takes a lot or a location, not both")
        location = names.location(operation["location"])
        return Proposal(**head, holds=(Hold(head["reason"], location=location.id),))
    if "item" not in operation:
        raise FormError("hold needs item and lot, or location")
    item = names.item(operation["item"])
    if item.is_tracked != ("lot" in operation):
        raise FormError(f"{item.code} is tracked by {item.tracking.value}: name the lot of a tracked item only")
    partner = names.partner(operation["partner"]).id if "partner" in operation else ""
    lot = names.lot(item, operation.get("lot", ""), partner, EntryKind.HOLD)
    known = names.connection.execute(select(tables.lot.c.key).where(tables.lot.c.id == lot.id)).first()
    if known is None and item.is_tracked:
        raise ReferenceNotFoundError(f"there is no lot {lot.code} of {item.code}")
    return Proposal(**head, holds=(Hold(head["reason"], lot=lot.id),), named=(lot,))


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
    found = lines_to_undo(names.connection, names.catalog, ref) if ref else None
    if ref is None or found is None:
        raise ReferenceNotFoundError(f"there is no entry {named}")
    if not found:
        raise FormError(f"{named} moved nothing, or all of it was taken back before")
    lines = tuple(replace(line, evidence=evidence_of(operation)) for line in found)
    if "quantity" in operation:
        if len(lines) != 1:
            raise FormError(f"{named} has {len(lines)} movements: it is taken back as a whole")
        lines = (replace(lines[0], quantity=operation["quantity"]),)
    return Proposal(**head_of(operation, now), lines=lines, reverses=ref)
