"""Rules of place, quantity, expiry and holds: what is where, and may it be used."""

from datetime import date

from kiosk.domain.entry import EntryKind
from kiosk.domain.item import ExpiryPolicy
from kiosk.domain.location import CUSTOMER, ENDLESS, PRODUCTION, SUPPLIER, VIRTUAL
from kiosk.domain.lot import EXPIRY, LotKind
from kiosk.domain.movement import Role
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.quantity import to_text
from kiosk.domain.rules.facts import Facts
from kiosk.domain.rules.finding import Finding, Severity


def hold_1(line: Line, _proposal: Proposal, facts: Facts) -> Finding | None:
    """HOLD-1: a blocked lot is neither used nor shipped. Blocks."""
    if not line.is_use:
        return None
    holds = [hold for lot in line.named for hold in facts.lot(lot.id).holds]
    hold = holds[0] if holds else facts.held_locations.get(line.source.location)
    if hold is None:
        return None
    values = {"lot": line.lot.code, "reason": hold.reason, "person": hold.operator, "on": hold.on}
    return Finding("HOLD-1", Severity.BLOCK, "hold.open", values)


_EXPIRY_SEVERITY = {
    ExpiryPolicy.WARN: Severity.WARN,
    ExpiryPolicy.BLOCK: Severity.BLOCK,
    ExpiryPolicy.BLOCK_UNLESS_APPROVED: Severity.APPROVE,
}


def exp_1(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """EXP-1: what has expired on the plant's calendar day is neither used nor shipped. By the item's policy.

    By the books or by the label in hand, whichever is earlier.
    """
    days = [day for lot in line.named if (day := facts.lot(lot.id).expiry)]
    days += [date.fromisoformat(fact.value) for fact in line.facts if fact.name == EXPIRY]
    if not line.is_use or not days or min(days) >= proposal.day:
        return None
    values = {"lot": line.lot.code, "item": line.item.code, "expiry": min(days).isoformat()}
    return Finding("EXP-1", _EXPIRY_SEVERITY[line.item.expiry_policy], "expiry.passed", values)


def ser_2(line: Line, _proposal: Proposal, facts: Facts) -> Finding | None:
    """SER-2: a serial is made, received or returned only from a state that allows it. Needs approval."""
    if line.lot.kind is not LotKind.SERIAL or line.reverses:
        return None
    state = facts.lot(line.lot.id)
    place = facts.progress.places.get(line.lot.id, state.place)
    at = place.location if place else ""
    has_moved = state.has_moved or line.lot.id in facts.progress.places
    if line.source.location == SUPPLIER:
        key, allowed = "receive", not has_moved or at == SUPPLIER
    elif line.role is Role.OUTPUT:
        key, allowed = "produce", not has_moved
    elif line.source.location == CUSTOMER:
        key, allowed = "return", at == CUSTOMER or not state.exists
    else:
        return None
    if allowed:
        return None
    values = {"lot": line.lot.code, "item": line.item.code, "place": facts.name_of(place) if place else "-"}
    return Finding("SER-2", Severity.APPROVE, f"serial.{key}_again", values)


def ser_2_start(proposal: Proposal, facts: Facts) -> list[Finding]:
    """SER-2 of a unit that is started: its serial is not that of a unit which is here already. Needs approval."""
    if proposal.kind is not EntryKind.START:
        return []
    return [
        Finding("SER-2", Severity.APPROVE, "serial.produce_again", {"lot": lot.code, "item": lot.item, "place": where})
        for lot in proposal.named
        if (state := facts.lot(lot.id)).has_moved
        for where in [facts.name_of(state.place) if state.place else "-"]
    ]


def loc_1(line: Line, _proposal: Proposal, facts: Facts) -> Finding | None:
    """LOC-1: the lot is scanned from a place where it is not; shows where it is. Needs approval."""
    if line.source.location in VIRTUAL:
        return None
    state = facts.lot(line.lot.id)
    if facts.quantity(line.lot.id, line.source) > 0:
        return None
    elsewhere = [
        facts.name_of(place)
        for place, quantity in state.balances.items()
        if quantity > 0 and place.location not in VIRTUAL
    ]
    if not elsewhere:
        return None
    values = {
        "lot": line.lot.code,
        "item": line.item.code,
        "place": facts.name_of(line.source),
        "elsewhere": ", ".join(sorted(elsewhere)),
    }
    return Finding("LOC-1", Severity.APPROVE, "location.elsewhere", values)


def qty_1_undo(line: Line, _proposal: Proposal, facts: Facts) -> Finding | None:
    """QTY-1 of an undo: all that is taken back of a movement never exceeds it. Blocks."""
    if line.reverses is None or facts.remaining[line.reverses] >= line.quantity:
        return None
    values = {
        "lot": line.lot.code,
        "quantity": to_text(line.quantity),
        "there": to_text(facts.remaining[line.reverses]),
    }
    return Finding("QTY-1", Severity.BLOCK, "undo.too_much", values)


def qty_1_nothing(proposal: Proposal) -> Finding | None:
    """QTY-1 of an undo: an entry that moved nothing cannot be taken back. Blocks."""
    if not proposal.reverses or proposal.lines:
        return None
    return Finding("QTY-1", Severity.BLOCK, "undo.moved_nothing", {"entry": str(proposal.reverses)})


def qty_1(line: Line, _proposal: Proposal, facts: Facts) -> Finding | None:
    """QTY-1: not more than is there. Approval declares the rest found; what never went in cannot come out."""
    place, key, severity = line.source, "quantity.too_much", Severity.APPROVE
    there = facts.quantity(line.lot.id, place)
    if _leaves_a_transformation(line):
        there, key, severity = _net_inside(line, facts), "quantity.not_inside", Severity.BLOCK
    elif place.location in ENDLESS:
        return None
    elif place.location == CUSTOMER and not line.reverses:
        if line.lot.kind is LotKind.SERIAL or (line.item.is_tracked and not facts.lot(line.lot.id).exists):
            return None  # judged by SER-2 and TRACK-5
        key, severity = "quantity.not_delivered", Severity.BLOCK
    if there >= line.quantity:
        return None
    values = {
        "lot": line.lot.code,
        "item": line.item.code,
        "quantity": to_text(line.quantity),
        "unit": line.item.unit,
        "place": facts.name_of(place),
        "there": to_text(max(there, 0)),
    }
    return Finding("QTY-1", severity, key, values)


def _leaves_a_transformation(line: Line) -> bool:
    """Whether the line takes an input back out: as a return, or by an undo."""
    return line.role in (Role.INPUT, Role.INPUT_RETURNED) and line.source.location == PRODUCTION


def _net_inside(line: Line, facts: Facts) -> int:
    """What of the lot is in its transformation once the lines before are done, in micro."""
    taken, returned = facts.transformation(line.transformation).inputs.get(line.lot.id, (0, 0))
    return taken - returned + facts.progress.inside[line.transformation or "", line.lot.id]
