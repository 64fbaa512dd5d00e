"""Opening safely or not at all, and saying in plain words what is the matter."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError

from kiosk.database import connection
from kiosk.database.connection import (
    UnusableDatabaseError,
    check_settings,
    data_version,
    explain,
    journal_mode,
    open_engine,
    open_scratch,
    parse_url,
    read_in_pieces,
    reading,
    writing,
)
from kiosk.database.schema import prepare
from tests.database.conftest import product_at
from tests.database.story import MASTER, WORK
from tests.operations.product import Product


def pragma(engine: Engine, name: str) -> object:
    with reading(engine) as open_connection:
        return open_connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_every_connection_has_the_safe_settings(engine: Engine) -> None:
    assert pragma(engine, "journal_mode") == journal_mode()
    settings = {
        name: pragma(engine, name) for name in ("synchronous", "foreign_keys", "trusted_schema", "busy_timeout")
    }
    assert settings == {"synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "busy_timeout": 5000}
    assert pragma(engine, "cell_size_check") == 1
    assert pragma(engine, "mmap_size") == 0


@pytest.mark.parametrize(("version", "mode"), [((3, 51, 2), "truncate"), ((3, 51, 3), "wal"), ((3, 40, 1), "truncate")])
def test_wal_is_used_only_where_its_bug_is_fixed(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], mode: str
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert journal_mode() == mode


def test_a_file_in_another_journal_mode_is_brought_back(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("CREATE TABLE t (x)")
    other.close()
    engine = open_engine(str(path), create=False)
    assert pragma(engine, "journal_mode") == journal_mode()
    engine.dispose()


@pytest.mark.parametrize(
    "setting", ["synchronous=NORMAL", "synchronous=OFF", "journal_mode=DELETE", "journal_mode=OFF"]
)
def test_settings_that_can_lose_work_are_refused(engine: Engine, setting: str) -> None:
    with engine.connect() as unsafe:
        check_settings(unsafe)
        unsafe.rollback()
        assert unsafe.connection.driver_connection is not None
        unsafe.connection.driver_connection.execute(f"PRAGMA {setting}")
        with pytest.raises(UnusableDatabaseError, match="can lose recorded work"):
            check_settings(unsafe)


def test_a_missing_file_is_made_only_by_commands_that_write(path: Path) -> None:
    with pytest.raises(UnusableDatabaseError, match="there is no database"):
        open_engine(str(path), create=False)
    assert not path.exists()


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(UnusableDatabaseError, match=r"the folder of .* does not exist"):
        open_engine(str(tmp_path / "nowhere" / "plant.db"), create=True)


def test_another_file_is_not_taken_for_a_database(path: Path) -> None:
    path.write_text("Dear sir or madam")
    with pytest.raises(UnusableDatabaseError, match="not a Lotline database"):
        open_engine(str(path), create=True)
    assert path.read_text() == "Dear sir or madam"


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(UnusableDatabaseError, match="cannot be read: Is a directory"):
        open_engine(str(tmp_path), create=True)


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    with product_at(path) as product:
        assert product.load(MASTER)["refused"] == []


@pytest.mark.parametrize(("address", "complaint"), [("://", "no database address"), ("mysql://x", "not supported")])
def test_an_address_that_is_none_is_refused(address: str, complaint: str) -> None:
    with pytest.raises(UnusableDatabaseError, match=complaint):
        parse_url(address)


def test_a_driver_that_is_not_installed_is_named() -> None:
    with pytest.raises(UnusableDatabaseError, match="pg8000, the driver of postgresql"):
        open_engine("postgresql+pg8000://plant/lotline", create=False)


def test_a_plain_name_is_a_file() -> None:
    assert parse_url("a/b.db").database == "a/b.db"
    assert parse_url("sqlite:///c.db").database == "c.db"
    assert parse_url("postgresql+psycopg://plant/lotline").get_backend_name() == "postgresql"


def test_a_file_that_may_only_be_read_says_so(path: Path) -> None:
    with product_at(path):
        pass
    path.chmod(0o444)
    path.parent.chmod(0o555)
    if os.access(path, os.W_OK):
        pytest.skip("this user may write to every file")
    with pytest.raises(UnusableDatabaseError, match="may only be read"), product_at(path) as product:
        product.load(MASTER)


def test_writing_to_what_was_opened_for_reading_is_explained(path: Path) -> None:
    with product_at(path):
        pass
    engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    with pytest.raises(OperationalError) as refused, engine.begin() as readonly:
        readonly.execute(text("DELETE FROM entry"))
    engine.dispose()
    assert explain(refused.value).startswith("the database may only be read")


def test_a_database_that_another_program_holds_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 20)
    with product_at(path) as product:
        holder = subprocess.Popen(
            [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(OperationalError) as refused:
            product.load(MASTER)
        assert explain(refused.value).startswith("another program holds the database")
        holder.communicate("let go\n")
        assert product.load(MASTER)["recorded"] == len(MASTER)


_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
"""


def test_a_full_disk_harms_nothing_that_was_recorded(product: Product) -> None:
    product.load(MASTER)
    raw = product.ledger._connection.connection.driver_connection
    assert raw is not None
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count={pages + 3}")
    before, refused = 0, None
    while refused is None:
        try:
            before += product.load([WORK[0] | {"id": f"k{before}", "lot": f"L{before}"}])["recorded"]
        except OperationalError as error:
            refused = error
    assert before > 0
    assert explain(refused).startswith("the disk is full")
    raw.execute("PRAGMA max_page_count=1000000")
    assert product.load(WORK)["refused"] == []
    seqs = [seq for (seq,) in raw.execute("SELECT seq FROM entry ORDER BY arrival")]
    assert seqs == list(range(1, len(MASTER) + before + len(WORK) + 1))


def test_damage_is_named_as_damage(path: Path) -> None:
    with product_at(path) as product:
        product.load([*MASTER, *WORK])
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)
    with pytest.raises(UnusableDatabaseError, match="damaged"), product_at(path) as product:
        product.load(MASTER)


def test_an_error_that_nobody_knows_is_shown_as_it_is() -> None:
    assert explain(sqlite3.OperationalError("no such table: x")) == "the database refused: no such table: x"


def test_a_transaction_that_fails_leaves_nothing(engine: Engine) -> None:
    def fail() -> None:
        with writing(engine) as open_connection:
            open_connection.execute(text("INSERT INTO person VALUES ('OP1', 'One')"))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with reading(engine) as open_connection:
        assert open_connection.execute(text("SELECT count(*) FROM person")).scalar_one() == 0


def test_a_writer_takes_the_lock_before_it_reads(engine: Engine) -> None:
    begun: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: begun.append(given[2]))
    other = sqlite3.connect(str(engine.url.database), timeout=0)
    with closing(other), writing(engine), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    with reading(engine):
        pass
    assert begun[:1] == ["BEGIN IMMEDIATE"]
    assert "BEGIN" in begun


def count_people(open_connection: Connection) -> int:
    return int(open_connection.execute(text("SELECT count(*) FROM person")).scalar_one())


class Disturbed:
    """Reads twice, and somebody else writes in between as often as was said."""

    def __init__(self, engine: Engine, times: int) -> None:
        self.engine, self.times, self.tries = engine, times, 0

    def __call__(self, open_connection: Connection) -> tuple[int, int]:
        self.tries += 1
        before = count_people(open_connection)
        if self.tries <= self.times:
            with writing(self.engine) as other:
                other.execute(text("INSERT INTO person VALUES (:name, '')"), {"name": f"OP{self.tries}"})
        return before, count_people(open_connection)


@pytest.mark.parametrize("times", [0, 1, 2])
def test_what_is_read_in_pieces_is_of_one_state(engine: Engine, times: int) -> None:
    read = Disturbed(engine, times)
    assert read_in_pieces(engine, read) == (times, times)
    assert read.tries == times + 1


def test_who_is_disturbed_again_and_again_reads_in_one_transaction(engine: Engine) -> None:
    heard: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: heard.append(given[2]))
    read = Disturbed(engine, 3)
    assert read_in_pieces(engine, read) == (3, 3)
    assert read.tries == 4
    assert heard.count("BEGIN") == 1
    assert heard.index("BEGIN") > max(number for number, each in enumerate(heard) if each.startswith("INSERT"))


def test_a_database_may_not_tell_of_other_writers() -> None:
    silent: Any = SimpleNamespace(dialect=SimpleNamespace(name="postgresql"))
    assert data_version(silent) is None


def test_what_vanished_between_two_pieces_is_looked_for_again(engine: Engine) -> None:
    tries: list[int] = []

    def read(open_connection: Connection) -> int:
        tries.append(count_people(open_connection))
        if len(tries) == 1:
            with writing(engine) as other:
                other.execute(text("INSERT INTO person VALUES ('OP1', '')"))
            raise KeyError(0)
        return tries[-1]

    assert read_in_pieces(engine, read) == 1
    assert tries == [0, 1]


def test_what_is_missing_though_nobody_wrote_is_an_error(engine: Engine) -> None:
    def read(_: Connection) -> int:
        raise KeyError(0)

    with pytest.raises(KeyError):
        read_in_pieces(engine, read)


def test_a_scratch_database_is_private_and_empty() -> None:
    with open_scratch() as one, open_scratch() as other:
        with writing(one) as open_connection:
            open_connection.execute(text("CREATE TABLE t (x)"))
        with reading(other) as open_connection:
            assert open_connection.execute(text("SELECT count(*) FROM sqlite_schema")).scalar_one() == 0


def test_preparing_in_memory_works_too() -> None:
    engine = open_engine(":memory:", create=True)
    prepare(engine)
    assert pragma(engine, "journal_mode") == "memory"
    engine.dispose()
