"""Loading a file: batches, keys of clients, names for later lines, and what is said of each line."""

import json
import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from kiosk.domain.order import PROGRAM
from kiosk.domain.proposal import Proposal
from kiosk.operations import loader
from tests.database.conftest import product_at
from tests.database.story import MASTER, STORY
from tests.operations.product import Product, product_in_memory

RECEIVE = {"op": "receive", "item": "CELL", "lot": "L1", "quantity": "5", "to": "STOCK"}


def rules(answer: dict[str, Any]) -> list[tuple[int, str]]:
    return [(each["line"], each["rule"]) for each in answer["refused"]]


def after_master(*operations: Any) -> dict[str, Any]:
    with product_in_memory() as product:
        product.load(MASTER)
        return product.load(operations)


def test_the_answer_tells_of_every_line() -> None:
    answer = after_master(RECEIVE | {"ref": "r"}, "", "  ", RECEIVE, {"op": "ship"}, "nonsense")
    assert (answer["recorded"], answer["already"]) == (2, 0)
    assert rules(answer) == [(5, "FORM-1"), (6, "FORM-1")]
    assert [(each["line"], each["rule"]) for each in answer["warnings"]] == [(4, "LOT-1")]
    assert answer["entries"] == {"r": f"ST/{len(MASTER) + 1}"}
    assert all(each["message"] for part in ("refused", "warnings") for each in answer[part])


def test_a_known_key_with_the_same_content_was_recorded_already() -> None:
    keyed = RECEIVE | {"id": "k", "ref": "r"}
    answer = after_master(keyed, keyed, dict(reversed(keyed.items())), keyed | {"document": None})
    assert (answer["recorded"], answer["already"]) == (1, 3)
    assert answer["entries"] == {"r": f"ST/{len(MASTER) + 1}"}


def test_a_known_key_with_other_content_is_refused() -> None:
    answer = after_master(RECEIVE | {"id": "k"}, RECEIVE | {"id": "k", "quantity": "6"})
    assert rules(answer) == [(2, "FORM-1")]
    assert f"as ST/{len(MASTER) + 1}" in answer["refused"][0]["message"]


def test_the_key_of_a_refused_line_stays_free() -> None:
    answer = after_master(RECEIVE | {"id": "k", "quantity": "0"}, RECEIVE | {"id": "k"})
    assert (rules(answer), answer["recorded"]) == ([(1, "QTY-2")], 1)


def test_keys_are_known_in_the_next_file_and_across_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "BATCH", 2)
    lines = [RECEIVE | {"id": f"k{number % 5}", "lot": f"L{number % 5}"} for number in range(9)]
    with product_in_memory() as product:
        product.load(MASTER)
        first, second = product.load(lines), product.load(lines)
    assert (first["recorded"], first["already"]) == (5, 4)
    assert (second["recorded"], second["already"]) == (0, 9)


def test_one_commit_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "BATCH", 4)
    commits: list[object] = []
    with product_in_memory() as product:
        event.listen(product.engine, "commit", commits.append)
        product.load(STORY)
    assert len(commits) == -(-len(STORY) // 4)


def test_a_batch_ends_with_its_time_and_others_get_in_before_the_next(tmp_path: Path) -> None:
    """Each line takes 20 ms of a clock that stands still otherwise; in every pause another program records."""
    path = tmp_path / "plant.db"
    with product_at(path) as product, product_at(path) as other:
        product.load(MASTER)
        commits: list[object] = []
        event.listen(product.engine, "commit", commits.append)
        between: list[int] = []

        def another_records(seconds: float) -> None:
            assert seconds == loader.PAUSE_S
            between.append(other.load([RECEIVE | {"lot": f"X{len(between)}"}])["recorded"])

        turns = loader.Turns(partial(next, count(0, 0.02)), another_records)
        lines = (json.dumps(RECEIVE | {"lot": f"L{number}"}) for number in range(8))
        answer = loader.Loader(product.ledger, product.clock.now, turns=turns).load(lines)
    assert (answer.recorded, answer.refused) == (8, [])
    assert between == [1, 1]
    assert len(commits) == 3


def test_the_lines_of_a_pipe_are_read_while_nobody_is_kept_waiting() -> None:
    def lines() -> Iterator[str]:
        for number in range(3):
            assert not product.ledger._connection.in_transaction()
            yield json.dumps(RECEIVE | {"lot": f"L{number}"})

    with product_in_memory() as product:
        product.load(MASTER)
        assert product.load(lines())["recorded"] == 3


def test_who_is_stopped_in_the_middle_answers_for_what_is_durable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "BATCH", 2)
    lines = [RECEIVE | {"lot": f"L{number}", "ref": f"r{number}"} for number in range(5)]
    with product_in_memory() as product:
        product.load(MASTER)
        record, calls = product.ledger.record, iter(range(9))

        def fail_at_the_fourth(proposal: Proposal) -> Any:
            if next(calls) == 3:
                raise OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))
            return record(proposal)

        monkeypatch.setattr(product.ledger, "record", fail_at_the_fourth)
        answer = product.load(lines)
    assert (answer["recorded"], list(answer["entries"])) == (2, ["r0", "r1"])
    assert "disk is full" in answer["stopped"]


def test_a_name_used_again_means_the_later_entry() -> None:
    answer = after_master(
        RECEIVE | {"ref": "r"},
        RECEIVE | {"ref": "r", "lot": "L2"},
        {"op": "undo", "entry": "r"},
        {"op": "undo", "entry": "r"},
    )
    assert rules(answer) == [(4, "QTY-1")]


def test_entries_are_named_by_station_and_number_too() -> None:
    name = f"ST/{len(MASTER) + 1}"
    assert rules(after_master(RECEIVE, {"op": "undo", "entry": name}, {"op": "undo", "entry": name})) == [(3, "QTY-1")]


def test_without_a_name_the_program_did_it() -> None:
    with product_in_memory() as product:
        product.load([*MASTER, RECEIVE])
        with product.ledger.transaction() as connection:
            body = connection.exec_driver_sql("SELECT body FROM entry ORDER BY arrival DESC LIMIT 1").scalar_one()
    assert f'"operator":"{PROGRAM.id}"' in body
    assert '"evidence":"imported"' in body


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ({"item": "WHEEL"}, "REF-1"),
        ({"to": "ATTIC"}, "REF-1"),
        ({"to": "SUPPLIER"}, "REF-1"),
        ({"partner": "NOBODY"}, "REF-1"),
        ({"owner": "NOBODY"}, "REF-1"),
        ({"order": "MO-9"}, "REF-1"),
        ({"item": "SCREW"}, "FORM-1"),
        ({"quantity": None}, "FORM-1"),
        ({"batch": "B"}, "FORM-1"),
        ({"operator": "GHOST"}, "WHO-1"),
        ({"lot": None}, "TRACK-1"),
    ],
)
def test_references_and_people_are_checked(line: dict[str, Any], rule: str) -> None:
    assert rules(after_master(RECEIVE | line)) == [(1, rule)]


def test_who_may_not_ask_is_told_nothing_else() -> None:
    bought = {"op": "item", "code": "RESIN", "tracking": "lot", "numbers_per_supplier": True}
    both = [RECEIVE | {"item": "RESIN", "partner": partner} for partner in ("ACME", "CUST")]
    scrap = {"op": "scrap", "item": "RESIN", "lot": "L1", "quantity": "1", "from": "STOCK"}
    answer = after_master(bought, *both, scrap, scrap | {"operator": "GHOST"}, scrap | {"partner": "ACME"})
    assert rules(answer) == [(4, "TRACK-1"), (5, "WHO-1")]


def test_a_serial_counts_one_where_no_quantity_is_given() -> None:
    board = {"op": "adjust", "item": "BOARD", "lot": "B1", "at_location": "STOCK"}
    assert after_master(board, board | {"quantity": "-1"})["recorded"] == 2


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ({"op": "move", "item": "CELL", "lot": "L1", "quantity": "1", "from": "STOCK", "to": "STOCK"}, "FORM-1"),
        ({"op": "unpack", "item": "CELL", "lot": "L1", "quantity": "1", "container": "BOX"}, "FORM-1"),
        ({"op": "hold", "location": "STOCK", "lot": "L1", "reason": "x"}, "FORM-1"),
        ({"op": "hold", "reason": "x"}, "FORM-1"),
        ({"op": "hold", "item": "SCREW", "lot": "L1"}, "FORM-1"),
        ({"op": "hold", "item": "CELL"}, "TRACK-1"),
        ({"op": "hold", "item": "CELL", "lot": "NEVER"}, "TRACK-5"),
        ({"op": "release", "hold": "never"}, "REF-1"),
        ({"op": "item", "code": "NEW"}, "FORM-1"),
        ({"op": "item", "code": "CELL", "gtin": "09506000134353"}, "FORM-1"),
        ({"op": "item", "code": "BOARD", "gtin": "09506000134352"}, "FORM-1"),
        ({"op": "bom", "item": "PACK", "component": "PACK", "quantity": "1"}, "FORM-1"),
        ({"op": "bom", "item": "PACK", "component": "CELL", "quantity": "-1"}, "QTY-2"),
        ({"op": "order", "code": "NEW", "kind": "work"}, "FORM-1"),
        ({"op": "order", "code": "NEW", "kind": "dream", "item": "PACK", "quantity": "1"}, "FORM-1"),
        ({"op": "order", "code": "NEW", "kind": "work", "item": "PACK"}, "FORM-1"),
        ({"op": "order", "code": "NEW", "kind": "work", "item": "PACK", "quantity": "0"}, "QTY-2"),
        ({"op": "location", "code": "CUSTOMER"}, "FORM-1"),
        ({"op": "location", "code": "YARD", "kind": "dream"}, "FORM-1"),
    ],
)
def test_what_else_can_be_wrong_with_a_line(line: dict[str, Any], rule: str) -> None:
    assert rules(after_master(RECEIVE, line)) == [(2, rule)]


def test_tracking_unit_and_who_numbers_stay_once_something_moved() -> None:
    renamed = {"op": "item", "code": "CELL", "name": "Other", "expiry_policy": "warn", "shelf_life_days": 30}
    answer = after_master(
        {"op": "item", "code": "CELL", "tracking": "serial"},
        {"op": "item", "code": "CELL", "tracking": "lot"},
        RECEIVE,
        {"op": "item", "code": "CELL", "tracking": "serial"},
        {"op": "item", "code": "CELL", "unit": "kg"},
        {"op": "item", "code": "CELL", "numbers_per_supplier": True},
        renamed | {"numbers_per_supplier": False},
    )
    assert rules(answer) == [(4, "TRACK-2"), (5, "TRACK-2"), (6, "TRACK-2")]


def test_aliases_add_up_and_find_their_item() -> None:
    with product_in_memory() as product:
        product.load(MASTER)
        boxes = [{"code": "09506000134369", "quantity": "10"}, {"code": "OLD", "quantity": "1", "kind": "code"}]
        answer = product.load([{"op": "item", "code": "CELL", "aliases": boxes}, RECEIVE | {"item": "OLD"}])
        assert answer["recorded"] == 2
        with product.ledger.transaction():
            found = product.ledger.catalog.item("09506000134369")
    assert found is not None
    assert [(alias.code, alias.kind) for alias in found.aliases] == [
        ("09506000134352", "gtin"),
        ("09506000134369", "gtin"),
        ("OLD", "code"),
    ]


def _bill(product: Product, order: str) -> list[tuple[str, str]]:
    with product.ledger.transaction():
        found = product.ledger.catalog.order(order)
    assert found is not None
    return [(line.component, found.state.value) for line in found.bill]


def test_an_order_copies_its_bill_when_it_is_released_and_keeps_it() -> None:
    with product_in_memory() as product:
        product.load(MASTER)
        released = [("CELL", "released"), ("BOARD", "released")]
        assert _bill(product, "MO-1") == released
        product.load([{"op": "bom", "item": "PACK", "component": "SCREW", "quantity": "4"}])
        product.load([{"op": "order", "code": "MO-1", "kind": "work", "item": "PACK", "quantity": "9"}])
        assert _bill(product, "MO-1") == released
        product.load([{"op": "order", "code": "MO-1", "kind": "work", "state": "closed"}])
        assert _bill(product, "MO-1") == [("CELL", "closed"), ("BOARD", "closed")]
        planned = {"op": "order", "code": "MO-2", "kind": "work", "item": "PACK", "quantity": "1", "state": "planned"}
        product.load([planned])
        assert _bill(product, "MO-2") == []
        product.load([planned | {"state": "released"}])
        assert len(_bill(product, "MO-2")) == 3


def test_a_hold_is_released_once() -> None:
    hold = {"op": "hold", "item": "CELL", "lot": "L1", "reason": "suspect", "ref": "h"}
    release = {"op": "release", "hold": "h"}
    answer = after_master(RECEIVE, hold, release, release, {"op": "release", "hold": f"ST/{len(MASTER) + 2}"})
    assert rules(answer) == [(4, "REF-1"), (5, "REF-1")]
    assert f"by ST/{len(MASTER) + 3}" in answer["refused"][0]["message"]


def test_a_component_is_taken_off_a_bill_with_nothing_of_it() -> None:
    answer = after_master({"op": "bom", "item": "PACK", "component": "BOARD", "quantity": "0"})
    assert answer["recorded"] == 1


def test_a_closed_order_takes_nothing_more() -> None:
    closed = {"op": "order", "code": "MO-1", "kind": "work", "state": "closed"}
    consume = {"op": "consume", "item": "CELL", "lot": "L1", "quantity": "1", "from": "STOCK", "transformation": "T1"}
    assert rules(after_master(RECEIVE, closed, consume | {"order": "MO-1"})) == [(3, "ORD-1")]


def test_a_hold_in_advance_needs_a_second_person() -> None:
    hold = {"op": "hold", "item": "CELL", "lot": "COMING", "reason": "recall of the supplier", "operator": "OP1"}
    answer = after_master(hold, hold | {"approver": "BOSS"}, hold | {"approver": "OP1"})
    assert rules(answer) == [(1, "TRACK-5"), (3, "WHO-1")]
