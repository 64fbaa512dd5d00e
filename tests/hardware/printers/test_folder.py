"""A folder as a printer: whole files, never one over another."""

from pathlib import Path

import pytest

from hardware.printers.folder import FolderPrinter
from hardware.printers.label import Symbol, Symbology
from hardware.printers.printer import PrintEnd, Trouble
from hardware.printers.simulated import SimulatedPrinter
from tests.hardware.printers.samples import label_with

LABEL = label_with(Symbol(Symbology.CODE_128, "LOT:OK"), 203)


@pytest.mark.parametrize(("form", "begin"), [("pdf", b"%PDF-"), ("png", b"\x89PNG"), ("zpl", b"^XA")])
def test_every_copy_is_a_file(tmp_path: Path, form: str, begin: bytes) -> None:
    printer = FolderPrinter(tmp_path, form, 203)
    assert printer.print_label(LABEL, 2).end is PrintEnd.PRINTED
    assert printer.print_label(LABEL, 1).end is PrintEnd.PRINTED
    files = sorted(tmp_path.iterdir())
    assert [each.name for each in files] == [f"label-00000{number}.{form}" for number in (1, 2, 3)]
    assert all(each.read_bytes().startswith(begin) for each in files)


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "label-000001.zpl").write_text("another one's", encoding="utf-8")
    assert FolderPrinter(tmp_path, "zpl", 203).print_label(LABEL, 1).end is PrintEnd.PRINTED
    assert (tmp_path / "label-000001.zpl").read_text() == "another one's"


def test_a_missing_folder_makes_the_label_wait(tmp_path: Path) -> None:
    result = FolderPrinter(tmp_path / "gone", "zpl", 203).print_label(LABEL, 2)
    assert (result.end, result.trouble) == (PrintEnd.NOT_READY, Trouble.REFUSED)
    assert str(tmp_path / "gone") in result.detail
    assert FolderPrinter(tmp_path / "gone").look() is not None
    assert FolderPrinter(tmp_path).look() is None


def test_the_simulated_printer_remembers_and_obeys() -> None:
    printer = SimulatedPrinter()
    assert printer.print_label(LABEL, 2).end is PrintEnd.PRINTED
    assert list(printer.printed) == [(LABEL, 2)]


def test_copies_that_cannot_all_be_written_are_taken_away_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = Path.hardlink_to

    def full_after_one(path: Path, target: Path) -> None:
        if path.name != "label-000001.zpl":
            raise OSError(28, "No space left on device")
        link(path, target)

    monkeypatch.setattr(Path, "hardlink_to", full_after_one)
    assert FolderPrinter(tmp_path, "zpl", 203).print_label(LABEL, 2).end is PrintEnd.NOT_READY
    assert list(tmp_path.iterdir()) == []
