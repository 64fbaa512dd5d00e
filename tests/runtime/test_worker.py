"""The runtime: inputs of any thread in their order, and nothing stops it."""

import logging
import threading
from collections.abc import Iterator

import pytest

from hardware.scan import Scan
from kiosk.runtime import Outcome, Runtime, Session
from kiosk.runtime.scanners import Scanners, ScanTaker
from kiosk.runtime.session import Place
from kiosk.snapshot import Mood, Snapshot
from tests.flows.bench import SITE, Bench, open_bench


class Breakable(Session):
    """A session that fails on one code."""

    def take_scan(self, scan: Scan) -> Outcome:
        if scan.data == b"BREAK":
            raise ArithmeticError("broken")
        return super().take_scan(scan)


@pytest.fixture
def bench() -> Iterator[Bench]:
    with open_bench() as opened:
        opened.session = Breakable(opened.product.ledger, SITE, opened.product.clock, Place())
        yield opened


def test_inputs_keep_their_order_and_closing_finishes_them(bench: Bench) -> None:
    runtime = Runtime(bench.session)
    seen: list[Snapshot] = []
    runtime.listen(seen.append)
    runtime.scan(Scan(b"BADGE:B-1"))
    runtime.act("flow:receive")
    runtime.scan(Scan(b"STOCK"))
    for number in range(100):
        runtime.scan(Scan(f"(01)09506000134352(10)X{number:03}(37)1".encode()))
    runtime.enter("CELL")
    runtime.close()
    assert [entry.lots[0].code for entry in bench.entries()[bench.first :]] == [f"X{n:03}" for n in range(100)]
    assert len(seen) == 105
    assert seen[0].page == "sign_in"
    assert seen[-1].prompt == "Scan the lot"


class Answering(Scanners):
    """Writes down what it would let its scanners say."""

    def __init__(self, taker: ScanTaker) -> None:
        super().__init__(taker, "en")
        self.answers: list[tuple[str, Mood]] = []

    def answer(self, scan: Scan, mood: Mood) -> None:
        self.answers.append((scan.device, mood))


def test_the_scanner_of_a_scan_hears_the_verdict_on_it(bench: Bench) -> None:
    runtime = Runtime(bench.session)
    scanners = Answering(runtime)
    runtime.answer_through(scanners)
    for code in (b"BADGE:NOBODY", b"BADGE:B-1", b"NO-SUCH-CODE"):
        runtime.scan(Scan(code, device="desk"))
    runtime.act("flow:receive")
    runtime.close()
    assert [device for device, _ in scanners.answers] == ["desk"] * len(scanners.answers)
    moods = [mood for _, mood in scanners.answers]
    assert (moods[0], moods[-1]) == (Mood.REFUSED, Mood.REFUSED)
    assert Mood.REFUSED not in moods[1:-1]


def test_nothing_is_lost_between_threads(bench: Bench) -> None:
    runtime = Runtime(bench.session)
    runtime.scan(Scan(b"BADGE:B-1"))
    runtime.act("flow:receive")
    runtime.scan(Scan(b"STOCK"))

    def feed(device: int) -> None:
        for number in range(25):
            runtime.scan(Scan(f"(01)09506000134352(10)D{device}N{number}(37)1".encode(), device=str(device)))

    threads = [threading.Thread(target=feed, args=(device,)) for device in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    runtime.close()
    codes = [entry.lots[0].code for entry in bench.entries()[bench.first :]]
    assert len(codes) == len(set(codes)) == 100
    for device in range(4):
        own = [code for code in codes if code.startswith(f"D{device}")]
        assert own == [f"D{device}N{number}" for number in range(25)]


def test_a_failure_is_shown_and_the_next_input_works(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    runtime = Runtime(bench.session)
    seen: list[Snapshot] = []
    runtime.listen(seen.append)
    runtime.scan(Scan(b"BREAK"))
    runtime.scan(Scan(b"BADGE:B-1"))
    with caplog.at_level(logging.ERROR):
        runtime.close()
    assert seen[1].verdict.key == "trouble.unexpected"
    assert seen[2].verdict.key == "badge.welcome"
    assert "an input was not handled" in caplog.text


def test_a_listener_that_fails_does_not_stop_the_others(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_snapshot: Snapshot) -> None:
        raise ArithmeticError("broken")

    runtime = Runtime(bench.session)
    seen: list[Snapshot] = []
    runtime.listen(fail)
    runtime.listen(seen.append)
    runtime.scan(Scan(b"BADGE:B-1"))
    with caplog.at_level(logging.ERROR):
        runtime.close()
    assert seen[-1].verdict.key == "badge.welcome"
    assert "a listener failed" in caplog.text


def test_devices_report_through_it(bench: Bench) -> None:
    runtime = Runtime(bench.session)
    seen: list[Snapshot] = []
    runtime.listen(seen.append)
    runtime.report_scanner("Scanner missing", ok=False)
    runtime.lose_scan("unplugged")
    runtime.close()
    assert not seen[1].status.scanner_ok
    assert seen[2].verdict.key == "scan.lost"
