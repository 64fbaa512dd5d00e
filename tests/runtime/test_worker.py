"""The runtime: inputs of any thread in their order, and nothing stops it."""

import logging
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from hardware.scan import Scan
from hardware.scanners.camera.sight import Hint, Seen, Sight, Still, Taken
from kiosk.runtime import Outcome, Runtime, Session
from kiosk.runtime.scanners import Scanners, ScanTaker
from kiosk.runtime.session import Place
from kiosk.snapshot import Mood, Snapshot
from tests.flows.bench import SITE, Bench, open_bench

PATIENCE_S = 20
SMALL = np.full((9, 16), 128, np.uint8)
SQUARE = (0.1, 0.1), (0.2, 0.1), (0.2, 0.2), (0.1, 0.2)


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


class Seeing(Scanners):
    """A camera that gives the picture it was given, at once, and writes down what it is asked."""

    def __init__(self, taker: ScanTaker, still: Still | None) -> None:
        super().__init__(taker, "en")
        self.still = still
        self.asked: list[str] = []
        self.done: list[bytes] = []

    def take_still(self, taken: Taken) -> bool:
        self.asked.append("take")
        if self.still is not None:
            taken(self.still)
        return self.still is not None

    def look_again(self, done: tuple[Scan, ...]) -> None:
        self.asked.append("again")
        self.done += [scan.data for scan in done]


def tray_of(runtime: Runtime, still: Still | None, until: str) -> Seeing:
    """Ask for a tray and wait until that verdict is shown."""
    scanners = Seeing(runtime, still)
    runtime.answer_through(scanners)
    is_there = threading.Event()
    runtime.listen(lambda snapshot: is_there.set() if snapshot.verdict.key == until else None)
    for code in (b"BADGE:B-1", b"LOT:FLOW-receive", b"STOCK", b"MOTOR"):
        runtime.scan(Scan(code))
    runtime.act("tray")
    assert is_there.wait(PATIENCE_S)
    return scanners


def test_a_tray_is_asked_of_the_camera_once_and_the_scanning_goes_on_behind_it(bench: Bench) -> None:
    runtime = Runtime(bench.session)
    codes = tuple(Seen(Scan(code, "]d1", "camera"), SQUARE, is_certain=True) for code in (b"S1", b"S2"))
    scanners = tray_of(runtime, Still(SMALL, codes), "tray.ready")
    runtime.act("tray-record")
    runtime.close()
    assert scanners.asked.count("take") == 1
    assert scanners.asked[scanners.asked.index("take") + 1 :] == ["again"]
    assert scanners.done == [b"S1", b"S2"]
    assert [entry.lots[0].code for entry in bench.entries()[bench.first :]] == ["S1", "S2"]


def test_a_station_without_a_camera_says_so(bench: Bench) -> None:
    runtime = Runtime(bench.session)
    tray_of(runtime, None, "tray.no_picture")
    runtime.close()
    assert bench.session.snapshot.page == "flow"


def test_what_the_camera_sees_is_made_once_for_each_moment(bench: Bench) -> None:
    runtime = Runtime(bench.session)
    assert runtime.camera_view() is None
    runtime.see(Sight(SMALL, (), Hint.CLOSER))
    view = runtime.camera_view()
    assert view is not None
    assert (view.hint, view.picture.width, view.picture.height) == ("Closer", 16, 9)
    assert runtime.camera_view() is view
    runtime.see(Sight(SMALL))
    assert runtime.camera_view() is not view
    runtime.close()


def test_codes_to_choose_from_are_numbered_in_the_live_view(bench: Bench) -> None:
    runtime = Runtime(bench.session)
    for code in (b"BADGE:B-1", b"LOT:FLOW-build", b"MO-1", b"STOCK", b"BIKE-7"):
        runtime.scan(Scan(code))
    motors = tuple(Scan(code, "]C0", "camera") for code in (b"M1", b"M2"))
    runtime.offer(motors, is_more=False)
    runtime.close()
    other = Scan(b"OTHER", "]C0", "camera")
    seen = (
        Seen(motors[1], SQUARE, is_certain=True),
        Seen(other, SQUARE, is_certain=True),
        Seen(motors[0], SQUARE, is_certain=False),
        Seen(other, SQUARE, is_certain=False),
    )
    runtime.see(Sight(SMALL, seen))
    view = runtime.camera_view()
    assert view is not None
    assert [(mark.state.value, mark.number) for mark in view.marks] == [
        ("offered", 2),
        ("read", 0),
        ("offered", 1),
        ("seen", 0),
    ]
    assert [mark.scan for mark in view.marks] == [motors[1], other, motors[0], None]
    assert view.hint == "Which one?"
