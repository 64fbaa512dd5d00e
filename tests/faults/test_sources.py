"""One story, three ways in: typed lines, a serial scanner, and pictures of its labels give the same ledger."""

import io
import json
import os
import queue
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals exist on POSIX systems only", allow_module_level=True)

import zxingcpp

from kiosk.__main__ import main
from kiosk.app import opened_runtime
from kiosk.config import Settings
from kiosk.database.connection import open_engine
from kiosk.runtime import Runtime
from kiosk.snapshot import Snapshot
from tests.flows.bench import entries_of, entry_line
from tests.flows.plant import GTIN_CELL, PLANT
from tests.hardware.scanners.camera.pictures import saved

PATIENCE_S = 30
LABEL = f"[01]{GTIN_CELL}[17]270331[10]L-7[37]100"
"""A GS1 DataMatrix with everything that a receipt needs."""
STORY = (
    "BADGE:B-1",
    "LOT:FLOW-receive",
    LABEL,
    "STOCK",
    "MOTOR",
    "M-7",
    "L1",
    "L1",
    "LOT:QTY-5",
    "LOT:FLOW-build",
    "MO-1",
    "STOCK",
    "SN-1",
    "L-7",
    "M3",
    "M-7",
    "LOT:FINISH",
    "SN-2",
    "L-7",
    "LOT:FINISH",
    "BADGE:B-9",
    "LOT:CHOOSE-5",
    "LOT:UNDO",
    "nonsense",
    "LOT:FLOW-ship",
    "SO-2",
    "M2",
    "M1",
)
ENTRIES = 12
Shown = queue.Queue[Snapshot]


@pytest.fixture
def database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    operations = tmp_path / "operations.jsonl"
    operations.write_text("".join(json.dumps(each) + "\n" for each in PLANT), encoding="utf-8")
    assert main(["--database", str(tmp_path / "plant.db"), "load", str(operations)]) == 0
    capsys.readouterr()
    return tmp_path / "plant.db"


def ledger(database: Path) -> list[str]:
    """What was recorded after the plant was loaded, without times, numbers and stations."""
    engine = open_engine(str(database), create=False)
    try:
        return [entry_line(entry) for entry in entries_of(engine)[len(PLANT) :]]
    finally:
        engine.dispose()


def element_string(text: str) -> str:
    """What a scanner sends for the label: the identifier of a GS1 DataMatrix, and GS behind an open length."""
    return f"]d201{GTIN_CELL}1727033110L-7\x1d37100" if text == LABEL else text


def told_by_lines(database: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines = "".join(element_string(each).replace("\x1d", "<GS>") + "\n" for each in STORY)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert main(["--database", str(database), "console", "--json"]) == 0
    return ledger(database)


@contextmanager
def watched(database: Path, scanner: str) -> Iterator[tuple[Runtime, Shown]]:
    """A kiosk with one scanner, and everything that it shows."""
    shown: Shown = queue.Queue()
    with opened_runtime(Settings(database=str(database), scanners=(scanner,))) as runtime:
        runtime.listen(shown.put)
        yield runtime, shown


def wait_for(shown: Shown, verdicts: int) -> None:
    """Until so many scans were answered: each has a verdict of its own."""
    while shown.get(timeout=PATIENCE_S).verdict.number < verdicts:
        continue


def told_by_wire(database: Path) -> list[str]:
    master, slave = os.openpty()
    try:
        with watched(database, f"serial://{os.ttyname(slave)}") as (_, shown):
            while shown.get(timeout=PATIENCE_S).status.scanner != "Scanner ready":
                continue
            for number, text in enumerate(STORY, 1):
                os.write(master, element_string(text).encode() + b"\r")
                wait_for(shown, number)
    finally:
        os.close(slave)
        os.close(master)
    return ledger(database)


def told_by_pictures(database: Path, folder: Path) -> list[str]:
    folder.mkdir()
    for number, text in enumerate(STORY):
        is_gs1 = text == LABEL
        format_ = zxingcpp.BarcodeFormat.DataMatrix if is_gs1 or number % 2 else zxingcpp.BarcodeFormat.Code128
        options = {"force_square": True} if format_ is zxingcpp.BarcodeFormat.DataMatrix else {}
        barcode = zxingcpp.create_barcode(text, format_, gs1=is_gs1, **options)
        image = np.pad(np.array(barcode.to_image(scale=4), np.uint8), 40, constant_values=255)
        saved(folder / f"{number:03}.png", image)
    with watched(database, f"camera-folder://{folder}") as (_, shown):
        wait_for(shown, len(STORY))
    return ledger(database)


def test_lines_a_wire_and_pictures_make_the_same_ledger(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = [tmp_path / f"{name}.db" for name in ("wire", "pictures")]
    for copy in copies:
        copy.write_bytes(database.read_bytes())
    told = told_by_lines(database, monkeypatch)
    assert len(told) == ENTRIES
    assert told_by_wire(copies[0]) == told
    assert told_by_pictures(copies[1], tmp_path / "pictures") == told
