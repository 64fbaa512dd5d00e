"""Links as movements prove them, bounds where nobody can know, and circles."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.genealogy import Link, LinkState, Output, Part, links_of, lots_in_cycles
from kiosk.domain.movement import Evidence

MICRO = 10**6
TAKEN = Part(
    input=1,
    transformation=9,
    output=2,
    is_return=False,
    quantity=10 * MICRO,
    evidence=Evidence.SCANNED,
    at=100,
    station="A",
)
RETURNED = TAKEN._replace(is_return=True, quantity=4 * MICRO, at=300, station="B")
MADE = Output(transformation=9, lot=2, produced=MICRO, evidence=Evidence.SCANNED)
MADE_TOO = MADE._replace(lot=3, produced=2 * MICRO)


def test_one_output_holds_all_of_its_input() -> None:
    [link] = links_of([TAKEN, TAKEN._replace(quantity=MICRO, at=200, station="B")], [MADE])
    assert (link.input, link.output, link.transformation, link.state) == (1, 2, 9, LinkState.CURRENT)
    assert (link.quantity, link.bounds, link.expected) == (11 * MICRO, None, None)
    assert (link.first, link.last, link.last_input, link.station) == (100, 200, 200, "A")


def test_a_partly_returned_input_is_inside_and_was_inside() -> None:
    current, former = links_of([TAKEN, RETURNED], [MADE])
    assert (current.state, current.quantity, current.last) == (LinkState.CURRENT, 6 * MICRO, 100)
    assert (former.state, former.quantity, former.last) == (LinkState.FORMER, 4 * MICRO, 300)
    assert former.last_input == 100


def test_what_was_wholly_returned_was_inside_only() -> None:
    [link] = links_of([TAKEN, RETURNED._replace(quantity=10 * MICRO)], [MADE])
    assert link.state is LinkState.FORMER


def test_a_return_whose_input_was_undone_proves_nothing() -> None:
    assert links_of([RETURNED], [MADE]) == []
    assert links_of([], [MADE]) == []


def test_several_outputs_give_bounds_and_an_expected_share() -> None:
    [link] = links_of([TAKEN], [MADE, MADE_TOO])
    assert (link.quantity, link.bounds, link.expected) == (None, (0, 10 * MICRO), 3_333_333)


def test_outputs_of_different_units_have_no_expected_share() -> None:
    [link] = links_of([TAKEN], [MADE, MADE_TOO], mixed={9})
    assert (link.quantity, link.bounds, link.expected) == (None, (0, 10 * MICRO), None)


def test_seen_from_the_input_it_is_in_every_output() -> None:
    links = links_of([TAKEN._replace(output=None)], [MADE, MADE_TOO])
    assert [(link.output, link.expected) for link in links] == [(2, 3_333_333), (3, 6_666_667)]
    assert links[:1] == links_of([TAKEN], [MADE, MADE_TOO])


@pytest.mark.parametrize(
    ("taken", "made", "current", "former"),
    [
        (Evidence.SCANNED, Evidence.SCANNED, Evidence.SCANNED, Evidence.INFERRED),
        (Evidence.TYPED, Evidence.SCANNED, Evidence.TYPED, Evidence.INFERRED),
        (Evidence.SCANNED, Evidence.IMPORTED, Evidence.IMPORTED, Evidence.INFERRED),
    ],
)
def test_a_link_is_as_weak_as_its_weakest_proof(
    taken: Evidence, made: Evidence, current: Evidence, former: Evidence
) -> None:
    parts = [TAKEN._replace(evidence=taken), RETURNED._replace(evidence=Evidence.INFERRED)]
    links = links_of(parts, [MADE._replace(evidence=made)])
    assert [link.evidence for link in links] == [current, former]


def test_every_pair_and_transformation_has_links_of_its_own() -> None:
    parts = [TAKEN, TAKEN._replace(output=3), TAKEN._replace(transformation=8), TAKEN._replace(input=4)]
    assert len(links_of(parts, [MADE, MADE_TOO, MADE._replace(transformation=8)])) == 4


def _links(pairs: list[tuple[int, int]]) -> list[Link]:
    [link] = links_of([TAKEN], [MADE])
    return [replace(link, input=one, output=other) for one, other in pairs]


@pytest.mark.parametrize(
    ("pairs", "circle"),
    [
        ([], set()),
        ([(1, 2), (2, 3)], set()),
        ([(1, 1)], {1}),
        ([(1, 2), (2, 1), (2, 3), (0, 1)], {1, 2}),
        ([(1, 2), (2, 1), (2, 3), (3, 4), (4, 3)], {1, 2, 3, 4}),
        ([(1, 2), (2, 1), (2, 5), (5, 3), (3, 4), (4, 3)], {1, 2, 3, 4}),
        ([(1, 2), (1, 3), (2, 4), (3, 4)], set()),
    ],
)
def test_circles_are_found_and_bridges_between_them_are_not(pairs: list[tuple[int, int]], circle: set[int]) -> None:
    assert lots_in_cycles(_links(pairs)) == circle


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_circles_are_what_a_plain_search_finds(pairs: list[tuple[int, int]]) -> None:
    reach = {(one, other) for one, other in pairs}
    for middle in range(8):
        reach |= {(a, c) for a, b in reach if b == middle for d, c in reach if d == middle}
    assert lots_in_cycles(_links(pairs)) == {one for one, other in reach if one == other}
