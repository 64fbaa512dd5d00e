"""What surrounds the job: read when it can have changed, and right all the same."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from kiosk.database.connection import open_engine
from tests.flows.bench import Bench, load, open_bench
from tests.flows.plant import PLANT
from tests.operations.product import Product, new_engine


@pytest.fixture
def bench() -> Iterator[Bench]:
    with open_bench() as opened:
        yield opened


def statements(bench: Bench, line: str) -> list[str]:
    """What one scan asks of the database."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(bench.product.engine, "before_cursor_execute", note)
    try:
        bench.do(line)
    finally:
        event.remove(bench.product.engine, "before_cursor_execute", note)
    return seen


def test_a_component_scan_asks_no_more_on_a_long_order(bench: Bench) -> None:
    for line in ("BADGE:B-1", "LOT:FLOW-build", "MO-1", "STOCK", "SN1", "M1", "L1", "LOT:FINISH", "SN2"):
        bench.do(line)
    asked = statements(bench, "M2")
    assert not any("sum(movement.remaining)" in each for each in asked), "what is done of the order is known"
    assert len(asked) < 45


def test_what_this_station_records_is_added(bench: Bench) -> None:
    for line in ("BADGE:B-1", "PO-1", "STOCK", "L7", "5", "L8", "7"):
        bench.do(line)
    assert bench.snapshot.subject_detail == "Cell 12 / 500 each"
    bench.do("LOT:UNDO")
    assert bench.snapshot.subject_detail == "Cell 5 / 500 each"
    for line in ("SO-1", "LOT:FLOW-ship", "SO-1", "L7", "2"):
        bench.do(line)
    assert bench.snapshot.subject_detail == "Cell 2 / 50 each"
    bench.reopen()
    assert bench.snapshot.subject_detail == "Cell 2 / 50 each"


def test_goods_that_were_found_on_the_way_are_not_counted(bench: Bench) -> None:
    for line in ("BADGE:B-1", "SO-1", "L2", "9", "BADGE:B-9", "LOT:CHOOSE-1"):
        bench.do(line)
    assert bench.snapshot.subject_detail == "Cell 9 / 50 each"
    bench.reopen()
    assert bench.snapshot.subject_detail == "Cell 9 / 50 each"


def test_what_another_program_records_is_noticed(tmp_path: Path) -> None:
    path = str(tmp_path / "plant.db")
    engine = new_engine(path)
    product = Product(engine)
    load(product, PLANT)
    bench = Bench(product)
    for line in ("BADGE:B-1", "LOT:FLOW-build", "MO-1", "STOCK", "SN1"):
        bench.do(line)
    other = open_engine(path, create=False)
    elsewhere = Product(other)
    consumed = {"op": "consume", "item": "MOTOR", "lot": "M1", "from": "STOCK", "transformation": "MO-1/SN1"}
    load(elsewhere, [consumed])
    bench.do("LINE")
    assert [row.value for row in bench.snapshot.rows if row.title == "Motor"] == ["M1"]
    for each in (product, elsewhere):
        each.ledger.close()
    for opened in (engine, other):
        opened.dispose()
