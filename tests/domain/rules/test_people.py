"""WHO-1: everybody is known, nobody approves their own work."""

from typing import Any

import pytest

from kiosk.domain.rules import Severity, check
from tests.domain.rules.plant import facts, found, line, proposal


@pytest.mark.parametrize(
    ("people", "key"),
    [
        ({"operator": ""}, "who.nobody"),
        ({"operator": "GHOST"}, "who.unknown"),
        ({"approver": "GHOST"}, "who.unknown"),
        ({"operator": "BOSS", "approver": "BOSS"}, "who.self"),
        ({"operator": "BOSS", "approver": "OP1"}, "who.role"),
    ],
)
def test_people_who_may_not_are_refused(people: dict[str, Any], key: str) -> None:
    [finding] = check(proposal(line(), **people), facts())
    assert (finding.rule, finding.severity, finding.key) == ("WHO-1", Severity.BLOCK, key)


def test_a_lead_may_approve_the_work_of_an_operator() -> None:
    assert found(proposal(line(), approver="BOSS"), facts()) == []
    assert found(proposal(line(), operator="load"), facts()) == []
