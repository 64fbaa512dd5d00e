"""A tray is recorded whole or not at all, by the rules that each of its codes meets alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from hardware.scan import Scan
from hardware.scanners.camera.sight import Seen, Still
from kiosk.camera_view import MarkState
from kiosk.database import journal, tables
from kiosk.database.connection import open_engine
from kiosk.database.verify import verify
from kiosk.runtime.session import Outcome
from kiosk.snapshot import Mood, Page
from kiosk.workflow.states import Working
from tests.flows.bench import Bench, load, open_bench, sqlite_of
from tests.flows.plant import GTIN_BIKE, PLANT
from tests.operations.product import Product

SQUARE = (0.1, 0.1), (0.2, 0.1), (0.2, 0.2), (0.1, 0.2)
MOTORS = ("BADGE:B-1", "LOT:FLOW-receive", "STOCK")


@pytest.fixture
def bench() -> Iterator[Bench]:
    with open_bench() as opened:
        yield opened


def tell(bench: Bench, *lines: str) -> None:
    for line in lines:
        bench.do(line)


def picture(*codes: str, unread: int = 0) -> Still:
    seen = tuple(Seen(Scan(code.encode(), "]C0", "camera"), SQUARE, is_certain=True) for code in codes)
    return Still(np.full((90, 160), 128, np.uint8), seen, (SQUARE,) * unread)


def lay_out(bench: Bench, *codes: str, unread: int = 0) -> Outcome:
    bench.do("act:tray")
    return arrive(bench, picture(*codes, unread=unread))


def arrive(bench: Bench, still: Still | None) -> Outcome:
    """The picture that was asked for is there."""
    number = bench.session.tray.next_request()
    assert number is not None
    return bench.session.lay_out(still, number)


def states(bench: Bench) -> dict[str, MarkState]:
    assert bench.snapshot.tray is not None
    return {line.text: line.state for line in bench.snapshot.tray.lines}


def details(bench: Bench) -> str:
    assert bench.snapshot.tray is not None
    return " ".join(line.detail for line in bench.snapshot.tray.lines)


def test_nothing_is_recorded_before_it_is_said_so_and_then_all_of_it(bench: Bench) -> None:
    tell(bench, *MOTORS, "MOTOR")
    rows = len(bench.journal())
    outcome = lay_out(bench, "S1", "S2", "S3")
    assert (outcome.snapshot.page, outcome.snapshot.prompt) == (Page.TRAY, "3 codes read")
    assert (outcome.snapshot.verdict.mood, outcome.snapshot.verdict.key) == (Mood.WARNING, "tray.ready")
    assert outcome.snapshot.actions[-1].label == "Record 3"
    assert (bench.ledger(), len(bench.journal())) == ([], rows)
    outcome = bench.do("act:tray-record")
    assert len(outcome.recorded) == 3
    assert outcome.snapshot.verdict.key == "tray.done"
    assert outcome.snapshot.page is Page.FLOW
    assert bench.ledger() == [f"receive | OP1 | MOTOR/S{n} 1 SUPPLIER>STOCK scanned" for n in (1, 2, 3)]
    assert [row.outcome for row in bench.journal()[rows:]] == ["recorded"] * 3
    assert [line.text for line in outcome.snapshot.last_scans[:3]] == ["S3", "S2", "S1"]


def test_one_that_may_not_be_used_stops_all_of_them(bench: Bench) -> None:
    order = {"op": "order", "code": "SO-7", "kind": "delivery", "partner": "CUST", "item": "MOTOR", "quantity": "3"}
    load(bench.product, [order])
    bench.first = len(bench.entries())
    tell(bench, "BADGE:B-1", "LOT:FLOW-ship", "SO-7")
    outcome = lay_out(bench, "M1", "M3")
    assert states(bench) == {"M1": MarkState.GOOD, "M3": MarkState.OBJECTED}
    assert "noise" in details(bench)
    assert (outcome.snapshot.verdict.mood, outcome.snapshot.verdict.key) == (Mood.REFUSED, "tray.objected.one")
    assert not outcome.snapshot.actions[-1].enabled
    assert bench.do("act:tray-record").recorded == ()
    assert bench.ledger() == []
    assert bench.snapshot.page is Page.TRAY
    lines = bench.snapshot.tray.lines if bench.snapshot.tray else ()
    assert [line.text for line in lines] == ["M3", "M1"], "what needs a person comes first"


def test_the_same_serial_twice_is_one_unit(bench: Bench) -> None:
    tell(bench, *MOTORS, "MOTOR")
    lay_out(bench, "S1", "S1", "S2")
    assert [line.state for line in bench.snapshot.tray.lines] == [  # type: ignore[union-attr]
        MarkState.GOOD,
        MarkState.LEFT_OUT,
        MarkState.GOOD,
    ]
    assert len(bench.do("act:tray-record").recorded) == 2


def test_each_code_is_judged_after_those_before_it(bench: Bench) -> None:
    """Only one motor belongs into the bike: the second of the tray is one too many."""
    tell(bench, "BADGE:B-1", "LOT:FLOW-build", "MO-1", "STOCK", "BIKE-7")
    lay_out(bench, "M1", "M2")
    assert states(bench) == {"M1": MarkState.GOOD, "M2": MarkState.OBJECTED}
    tell(bench, "act:tray-close")
    lay_out(bench, "M1")
    assert len(bench.do("act:tray-record").recorded) == 1


def test_the_code_of_the_item_beside_its_serials_is_left_out(bench: Bench) -> None:
    tell(bench, *MOTORS)
    bench.do("act:tray")
    label = Seen(Scan(f"01{GTIN_BIKE}21B-1".encode(), "]d2", "camera"), SQUARE, is_certain=True)
    article = Seen(Scan(GTIN_BIKE[1:].encode(), "]E0", "camera"), SQUARE, is_certain=True)
    arrive(bench, Still(np.full((90, 160), 128, np.uint8), (article, label)))
    lines = bench.snapshot.tray.lines if bench.snapshot.tray else ()
    assert [(line.state, line.word) for line in lines] == [
        (MarkState.LEFT_OUT, "left out"),
        (MarkState.GOOD, "to record"),
    ]
    bench.do("act:tray-record")
    assert bench.ledger() == ["receive | OP1 | BIKE/B-1 1 SUPPLIER>STOCK scanned"]


def test_a_label_that_changes_the_job_stops_the_tray(bench: Bench) -> None:
    order = {"op": "order", "kind": "delivery", "partner": "CUST", "item": "MOTOR", "quantity": "3"}
    load(bench.product, [{**order, "code": "SO-7"}, {**order, "code": "SO-8"}])
    tell(bench, "BADGE:B-1", "LOT:FLOW-ship", "SO-7")
    lay_out(bench, "SO-8", "M1")
    assert states(bench) == {"SO-8": MarkState.OBJECTED, "M1": MarkState.GOOD}
    assert "changes the job" in details(bench)
    tell(bench, "act:tray-close")
    lay_out(bench, "SO-7", "M1")
    assert states(bench) == {"SO-7": MarkState.LEFT_OUT, "M1": MarkState.GOOD}, "the order that is at hand"


def test_parts_do_not_come_out_by_the_tray(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "LOT:FLOW-build", "MO-1", "STOCK", "BIKE-7", "M1", "LOT:TAKE-OUT")
    assert bench.do("act:tray").snapshot.verdict.key == "tray.taking_out"
    assert bench.session.tray.next_request() is None


def test_two_boxes_with_one_label_are_not_taken_for_one(bench: Bench) -> None:
    tell(bench, *MOTORS)
    label = Seen(Scan(b"010950600013435210L9\x1d3720", "]d2", "camera"), SQUARE, is_certain=True)
    bench.do("act:tray")
    arrive(bench, Still(np.full((90, 160), 128, np.uint8), (label, label)))
    assert [mark.state for mark in bench.snapshot.tray.marks] == [  # type: ignore[union-attr]
        MarkState.GOOD,
        MarkState.OBJECTED,
    ]
    assert "two boxes" in details(bench)


def test_what_a_camera_sees_before_a_tray_is_the_tray(bench: Bench) -> None:
    tell(bench, *MOTORS, "MOTOR")
    lay_out(bench, "S1")
    seen = Scan(b"S2", "]C0", "camera")
    assert bench.session.take_scan(seen).recorded == ()
    assert bench.session.choose_among((seen, Scan(b"S3", "]C0", "camera"))).snapshot.offers == ()
    assert bench.snapshot.page is Page.TRAY


def test_back_on_a_tray_that_is_recorded_says_nothing_else(bench: Bench) -> None:
    tell(bench, *MOTORS, "MOTOR")
    lay_out(bench, "S1")
    key = bench.snapshot.actions[-1].key
    tell(bench, f"act:{key}", f"act:{key}", "act:tray-close")
    assert bench.snapshot.verdict.key == "tray.done"
    assert len(bench.ledger()) == 1


def test_a_pad_is_put_away_for_a_tray(bench: Bench) -> None:
    tell(bench, *MOTORS, "act:type")
    lay_out(bench, "S1")
    assert bench.snapshot.input is None
    assert bench.do("act:cancel").snapshot.input is None
    assert bench.snapshot.page is Page.FLOW


def test_a_lot_whose_quantity_is_not_known_is_scanned_alone(bench: Bench) -> None:
    tell(bench, *MOTORS, "CELL")
    lay_out(bench, "L77")
    assert states(bench) == {"L77": MarkState.OBJECTED}
    assert "Scan it alone" in details(bench)


def test_a_badge_or_a_command_is_no_part_of_a_tray_and_is_not_obeyed(bench: Bench) -> None:
    tell(bench, *MOTORS, "MOTOR")
    before = bench.session.state
    lay_out(bench, "S1", "BADGE:B-2", "LOT:FINISH")
    lines = bench.snapshot.tray.lines if bench.snapshot.tray else ()
    assert [line.state for line in lines] == [MarkState.OBJECTED, MarkState.OBJECTED, MarkState.GOOD]
    assert all("B-2" not in line.text for line in lines)
    assert bench.session.state == before


def test_what_was_not_read_is_said_and_does_not_keep_the_others_back(bench: Bench) -> None:
    tell(bench, *MOTORS, "MOTOR")
    outcome = lay_out(bench, "S1", unread=2)
    assert outcome.snapshot.hint == "2 more places look like a code and were not read."
    assert outcome.snapshot.verdict.key == "tray.incomplete"
    assert [mark.state for mark in outcome.snapshot.tray.marks] == [  # type: ignore[union-attr]
        MarkState.GOOD,
        MarkState.UNREAD,
        MarkState.UNREAD,
    ]
    assert len(bench.do("act:tray-record").recorded) == 1


def test_an_empty_picture_has_nothing_to_record(bench: Bench) -> None:
    tell(bench, *MOTORS)
    outcome = lay_out(bench)
    assert outcome.snapshot.prompt == "No code read"
    assert outcome.snapshot.verdict.key == "tray.nothing"
    assert bench.do("act:tray-record").recorded == ()


def test_ok_and_cancel_answer_and_any_other_scan_is_work_again(bench: Bench) -> None:
    tell(bench, *MOTORS, "MOTOR")
    lay_out(bench, "S1", "S2")
    assert len(bench.do("LOT:OK").recorded) == 2
    tell(bench, "MOTOR")
    lay_out(bench, "S3")
    assert bench.do("LOT:CANCEL").snapshot.verdict.key == "tray.closed"
    assert bench.snapshot.page is Page.FLOW
    assert isinstance(bench.session.state, Working)
    assert bench.session.state.job.slots.item is not None, "cancelling a picture cancels nothing else"
    lay_out(bench, "S3")
    assert len(bench.do("S4").recorded) == 1
    assert bench.snapshot.tray is None
    assert len(bench.ledger()) == 3


def test_what_has_changed_since_the_picture_is_looked_at_again(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "LOT:FLOW-build", "MO-1", "STOCK", "BIKE-7")
    lay_out(bench, "M1")
    bench.do('load:{"op": "hold", "ref": "late", "item": "MOTOR", "lot": "M1", "reason": "late"}')
    first = len(bench.entries())
    outcome = bench.do("act:tray-record")
    assert outcome.recorded == ()
    assert outcome.snapshot.verdict.key == "tray.changed"
    assert states(bench) == {"M1": MarkState.OBJECTED}
    assert len(bench.entries()) == first


def test_one_that_has_changed_keeps_all_of_them_back(bench: Bench) -> None:
    order = {"op": "order", "code": "SO-7", "kind": "delivery", "partner": "CUST", "item": "MOTOR", "quantity": "3"}
    load(bench.product, [order])
    tell(bench, "BADGE:B-1", "LOT:FLOW-ship", "SO-7")
    lay_out(bench, "M1", "M2")
    bench.do('load:{"op": "hold", "ref": "late", "item": "MOTOR", "lot": "M2", "reason": "late"}')
    first = len(bench.entries())
    assert bench.do("act:tray-record").recorded == ()
    assert len(bench.entries()) == first, "M1 is not recorded either"
    assert states(bench) == {"M1": MarkState.GOOD, "M2": MarkState.OBJECTED}


def test_no_picture_no_camera_and_no_flow_are_said(bench: Bench) -> None:
    tell(bench, "BADGE:B-1")
    assert bench.do("act:tray").snapshot.verdict.key == "tray.not_now"
    assert bench.session.tray.next_request() is None
    tell(bench, "LOT:FLOW-receive", "act:tray")
    assert bench.snapshot.prompt == "Taking the picture"
    assert arrive(bench, None).snapshot.verdict.key == "tray.no_picture"
    assert bench.snapshot.page is Page.FLOW
    assert bench.session.lay_out(picture("S1"), 1).snapshot.tray is None, "a picture that comes late is nobody's"


def test_the_picture_of_another_request_is_not_taken_for_this_one(bench: Bench) -> None:
    tell(bench, *MOTORS, "MOTOR", "act:tray")
    first = bench.session.tray.next_request()
    assert first is not None
    tell(bench, "act:tray-close", "act:tray")
    assert bench.session.lay_out(picture("S1"), first).snapshot.prompt == "Taking the picture"
    assert arrive(bench, picture("S1", "S2")).snapshot.prompt == "2 codes read"
    old = bench.snapshot.actions[-1].key
    tell(bench, "act:tray-again")
    arrive(bench, picture("S1", "S2", "S3"))
    assert bench.do(f"act:{old}").recorded == (), "that picture is not on the screen any more"
    assert len(bench.do(f"act:{bench.snapshot.actions[-1].key}").recorded) == 3


def test_a_tray_ends_a_choice_of_codes(bench: Bench) -> None:
    tell(bench, *MOTORS, "MOTOR")
    codes = tuple(Scan(f"S{number}".encode(), "]C0", "camera") for number in range(5))
    offered = bench.session.choose_among(codes)
    assert offered.snapshot.verdict.key == "scan.many"
    assert len(offered.snapshot.offers) == 5
    outcome = lay_out(bench, "S1", "S2")
    assert outcome.snapshot.offers == ()
    assert bench.do("act:tray-record").snapshot.offers == ()


def test_a_picture_is_taken_again(bench: Bench) -> None:
    tell(bench, *MOTORS, "MOTOR")
    lay_out(bench, "S1")
    assert bench.do("act:tray-again").snapshot.prompt == "Taking the picture"
    arrive(bench, picture("S1", "S2"))
    assert bench.snapshot.prompt == "2 codes read"


def test_trouble_with_the_database_records_nothing_and_keeps_the_picture(tmp_path: Path) -> None:
    path = tmp_path / "plant.db"
    engine = open_engine(str(path), create=True)
    tables.metadata.create_all(engine)
    product = Product(engine)
    load(product, PLANT)
    bench = Bench(product)
    tell(bench, *MOTORS, "MOTOR")
    lay_out(bench, "S1", "S2")
    sqlite_of(product.ledger._connection).execute("PRAGMA busy_timeout=10")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        outcome = bench.do("act:tray-record")
        other.execute("ROLLBACK")
    assert outcome.snapshot.verdict.key == "database.trouble"
    assert outcome.recorded == ()
    assert bench.snapshot.page is Page.TRAY
    assert len(bench.do("act:tray-record").recorded) == 2
    assert verify(engine).damage is None
    product.ledger.close()
    engine.dispose()


def test_what_is_recorded_is_durable_and_the_kiosk_goes_on_from_it(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "LOT:FLOW-build", "MO-1", "STOCK", "BIKE-7")
    lay_out(bench, "M1")
    bench.do("act:tray-record")
    rows = bench.snapshot.rows
    with bench.product.ledger.transaction() as connection:
        assert journal.load_draft(connection) is not None
    bench.reopen()
    assert bench.snapshot.rows == rows
    assert bench.snapshot.page is Page.FLOW
    bench.do("LOT:UNDO")
    assert len(bench.ledger()) == 3, "begun, consumed, taken back"


def test_a_trial_leaves_no_trace_in_numbers_or_progress(bench: Bench) -> None:
    load(bench.product, [{"op": "order", "code": "PO-7", "kind": "purchase", "item": "MOTOR", "quantity": "3"}])
    tell(bench, "BADGE:B-1", "LOT:FLOW-receive", "PO-7", "STOCK")
    lay_out(bench, "S1", "S2", "S3")
    assert set(states(bench).values()) == {MarkState.GOOD}
    tell(bench, "act:tray-close")
    lay_out(bench, "S1", "S2", "S3")
    assert set(states(bench).values()) == {MarkState.GOOD}, "the trial before counts for nothing"
    assert len(bench.do("act:tray-record").recorded) == 3
    assert len(bench.entries()) == bench.first + 4, "the order that was loaded, and three motors"


def test_a_second_touch_does_not_record_what_has_changed_under_the_first(bench: Bench) -> None:
    order = {"op": "order", "code": "SO-7", "kind": "delivery", "partner": "CUST", "item": "MOTOR", "quantity": "3"}
    load(bench.product, [order])
    tell(bench, "BADGE:B-1", "LOT:FLOW-ship", "SO-7")
    lay_out(bench, "M1", "M2")
    key = bench.snapshot.actions[-1].key
    bench.do('load:{"op": "hold", "ref": "late", "item": "MOTOR", "lot": "M2", "reason": "late"}')
    assert bench.do(f"act:{key}").snapshot.verdict.key == "tray.changed"
    bench.do('load:{"op": "release", "hold": "late"}')
    assert bench.do(f"act:{key}").recorded == ()
    assert bench.do("LOT:OK").recorded == (), "this OK answers the refusal that stands there"


def test_a_label_that_begins_a_unit_is_no_part_of_a_tray(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "LOT:FLOW-build", "MO-1", "STOCK")
    lay_out(bench, "BIKE-8", "M1")
    assert states(bench)["BIKE-8"] is MarkState.OBJECTED


def test_a_failure_that_nobody_expected_puts_the_tray_away(bench: Bench) -> None:
    tell(bench, *MOTORS, "act:tray")
    assert bench.session.fail(KeyError("x")).snapshot.page is Page.FLOW
