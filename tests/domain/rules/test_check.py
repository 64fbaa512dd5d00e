"""The rules together: their order, what stops a proposal, what an approval adds."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.location import ADJUSTMENT, Place
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.movement import Evidence, Role
from kiosk.domain.rules import LotState, Severity, check
from kiosk.domain.rules.amend import amend
from kiosk.domain.rules.progress import Progress
from tests.domain.rules.plant import (
    CELL,
    INTO,
    L1,
    LINE,
    PACK,
    SN1,
    STOCK,
    TO_CUSTOMER,
    at,
    back_out,
    facts,
    found,
    into,
    line,
    out,
    proposal,
    received,
    stops,
)

APPROVED: dict[str, Any] = {"approver": "BOSS", "reason": "seen"}


def test_a_block_ends_the_judgement_of_its_line_only() -> None:
    wanted = proposal(line(quantity="0"), line(quantity="200"))
    assert [(each.rule, each.line) for each in check(wanted, facts())] == [("QTY-2", 0), ("QTY-1", 1)]


def test_what_cannot_be_meant_is_said_before_what_is_not_there() -> None:
    wanted = proposal(line(quantity="200"), line(quantity="0"))
    assert [(each.rule, each.line) for each in check(wanted, facts())] == [("QTY-2", 1), ("QTY-1", 0)]


def test_blocks_stop_even_what_is_approved() -> None:
    wanted = proposal(line(quantity="0"), **APPROVED)
    finding = stops(wanted, facts())
    assert finding is not None
    assert finding.severity is Severity.BLOCK


def test_approval_needs_a_second_person_and_a_reason() -> None:
    too_much = line(quantity="200")
    assert stops(proposal(too_much), facts()) is not None
    assert stops(proposal(too_much, approver="BOSS"), facts()) is not None
    assert stops(proposal(too_much, reason="seen"), facts()) is not None
    assert stops(proposal(too_much, **APPROVED), facts()) is None


def test_warnings_stop_only_where_somebody_is_asked_and_has_not_answered() -> None:
    more = proposal(received())
    [warning] = check(more, facts())
    assert stops(more, facts()) is None
    assert stops(more, facts(), frozenset()) == warning
    assert stops(more, facts(), frozenset({("LOT-1", "L2")})) == warning
    assert stops(more, facts(), frozenset({warning.code})) is None


def test_nothing_is_added_where_the_books_are_right() -> None:
    wanted = proposal(line(), into(), received())
    assert amend(wanted, facts()) is wanted


def test_what_is_missing_was_found() -> None:
    wanted = proposal(line(quantity="7"), line(quantity="1"))
    first, second, third, fourth = amend(wanted, facts({L1: at(STOCK, "5")})).lines
    assert (first.quantity, first.source, first.destination) == (2_000_000, Place(ADJUSTMENT), STOCK)
    assert first.evidence is Evidence.INFERRED
    assert (second, fourth) == wanted.lines
    assert third.quantity == 1_000_000


def test_a_negative_balance_is_not_filled_up() -> None:
    added, _ = amend(proposal(line(quantity="7")), facts({L1: at(STOCK, "-5")})).lines
    assert added.quantity == 7_000_000


def test_a_serial_that_stands_elsewhere_moved_unseen() -> None:
    added, _ = amend(proposal(line(PACK, "SN1")), facts({SN1: at(TO_CUSTOMER)})).lines
    assert (added.source, added.destination, added.evidence) == (TO_CUSTOMER, STOCK, Evidence.INFERRED)


def test_a_serial_that_stands_nowhere_was_found() -> None:
    added, _ = amend(proposal(line(PACK, "SN1")), facts({SN1: LotState(exists=True, place=INTO)})).lines
    assert added.source == Place(ADJUSTMENT)


def test_a_serial_that_is_where_it_should_be_needs_nothing() -> None:
    assert len(amend(proposal(line(PACK, "SN1")), facts({SN1: at(STOCK)})).lines) == 1
    assert len(amend(proposal(out()), facts({SN1: LotState(exists=True)})).lines) == 1


def test_a_serial_that_is_made_again_leaves_its_place_first() -> None:
    added, _ = amend(proposal(out()), facts({SN1: at(LINE)})).lines
    assert (added.source, added.destination) == (LINE, INTO)


@given(st.permutations([into(quantity="3"), back_out(quantity="1"), line(quantity="2"), out(CELL, "L1", "4")]))
def test_progress_adds_up_in_any_order(lines: list) -> None:  # type: ignore[type-arg]  # lines of any kind
    progress = Progress()
    for each in lines:
        progress.add(each)
    assert sum(progress.changes.values()) == 0
    assert progress.changes[L1.id, INTO] == (3 - 1 - 4) * 10**6
    assert progress.inside["T1", L1.id] == progress.items_inside["T1", "CELL"] == 2 * 10**6
    assert progress.parts == {("T1", L1.id, role) for role in (Role.INPUT, Role.INPUT_RETURNED, Role.OUTPUT)}
    assert progress.places[L1.id] == lines[-1].destination


def test_findings_say_which_lot_they_are_about() -> None:
    other = LotIdentity("CELL", LotKind.LOT, "L2")
    known = facts({L1: at(STOCK), other: LotState()})
    wanted = proposal(line(), replace(line(), lot=other))
    assert {each.code for each in check(wanted, known)} == {("TRACK-5", "L2"), ("QTY-1", "L2")}
    assert found(proposal(line()), known) == []
