"""LAB-1: nobody prints a label again without saying why."""

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.domain.entry import EntryKind
from kiosk.domain.proposal import Proposal
from kiosk.domain.rules.finding import Finding, Severity
from kiosk.domain.rules.labels import lab_1

REPRINT = Proposal(EntryKind.REPRINT, datetime(2026, 5, 4, tzinfo=UTC), "OP1", reason="lost")


def test_a_reprint_needs_its_reason() -> None:
    assert lab_1(REPRINT) is None
    assert lab_1(replace(REPRINT, reason="  ")) == Finding("LAB-1", Severity.BLOCK, "print.no_reason")
    assert lab_1(replace(REPRINT, kind=EntryKind.FINISH, reason="")) is None
