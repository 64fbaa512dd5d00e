"""What an approval adds to an entry, so that the books stay whole when people know better than the ledger.

A lot that is not where it is taken from was found there; a serial that stands elsewhere has moved unseen. Both become
movements of their own, marked `inferred`, in the same entry; each shows later as a gap. And what a rule takes away: a
label that contradicts the books.
"""

from dataclasses import replace

from kiosk.domain.location import ADJUSTMENT, ENDLESS, Place
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import Evidence
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.rules.facts import Facts
from kiosk.domain.rules.identity import creates
from kiosk.domain.rules.progress import Progress


def amend(proposal: Proposal, facts: Facts) -> Proposal:
    """The proposal with the movements that make its sources true; unchanged where they are true already."""
    facts = replace(facts, progress=Progress())
    lines: list[Line] = []
    for line in proposal.lines:
        for each in (*_missing(line, facts), line):
            lines.append(each)
            facts.progress.add(each)
    return replace(proposal, lines=tuple(lines)) if len(lines) > len(proposal.lines) else proposal


def without_overruled_facts(proposal: Proposal, facts: Facts) -> Proposal:
    """Without what a label says otherwise of a lot that exists.

    A fact is recorded where goods come to be, or where nothing was recorded of it: no use or move changes an expiry.
    """
    if not any(line.facts for line in proposal.lines):
        return proposal
    return replace(proposal, lines=tuple(_kept(line, proposal, facts) for line in proposal.lines))


def _kept(line: Line, proposal: Proposal, facts: Facts) -> Line:
    if not line.facts or creates(line, proposal):
        return line
    return replace(line, facts=tuple(fact for fact in line.facts if fact.name not in facts.lot(fact.lot).said))


def _missing(line: Line, facts: Facts) -> list[Line]:
    if line.lot.kind is LotKind.SERIAL:
        return _bring(line, facts)
    if line.source.location in ENDLESS:
        return []
    missing = line.quantity - max(facts.quantity(line.lot.id, line.source), 0)
    return [_found(line, missing)] if missing > 0 else []


def _bring(line: Line, facts: Facts) -> list[Line]:
    """The unseen movement of a serial from where it stands; one that stands nowhere was found."""
    standing = facts.standing(line.lot.id)
    if standing == line.source:
        return []
    if standing is not None:
        return [_inferred(line, line.quantity, standing)]
    return [] if line.source.location in ENDLESS else [_found(line, line.quantity)]


def _found(line: Line, quantity: int) -> Line:
    return _inferred(line, quantity, Place(ADJUSTMENT))


def _inferred(line: Line, quantity: int, source: Place) -> Line:
    return Line(line.item, line.lot, quantity, source, line.source, Evidence.INFERRED)
