"""What an approval adds to an entry, so that the books stay whole when people know better than the ledger.

A lot that is not where it is taken from was found there; a serial that stands elsewhere has moved unseen. Both become
movements of their own, marked `inferred`, in the same entry; each shows later as a gap.
"""

from dataclasses import replace

from kiosk.domain.location import ADJUSTMENT, ENDLESS, Place
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import Evidence
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.rules.facts import Facts


def amend(proposal: Proposal, facts: Facts) -> Proposal:
    """The proposal with the movements that make its sources true; unchanged where they are true already."""
    lines: list[Line] = []
    granted: dict[tuple[str, Place], int] = {}
    for line in proposal.lines:
        lines.extend(_missing(line, facts, granted))
        lines.append(line)
    return replace(proposal, lines=tuple(lines)) if len(lines) > len(proposal.lines) else proposal


def _missing(line: Line, facts: Facts, granted: dict[tuple[str, Place], int]) -> list[Line]:
    state = facts.lot(line.lot.id)
    if line.lot.kind is LotKind.SERIAL:
        if state.place == line.source:
            return []
        if state.place is None:
            return [] if line.source.location in ENDLESS else [_found(line, line.quantity)]
        if line.source.location in ENDLESS and facts.is_nowhere(line.lot.id):
            return []
        return [_inferred(line, line.quantity, state.place)]
    if line.source.location in ENDLESS:
        return []
    key = (line.lot.id, line.source)
    left = state.at(line.source) - granted.get(key, 0)
    granted[key] = granted.get(key, 0) + line.quantity
    missing = line.quantity - max(left, 0)
    return [_found(line, missing)] if missing > 0 else []


def _found(line: Line, quantity: int) -> Line:
    return _inferred(line, quantity, Place(ADJUSTMENT))


def _inferred(line: Line, quantity: int, source: Place) -> Line:
    return Line(line.item, line.lot, quantity, source, line.source, Evidence.INFERRED)
