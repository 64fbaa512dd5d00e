"""Labels from the scan to the paper: the operator never waits, the entry stands, and the label says what it should."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hardware.printers.label import Label
from hardware.printers.printer import PrintEnd, Printer, PrintResult, Trouble
from hardware.printers.simulated import SimulatedPrinter
from hardware.scan import Scan
from kiosk.database.connection import reading
from kiosk.database.print_queue import PrintJob, last_jobs
from kiosk.runtime import Runtime, Session
from kiosk.runtime.session import Place
from kiosk.snapshot import Snapshot
from kiosk.workflow.label_job import JobState
from tests.flows.bench import POLICIES, SITE, entries_of, load
from tests.flows.plant import PLANT
from tests.hardware.printers.loopback import Fault, LoopbackPrinter, loopback
from tests.operations.product import Product, new_engine

GTIN = "09506000134390"
ITEMS = (
    {"op": "item", "code": "GLUE", "name": "Glue", "tracking": "lot", "number_template": "G{station}-{seq:3}"},
    {
        "op": "item",
        "code": "OIL",
        "name": "Oil",
        "tracking": "lot",
        "gtin": GTIN,
        "number_template": "OIL-{station}-A-LONG-NUMBER-{seq:3}",
    },
)
WAIT_S = 20


class Desk:
    """A kiosk with a printer, on a database in a file."""

    def __init__(self, path: Path) -> None:
        self.engine = new_engine(str(path))
        self.product = Product(self.engine)
        load(self.product, [*PLANT, *ITEMS])
        self._changed = threading.Condition()
        self.shown = Snapshot()

    @contextmanager
    def runtime(self, printer: Printer, policy: str = "prints", retry_s: float = 0.01) -> Iterator[Runtime]:
        """A program at work; its end is that of a tidy close."""
        session = Session(self.product.ledger, SITE, self.product.clock, Place(labels=POLICIES[policy]))
        runtime = Runtime(session, printer, retry_s)
        runtime.listen(self._show)
        try:
            yield runtime
        finally:
            runtime.close()

    def _show(self, snapshot: Snapshot) -> None:
        with self._changed:
            self.shown = snapshot
            self._changed.notify_all()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a snapshot with which it holds."""
        with self._changed:
            assert self._changed.wait_for(holds, WAIT_S), (self.shown.verdict, self.shown.status, self.jobs())

    def jobs(self) -> list[PrintJob]:
        with reading(self.engine) as connection:
            return list(reversed(last_jobs(connection, 100)))

    def states(self) -> list[JobState]:
        return [job.state for job in self.jobs()]

    def received(self) -> list[str]:
        return [entry.lots[0].code for entry in entries_of(self.engine) if entry.operator == "OP1" and entry.lots]

    def close(self) -> None:
        self.product.ledger.close()
        self.engine.dispose()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "plant.db")
    yield made
    made.close()


def begin(runtime: Runtime) -> None:
    for data in (b"BADGE:B-1", b"LOT:FLOW-receive", b"STOCK"):
        runtime.scan(Scan(data))


def receive(runtime: Runtime, item: bytes, times: int = 1) -> None:
    for _ in range(times):
        for data in (item, b"LOT:NEW", b"LOT:QTY-5"):
            runtime.scan(Scan(data))


def test_a_label_is_printed_with_the_entry_that_made_its_number(desk: Desk) -> None:
    printer = SimulatedPrinter()
    with desk.runtime(printer) as runtime:
        begin(runtime)
        receive(runtime, b"GLUE", 2)
        desk.until(lambda: desk.states() == [JobState.PRINTED] * 2)
    assert desk.received() == ["GST-001", "GST-002"]
    assert [label.symbols[0].symbol.data for label, _ in printer.printed] == ["GST-001", "GST-002"]
    assert [copies for _, copies in printer.printed] == [1, 1]
    assert desk.shown.status.printer == "Label printer ready"


def test_a_label_says_what_is_recorded_of_the_lot(desk: Desk) -> None:
    printer = SimulatedPrinter()
    with desk.runtime(printer) as runtime:
        begin(runtime)
        runtime.scan(Scan(b"01095060001343521727033110L77\x1d3712", "]d2"))
        runtime.scan(Scan(b"LOT:FLOW-label"))
        runtime.scan(Scan(b"L77"))
        runtime.scan(Scan(b"LOT:PRINT"))
        runtime.scan(Scan(b"LOT:CHOOSE-3"))
        desk.until(lambda: desk.states() == [JobState.PRINTED])
    label: Label = printer.printed[0][0]
    assert label.symbols[0].symbol.data == "01095060001343521727033110L77"
    assert "Expires 2027-03-31" in [text.text for text in label.texts]


@pytest.mark.parametrize(
    ("fault", "short"),
    [
        (Fault.PAPER_OUT, "Label printer out of paper"),
        (Fault.PAUSED, "Label printer paused"),
        (Fault.SILENT, "Label printer silent"),
        (Fault.CLOSES_AT_ONCE, "Label printer silent"),
    ],
)
def test_labels_wait_for_a_printer_that_is_not_ready(desk: Desk, fault: Fault, short: str) -> None:
    with loopback(fault) as printer:
        with desk.runtime(printer.driver()) as runtime:
            begin(runtime)
            receive(runtime, b"GLUE", 3)
            desk.until(lambda: desk.shown.status.printer == short and len(desk.received()) == 3)
            assert not desk.shown.status.printer_ok
            assert printer.printed == []
            printer.fault = Fault.NONE
            desk.until(lambda: desk.states() == [JobState.PRINTED] * 3)
        assert codes(printer) == ["GST-001", "GST-002", "GST-003"]


def test_labels_wait_for_a_printer_that_is_not_there(desk: Desk) -> None:
    with loopback() as gone:
        driver = gone.driver()
    with desk.runtime(driver) as runtime:
        begin(runtime)
        receive(runtime, b"GLUE")
        desk.until(lambda: desk.shown.status.printer == "Label printer missing")
    assert desk.states() == [JobState.QUEUED]
    with loopback() as printer, desk.runtime(printer.driver()):
        desk.until(lambda: desk.states() == [JobState.PRINTED])
        assert codes(printer) == ["GST-001"]


@pytest.mark.parametrize(
    ("fault", "came_out"),
    [
        (Fault.CUTS_MID_JOB, 0),
        (Fault.CUTS_AFTER_JOB, 1),
        (Fault.SILENT_AFTER_JOB, 1),
        (Fault.PAPER_OUT_MID_JOB, 0),
    ],
)
def test_what_was_sent_and_is_unknown_is_asked_about(desk: Desk, fault: Fault, came_out: int) -> None:
    with loopback(fault) as printer:
        with desk.runtime(printer.driver()) as runtime:
            begin(runtime)
            receive(runtime, b"GLUE")
            desk.until(lambda: desk.states() == [JobState.UNKNOWN])
            desk.until(lambda: desk.shown.status.printer == "Labels to look at: 1")
        printer.fault = Fault.NONE
        with desk.runtime(printer.driver()) as runtime:
            runtime.scan(Scan(b"LOT:FLOW-label"))
            desk.until(lambda: len(desk.shown.choices) == 1)
            assert len(printer.printed) == came_out, "nothing is printed again by itself"
            runtime.act(desk.shown.choices[0].key)
            desk.until(lambda: desk.shown.prompt == "Was GST-001 printed?")
            runtime.act("there" if came_out else "again")
            desk.until(lambda: desk.states() == [JobState.PRINTED])
        assert codes(printer) == ["GST-001"]
    assert desk.received() == ["GST-001"]


def test_a_label_that_cannot_be_made_is_said_and_the_entry_stands(desk: Desk) -> None:
    printer = SimulatedPrinter()
    with desk.runtime(printer) as runtime:
        begin(runtime)
        receive(runtime, b"OIL")
        receive(runtime, b"GLUE")
        desk.until(lambda: desk.states() == [JobState.FAILED, JobState.PRINTED])
        runtime.scan(Scan(b"LOT:FLOW-label"))
        desk.until(lambda: len(desk.shown.choices) == 1)
        assert desk.shown.choices[0].detail == "Cannot be printed."
        runtime.scan(Scan(b"LOT:CHOOSE-1"))
        desk.until(lambda: "(10) expects X..20" in desk.shown.hint)
        runtime.scan(Scan(b"LOT:AGAIN"))
        desk.until(lambda: desk.shown.status.printer == "Labels to look at: 1" and desk.shown.prompt.startswith("Scan"))
        runtime.scan(Scan(b"LOT:CHOOSE-1"))
        runtime.scan(Scan(b"LOT:DROP"))
        desk.until(lambda: desk.states() == [JobState.DROPPED, JobState.PRINTED])
    assert desk.received() == ["OIL-ST-A-LONG-NUMBER-001", "GST-001"]
    assert desk.shown.status.printer_ok


def test_a_program_that_ended_while_printing_is_asked_about_after_the_next_start(desk: Desk) -> None:
    session = Session(desk.product.ledger, SITE, desk.product.clock, Place(labels=POLICIES["prints"]))
    for data in (b"BADGE:B-1", b"LOT:FLOW-receive", b"STOCK", b"GLUE", b"LOT:NEW", b"LOT:QTY-5"):
        session.take_scan(Scan(data))
    assert session.labels.next_order() is not None
    printer = SimulatedPrinter()
    with desk.runtime(printer):
        desk.until(lambda: desk.shown.status.printer == "Labels to look at: 1")
    [job] = desk.jobs()
    assert (job.state, job.trouble) == (JobState.UNKNOWN, Trouble.ENDED)
    assert not printer.printed


class Stuck:
    """A printer that does not come back until it is closed."""

    dpi = 203

    def __init__(self) -> None:
        self.began = threading.Event()
        self._closed = threading.Event()

    def look(self) -> PrintResult | None:
        return None

    def print_label(self, label: Label, copies: int) -> PrintResult:
        self.began.set()
        assert self._closed.wait(WAIT_S)
        return PrintResult(PrintEnd.UNKNOWN, Trouble.ENDED)

    def close(self) -> None:
        self._closed.set()


def test_nobody_waits_for_a_printer_that_hangs(desk: Desk) -> None:
    printer = Stuck()
    with desk.runtime(printer) as runtime:
        begin(runtime)
        receive(runtime, b"GLUE")
        assert printer.began.wait(WAIT_S)
        receive(runtime, b"GLUE", 5)
        desk.until(lambda: len(desk.received()) == 6)
        assert desk.states() == [JobState.PRINTING, *[JobState.QUEUED] * 5]
    assert desk.states() == [JobState.UNKNOWN, *[JobState.QUEUED] * 5]


class Broken(SimulatedPrinter):
    """A driver with a bug."""

    def print_label(self, label: Label, copies: int) -> PrintResult:
        raise ArithmeticError("broken")


def test_a_driver_that_fails_leaves_its_label_to_be_looked_at(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with desk.runtime(Broken()) as runtime:
        begin(runtime)
        receive(runtime, b"GLUE")
        desk.until(lambda: desk.states() == [JobState.UNKNOWN])
    assert "may have been printed" in caplog.text


def test_a_number_waits_for_its_label_to_be_scanned(desk: Desk) -> None:
    printer = SimulatedPrinter()
    with desk.runtime(printer, "scans back") as runtime:
        begin(runtime)
        receive(runtime, b"GLUE")
        desk.until(lambda: desk.states() == [JobState.PRINTED])
        desk.until(lambda: desk.shown.prompt == "Scan the new label")
        assert desk.received() == []
        [(label, _)] = printer.printed
        runtime.scan(Scan(label.symbols[0].symbol.data.encode(), label.symbols[0].symbol.symbology.aim))
        desk.until(lambda: desk.received() == ["GST-001"])


def test_the_label_at_hand_is_shown_as_it_will_be_printed(desk: Desk) -> None:
    with desk.runtime(SimulatedPrinter()) as runtime:
        begin(runtime)
        receive(runtime, b"OIL")
        for data in (b"LOT:FLOW-label", b"L1"):
            runtime.scan(Scan(data))
        desk.until(lambda: desk.shown.picture is not None)
        picture = desk.shown.picture
        assert picture is not None
        assert len(picture.pixels) == picture.width * picture.height
        assert (round(picture.width_mm), round(picture.height_mm)) == (70, 34)
        runtime.scan(Scan(b"OIL-ST-A-LONG-NUMBER-001"))
        desk.until(lambda: desk.shown.picture is not None and "(10) expects" in desk.shown.picture.trouble)


def codes(printer: LoopbackPrinter) -> list[str]:
    """What came out, by the symbols on it."""
    return [each.symbols[0].data.decode() for each in printer.printed]
