"""Entries that were recorded and are no longer there are told, before and after the database is written to again."""

from pathlib import Path

import pytest

from kiosk.database.connection import UnusableDatabaseError, open_engine
from kiosk.database.head_file import HeadFile
from kiosk.database.journal import JournalRow, append_scan
from kiosk.database.verify import Damage, verify
from kiosk.domain.movement import EntryRef
from tests.database.test_station import ledger_at, record


def damage_of(path: Path) -> Damage | None:
    engine = open_engine(str(path), create=False)
    try:
        return verify(engine).damage
    finally:
        engine.dispose()


def set_back(path: Path) -> str:
    """Three entries of which the last two are lost, for an older copy was written over the file."""
    with ledger_at(path) as ledger:
        record(ledger, "A")
    older = path.read_bytes()
    with ledger_at(path) as ledger:
        record(ledger, "B")
        record(ledger, "C")
        station = ledger.station
    assert damage_of(path) is None
    newer = path.read_bytes()
    path.write_bytes(older)
    path.with_suffix(".newer").write_bytes(newer)
    return station


def test_an_older_copy_in_place_of_the_file_is_told(path: Path) -> None:
    station = set_back(path)
    damage = damage_of(path)
    assert damage is not None
    assert damage.where == f"{station}/2"
    assert f"the note beside the database says that {station}/3 was recorded" in damage.what


def test_the_loss_is_told_after_others_have_been_recorded_and_once_more_set_back(path: Path) -> None:
    station = set_back(path)
    first = damage_of(path)
    for code in ("D", "E"):
        with ledger_at(path) as ledger:
            assert ledger.station != station
            record(ledger, code)
    assert damage_of(path) == first
    with ledger_at(path) as ledger:
        older = path.read_bytes()
        record(ledger, "F")
    path.write_bytes(older)
    for _ in range(2):
        with ledger_at(path):
            pass
    notes = HeadFile(Path(f"{path}.head")).read_all()
    assert [ref.seq for ref in notes] == [0, 3, 3]
    assert damage_of(path) == first


def test_what_came_back_is_lost_no_longer(path: Path) -> None:
    set_back(path)
    with ledger_at(path):
        pass
    assert damage_of(path) is not None
    path.write_bytes(path.with_suffix(".newer").read_bytes())
    assert damage_of(path) is None


def test_a_new_database_where_another_one_lay_has_lost_nothing(path: Path) -> None:
    set_back(path)
    path.unlink()
    with ledger_at(path) as ledger:
        record(ledger, "A")
    assert damage_of(path) is None


@pytest.mark.parametrize(("said", "is_lost"), [("{0}/1", False), ("{0}/1 {0}/2", True), ("ELSE-2222/1", True)])
def test_what_was_acknowledged_to_somebody_who_scanned_must_be_there(path: Path, said: str, *, is_lost: bool) -> None:
    with ledger_at(path) as ledger:
        record(ledger, "A")
        with ledger.transaction() as connection:
            for entry in ("", said.format(ledger.station), ""):
                row = JournalRow(0, "console", "", "", b"STOCK", "STOCK", "receive", "recorded", "recorded", entry)
                append_scan(connection, row)
    damage = damage_of(path)
    assert (damage is not None) == is_lost
    if damage:
        assert "the journal of scans says" in damage.what


def test_a_note_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnusableDatabaseError, match="cannot be written: Is a directory"):
        HeadFile(tmp_path).keep(EntryRef("B2-7QKD", 17))
