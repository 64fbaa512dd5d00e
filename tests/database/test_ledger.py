"""The one writer: sequence, chain, confirmations, approvals, all or nothing."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, insert, select

from kiosk.database import tables
from kiosk.database.connection import reading
from kiosk.database.ledger import Ledger, Recorded, Refused
from kiosk.database.station import Station
from kiosk.domain.entry import Entry, EntryKind
from kiosk.domain.entry_format import hash_of
from kiosk.domain.location import SUPPLIER, Location, Place
from kiosk.domain.lot import LotKind, lot_of
from kiosk.domain.movement import EntryRef, Evidence
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.quantity import MICRO
from tests.database.entries import entries_of
from tests.database.story import MASTER, STORY
from tests.operations.product import NOW, FixedClock, Product


def receipt(product: Product, *codes: str, item: str = "CELL", quantity: int = MICRO, **more: object) -> Proposal:
    with product.ledger.transaction():
        found = product.ledger.catalog.item(item)
    assert found is not None
    lines = tuple(
        Line(found, lot_of(found, code), quantity, Place(SUPPLIER), Place("STOCK"), Evidence.SCANNED) for code in codes
    )
    given = Proposal(EntryKind.RECEIVE, NOW, "OP1", lines)
    return replace(given, **more)  # type: ignore[arg-type]  # whatever a test wants to change


def record(
    product: Product, wanted: Proposal, confirmed: frozenset[tuple[str, str]] | None = None
) -> Recorded | Refused:
    with product.ledger.transaction():
        return product.ledger.record(wanted, confirmed)


def entries(product: Product) -> list[Entry]:
    with reading(product.engine) as connection:
        return entries_of(connection)


def test_numbers_have_no_holes_and_every_entry_follows_the_one_before(product: Product) -> None:
    product.load(STORY)
    written = entries(product)
    assert [entry.ref for entry in written] == [EntryRef("ST", number) for number in range(1, len(STORY) + 1)]
    with reading(product.engine) as connection:
        rows = connection.execute(select(tables.entry).order_by(tables.entry.c.arrival)).all()
    hashes = [row.hash for row in rows]
    assert [entry.previous for entry in written] == ["", *hashes[:-1]]
    assert hashes == [hash_of(row.body) for row in rows]
    assert [row.arrival for row in rows] == list(range(1, len(rows) + 1))


def test_a_refused_proposal_leaves_no_hole(product: Product) -> None:
    product.load(MASTER)
    assert isinstance(record(product, receipt(product, "L1", quantity=-1)), Refused)
    outcome = record(product, receipt(product, "L1"))
    assert isinstance(outcome, Recorded)
    assert outcome.ref == EntryRef("ST", len(MASTER) + 1)


def test_stamps_rise_though_the_clock_stands_or_goes_back(product: Product) -> None:
    product.load(MASTER)
    product.clock.instant = NOW - timedelta(days=30)
    record(product, receipt(product, "L1"))
    stamps = [entry.stamp for entry in entries(product)]
    assert stamps == sorted(set(stamps))


def test_the_event_keeps_its_own_time_and_offset(product: Product) -> None:
    product.load(MASTER)
    record(product, receipt(product, "L1", at=datetime.fromisoformat("2026-01-02T03:04:05.678901-05:30")))
    [entry] = entries(product)[-1:]
    assert entry.at == datetime(2026, 1, 2, 8, 34, 5, 678901, tzinfo=UTC)
    assert (entry.offset, entry.clock_trusted, entry.operator) == (-330, True, "OP1")


def test_warnings_wait_for_their_confirmation(product: Product) -> None:
    product.load(MASTER)
    record(product, receipt(product, "L1"))
    again = receipt(product, "L1")
    refused = record(product, again, frozenset())
    assert isinstance(refused, Refused)
    assert refused.findings[0].code == ("LOT-1", "L1")
    outcome = record(product, again, frozenset({("LOT-1", "L1")}))
    assert isinstance(outcome, Recorded)
    assert [each.rule for each in outcome.warnings] == ["LOT-1"]
    assert entries(product)[-1].warned == ("LOT-1",)


def test_an_approval_is_written_down_with_what_it_let_pass_and_what_it_found(product: Product) -> None:
    product.load([*MASTER, {"op": "receive", "item": "CELL", "lot": "L1", "quantity": "3", "to": "STOCK"}])
    more = {"op": "move", "item": "CELL", "lot": "L1", "quantity": "5", "from": "STOCK", "to": "LINE"}
    assert product.load([more])["refused"][0]["rule"] == "QTY-1"
    approved = more | {"operator": "OP1", "approver": "BOSS", "reason": "counted twice"}
    assert product.load([approved])["recorded"] == 1
    entry = entries(product)[-1]
    assert (entry.approver, entry.approved, entry.reason) == ("BOSS", ("QTY-1",), "counted twice")
    found, moved = entry.movements
    assert (found.quantity, found.evidence, found.source.location) == (2 * MICRO, Evidence.INFERRED, "ADJUSTMENT")
    assert moved.quantity == 5 * MICRO


def test_the_refusal_that_stops_it_comes_first_and_the_rest_after(product: Product) -> None:
    product.load(MASTER)
    refused = record(product, receipt(product, "L1", "L1", quantity=MICRO // 2))
    assert isinstance(refused, Refused)
    assert [(each.rule, each.line) for each in refused.findings] == [("QTY-2", 0), ("QTY-2", 1)]


def test_a_failing_transaction_leaves_nothing_and_the_next_one_counts_on(product: Product) -> None:
    product.load(MASTER)

    def fail() -> None:
        with product.ledger.transaction():
            product.ledger.record(receipt_within)
            raise KeyError

    receipt_within = receipt(product, "L1")
    with pytest.raises(KeyError):
        fail()
    outcome = record(product, receipt(product, "L1"))
    assert isinstance(outcome, Recorded)
    assert (outcome.ref.seq, outcome.warnings) == (len(MASTER) + 1, ())
    assert [lot.code for lot in entries(product)[-1].lots] == ["L1"]


def test_what_was_recorded_within_a_transaction_counts_at_once(product: Product) -> None:
    product.load(MASTER)
    wanted = receipt(product, "P1", item="PACK")
    with product.ledger.transaction():
        first, second = product.ledger.record(wanted), product.ledger.record(wanted)
    assert isinstance(first, Recorded)
    assert isinstance(second, Refused)
    assert second.findings[0].rule == "SER-2"


def test_two_programs_write_to_one_database(product: Product) -> None:
    """The other one's entries, lots and master data are seen by the next transaction."""
    other = Ledger(product.engine, product.clock, Station("OTHER"))
    product.load(MASTER)
    wanted = receipt(product, "L1")
    with other.transaction():
        first = other.record(wanted)
        other.record(Proposal(EntryKind.LOCATION, NOW, "load", master=(Location("YARD", "YARD", "Yard"),)))
    assert isinstance(first, Recorded)
    assert first.ref == EntryRef("OTHER", 1)
    second = record(product, wanted)
    assert isinstance(second, Recorded)
    assert (second.ref, [each.rule for each in second.warnings]) == (EntryRef("ST", len(MASTER) + 1), ["LOT-1"])
    with product.ledger.transaction():
        assert product.ledger.catalog.location("YARD") is not None
    stamps = [entry.stamp for entry in entries(product)]
    assert stamps == sorted(set(stamps))
    other.close()


def test_an_unsafe_connection_is_refused(path: Path, product: Product) -> None:
    event.listen(product.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    product.engine.dispose()
    with pytest.raises(Exception, match="can lose recorded work"):
        Ledger(product.engine, FixedClock(), Station("ST"))


def test_nobody_else_needs_the_python_code_to_read_the_entries(path: Path, product: Product) -> None:
    product.load(MASTER)
    with closing(sqlite3.connect(path)) as plain:
        [(name,)] = plain.execute("SELECT json_extract(body, '$.master[0].code') FROM entry WHERE seq = 1")
    assert name == MASTER[0]["code"]


def test_places_where_nothing_is_left_leave_no_balance(product: Product) -> None:
    product.load([*MASTER, {"op": "receive", "item": "SCREW", "quantity": "9", "to": "STOCK"}])
    for box in ("A", "B", "C"):
        goods = {"item": "SCREW", "quantity": "9", "from": "STOCK", "container": box}
        assert product.load([{"op": "pack", **goods}, {"op": "unpack", **goods}])["refused"] == []
    with reading(product.engine) as connection:
        left = connection.execute(select(tables.balance.c.quantity).order_by(tables.balance.c.quantity)).scalars().all()
    assert left == [-9 * MICRO, 9 * MICRO]


def test_a_thousand_lots_in_one_entry(product: Product) -> None:
    product.load(MASTER)
    codes = [f"B{number}" for number in range(1000)]
    outcome = record(product, receipt(product, *codes, item="BOARD"))
    assert isinstance(outcome, Recorded)
    with reading(product.engine) as connection:
        lots = connection.execute(select(tables.lot.c.code).where(tables.lot.c.kind == LotKind.SERIAL.value)).scalars()
        assert sorted(lots) == sorted(codes)


def test_more_names_than_one_statement_takes(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.database.prepared.CHUNK", 7)
    product.load(MASTER)
    codes = [f"B{number}" for number in range(30)]
    assert isinstance(record(product, receipt(product, *codes, item="BOARD")), Recorded)
    refused = record(product, receipt(product, *codes, item="BOARD"))
    assert isinstance(refused, Refused)
    assert [(each.rule, each.line) for each in refused.findings] == [("SER-2", number) for number in range(30)]


def test_the_table_of_entries_refuses_a_second_one_of_the_same_name(product: Product) -> None:
    product.load(MASTER)
    with reading(product.engine) as connection:
        row = connection.execute(select(tables.entry).limit(1)).one()._asdict()
    with pytest.raises(Exception, match="UNIQUE constraint failed"), product.ledger.transaction() as connection:
        connection.execute(insert(tables.entry), row | {"arrival": 999})
