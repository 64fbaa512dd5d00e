"""Several codes in view: what is taken by itself, and what a touch decides."""

from collections.abc import Iterator

import pytest

from hardware.scan import Scan
from kiosk.database import journal
from kiosk.snapshot import Mood
from kiosk.workflow.states import Approving
from tests.flows.bench import Bench, load, open_bench
from tests.flows.plant import GTIN_BIKE

BUILDING = ("BADGE:B-1", "LOT:FLOW-build", "MO-1", "STOCK", "BIKE-7")


@pytest.fixture
def bench() -> Iterator[Bench]:
    with open_bench() as opened:
        yield opened


def tell(bench: Bench, *lines: str) -> None:
    for line in lines:
        bench.do(line)


def seen(*codes: bytes) -> tuple[Scan, ...]:
    return tuple(Scan(code, "]C0", "camera") for code in codes)


def touch(bench: Bench, place: int) -> str:
    return f"act:{bench.snapshot.offers[place].key}"


def test_the_one_that_means_something_here_is_taken(bench: Bench) -> None:
    tell(bench, *BUILDING)
    entries = len(bench.entries())
    outcome = bench.session.choose_among(seen(b"rubbish", b"M1", b"STOCK-LABEL"))
    assert len(outcome.recorded) == 1
    assert len(bench.entries()) == entries + 1, "of what was only tried nothing is left"
    assert bench.ledger()[-1].split(" | ")[2].startswith("MOTOR/M1 1 STOCK>")


def test_of_two_that_would_be_taken_one_is_touched(bench: Bench) -> None:
    tell(bench, *BUILDING)
    outcome = bench.session.choose_among(seen(b"M1", b"M2"))
    assert outcome.recorded == ()
    assert [(each.label, each.detail) for each in outcome.snapshot.offers] == [("M1", "Motor"), ("M2", "Motor")]
    assert outcome.snapshot.verdict.text.startswith("The camera sees 2 codes.")
    outcome = bench.do(touch(bench, 1))
    assert len(outcome.recorded) == 1
    assert outcome.snapshot.offers == ()
    assert bench.ledger()[-1].split(" | ")[2].startswith("MOTOR/M2 1 STOCK>")


def test_what_a_rule_refuses_may_be_the_one_that_is_meant(bench: Bench) -> None:
    """M3 is on hold, and whoever shows it is to hear of that."""
    tell(bench, *BUILDING)
    outcome = bench.session.choose_among(seen(b"M3", b"M1"))
    assert outcome.recorded == ()
    assert len(outcome.snapshot.offers) == 2
    assert bench.do(touch(bench, 0)).snapshot.verdict.rule == "HOLD-1"


@pytest.mark.parametrize("other", [b"LOT:UNDO", b"LOT:SIGN-OUT", b"LOT:FLOW-ship", b"BADGE:B-2"])
def test_a_command_or_a_badge_beside_goods_is_never_obeyed_by_itself(bench: Bench, other: bytes) -> None:
    tell(bench, *BUILDING, "M1")
    before = bench.session.state
    for codes in ((b"M3", other), (b"rubbish", other), (other, b"L1")):
        outcome = bench.session.choose_among(seen(*codes))
        assert bench.session.state == before
        assert outcome.recorded == ()


def test_a_badge_is_offered_without_its_number(bench: Bench) -> None:
    outcome = bench.session.choose_among((Scan(b"BADGE:B-1"), Scan(b"BADGE:B-2")))
    assert [each.detail for each in outcome.snapshot.offers] == ["a badge", "a badge"]
    assert "B-1" not in str(outcome.snapshot.offers)
    assert bench.do(touch(bench, 0)).snapshot.status.operator == "Ann"


def test_one_that_is_alone_is_a_scan(bench: Bench) -> None:
    tell(bench, "BADGE:B-1")
    assert bench.session.choose_among(seen(b"rubbish")).snapshot.verdict.key == "scan.unknown_anywhere"


def test_an_item_makes_sense_of_the_serial_beside_it(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "LOT:FLOW-receive", "STOCK")
    article = Scan(GTIN_BIKE[1:].encode(), "]E0", "camera")
    outcome = bench.session.choose_among((Scan(b"B-77", "]C0", "camera"), article))
    assert len(outcome.recorded) == 1
    assert bench.ledger() == ["receive | OP1 | BIKE/B-77 1 SUPPLIER>STOCK scanned"]


def test_the_item_beside_its_own_serial_is_not_what_is_meant(bench: Bench) -> None:
    """An article number and a GS1 symbol on one label."""
    tell(bench, "BADGE:B-1", "LOT:FLOW-receive", "STOCK")
    article = Scan(GTIN_BIKE[1:].encode(), "]E0", "camera")
    label = Scan(f"01{GTIN_BIKE}21B-78".encode(), "]d2", "camera")
    for codes in ((article, label), (label, article)):
        tell(bench, "LOT:UNDO")
        outcome = bench.session.choose_among(codes)
        assert len(outcome.recorded) == 1
        assert outcome.snapshot.offers == ()
    assert "BIKE/B-78 1 SUPPLIER>STOCK scanned" in bench.ledger()[-1]


def test_beside_one_that_was_taken_nothing_is_taken_by_itself(bench: Bench) -> None:
    order = {"op": "order", "code": "SO-7", "kind": "delivery", "partner": "CUST", "item": "MOTOR", "quantity": "3"}
    load(bench.product, [order])
    tell(bench, "BADGE:B-1", "LOT:FLOW-ship", "SO-7", "M1")
    before = bench.snapshot.verdict
    outcome = bench.session.choose_among(seen(b"rubbish"), is_more=True)
    assert (outcome.snapshot.verdict, outcome.snapshot.offers) == (before, ()), "what means nothing is let be"
    outcome = bench.session.choose_among(seen(b"M2"), is_more=True)
    assert outcome.recorded == ()
    assert [each.label for each in outcome.snapshot.offers] == ["M2"]
    assert len(bench.do(touch(bench, 0)).recorded) == 1


def test_what_comes_later_joins_what_is_offered(bench: Bench) -> None:
    tell(bench, *BUILDING)
    old = bench.session.choose_among(seen(b"M1", b"M2")).snapshot.offers[0].key
    outcome = bench.session.choose_among(seen(b"MB1"), is_more=True)
    assert [each.label for each in outcome.snapshot.offers] == ["M1", "M2", "MB1"]
    assert bench.do(f"act:{old}").recorded == (), "that list is not on the screen any more"
    assert len(bench.do(touch(bench, 0)).recorded) == 1


def test_what_is_offered_is_forgotten_with_the_next_input(bench: Bench) -> None:
    tell(bench, *BUILDING)
    for end in ("act:cancel", "L1"):
        assert len(bench.session.choose_among(seen(b"M1", b"M2")).snapshot.offers) == 2
        outcome = bench.do(end)
        assert outcome.snapshot.offers == ()
        assert outcome.snapshot.verdict.key != "scan.several"
        assert bench.session.offered == ()
    for key in ("offer:1:1", "offer:0", "offer:x", "offer:"):
        assert bench.do(f"act:{key}").recorded == (), "nothing is offered"


def test_before_an_open_question_nothing_is_chosen(bench: Bench) -> None:
    tell(bench, *BUILDING, "TAPE", "T-OLD", "LOT:QTY-1")
    assert isinstance(bench.session.state, Approving)
    before = bench.snapshot.verdict
    outcome = bench.session.choose_among((Scan(b"T-OLD", "]C0", "camera"), Scan(b"BADGE:B-9", None, "camera")))
    assert (outcome.snapshot.verdict, outcome.snapshot.offers) == (before, ())
    assert bench.session.state.approver == ""


def test_trouble_with_the_database_while_trying_leaves_no_false_count(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = {"op": "order", "code": "SO-7", "kind": "delivery", "partner": "CUST", "item": "MOTOR", "quantity": "3"}
    load(bench.product, [order])
    tell(bench, "BADGE:B-1", "LOT:FLOW-ship", "SO-7")

    with monkeypatch.context() as patched:
        patched.setattr(journal, "append_scan", lambda *_: bench.product.ledger._connection.exec_driver_sql("no sql"))
        outcome = bench.session.choose_among(seen(b"M1", b"M2"))
    assert outcome.verdict is not None
    assert (outcome.verdict.mood, outcome.verdict.key) == (Mood.REFUSED, "database.trouble")
    outcome = bench.do("M1")
    assert "1 / 3" in outcome.snapshot.subject_detail


def test_several_serials_beside_their_item_are_offered(bench: Bench) -> None:
    tell(bench, "BADGE:B-1", "LOT:FLOW-receive", "STOCK")
    outcome = bench.session.choose_among(seen(b"MOTOR", b"S-1", b"S-2"))
    assert outcome.recorded == ()
    assert [each.label for each in outcome.snapshot.offers] == ["S-1", "S-2"]


def test_a_command_beside_something_that_cannot_be_read_is_not_obeyed(bench: Bench) -> None:
    tell(bench, *BUILDING, "M1")
    before = bench.session.state
    outcome = bench.session.choose_among(seen(b"LOT:UNDO"))
    assert bench.session.state == before
    assert len(outcome.snapshot.offers) == 1


def test_closing_the_panel_ends_the_choice_and_nothing_else(bench: Bench) -> None:
    tell(bench, *BUILDING)
    bench.session.choose_among(seen(b"M1", b"M2"))
    tell(bench, touch(bench, 0))
    before = bench.session.state
    tell(bench, "act:offer-close")
    assert bench.session.state == before
    bench.session.choose_among(seen(b"M2", b"MB1"))
    assert bench.do("act:offer-close").snapshot.offers == ()
    assert bench.session.state == before


def test_what_is_offered_is_the_same_object_from_look_to_look(bench: Bench) -> None:
    tell(bench, *BUILDING)
    bench.session.choose_among(seen(b"M1", b"M2"))
    assert bench.session.offered is bench.session.offered
