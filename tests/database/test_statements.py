"""Statements: how many, and that none of them reads a whole table of the ledger."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Engine, Executable, create_mock_engine, event

import kiosk.database
from kiosk.database.connection import reading
from kiosk.database.context import done_for
from kiosk.database.dealings import dealings_of
from kiosk.database.ledger import Recorded
from kiosk.database.on_hand import on_hand_at, on_hand_of, parts_of
from kiosk.database.prepared import Prepared
from kiosk.domain.entry import EntryKind
from kiosk.domain.location import PRODUCTION, SUPPLIER, Place
from kiosk.domain.lot import LotIdentity, LotKind, lot_of
from kiosk.domain.movement import Evidence, Role
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.quantity import MICRO
from tests.database.story import MASTER, STORY
from tests.operations.product import NOW, Product
from tests.oracle.examples import EXAMPLES
from tests.oracle.random_history import random_operations

POSTGRESQL = create_mock_engine("postgresql://", lambda *_: None).dialect
Statement = tuple[str, Any]
LARGE = "entry|lot|lot_fact|member|balance|serial_place|movement|transformation|participation|client_key|scan_journal"
WHOLE_TABLE = re.compile(rf"SCAN (?:TABLE )?(?:{LARGE}|near|far|made|source|siblings\w*|own|unit)\b")
"""SQLite's words for reading all rows of a table or of an index; aliases are those of the code."""


@contextmanager
def listening(engine: Engine) -> Iterator[list[Statement]]:
    """Every statement that is run meanwhile, with its parameters."""
    heard: list[Statement] = []

    def hear(*given: Any) -> None:
        heard.append((given[2], given[3][0] if given[5] else given[3]))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(engine, "before_cursor_execute", hear)


def plan_of(product: Product, statement: Statement) -> list[str]:
    with reading(product.engine) as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement[0]}", statement[1])
        return [row[3] for row in rows]


def whole_tables(product: Product, heard: list[Statement]) -> list[tuple[str, str]]:
    """The statements that read a whole table of the ledger, with the step that does."""
    seen: dict[str, Statement] = {statement[0]: statement for statement in heard}
    explained = {
        text: plan_of(product, statement)
        for text, statement in seen.items()
        if text.lstrip().startswith(("SELECT", "WITH", "UPDATE", "DELETE", "INSERT"))
    }
    assert explained
    return [(text, step) for text, steps in explained.items() for step in steps if WHOLE_TABLE.search(step)]


def test_recording_reads_no_whole_table(product: Product) -> None:
    with listening(product.engine) as heard:
        product.load(STORY)
        for example in EXAMPLES:
            product.load(example.operations)
    assert whole_tables(product, heard) == []
    assert len({text for text, _ in heard}) > 50


def test_tracing_reads_no_whole_table(product: Product) -> None:
    product.load(random_operations(seed=3, count=1500))
    with reading(product.engine) as connection:
        rows = connection.exec_driver_sql(
            "SELECT code, item, kind FROM lot WHERE kind <> 'anonymous' ORDER BY key DESC"
        )
        lots = rows.all()[::25]
    with listening(product.engine) as heard:
        for code, item, kind in lots:
            product.trace(code, item, "both", NOW.date(), kind=kind)
    assert whole_tables(product, heard) == []


def test_looking_around_reads_no_whole_table(product: Product) -> None:
    product.load(STORY)
    with listening(product.engine) as heard, product.ledger.transaction() as connection:
        order = product.ledger.catalog.order("MO-1")
        assert order is not None
        assert done_for(connection, order) == {"PACK": MICRO}
        assert [part.code for part in parts_of(connection, "T1")] == ["B1", "L1"]
        assert {each.lot for each in on_hand_at(connection, "STOCK")} == {"", "B2", "L1"}
        lot = connection.exec_driver_sql("SELECT key FROM lot WHERE code = 'L1'").scalar_one()
        assert [each.is_customer for each in dealings_of(connection, lot)] == [False]
        assert {each.place.location for each in on_hand_of(connection, "CELL")} == {"LINE", "STOCK"}
    assert whole_tables(product, heard) == []


def test_nobody_gathers_statistics(product: Product) -> None:
    """ANALYZE makes the planner of SQLite 3.40 build Bloom filters over whole indexes: 0.08 ms become 109."""
    with listening(product.engine) as heard:
        product.load(STORY)
        product.trace("P1", "PACK", "both", NOW.date())
    assert not [text for text, _ in heard if re.search(r"ANALYZE|optimize", text, re.IGNORECASE)]
    with reading(product.engine) as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars()
        assert not [name for name in tables if name.startswith("sqlite_stat")]


def serials(product: Product, first: int, count: int, **more: Any) -> Proposal:
    """Boards by the dozen, members of one batch, in one entry."""
    with product.ledger.transaction():
        item = product.ledger.catalog.item("BOARD")
    assert item is not None
    given: dict[str, Any] = {"source": Place(SUPPLIER), "destination": Place("STOCK"), **more}
    lines = tuple(
        Line(item, lot_of(item, f"S{number:06}"), MICRO, evidence=Evidence.SCANNED, **given)
        for number in range(first, first + count)
    )
    return Proposal(EntryKind.RECEIVE, NOW, "OP1", lines)


def statements_for(product: Product, wanted: Proposal) -> list[str]:
    with listening(product.engine) as heard, product.ledger.transaction():
        assert isinstance(product.ledger.record(wanted), Recorded)
    return [text.partition("(")[0] for text, _ in heard]


BATCH = LotIdentity("BOARD", LotKind.LOT, "BATCH")
IN_STOCK: dict[str, Any] = {"source": Place("STOCK"), "destination": Place("LINE")}
INTO_UNIT: dict[str, Any] = {
    "source": Place("STOCK"),
    "destination": Place(PRODUCTION),
    "role": Role.INPUT,
    "transformation": "T1",
}


@pytest.mark.parametrize("how", [{}, {"batch": BATCH}], ids=["alone", "of a batch"])
def test_a_thousand_serials_take_as_many_statements_as_ten(product: Product, how: dict[str, Any]) -> None:
    product.load(MASTER)
    warm = statements_for(product, serials(product, 0, 1, **how))
    few = statements_for(product, serials(product, 1, 10, **how))
    many = statements_for(product, serials(product, 11, 1000, **how))
    assert few == many
    assert len(many) <= len(warm) < 30


@pytest.mark.parametrize("how", [IN_STOCK, INTO_UNIT], ids=["moved", "consumed"])
def test_so_do_a_thousand_that_are_here(product: Product, how: dict[str, Any]) -> None:
    product.load(MASTER)
    statements_for(product, serials(product, 0, 1011))
    statements_for(product, serials(product, 0, 1, **how))
    few = statements_for(product, serials(product, 1, 10, **how))
    many = statements_for(product, serials(product, 11, 1000, **how))
    assert few == many


def modules() -> list[ModuleType]:
    names = [each.name for each in iter_modules(kiosk.database.__path__, "kiosk.database.") if not each.ispkg]
    return [import_module(name) for name in names]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_statement_can_be_said_in_postgresql_too(module: ModuleType) -> None:
    """No more than that it can be written down: whether it runs there is for the tests of the exchange."""
    for name, value in vars(module).items():
        several = value.values() if isinstance(value, dict) else (value,)
        for each in several:
            statement = each.statement if isinstance(each, Prepared) else each
            if isinstance(statement, Executable):
                assert str(statement.compile(dialect=POSTGRESQL)), name  # type: ignore[attr-defined]  # each can be
