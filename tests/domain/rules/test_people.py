"""WHO-1: everybody is known, nobody approves their own work."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.entry import EntryKind
from kiosk.domain.order import Operator, OperatorRole
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
        ({"operator": "EYE"}, "who.looks_only"),
        ({"approver": "EYE"}, "who.role"),
    ],
)
def test_people_who_may_not_are_refused(people: dict[str, Any], key: str) -> None:
    [finding] = check(proposal(line(), **people), facts())
    assert (finding.rule, finding.severity, finding.key) == ("WHO-1", Severity.BLOCK, key)


def test_a_lead_may_approve_the_work_of_an_operator() -> None:
    assert found(proposal(line(), approver="BOSS"), facts()) == []
    assert found(proposal(line(), operator="load"), facts()) == []


def test_who_answers_for_a_loss_may_approve() -> None:
    lost = replace(proposal(), kind=EntryKind.LOSS)
    assert found(replace(lost, operator="OP1"), facts()) == [("WHO-1", "block")]
    assert found(replace(lost, operator="BOSS"), facts()) == []


@pytest.mark.parametrize("role", OperatorRole)
def test_a_role_allows_what_it_is_for(role: OperatorRole) -> None:
    person = Operator("X", (role,))
    assert person.may_record is (role is not OperatorRole.AUDITOR)
    assert person.may_approve is (role not in {OperatorRole.OPERATOR, OperatorRole.ADMIN, OperatorRole.AUDITOR})


@pytest.mark.parametrize("roles", [(), ("king",)])
def test_no_role_and_one_of_an_old_entry_that_is_not_known_allow_nothing(roles: tuple[str, ...]) -> None:
    assert not Operator("X", roles).may_record
    assert not Operator("X", roles).may_approve
