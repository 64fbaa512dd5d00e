"""Opening a database safely, or not at all.

SQLite before 3.51.3 can lose pages in WAL mode when two connections write or checkpoint at the same instant, so WAL is
used only where the fix is in; everywhere else the rollback journal (TRUNCATE). Both with `synchronous=FULL`, which lost
nothing in any simulated power cut.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from kiosk.domain.errors import KioskError

WAL_IS_SAFE_FROM = (3, 51, 3)
BUSY_TIMEOUT_MS = 5000
_TRIES_IN_PIECES = 3

_Answer = TypeVar("_Answer")


class UnusableDatabaseError(KioskError):
    """The database cannot be opened as it must be; the text says what to do."""


def sqlite_url(path: Path | str) -> str:
    """The URL of a SQLite file."""
    return f"sqlite:///{path}"


def parse_url(text: str) -> URL:
    """The database meant by a URL or by a plain file name."""
    try:
        url = make_url(text if "://" in text else sqlite_url(text))
    except ArgumentError as error:
        raise UnusableDatabaseError(f"{text!r} is no database address: write a file name or sqlite:///FILE") from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise UnusableDatabaseError(f"{url.get_backend_name()} is not supported: use a file, or postgresql+psycopg://")
    return url


def open_engine(url: str, *, create: bool) -> Engine:
    """An engine on `url` with safe settings; with `create` a missing SQLite file is made.

    Raises UnusableDatabaseError if the file is missing, no database, or refuses the settings.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        return _open_server(parsed)
    in_memory = parsed.database in (None, "", ":memory:")
    if not in_memory:
        _check_file(Path(str(parsed.database)), create=create)
    engine = create_engine(
        parsed,
        poolclass=StaticPool if in_memory else QueuePool,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _open_server(url: URL) -> Engine:
    try:
        return create_engine(url, isolation_level="SERIALIZABLE")
    except ModuleNotFoundError as error:
        raise UnusableDatabaseError(f"{error.name}, the driver of {url.drivername}, is not installed") from error


@contextmanager
def open_scratch() -> Iterator[Engine]:
    """An empty private database that goes with the connection; what outgrows the cache goes to the temporary folder."""
    engine = create_engine("sqlite://", poolclass=StaticPool, creator=_connect_scratch)
    event.listen(engine, "begin", _begin)
    try:
        yield engine
    finally:
        engine.dispose()


def _connect_scratch() -> sqlite3.Connection:
    connection = sqlite3.connect("", check_same_thread=False, isolation_level=None)
    for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-65536"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _check_file(path: Path, *, create: bool) -> None:
    if path.exists():
        try:
            with path.open("rb") as file:
                head = file.read(16)
        except OSError as error:
            raise UnusableDatabaseError(f"{path} cannot be read: {error.strerror}. Name another file.") from error
        if head and head != b"SQLite format 3\x00":
            raise UnusableDatabaseError(f"{path} is not a Lotline database. Name another file with --database.")
    elif not create:
        raise UnusableDatabaseError(f"there is no database {path}. Load data first, or name it with --database.")
    elif not path.parent.is_dir():
        raise UnusableDatabaseError(f"the folder of {path} does not exist. Make it, or name another file.")


def journal_mode() -> str:
    """The journal mode that is safe with the SQLite at hand."""
    return "wal" if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM else "truncate"


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not guessed by the driver
    settings = (
        ("busy_timeout", str(BUSY_TIMEOUT_MS)),
        ("foreign_keys", "ON"),
        ("trusted_schema", "OFF"),
        ("cell_size_check", "ON"),
        ("synchronous", "FULL"),
        ("cache_size", "-65536"),
        ("temp_store", "MEMORY"),
        ("automatic_index", "OFF"),  # an index over the whole graph, made anew for every trace, cost more than the walk
    )
    try:
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
        if mode not in ("memory", journal_mode()):
            connection.execute(f"PRAGMA journal_mode={journal_mode()}")
        for name, value in settings:
            connection.execute(f"PRAGMA {name}={value}")
    except sqlite3.DatabaseError as error:
        raise UnusableDatabaseError(explain(error)) from error


def _begin(connection: Connection) -> None:
    """Take the write lock at once, so that what a transaction has read still holds when it writes."""
    options = connection.get_execution_options()
    if not options.get("lotline_pieces", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("lotline_writes", False) else "BEGIN")


def check_settings(connection: Connection) -> None:
    """Refuse a SQLite connection whose journal and synchronous settings can lose acknowledged work."""
    if connection.dialect.name != "sqlite":
        return
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    safe = {"truncate", "memory"} | ({"wal"} if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM else set())
    if mode not in safe or synchronous < 2:
        raise UnusableDatabaseError(
            f"the database runs with journal mode {mode} and synchronous {synchronous}, which can lose recorded "
            f"work on a power cut; needed are {journal_mode()} and 2. Close other programs that use it."
        )


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the write lock from its first moment; committed at the end, rolled back on an error."""
    with engine.connect().execution_options(lotline_writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction for reading: one state of the database from beginning to end. Keep it short."""
    with engine.connect() as connection, connection.begin():
        yield connection


def read_in_pieces(engine: Engine, read: Callable[[Connection], _Answer]) -> _Answer:
    """What `read` reads, all of it from one state of the database, without a lock from one statement to the next.

    In rollback-journal mode a reader stalls whoever records; so each statement is a transaction of its own, and where
    another program wrote in between, everything is read again, at last in one transaction.
    """
    if engine.dialect.name == "sqlite":
        for _ in range(_TRIES_IN_PIECES):
            with engine.connect().execution_options(lotline_pieces=True) as connection:
                version = data_version(connection)
                try:
                    found = read(connection)
                except LookupError:  # what one statement named was gone for the next
                    if data_version(connection) == version:
                        raise
                    continue
                if data_version(connection) == version:
                    return found
    with reading(engine) as connection:
        return read(connection)


def data_version(connection: Connection) -> int | None:
    """Another number whenever another connection has written; None where the database does not tell."""
    if connection.dialect.name != "sqlite":
        return None
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())


_REMEDIES = {
    sqlite3.SQLITE_BUSY: "another program holds the database. Close it, or wait and try again",
    sqlite3.SQLITE_LOCKED: "another program holds the database. Close it, or wait and try again",
    sqlite3.SQLITE_READONLY: "the database may only be read. Check who owns the file and its folder",
    sqlite3.SQLITE_FULL: "the disk is full. Free some space; nothing recorded is harmed",
    sqlite3.SQLITE_CANTOPEN: "the database file cannot be opened. Check its name, folder and owner",
    sqlite3.SQLITE_CORRUPT: "the database file is damaged. Stop, keep the file, and restore the newest snapshot",
    sqlite3.SQLITE_NOTADB: "the file is not a database. Name another file with --database",
    sqlite3.SQLITE_IOERR: "the disk does not answer. Check cable, card and file system; nothing was recorded",
}


def explain(error: BaseException) -> str:
    """What a database error means and what to do, in one sentence."""
    original: Any = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    if code is not None and (remedy := _REMEDIES.get(code & 0xFF)):
        return f"{remedy} ({original})"
    return f"the database refused: {original}"
