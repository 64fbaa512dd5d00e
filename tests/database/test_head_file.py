"""The note beside the database: read if it can be, written without ever failing a recording."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from kiosk.database.connection import UnusableDatabaseError, open_engine
from kiosk.database.head_file import HeadFile, head_file_of
from kiosk.domain.movement import EntryRef

LAST = EntryRef("B2-7QKD", 17)


@pytest.fixture
def head(tmp_path: Path) -> HeadFile:
    """A note that is open for writing."""
    made = HeadFile(tmp_path / "plant.db.head")
    made.open()
    return made


def test_what_is_noted_is_read(head: HeadFile) -> None:
    assert head.read() is None
    head.write(EntryRef("B2-7QKD", 123456))
    head.write(LAST)
    assert head.read() == LAST
    head.close()
    head.close()


def test_the_file_never_changes_its_length(head: HeadFile, tmp_path: Path) -> None:
    for seq in (9, 10, 999_999_999_999):
        head.write(EntryRef("B2-7QKD", seq))
        assert (tmp_path / "plant.db.head").stat().st_size == 64
    head.close()


def test_a_note_that_is_not_open_is_not_written(tmp_path: Path) -> None:
    closed = HeadFile(tmp_path / "plant.db.head")
    closed.write(LAST)
    assert not (tmp_path / "plant.db.head").exists()


def test_a_full_disk_does_not_fail_what_is_recorded() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    head = HeadFile(full)
    head.open()
    head.write(LAST)
    head.close()


def test_what_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    assert HeadFile(tmp_path).read() is None
    with pytest.raises(UnusableDatabaseError, match="cannot be written: Is a directory"):
        HeadFile(tmp_path).open()


def test_only_files_have_a_note(tmp_path: Path) -> None:
    memory = open_engine(":memory:", create=True)
    assert head_file_of(memory) is None
    file = create_engine(f"sqlite:///{tmp_path / 'plant.db'}")
    assert head_file_of(file) is not None
    memory.dispose()
    file.dispose()
