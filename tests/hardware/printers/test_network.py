"""The network driver against a printer that misbehaves: what was sent is known, and said."""

import socket

import pytest

from hardware.printers.label import Label, PlacedSymbol, Symbol, Symbology
from hardware.printers.network import NetworkPrinter, NetworkSettings
from hardware.printers.printer import PrintEnd, PrintResult, Trouble
from tests.hardware.printers.loopback import Fault, LoopbackPrinter, loopback
from tests.hardware.printers.samples import label_with

LABEL = label_with(Symbol(Symbology.CODE_128, "LOT:OK"), 203)


def test_a_label_is_printed_and_known_to_be() -> None:
    with loopback() as printer:
        assert printer.driver().print_label(LABEL, 2) == PrintResult(PrintEnd.PRINTED)
        assert [(each.symbols[0].data, each.copies) for each in printer.printed] == [(b"LOT:OK", 2)]


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (Fault.PAPER_OUT, Trouble.PAPER),
        (Fault.PAUSED, Trouble.PAUSED),
        (Fault.OPEN, Trouble.OPEN),
        (Fault.BUSY, Trouble.BUSY),
        (Fault.SILENT, Trouble.SILENT),
        (Fault.NONSENSE, Trouble.SILENT),
        (Fault.CLOSES_AT_ONCE, Trouble.SILENT),
    ],
)
def test_nothing_is_sent_to_a_printer_that_is_not_ready(fault: Fault, trouble: Trouble) -> None:
    with loopback(fault) as printer:
        result = printer.driver().print_label(LABEL, 1)
        assert (result.end, result.trouble) == (PrintEnd.NOT_READY, trouble)
        assert printer.printed == []


@pytest.mark.parametrize(
    ("fault", "trouble", "came_out"),
    [
        (Fault.CUTS_MID_JOB, Trouble.LOST, 0),
        (Fault.CUTS_AFTER_JOB, Trouble.LOST, 1),
        (Fault.SILENT_AFTER_JOB, Trouble.LOST, 1),
        (Fault.PAPER_OUT_MID_JOB, Trouble.PAPER, 0),
    ],
)
def test_what_came_of_a_job_that_was_sent_is_not_guessed(fault: Fault, trouble: Trouble, came_out: int) -> None:
    with loopback(fault) as printer:
        result = printer.driver().print_label(_large(), 1)
        assert (result.end, result.trouble) == (PrintEnd.UNKNOWN, trouble)
        assert len(printer.printed) == came_out


@pytest.mark.parametrize("fault", [Fault.NONE, Fault.PAPER_OUT, Fault.SILENT])
def test_a_printer_is_looked_at_without_printing(fault: Fault) -> None:
    with loopback(fault) as printer:
        found = printer.driver().look()
        assert (found is None) == (fault is Fault.NONE)
        assert printer.printed == []


def test_an_absent_printer_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])
    result = NetworkPrinter(NetworkSettings("127.0.0.1", port, answer_s=0.2)).print_label(LABEL, 1)
    assert (result.end, result.trouble) == (PrintEnd.NOT_READY, Trouble.ABSENT)
    assert f"127.0.0.1:{port}" in result.detail
    assert NetworkPrinter(NetworkSettings("127.0.0.1", port, answer_s=0.2)).look() == result


def test_whoever_closes_it_does_not_wait_for_the_printer() -> None:
    with loopback(Fault.PAPER_OUT_MID_JOB) as printer:
        driver = printer.driver(patience_s=600)
        driver.close()
        assert driver.print_label(LABEL, 1) == PrintResult(PrintEnd.UNKNOWN, Trouble.ENDED)


def test_a_printer_that_is_never_asked_counts_as_done_when_it_has_the_job() -> None:
    with loopback(Fault.SILENT_AFTER_JOB) as printer:
        settings = NetworkSettings("127.0.0.1", printer.port, asks_status=False, answer_s=0.2)
        assert NetworkPrinter(settings).print_label(LABEL, 1).end is PrintEnd.PRINTED
        wait_for_labels(printer, 1)


def test_a_label_that_cannot_be_made_is_refused_before_anything_is_sent() -> None:
    impossible = Label(400, 90, 203, (PlacedSymbol(Symbol(Symbology.CODE_128, "Größe"), 30, 0, 2, 50),))
    result = NetworkPrinter(NetworkSettings("127.0.0.1", 1)).print_label(impossible, 1)
    assert (result.end, result.trouble) == (PrintEnd.FAILED, Trouble.LABEL)
    assert "'Größe' holds 'ö'" in result.detail


def wait_for_labels(printer: LoopbackPrinter, count: int) -> None:
    """Until the printer's thread has taken the job, which nobody waits for otherwise."""
    printer._thread.join(0.01)
    for _ in range(200):
        if len(printer.printed) >= count:
            return
        printer._thread.join(0.01)
    raise AssertionError("the label did not come out")


def _large() -> Label:
    """A label that takes more than one piece on the line."""
    return label_with(Symbol(Symbology.CODE_128, "LOT:OK"), 600)
