"""Proposals: what they name, and what their lines do."""

from datetime import date, datetime, timedelta, timezone

import pytest

from kiosk.domain.location import SCRAP, Place
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.movement import EntryRef, MovementRef
from kiosk.domain.proposal import Line
from tests.domain.rules.plant import L1, PACK, SN1, TO_CUSTOMER, back_out, into, line, out, proposal, received

BATCH = LotIdentity("PACK", LotKind.LOT, "B1")


def test_it_names_every_lot_once_in_order() -> None:
    wanted = proposal(line(PACK, "SN1", batch=BATCH), line(), line(PACK, "SN1"), named=(L1,))
    assert wanted.lots == (L1, SN1, BATCH)
    assert wanted.lines[0].named == (SN1, BATCH)


@pytest.mark.parametrize(
    ("wanted", "is_use"),
    [
        (into(), True),
        (line(destination=TO_CUSTOMER), True),
        (line(), False),
        (out(), False),
        (back_out(), False),
        (received(), False),
        (line(destination=Place(SCRAP)), False),
        (into(reverses=MovementRef(EntryRef("ST", 1), 0)), False),
    ],
)
def test_only_what_goes_into_a_product_or_to_a_customer_is_used(wanted: Line, is_use: bool) -> None:
    assert wanted.is_use is is_use


def test_its_day_is_that_of_the_plant() -> None:
    night = datetime(2026, 3, 31, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert proposal(at=night).day == date(2026, 3, 31)


def test_approval_needs_both_the_person_and_the_reason() -> None:
    assert proposal(approver="BOSS", reason="seen").is_approved
    assert not proposal(approver="BOSS").is_approved
    assert not proposal(reason="seen").is_approved
