"""`lotline console`: one scan a line, one answer a line."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.__main__ import main
from tests.flows.plant import PLANT

TOP = Path(__file__).parents[2]
KEYS = {"scan", "flow", "state", "prompt", "verdict", "slots", "recorded"}


@pytest.fixture
def database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    operations = tmp_path / "operations.jsonl"
    operations.write_text("".join(json.dumps(each) + "\n" for each in PLANT), encoding="utf-8")
    path = str(tmp_path / "plant.db")
    assert main(["--database", path, "load", str(operations)]) == 0
    capsys.readouterr()
    return path


class Console:
    """Feeds bytes and reads what is printed."""

    def __init__(self, database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._database, self._monkeypatch, self._capsys = database, monkeypatch, capsys

    def run(self, data: bytes, *options: str) -> str:
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert main(["--database", self._database, "console", *options]) == 0
        return self._capsys.readouterr().out

    def answers(self, data: bytes, *options: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.run(data, "--json", *options).splitlines()]


@pytest.fixture
def console(database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Console:
    return Console(database, monkeypatch, capsys)


def test_one_document_for_every_line(console: Console) -> None:
    answers = console.answers(
        b"L1\nBADGE:B-1\nLOT:FLOW-receive\n]d201095060001343521727033110L7<GS>37100\nSTOCK\nL1\nL1\n\n"
    )
    assert all(set(each) == KEYS for each in answers)
    assert [each["scan"] for each in answers][:2] == ["L1", "BADGE:B-1"]
    assert [(each["flow"], each["state"], each["verdict"]["severity"], each["verdict"]["key"]) for each in answers] == [
        ("sign_in", "SignedOut", "refused", "who.nobody"),
        ("home", "Home", "done", "badge.welcome"),
        ("receive", "Working", "accepted", "flow.opened"),
        ("receive", "Working", "accepted", "taken.counted"),
        ("receive", "Working", "done", "done.receive"),
        ("receive", "Confirming", "warning", "lot.exists"),
        ("receive", "Working", "accepted", "taken.goods"),
        ("receive", "Working", "refused", "scan.empty"),
    ]
    assert answers[0]["verdict"] == {
        "severity": "refused",
        "key": "who.nobody",
        "rule": "WHO-1",
        "text": "Nobody is signed in. Scan your badge.",
    }
    assert "rule" not in answers[1]["verdict"]
    assert answers[3]["slots"] == {"item": "Cell", "lot": "L7", "quantity": "100"}
    assert answers[3]["prompt"] == "Scan the location"
    assert [len(each["recorded"]) for each in answers] == [0, 0, 0, 0, 1, 0, 0, 0]
    station, _, seq = answers[4]["recorded"][0].rpartition("/")
    assert station
    assert int(seq) == len(PLANT) + 1
    assert answers[4]["slots"] == {"location": "STOCK"}


def test_a_touch_without_a_verdict_has_an_empty_one(console: Console) -> None:
    answer = console.answers(b"LOT:TYPE\n")[0]
    assert answer["verdict"] == {"severity": "info", "key": "", "text": ""}


def test_the_end_of_the_input_is_the_end_and_the_job_goes_on_next_time(console: Console) -> None:
    assert console.answers(b"") == []
    console.answers(b"BADGE:B-1\nLOT:FLOW-receive\nSTOCK\nCELL\nL7\n")
    answer = console.answers(b"LOT:QTY-5")[0]
    assert len(answer["recorded"]) == 1


def test_bytes_that_are_no_utf_8(console: Console) -> None:
    answers = console.answers(b"BADGE:B-1\n\xff\xfe\x00\nR\xc3\xb6hre\r\n")
    assert [each["scan"] for each in answers[1:]] == ["\\xff\\xfe\x00", "Röhre"]
    assert answers[1]["verdict"]["key"] == "scan.damaged"
    assert answers[2]["verdict"]["key"] == "scan.unknown_anywhere"


def test_a_line_without_end_is_cut_and_refused(console: Console) -> None:
    answers = console.answers(b"BADGE:B-1\n" + b"A" * 100_000 + b"\n" + b"B" * 16_384 + b"\nL1\n")
    assert [each["verdict"]["key"] for each in answers] == [
        "badge.welcome",
        "scan.too_long",
        "scan.too_long",
        "look_up.found",
    ]


def test_control_names_stand_for_controls_unless_they_are_literal(console: Console) -> None:
    label = b"]d2010950600013435210L7<GS>37100\n"
    start = b"BADGE:B-1\nLOT:FLOW-receive\n"
    assert console.answers(start + label)[-1]["slots"]["quantity"] == "100"
    answer = console.answers(b"LOT:HOME\nLOT:FLOW-receive\n" + label, "--literal")[-1]
    assert answer["slots"] == {"item": "Cell", "lot": "L7<GS>37100"}


def test_a_number_is_the_quantity_that_is_asked_for_and_new_text_the_reason(console: Console) -> None:
    answers = console.answers(
        b"BADGE:B-1\nLOT:FLOW-consume\nMO-2\nR-OLD\nBADGE:B-9\nno other in stock\n1,5\nR-OLD\nBADGE:B-9\nR1\n"
    )
    assert [each["verdict"]["key"] for each in answers[5:]] == [
        "taken.goods",
        "done.consume",
        "expiry.passed",
        "approve.reason",
        "taken.goods",
    ]


def test_people_get_prompts_answers_and_remedies(console: Console) -> None:
    out = console.run(b"XYZ\n\nBADGE:B-1\nLOT:FLOW-consume\nMO-2\nM3\nR2\nLINE\n2\nLOT:FLOW-look_up\nSN1\nM1\nFOAM\n")
    lines = out.splitlines()
    assert lines[:4] == [
        "> Scan your badge",
        "STOP [WHO-1]: Nobody is signed in. Scan your badge.",
        "  Touch, or scan OK, to go on. The next scan works at once.",
        "> Scan your badge",
    ]
    assert "DONE: Ann is signed in." in lines
    assert "> Scan the label (Consume: MO-2)" in lines
    assert "  M1, Motor, in stock" in lines
    assert "  On hand:  STOCK  1 each" in lines
    assert "  STOCK:  F7  10 each" in lines


def test_choices_are_numbered_and_entries_named(console: Console) -> None:
    moved = b"BADGE:B-1\nLOT:FLOW-receive\nLINE\nL1\nL1\n5\nLOT:FLOW-ship\nSO-1\nL1\nLOT:CHOOSE-1\n2\n"
    lines = console.run(moved).splitlines()
    assert "  1. Cell L1, LINE: 5 each" in lines
    assert "  2. Cell L1, STOCK: 100 each" in lines
    assert sum(line.startswith("  recorded ") for line in lines) == 2


def test_a_tree_and_its_gaps(console: Console) -> None:
    out = console.run(
        b"BADGE:B-1\nLOT:FLOW-build\nMO-1\nSTOCK\nSN1\nL1\nLOT:FINISH\nBADGE:B-9\nLOT:CHOOSE-5\n"
        b"LOT:FLOW-look_up\nSN1\nL1\n"
    )
    assert "  <- Cell L1  10 each" in out
    assert "  -> Bike SN1  10 each" in out
    assert "  ! SN1: a component is missing from the record" in out


def test_every_answer_is_flushed_before_the_next_line_is_read(database: str) -> None:
    command = [sys.executable, "-m", "kiosk", "--database", database, "console", "--json"]
    with subprocess.Popen(command, cwd=TOP, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line in (b"BADGE:B-1\n", b"LOT:FLOW-receive\n"):
            process.stdin.write(line)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["scan"] == line.decode().strip()
        process.stdin.close()
        assert process.wait(30) == 0
