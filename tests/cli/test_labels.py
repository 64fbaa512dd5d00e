"""`lotline labels`: files that hold what was asked for, or a reason and no file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.app import opened_session
from kiosk.config import read_settings
from kiosk.database import print_queue
from kiosk.database.connection import open_engine, writing
from kiosk.demo.catalogue import sscc_of
from kiosk.demo.labels import codes
from kiosk.domain.label_subject import LabelSubject, SubjectKind
from kiosk.workflow.label_job import JobState
from tests.flows.plant import GTIN_CELL, PLANT
from tests.hardware.printers.reading import pages, read
from tests.hardware.printers.zpl_printer import ZplPrinter


@pytest.fixture
def database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    operations = tmp_path / "plant.jsonl"
    more = {"op": "receive", "item": "TAPE", "lot": "L1", "quantity": "5", "to": "STOCK", "partner": "BRIX"}
    operations.write_text("".join(json.dumps(line) + "\n" for line in (*PLANT, more)), encoding="utf-8")
    path = str(tmp_path / "plant.db")
    assert main(["--database", path, "load", str(operations)]) == 0
    capsys.readouterr()
    return path


def labels(database: str, out: Path, *arguments: str) -> int:
    return main(["--database", database, "labels", "--out", str(out), *arguments])


def test_codes_of_every_kind_on_a_sheet(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.pdf"
    assert labels(database, out, "L2", "M1", "STOCK", "PO-1", "SCREW", sscc_of(3)) == 0
    assert capsys.readouterr().out == f"{out}: 6 labels, every symbol read back as it should be\n"
    found = {data.decode() for page in pages(out.read_bytes(), 300, tmp_path) for _, data in read(page)}
    assert found == {f"01{GTIN_CELL}10L2", "M1", "STOCK", "PO-1", "SCREW", f"00{sscc_of(3)}"}


def test_zpl_for_a_printer(database: str, tmp_path: Path) -> None:
    out = tmp_path / "out.zpl"
    assert labels(database, out, "L1", "--item", "CELL", "--dpi", "300") == 0
    printer = ZplPrinter()
    printer.feed(out.read_bytes())
    assert [each.data.decode() for each in printer.printed[0].symbols] == [f"01{GTIN_CELL}10L1"]


def test_one_picture(database: str, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    assert labels(database, out, "STOCK") == 0
    assert out.read_bytes().startswith(b"\x89PNG")


def test_badges_and_commands_need_no_database(tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    assert labels(str(tmp_path / "gone.db"), out, "--badge", "7K2M=Ann Berg", "--commands") == 0
    found = {data.decode() for page in pages(out.read_bytes(), 300, tmp_path) for _, data in read(page)}
    assert {"BADGE:7K2M", "LOT:OK", "LOT:UNDO", "LOT:FLOW-receive", "LOT:FLOW-look_up"} <= found


def test_commands_carry_the_tag_of_a_site_that_asks_for_tags(tmp_path: Path) -> None:
    config, database, out = tmp_path / "kiosk.toml", str(tmp_path / "plant.db"), tmp_path / "out.zpl"
    config.write_text("command_tags = true\n", encoding="utf-8")
    arguments = ["--config", str(config), "--database", database]
    assert main([*arguments, "labels", "--commands", "--out", str(out)]) == 0
    printer = ZplPrinter()
    printer.feed(out.read_bytes())
    said = [each.symbols[0].data.decode() for each in printer.printed]
    [undo] = [each for each in said if each.startswith("LOT:UNDO")]
    with opened_session(replace(read_settings(config), database=database)) as session:
        session.take_line(undo)
        assert session.snapshot.verdict.key == "who.nobody", "a command of this site"


def test_the_demonstration_plant_on_paper(tmp_path: Path) -> None:
    out = tmp_path / "demo.pdf"
    assert main(["labels", "--demo", "--out", str(out)]) == 0
    found = [data for page in pages(out.read_bytes(), 300, tmp_path) for _, data in read(page)]
    assert sorted(found) == sorted(code.data for code in codes())


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "No label is named"),
        (("NOBODY",), "NOBODY is not known here."),
        (("L2", "--item", "TAPE"), "L2 is not known here as TAPE."),
        (("L1",), "L1 is a number of several items: Cell, Tape. Name one with --item."),
        (("STOCK", "--dpi", "72"), "--dpi 72: expected 150 to 1200"),
    ],
)
def test_what_cannot_be_labelled_is_named(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], why: str
) -> None:
    out = tmp_path / "out.pdf"
    assert labels(database, out, *arguments) == 1
    assert why in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("out.gif", "expected a name ending in .pdf, .zpl or .png"),
        ("out.png", "a picture holds one label, these are 2"),
        ("gone/out.pdf", "cannot be written"),
    ],
)
def test_a_file_that_cannot_be_written_is_named(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, why: str
) -> None:
    assert labels(database, tmp_path / name, "STOCK", "LINE") == 1
    assert why in capsys.readouterr().err


def test_a_badge_that_no_symbol_can_hold_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.pdf"
    assert main(["labels", "--badge", f"{'9' * 90}=Ann", "--out", str(out)]) == 1
    assert "Nothing was written." in capsys.readouterr().err
    assert not out.exists()


def test_the_queue_is_listed_with_what_came_of_each_label(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    engine = open_engine(database, create=False)
    subject = LabelSubject(SubjectKind.LOCATION, "STOCK", "STOCK")
    with writing(engine) as connection:
        print_queue.enqueue(connection, print_queue.NewJob(subject, 0, "OP1", "ST/7", 2))
        print_queue.begin_next(connection)
        print_queue.end(connection, 1, JobState.UNKNOWN, "lost", "the line was cut")
        print_queue.enqueue(connection, print_queue.NewJob(subject, 0, "OP1"))
    engine.dispose()
    assert main(["--database", database, "labels", "--queue"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "     2 queued    STOCK  -",
        "     1 unknown   x2 STOCK  ST/7  lost the line was cut",
    ]
