"""Gaps: the named holes of a trace, derived from what the ledger says and never stored. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.domain.genealogy import Gap, Link, LinkState, lots_in_cycles
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import Evidence

BREAK, WEAK = "break", "weak"

TWO_PLACES = "two_places"
NO_ORIGIN = "no_origin"
SLOT_EMPTY = "slot_empty"
BRIDGE = "bridge"
PAIRING_UNKNOWN = "pairing_unknown"
OVERDRAWN = "overdrawn"
MADE_TWICE = "made_twice"
WEAK_EVIDENCE = "weak_evidence"
LATE = "late"
CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class GapFacts:
    """What is known about the lots of a trace beside its links. Keys are those of the database."""

    kinds: Mapping[int, LotKind]
    judged: frozenset[int]
    """Lots whose own past is judged: the root and its ancestors."""
    with_origin: frozenset[int] = frozenset()
    """Lots that were made here or came from a supplier."""
    found: frozenset[int] = frozenset()
    """Lots of which some came from nowhere: opening stock, counts, found goods."""
    two_places: frozenset[int] = frozenset()
    """Serials that stand at several places, are in several products, or stand somewhere and are in one."""
    empty_slots: frozenset[int] = frozenset()
    """Outputs whose transformation lacks a tracked component of its bill."""
    bridges: frozenset[int] = frozenset()
    """Anonymous lots that were made from tracked ones."""
    overdrawn: frozenset[int] = frozenset()
    made_twice: frozenset[int] = frozenset()
    last_departure: Mapping[int, int] = field(default_factory=dict)
    """Lot -> instant of its last shipment."""


REMEDIES = {
    TWO_PLACES: "Look where this serial really is, and undo the record that put it elsewhere.",
    NO_ORIGIN: "Find the delivery note or the work order that it came with, and record it.",
    SLOT_EMPTY: "Look which component is inside, and record it into the unit.",
    BRIDGE: "Track this stage by lot, or record its lots for this period by hand.",
    PAIRING_UNKNOWN: "Find out which of the outputs this serial went into, and record them one by one.",
    OVERDRAWN: "Count the stock, and find the receipt or production that is missing.",
    MADE_TWICE: "Find out which of the two units bears the number rightly, and relabel the other.",
    WEAK_EVIDENCE: "Check the label against the record, and scan it.",
    LATE: "Find out whether it really went in after the delivery, and correct the time or the record.",
    CYCLE: "Nothing is missing: this lot came back into its own history. Check that this is so.",
}
"""What a person can do about each kind of gap."""


def gaps_of(links: Iterable[Link], facts: GapFacts) -> tuple[Gap, ...]:
    """Every gap of these links and lots, breaks first, each at most once for a lot."""
    links = tuple(links)
    kinds = facts.kinds
    tracked = {lot for lot in facts.judged if kinds[lot] is not LotKind.ANONYMOUS}
    serials_of_many = {link.input for link in links if link.bounds is not None and kinds[link.input] is LotKind.SERIAL}
    in_cycles = lots_in_cycles(link for link in links if not kinds_of(link, kinds) & {LotKind.ANONYMOUS})
    found: dict[str, Iterable[int]] = {
        TWO_PLACES: (facts.two_places & facts.judged) - in_cycles,  # a core that came out of what it had gone into
        NO_ORIGIN: (tracked - facts.with_origin) | (facts.found & tracked),
        SLOT_EMPTY: facts.empty_slots & facts.judged,
        BRIDGE: facts.bridges & facts.judged,
        PAIRING_UNKNOWN: serials_of_many,
        OVERDRAWN: facts.overdrawn & tracked,
        MADE_TWICE: facts.made_twice & facts.judged,
    }
    weak: dict[str, Iterable[int]] = {
        WEAK_EVIDENCE: {link.input for link in links if link.evidence is not Evidence.SCANNED} & facts.judged,
        LATE: {link.input for link in links if _is_late(link, facts)},
        CYCLE: in_cycles,
    }
    gaps = [Gap(kind, BREAK, lot) for kind, lots in found.items() for lot in sorted(lots)]
    return (*gaps, *(Gap(kind, WEAK, lot) for kind, lots in weak.items() for lot in sorted(lots)))


def kinds_of(link: Link, kinds: Mapping[int, LotKind]) -> set[LotKind]:
    """The kinds of the two ends of a link."""
    return {kinds[link.input], kinds[link.output]}


def _is_late(link: Link, facts: GapFacts) -> bool:
    if link.state is LinkState.MEMBER:
        return False
    departure = facts.last_departure.get(link.output)
    return departure is not None and link.last_input > departure
