"""Rules of identity: every movement names its lot, and the lot is what it claims to be."""

from kiosk.domain.entry import CREATING, EntryKind
from kiosk.domain.location import ADJUSTMENT
from kiosk.domain.lot import LotKind
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.quantity import LARGEST, MICRO, fits_unit, to_text
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
    if proposal.kind is EntryKind.ADJUST:
        return line.source.location == ADJUSTMENT
    return proposal.kind in CREATING


def track_4(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """TRACK-4: a code that is new for this item but known for another is asked about. Warns."""
    state = facts.lot(line.lot.id)
    if state.exists or not state.other_items or not creates(line, proposal):
        return None
    values = {"lot": line.lot.code, "item": line.item.code, "other": ", ".join(state.other_items)}
    return Finding("TRACK-4", Severity.WARN, "track.known_elsewhere", values)


def track_5(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """TRACK-5: a new code is created only in steps that create; near-twins are shown. Approval declares it found."""
    state = facts.lot(line.lot.id)
    if state.exists or creates(line, proposal) or line.lot.kind is LotKind.ANONYMOUS:
        return None
    values = {"lot": line.lot.code, "item": line.item.code, "twins": ", ".join(state.twins)}
    key = "track.twin" if state.twins else "track.unknown"
    if state.other_items:
        key, values["other"] = "track.other_item", ", ".join(state.other_items)
    return Finding("TRACK-5", Severity.APPROVE, key, values)


def qty_2(line: Line, _proposal: Proposal, _facts: Facts) -> Finding | None:
    """QTY-2: the quantity is positive, fits the unit's precision and the ledger's range. Blocks."""
    values = {"quantity": to_text(line.quantity), "unit": line.item.unit, "item": line.item.code}
    if line.quantity <= 0:
        return Finding("QTY-2", Severity.BLOCK, "quantity.not_positive", values)
    if not fits_unit(line.quantity, line.item.unit):
        return Finding("QTY-2", Severity.BLOCK, "quantity.fraction", values)
    if line.quantity > LARGEST:
        return Finding("QTY-2", Severity.BLOCK, "quantity.too_large", values)
    return None


def ser_1(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """SER-1: one unit per serial, in one place at a time. Blocks; an undo that would break it needs approval."""
    if line.lot.kind is not LotKind.SERIAL:
        return None
    if line.quantity != MICRO:
        values = {"lot": line.lot.code, "quantity": to_text(line.quantity)}
        return Finding("SER-1", Severity.BLOCK, "serial.quantity", values)
    place = facts.lot(line.lot.id).place
    if place is None:
        return None
    values = {"lot": line.lot.code, "place": facts.name_of(place)}
    appears = proposal.kind in (EntryKind.OPEN, EntryKind.ADJUST) and line.source.location == ADJUSTMENT
    if appears and place.location != ADJUSTMENT and not facts.is_nowhere(line.lot.id):
        return Finding("SER-1", Severity.BLOCK, "serial.elsewhere", values)
    return None


def lot_1(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """LOT-1: receiving or making more of an existing lot shows it and asks. Warns."""
    state = facts.lot(line.lot.id)
    if line.lot.kind is not LotKind.LOT or not state.exists or line.reverses:
        return None
    if proposal.kind is EntryKind.PRODUCE:
        if not state.made_in - {line.transformation or ""}:
            return None
    elif proposal.kind not in (EntryKind.RECEIVE, EntryKind.OPEN):
        return None
    return Finding("LOT-1", Severity.WARN, "lot.exists", {"lot": line.lot.code, "item": line.item.code})
