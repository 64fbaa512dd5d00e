"""Copies of a live database that hold one state of it, made without stopping the writer."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from kiosk.database.connection import UnusableDatabaseError, explain, open_engine

_PAGES_A_STEP = 256
"""Pages copied while the database is locked for writers: about a megabyte, some milliseconds."""


@contextmanager
def snapshot_of(engine: Engine) -> Iterator[Engine]:
    """A private copy of a SQLite database as it is now; other databases, which read consistently, as they are."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        yield engine
        return
    with tempfile.TemporaryDirectory(prefix="lotline-") as folder:
        copy = Path(folder) / "snapshot.db"
        copy_database(Path(path), copy)
        copied = open_engine(str(copy), create=False)
        try:
            yield copied
        finally:
            copied.dispose()


def copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite file with its own backup: never by copying bytes under a writer's feet."""
    address = f"{source.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy, pages=_PAGES_A_STEP)
    except sqlite3.DatabaseError as error:
        raise UnusableDatabaseError(explain(error)) from error
