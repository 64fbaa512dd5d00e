"""Gaps: one named hole for every thing that is not known."""

from dataclasses import replace

import pytest

from kiosk.domain.gaps import BREAK, REMEDIES, WEAK, GapFacts, gaps_of
from kiosk.domain.genealogy import Link, LinkState
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import Evidence

CELL, BOARD, PACK, SCREW = 1, 2, 3, 4
KINDS = {CELL: LotKind.LOT, BOARD: LotKind.SERIAL, PACK: LotKind.SERIAL, SCREW: LotKind.ANONYMOUS}
LINK = Link(
    input=CELL,
    output=PACK,
    transformation=9,
    state=LinkState.CURRENT,
    quantity=10,
    evidence=Evidence.SCANNED,
    first=100,
    last=200,
    last_input=200,
    station="A",
)
ALL = frozenset(KINDS)
WHOLE = GapFacts(KINDS, ALL, with_origin=ALL)


def kinds(facts: GapFacts, *links: Link) -> list[tuple[str, int]]:
    return [(gap.kind, gap.lot) for gap in gaps_of(links, facts)]


def test_a_whole_trace_has_no_gaps() -> None:
    assert kinds(WHOLE, LINK, replace(LINK, input=BOARD), replace(LINK, input=SCREW)) == []


def test_no_origin_is_asked_of_tracked_lots_that_are_judged() -> None:
    assert kinds(replace(WHOLE, with_origin=frozenset())) == [("no_origin", lot) for lot in (CELL, BOARD, PACK)]
    assert kinds(replace(WHOLE, with_origin=frozenset(), judged=frozenset({PACK}))) == [("no_origin", PACK)]


def test_what_was_found_has_no_origin_whatever_else_is_known() -> None:
    assert kinds(replace(WHOLE, found=frozenset({CELL, SCREW}))) == [("no_origin", CELL)]


@pytest.mark.parametrize(
    ("facts", "kind", "lot"),
    [
        (replace(WHOLE, empty_slots=frozenset({PACK})), "slot_empty", PACK),
        (replace(WHOLE, empty_slots=frozenset({SCREW})), "slot_empty", SCREW),
        (replace(WHOLE, bridges=frozenset({SCREW})), "bridge", SCREW),
        (replace(WHOLE, overdrawn=frozenset({CELL})), "overdrawn", CELL),
        (replace(WHOLE, made_twice=frozenset({PACK})), "made_twice", PACK),
        (replace(WHOLE, two_places=frozenset({BOARD})), "two_places", BOARD),
    ],
)
def test_breaks_of_a_lot(facts: GapFacts, kind: str, lot: int) -> None:
    assert kinds(facts) == [(kind, lot)]
    assert kinds(replace(facts, judged=ALL - {lot})) == []


def test_a_serial_among_several_outputs_is_in_one_of_them() -> None:
    shared = replace(LINK, bounds=(0, 10), quantity=None)
    assert kinds(WHOLE, shared) == []
    assert kinds(WHOLE, replace(shared, input=BOARD), replace(shared, input=BOARD, output=SCREW)) == [
        ("pairing_unknown", BOARD)
    ]


@pytest.mark.parametrize("evidence", [each for each in Evidence if each is not Evidence.SCANNED])
def test_evidence_below_scanned_is_weak(evidence: Evidence) -> None:
    weak = replace(LINK, evidence=evidence)
    assert kinds(WHOLE, weak) == [("weak_evidence", CELL)]
    assert kinds(replace(WHOLE, judged=frozenset({PACK})), weak) == []


@pytest.mark.parametrize(("departure", "late"), [(None, False), (200, False), (199, True)])
def test_what_went_in_after_the_last_departure_is_late(departure: int | None, late: bool) -> None:
    left = {} if departure is None else {PACK: departure}
    facts = replace(WHOLE, last_departure=left)
    assert kinds(facts, LINK) == ([("late", CELL)] if late else [])
    assert kinds(facts, replace(LINK, state=LinkState.MEMBER)) == []


def test_a_circle_is_named_but_not_through_an_untracked_item() -> None:
    there, back = replace(LINK, output=BOARD), replace(LINK, input=BOARD, output=CELL)
    assert kinds(WHOLE, there, back) == [("cycle", CELL), ("cycle", BOARD)]
    assert kinds(replace(WHOLE, two_places=frozenset({BOARD})), there, back) == [("cycle", CELL), ("cycle", BOARD)]
    untracked = (replace(LINK, output=SCREW), replace(LINK, input=SCREW, output=CELL))
    assert kinds(WHOLE, *untracked) == []


def test_breaks_come_before_weak_ones_and_each_has_a_remedy() -> None:
    facts = replace(
        WHOLE, with_origin=frozenset(), two_places=ALL, empty_slots=ALL, bridges=ALL, overdrawn=ALL, made_twice=ALL
    )
    shared = replace(LINK, input=BOARD, bounds=(0, 1), evidence=Evidence.TYPED)
    circle = (replace(LINK, output=PACK), replace(LINK, input=PACK, output=CELL), shared)
    gaps = gaps_of(circle, replace(facts, last_departure={PACK: 0}))
    grades = [gap.grade for gap in gaps]
    assert grades == sorted(grades)
    assert {gap.kind for gap in gaps} == set(REMEDIES)
    assert {gap.kind for gap in gaps if gap.grade == WEAK} == {"weak_evidence", "late", "cycle"}
    assert grades[0] == BREAK
