"""CUPS through its programs, played by small scripts on the PATH."""

from pathlib import Path

import pytest

from hardware.printers.cups import CupsPrinter, CupsSettings
from hardware.printers.label import Symbol, Symbology
from hardware.printers.printer import PrintEnd, PrintResult, Trouble
from tests.hardware.printers.samples import label_with

LABEL = label_with(Symbol(Symbology.CODE_128, "LOT:OK"), 203)
IDLE = "printer Q is idle.  enabled since Mon"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in front of the PATH; `lp` keeps its arguments and its input there."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    play(
        tmp_path,
        "lp",
        f'echo "$@" > {tmp_path}/arguments; cat > {tmp_path}/input; echo "request id is Q-7 (1 file(s))"',
    )
    play(tmp_path, "lpstat", f'case "$1" in -p) echo "{IDLE}";; esac')
    return tmp_path


def play(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def printer(form: str = "zpl", patience_s: float = 0.05) -> CupsPrinter:
    return CupsPrinter(CupsSettings("Q", form=form, answer_s=1.0, patience_s=patience_s, pause_s=0.005))


def test_a_label_goes_through_raw_and_is_done_when_it_has_left_the_queue(programs: Path) -> None:
    assert printer().print_label(LABEL, 3) == PrintResult(PrintEnd.PRINTED)
    assert (programs / "arguments").read_text().split() == ["-d", "Q", "-n", "3", "-o", "raw"]
    assert (programs / "input").read_bytes().startswith(b"^XA")


def test_an_office_printer_gets_a_pdf(programs: Path) -> None:
    assert printer("pdf").print_label(LABEL, 1).end is PrintEnd.PRINTED
    assert (programs / "arguments").read_text().split() == ["-d", "Q", "-n", "1"]
    assert (programs / "input").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("name", "script", "end", "reason"),
    [
        ("lpstat", 'echo "printer Q disabled since Mon - Paused"', PrintEnd.NOT_READY, "disabled since"),
        ("lpstat", 'echo "lpstat: Invalid destination name" >&2; exit 1', PrintEnd.NOT_READY, "Invalid destination"),
        ("lpstat", "exec sleep 60", PrintEnd.NOT_READY, "CUPS does not answer"),
        ("lp", 'echo "lp: Error - scheduler not responding." >&2; exit 1', PrintEnd.NOT_READY, "scheduler not"),
        ("lp", "exit 0", PrintEnd.NOT_READY, "did not take"),
        ("lp", "exec sleep 60", PrintEnd.UNKNOWN, "may have the label or not"),
    ],
)
def test_trouble_with_cups_is_told(programs: Path, name: str, script: str, end: PrintEnd, reason: str) -> None:
    play(programs, name, script)
    result = printer().print_label(LABEL, 1)
    assert result.end is end
    assert reason in result.detail


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        ('echo "Q-7 root 1024 Mon"', "CUPS still has Q-7"),
        ('echo "lpstat: gone" >&2; exit 1', "CUPS has Q-7: lpstat: gone"),
        ("exec sleep 60", "does not answer any more"),
    ],
)
def test_a_job_that_stays_in_the_queue_is_unknown(programs: Path, after: str, reason: str) -> None:
    play(programs, "lpstat", f'case "$1" in -p) echo "{IDLE}";; *) {after};; esac')
    result = printer().print_label(LABEL, 1)
    assert result.end is PrintEnd.UNKNOWN
    assert reason in result.detail


def test_without_cups_the_label_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printer().print_label(LABEL, 1).end is PrintEnd.NOT_READY


def test_whoever_closes_it_does_not_wait_for_the_queue(programs: Path) -> None:
    play(programs, "lpstat", f'case "$1" in -p) echo "{IDLE}";; *) echo "Q-7 root";; esac')
    driver = printer(patience_s=600)
    driver.close()
    assert driver.print_label(LABEL, 1) == PrintResult(
        PrintEnd.UNKNOWN, Trouble.ENDED, "the program ended while CUPS had Q-7"
    )
