"""A session keeps its word: what it shows is durable, and what it cannot record it says."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hardware.scan import Scan
from kiosk.database import journal, tables
from kiosk.database.connection import UnusableDatabaseError, open_engine
from kiosk.runtime.session import Place, Session
from kiosk.snapshot import InputKind, Mood
from tests.flows.bench import SITE, Bench, load, open_bench, sqlite_of, where
from tests.flows.plant import PLANT
from tests.operations.product import Product, new_engine

WORN = "WORN-4711-BADGE"


@pytest.fixture
def bench() -> Iterator[Bench]:
    with open_bench() as opened:
        yield opened


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "plant.db"


@pytest.fixture
def kiosk(database: Path) -> Iterator[Bench]:
    """A kiosk on a file, which other programs can open."""
    engine = new_engine(str(database))
    product = Product(engine)
    load(product, [*PLANT, {"op": "operator", "code": "OP7", "name": "Cy", "badge": WORN}])
    try:
        yield Bench(product)
    finally:
        product.ledger.close()
        engine.dispose()


def tell(bench: Bench, *lines: str) -> None:
    for line in lines:
        bench.do(line)


def is_pad_open(bench: Bench) -> bool:
    return bench.snapshot.input is not None


RECEIVING = ("BADGE:B-1", "LOT:FLOW-receive", "STOCK", "CELL", "L7")


# what goes wrong with the database


def set_pragma(bench: Bench, setting: str) -> None:
    """Change a setting of the connection that the kiosk writes through."""
    sqlite_of(bench.product.ledger._connection).execute(f"PRAGMA {setting}")


def assert_not_recorded_then_mended(bench: Bench, why: str) -> None:
    """The trouble is said with its remedy, nothing has changed; what follows it is for the caller."""
    before, page = bench.session.state, bench.snapshot
    rows, entries = len(bench.journal()), len(bench.entries())
    outcome = bench.do("LOT:QTY-5")
    assert outcome.recorded == ()
    assert outcome.snapshot.verdict.key == "database.trouble"
    assert why in outcome.snapshot.verdict.text
    assert outcome.snapshot.must_acknowledge
    assert bench.session.state == before
    assert (outcome.snapshot.prompt, outcome.snapshot.rows) == (page.prompt, page.rows)
    assert (len(bench.journal()), len(bench.entries())) == (rows, entries)


def test_a_locked_database(kiosk: Bench, database: Path) -> None:
    tell(kiosk, *RECEIVING)
    set_pragma(kiosk, "busy_timeout=10")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert_not_recorded_then_mended(kiosk, "another program holds the database. Close it, or wait")
        other.execute("ROLLBACK")
    assert kiosk.do("LOT:QTY-5").recorded
    assert kiosk.ledger() == ["receive | OP1 | CELL/L7 5 SUPPLIER>STOCK scanned"]


def test_a_database_that_may_only_be_read(kiosk: Bench) -> None:
    tell(kiosk, *RECEIVING)
    set_pragma(kiosk, "query_only=ON")
    assert_not_recorded_then_mended(kiosk, "may only be read. Check who owns the file")
    set_pragma(kiosk, "query_only=OFF")
    assert kiosk.do("LOT:QTY-5").recorded


def test_a_full_disk(kiosk: Bench) -> None:
    tell(kiosk, *RECEIVING)
    set_pragma(kiosk, "max_page_count=1")  # no page more than there are now
    filled = 0
    while (outcome := kiosk.do("XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX" * 100)).snapshot.verdict.key == "scan.unknown":
        filled += 1
        assert filled < 50
    assert outcome.snapshot.verdict.key == "database.trouble"
    assert "the disk is full. Free some space; nothing recorded is harmed" in outcome.snapshot.verdict.text
    state, rows = kiosk.session.state, len(kiosk.journal())
    kiosk.do("XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX" * 100)
    assert kiosk.session.state == state
    assert len(kiosk.journal()) == rows
    set_pragma(kiosk, "max_page_count=1000000")
    assert kiosk.do("LOT:QTY-5").recorded


def test_a_database_that_does_not_answer_at_the_start(kiosk: Bench) -> None:
    set_pragma(kiosk, "query_only=ON")
    with pytest.raises(UnusableDatabaseError, match="may only be read"):
        kiosk.reopen()


def test_a_typed_code_is_not_lost_in_trouble(kiosk: Bench) -> None:
    tell(kiosk, "BADGE:B-1", "LOT:FLOW-receive", "act:type")
    set_pragma(kiosk, "query_only=ON")
    kiosk.do("enter:CELL")
    assert kiosk.snapshot.input is not None
    assert kiosk.snapshot.input.kind is InputKind.TEXT
    set_pragma(kiosk, "query_only=OFF")
    kiosk.do("enter:CELL")
    assert where(kiosk.session.state) == "receive.lot"
    assert not is_pad_open(kiosk)


def test_a_reason_in_trouble_is_not_taken_for_anything_else(kiosk: Bench, database: Path) -> None:
    tell(kiosk, "BADGE:B-1", "LOT:FLOW-receive", "STOCK", "M1", "BADGE:B-9")
    set_pragma(kiosk, "busy_timeout=10")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert kiosk.do("came back").snapshot.verdict.key == "database.trouble"
        other.execute("ROLLBACK")
    assert kiosk.do("came back").recorded


# the journal


def test_every_scan_has_its_row_and_numbers_have_no_holes(bench: Bench) -> None:
    scans = [
        b"BADGE:B-1",
        b"BADGE:NOBODY",
        b"LOT:FLOW-receive",
        b"",
        b"\x00\x01\xff",
        b"X" * 5000,
        b"0109506000134353",
        b"L1",
        b"CELL",
        b"nonsense",
        b"LOT:FLY",
    ]
    for data in scans:
        bench.session.take_scan(Scan(data, source="serial", device="gun"))
    rows = bench.journal()
    assert [row.number for row in rows] == list(range(1, len(scans) + 1))
    assert {(row.source, row.device) for row in rows} == {("serial", "gun")}
    outcomes = [row.outcome for row in rows]
    assert outcomes == [
        *("badge", "refused", "command", "refused", "refused", "refused", "refused"),
        *("superseded", "taken", "taken", "refused"),
    ]


def test_trouble_leaves_no_hole_in_the_numbers(kiosk: Bench) -> None:
    tell(kiosk, *RECEIVING)
    set_pragma(kiosk, "query_only=ON")
    tell(kiosk, "L8", "L9")
    set_pragma(kiosk, "query_only=OFF")
    tell(kiosk, "LOT:QTY-5")
    assert [row.number for row in kiosk.journal()] == list(range(1, len(RECEIVING) + 2))


def test_the_row_of_a_recorded_scan_names_its_entry(bench: Bench) -> None:
    tell(bench, *RECEIVING)
    outcome = bench.do("LOT:QTY-5")
    row = bench.journal()[-1]
    assert (row.outcome, row.entry, row.message) == ("recorded", str(outcome.recorded[0]), "done.receive")
    assert row.data == b"LOT:QTY-5"


def test_a_badge_is_nowhere_as_it_was_read(kiosk: Bench, database: Path) -> None:
    tell(kiosk, f"BADGE:{WORN}", WORN, "LOT:FLOW-receive", "STOCK", "M1", WORN, f"BADGE:{WORN}X", f"{WORN}Y")
    kiosk.session.take_scan(Scan(b"BADGE:" + WORN.encode() + b"\x01"))
    assert where(kiosk.session.state) == "receive.item"
    content = database.read_bytes()
    assert content.count(WORN.encode()) == content.count(f"{WORN}Y".encode()) > 0, "only what nobody wears is a code"
    assert all(WORN not in row.text for row in kiosk.snapshot.last_scans if not row.text.endswith("Y"))


def test_last_scans_are_there_after_a_restart(bench: Bench) -> None:
    tell(bench, *RECEIVING, "L1", "L1", "LOT:QTY-5", "nonsense", "M1", "STOCK")
    before = bench.snapshot.last_scans
    bench.reopen()
    assert bench.snapshot.last_scans == before
    assert [(row.text, row.outcome) for row in before[:4]] == [
        ("STOCK", "taken"),
        ("M1", "superseded"),
        ("nonsense", "refused"),
        ("LOT:QTY-5", "here"),
    ]
    assert {row.time for row in before} == {"10:00"}


# starting again


def test_a_job_goes_on_in_another_process(kiosk: Bench, database: Path) -> None:
    tell(kiosk, *RECEIVING)
    engine = open_engine(str(database), create=False)
    other = Product(engine)
    session = Session(other.ledger, SITE, other.clock, Place())
    assert session.state == kiosk.session.state
    assert session.snapshot.verdict.key == "resumed"
    assert session.snapshot.status.operator == "Ann"
    assert session.take_line("LOT:QTY-5").recorded
    other.ledger.close()
    engine.dispose()


def test_an_open_question_is_asked_again_in_full(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "LOT:FLOW-receive", "STOCK", "L1")
    before = bench.snapshot
    bench.reopen()
    assert bench.snapshot.verdict.text == before.verdict.text
    assert bench.snapshot.verdict.mood is Mood.WARNING
    assert bench.snapshot.actions == before.actions


def test_a_new_kiosk_greets_nobody(bench: Bench) -> None:
    assert where(bench.session.state) == "SignedOut"
    assert bench.snapshot.verdict.text == ""


def test_a_damaged_draft_starts_afresh_and_says_so(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    tell(bench, "BADGE:B-1")
    with bench.product.ledger.transaction() as connection:
        journal.save_draft(connection, '{"is":"Nonsense"}')
    with caplog.at_level(logging.WARNING):
        bench.reopen()
    assert where(bench.session.state) == "SignedOut"
    assert "the draft of the last job cannot be read" in caplog.text
    tell(bench, "BADGE:B-1")
    assert where(bench.session.state) == "Home"


# refusals, questions, pads


def test_ok_answers_the_refusal_first_and_the_question_after(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "LOT:FLOW-receive", "STOCK", "L1", "BADGE:NOBODY")
    assert bench.snapshot.must_acknowledge
    bench.do("LOT:OK")
    assert where(bench.session.state) == "Confirming"
    assert bench.snapshot.verdict.key == "lot.exists"
    bench.do("LOT:OK")
    assert where(bench.session.state) == "receive.quantity"


def test_a_touch_takes_the_refusal_down_and_never_answers_a_question(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "nonsense")
    number = bench.snapshot.verdict.number
    bench.do("act:acknowledge")
    assert not bench.snapshot.must_acknowledge
    assert bench.snapshot.verdict.number == number, "nothing new is sounded"
    tell(bench, "LOT:FLOW-receive", "STOCK", "L1", "BADGE:NOBODY", "act:acknowledge")
    assert where(bench.session.state) == "Confirming"
    assert bench.snapshot.verdict.key == "lot.exists"


def test_every_verdict_has_a_number_of_its_own(bench: Bench) -> None:
    numbers = []
    for line in ("BADGE:B-1", "nonsense", "nonsense", "LOT:FLOW-receive"):
        bench.do(line)
        numbers.append(bench.snapshot.verdict.number)
    assert numbers == sorted(set(numbers))


def test_cancel_closes_a_pad_before_it_leaves_anything(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "LOT:FLOW-receive", "CELL", "act:type")
    assert is_pad_open(bench)
    bench.do("act:cancel")
    assert not is_pad_open(bench)
    assert where(bench.session.state) == "receive.lot"


def test_a_pad_stays_while_what_is_typed_is_refused(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "act:type", "enter:nonsense")
    assert is_pad_open(bench)
    tell(bench, "enter:CELL")
    assert not is_pad_open(bench)


def test_a_scan_closes_the_pad(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "LOT:FLOW-receive", "act:type", "CELL")
    assert not is_pad_open(bench)


def test_the_quantity_is_corrected_before_the_place_is_known(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "LOT:FLOW-receive", "(01)09506000134352(10)L7(37)100", "act:number", "enter:96", "STOCK")
    assert bench.ledger() == ["receive | OP1 | CELL/L7 96 SUPPLIER>STOCK typed"]


def test_the_pad_of_a_reason_is_called_so(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "LOT:FLOW-receive", "STOCK", "M1", "BADGE:B-9", "act:type")
    assert bench.snapshot.input is not None
    assert bench.snapshot.input.title == "Type the reason"


def test_the_pad_proposes_what_is_still_wanted_and_there(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "SO-1", "L2")
    assert bench.snapshot.input is not None
    assert (bench.snapshot.input.initial, bench.snapshot.input.unit) == ("6", "each")
    tell(bench, "enter:6", "L1")
    assert bench.snapshot.input.initial == "44"
    assert bench.snapshot.subject_detail == "Cell 6 / 50 each"


def test_people_are_shown_by_name_and_still_work_without_one(bench: Bench) -> None:
    tell(bench, "BADGE:B-1")
    assert bench.snapshot.status.operator == "Ann"
    with bench.product.ledger.transaction() as connection:
        connection.execute(tables.person.delete())
    bench.reopen()
    assert bench.snapshot.status.operator == "OP1"
    assert bench.do("BADGE:B-1").snapshot.verdict.text == "OP1 is signed in."


def test_scanners_are_reported(bench: Bench) -> None:
    shown = bench.session.report_scanner("Scanner missing", ok=False)
    assert (shown.status.scanner, shown.status.scanner_ok) == ("Scanner missing", False)
    outcome = bench.session.lose_scan("unplugged")
    assert outcome.snapshot.verdict.text == "The scanner lost a code half-way: unplugged. Scan it again."


def test_what_nobody_expected_is_said(bench: Bench) -> None:
    shown = bench.session.fail(ValueError("no such thing")).snapshot
    assert "ValueError: no such thing" in shown.verdict.text
    assert shown.must_acknowledge


def test_an_oversized_code_is_refused_with_its_size(bench: Bench) -> None:
    bench.do("BADGE:B-1")
    outcome = bench.session.take_scan(Scan(b"A" * 4097))
    assert outcome.snapshot.verdict.text.startswith("This code holds 4097 bytes; no label of ours is longer than 4096")
    assert bench.journal()[-1].data == b""
