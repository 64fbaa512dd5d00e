"""Consent: what was said yes to, and what still stops a movement."""

from kiosk.domain.rules.finding import Finding, Severity
from kiosk.workflow.consent import NOTHING_AGREED
from tests.workflow.samples import BLOCK, OBJECTION, WARNING

OTHER = Finding("EXP-1", Severity.APPROVE, "expiry.passed", {"lot": "L1"})


def test_the_gravest_comes_first_and_alone() -> None:
    assert NOTHING_AGREED.obstacles([WARNING, OBJECTION, BLOCK]) == (BLOCK,)
    assert NOTHING_AGREED.obstacles([WARNING, OBJECTION, OTHER]) == (OBJECTION, OTHER)
    assert NOTHING_AGREED.obstacles([WARNING]) == (WARNING,)
    assert NOTHING_AGREED.obstacles([]) == ()


def test_what_was_confirmed_passes_for_that_lot() -> None:
    agreed = NOTHING_AGREED.with_confirmed([WARNING])
    assert agreed.obstacles([WARNING]) == ()
    other_lot = Finding("LOT-1", Severity.WARN, "lot.exists", {"lot": "L2"})
    assert agreed.obstacles([other_lot]) == (other_lot,)


def test_an_approval_covers_what_was_shown_and_nothing_else() -> None:
    agreed = NOTHING_AGREED.with_approval([OBJECTION], "SUP", "found")
    assert agreed.obstacles([OBJECTION]) == ()
    assert agreed.obstacles([OBJECTION, OTHER]) == (OBJECTION, OTHER), "the approver answers for all of it"
    assert agreed.obstacles([OBJECTION, WARNING]) == (WARNING,)
    assert agreed.obstacles([BLOCK]) == (BLOCK,)


def test_a_reason_belongs_to_an_approval() -> None:
    assert NOTHING_AGREED.with_approval([OBJECTION], "SUP", "").obstacles([OBJECTION]) == (OBJECTION,)
