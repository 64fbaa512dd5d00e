"""Who writes: a new identity whenever the file is not what it was."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from kiosk.database.connection import UnusableDatabaseError, open_engine, writing
from kiosk.database.head_file import HeadFile
from kiosk.database.ledger import Ledger, open_ledger
from kiosk.database.schema import prepare
from kiosk.database.station import current_station, random_letters
from kiosk.domain.entry import EntryKind
from kiosk.domain.location import Location
from kiosk.domain.movement import EntryRef
from kiosk.domain.proposal import Proposal
from tests.operations.product import FixedClock

CLOCK = FixedClock()


@contextmanager
def ledger_at(path: Path) -> Iterator[Ledger]:
    engine = open_engine(str(path), create=True)
    prepare(engine)
    ledger = open_ledger(engine, CLOCK, "B2")
    try:
        yield ledger
    finally:
        ledger.close()
        engine.dispose()


def record(ledger: Ledger, code: str) -> None:
    with ledger.transaction():
        ledger.record(Proposal(EntryKind.LOCATION, CLOCK.now(), "load", master=(Location(code, code, code),)))


def station_of(path: Path) -> str:
    with ledger_at(path) as ledger:
        return ledger.station


def test_an_identity_is_the_name_with_four_random_letters(path: Path) -> None:
    station = station_of(path)
    assert station.startswith("B2-")
    assert len(station) == 7
    assert len({random_letters() for _ in range(50)}) > 40


def test_a_database_keeps_its_identity(path: Path) -> None:
    first = station_of(path)
    with ledger_at(path) as ledger:
        record(ledger, "A")
    assert station_of(path) == first


def test_a_copy_gets_an_identity_of_its_own(path: Path) -> None:
    with ledger_at(path) as ledger:
        record(ledger, "A")
        first = ledger.station
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    shutil.copy(f"{path}.head", f"{copy}.head")
    assert station_of(copy) != first
    assert station_of(path) == first


def test_an_older_state_in_its_place_gets_a_new_identity(path: Path) -> None:
    """`cp snapshot.db plant.db` keeps the inode: only the note beside the file tells that entries are gone."""
    with ledger_at(path) as ledger:
        record(ledger, "A")
        first = ledger.station
    snapshot = path.read_bytes()
    with ledger_at(path) as ledger:
        record(ledger, "B")
    inode = path.stat().st_ino
    path.write_bytes(snapshot)
    assert path.stat().st_ino == inode
    with ledger_at(path) as ledger:
        assert ledger.station != first
        record(ledger, "C")
        second = ledger.station
    assert station_of(path) == second


def test_a_file_made_anew_in_a_reused_inode_gets_a_new_identity(path: Path) -> None:
    with ledger_at(path) as ledger:
        record(ledger, "A")
        first = ledger.station
    snapshot = path.read_bytes()
    path.unlink()
    Path(f"{path}.head").unlink()
    path.write_bytes(snapshot)
    assert station_of(path) != first


@pytest.mark.parametrize("note", [b"", b"\xff\xfe", b"no entry", b"OTHER-AAAA/1"])
def test_a_note_that_says_nothing_of_this_identity_is_no_proof(path: Path, note: bytes) -> None:
    first = station_of(path)
    Path(f"{path}.head").write_bytes(note)
    assert station_of(path) != first


def test_a_note_that_lags_behind_is_fine(path: Path) -> None:
    with ledger_at(path) as ledger:
        record(ledger, "A")
        early = Path(f"{path}.head").read_bytes()
        record(ledger, "B")
        first = ledger.station
    Path(f"{path}.head").write_bytes(early)
    assert station_of(path) == first
    assert HeadFile(Path(f"{path}.head")).read() == EntryRef(first, 2)


def test_what_was_rolled_back_is_not_noted(path: Path) -> None:
    with ledger_at(path) as ledger:
        record(ledger, "A")

        def fail() -> None:
            with ledger.transaction():
                ledger.record(Proposal(EntryKind.LOCATION, CLOCK.now(), "load", master=(Location("B", "B", "B"),)))
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        assert HeadFile(Path(f"{path}.head")).read() == EntryRef(ledger.station, 1)


def test_a_note_that_cannot_be_made_is_said_at_once(path: Path) -> None:
    Path(f"{path}.head").mkdir()
    engine = open_engine(str(path), create=True)
    prepare(engine)
    with pytest.raises(UnusableDatabaseError, match="Is a directory"):
        open_ledger(engine, CLOCK, "B2")
    engine.dispose()


def test_letters_that_are_taken_are_not_given_again(path: Path) -> None:
    with ledger_at(path) as ledger:
        record(ledger, "A")
        taken = ledger.station.partition("-")[2]
    engine = open_engine(str(path), create=False)
    with writing(engine) as connection:
        connection.execute(text("UPDATE station SET fingerprint = 'elsewhere'"))
    letters = iter([taken, taken, "FREE"])
    assert current_station(engine, CLOCK, "B2", lambda: next(letters)).id == "B2-FREE"
    engine.dispose()


def test_a_database_in_memory_has_nothing_beside_it() -> None:
    engine = open_engine(":memory:", create=True)
    prepare(engine)
    ledger = open_ledger(engine, CLOCK, "B2")
    record(ledger, "A")
    assert current_station(engine, CLOCK, "B2").id == ledger.station
    ledger.close()
    engine.dispose()


def test_one_conversation_at_a_time_while_others_record(path: Path) -> None:
    with ledger_at(path) as kiosk, ledger_at(path) as other:
        kiosk.claim_conversation()
        record(other, "A")
        with pytest.raises(UnusableDatabaseError, match="a kiosk or console is open on this database already"):
            other.claim_conversation()
        record(kiosk, "B")
        kiosk.close()
        other.claim_conversation()
