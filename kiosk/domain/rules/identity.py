"""Rules of identity: every movement names its lot, and the lot is what it claims to be."""

from kiosk.domain.entry import EntryKind
from kiosk.domain.location import ADJUSTMENT, ENDLESS, SUPPLIER
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.movement import Role
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.quantity import LARGEST, MICRO, fits_unit, is_exact, to_text
from kiosk.domain.rules.facts import Facts
from kiosk.domain.rules.finding import Finding, Severity


def track_1(line: Line, _proposal: Proposal, _facts: Facts) -> Finding | None:
    """TRACK-1: a tracked item never moves without its lot or serial. Blocks."""
    if line.item.is_tracked and not line.lot.code:
        values = {"item": line.item.code, "tracking": line.item.tracking.value}
        return Finding("TRACK-1", Severity.BLOCK, "track.no_lot", values)
    return None


def creates(line: Line, proposal: Proposal) -> bool:
    """Whether a new code may appear in this line (rule TRACK-5)."""
    if line.reverses:
        return False
    if line.source.location == SUPPLIER or line.role is Role.OUTPUT or proposal.kind is EntryKind.OPEN:
        return True
    return proposal.kind is EntryKind.ADJUST and line.source.location == ADJUSTMENT


def track_4(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """TRACK-4: a code that is new for this item but known for another is asked about. Warns."""
    if not creates(line, proposal):
        return None
    return next((found for lot in line.named if (found := _known_elsewhere(lot, line.item.code, facts))), None)


def track_5(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """TRACK-5: a new code is created only in steps that create; near-twins are shown. Approval declares it found."""
    if creates(line, proposal):
        return None
    return next((found for lot in line.named if (found := _unknown(lot, line.item.code, facts))), None)


def named_lots(proposal: Proposal, facts: Facts) -> list[Finding]:
    """TRACK-1, -4 and -5 for lots that are named without being moved; only the start of a unit makes a new one."""
    judge = _known_elsewhere if proposal.kind is EntryKind.START else _unknown
    return [found for lot in proposal.named if (found := _no_number(lot) or judge(lot, lot.item, facts))]


def _no_number(lot: LotIdentity) -> Finding | None:
    if lot.code or lot.kind is LotKind.ANONYMOUS:
        return None
    return Finding("TRACK-1", Severity.BLOCK, "track.no_lot", {"item": lot.item, "tracking": lot.kind.value})


def _known_elsewhere(lot: LotIdentity, item: str, facts: Facts) -> Finding | None:
    state = facts.lot(lot.id)
    if state.exists or not state.other_items:
        return None
    values = {"lot": lot.code, "item": item, "other": ", ".join(state.other_items)}
    return Finding("TRACK-4", Severity.WARN, "track.known_elsewhere", values)


def _unknown(lot: LotIdentity, item: str, facts: Facts) -> Finding | None:
    state = facts.lot(lot.id)
    if state.exists or lot.kind is LotKind.ANONYMOUS:
        return None
    values = {"lot": lot.code, "item": item, "twins": ", ".join(state.twins)}
    key = "track.twin" if state.twins else "track.unknown"
    if state.other_items:
        key, values["other"] = "track.other_item", ", ".join(state.other_items)
    return Finding("TRACK-5", Severity.APPROVE, key, values)


def qty_2(line: Line, _proposal: Proposal, _facts: Facts) -> Finding | None:
    """QTY-2: the quantity is positive, fits the unit's precision and the ledger's range. Blocks."""
    values = {"quantity": to_text(line.quantity), "unit": line.item.unit, "item": line.item.code}
    if line.entered and not is_exact(line.entered.quantity):
        values["quantity"] = line.entered.quantity
        return Finding("QTY-2", Severity.BLOCK, "quantity.too_fine", values)
    if line.quantity <= 0:
        return Finding("QTY-2", Severity.BLOCK, "quantity.not_positive", values)
    if not fits_unit(line.quantity, line.item.unit):
        return Finding("QTY-2", Severity.BLOCK, "quantity.fraction", values)
    if line.quantity > LARGEST:
        return Finding("QTY-2", Severity.BLOCK, "quantity.too_large", values)
    return None


def ser_1_unit(line: Line, _proposal: Proposal, _facts: Facts) -> Finding | None:
    """SER-1: one unit per serial. Blocks."""
    if line.lot.kind is not LotKind.SERIAL or line.quantity == MICRO:
        return None
    values = {"lot": line.lot.code, "quantity": to_text(line.quantity)}
    return Finding("SER-1", Severity.BLOCK, "serial.quantity", values)


def ser_1(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """SER-1: a serial is in one place at a time. Blocks; an undo that would break it needs approval."""
    if line.lot.kind is not LotKind.SERIAL:
        return None
    appears = proposal.kind in (EntryKind.OPEN, EntryKind.ADJUST, EntryKind.UNCONSUME) or line.reverses
    if not appears or line.source.location not in ENDLESS:
        return None
    inside = facts.lot(line.lot.id).inside_of - {line.transformation or ""}
    standing = facts.standing(line.lot.id)
    if standing is None and not inside:
        return None
    where = facts.name_of(standing) if standing else ", ".join(sorted(inside))
    severity = Severity.APPROVE if line.reverses else Severity.BLOCK
    return Finding("SER-1", severity, "serial.elsewhere", {"lot": line.lot.code, "place": where})


def lot_1(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """LOT-1: receiving or making more of an existing lot shows it and asks. Warns."""
    state = facts.lot(line.lot.id)
    if line.lot.kind is not LotKind.LOT or not state.exists or line.reverses:
        return None
    if line.role is Role.OUTPUT:
        grows = bool(state.made_in - {line.transformation or ""})
    else:
        grows = line.source.location == SUPPLIER or proposal.kind is EntryKind.OPEN
    if not grows:
        return None
    return Finding("LOT-1", Severity.WARN, "lot.exists", {"lot": line.lot.code, "item": line.item.code})
