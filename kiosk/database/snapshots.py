"""Copies of a live database that hold one state of it, made without stopping the writer."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine

from kiosk.database.connection import UnusableDatabaseError, explain, open_engine

_PAGES_A_STEP = 256
"""Pages copied while the database is locked for writers: about a megabyte, some milliseconds."""
_TRIES = (_PAGES_A_STEP, _PAGES_A_STEP, 16 * _PAGES_A_STEP, -1)
"""SQLite begins anew whenever somebody has written between two steps; so at last all is copied in one, for which those
who write wait."""


class _DisturbedError(Exception):
    """Somebody wrote, and the copy began anew."""


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
            for pages in _TRIES:
                with suppress(_DisturbedError):
                    live.backup(copy, pages=pages, progress=_stop_if_disturbed())
                    return
    except sqlite3.DatabaseError as error:
        raise UnusableDatabaseError(explain(error)) from error


def _stop_if_disturbed() -> Callable[[int, int, int], None]:
    """A watch over one copy: raises _DisturbedError where a step has left as many pages to copy as the one before."""
    least: int | None = None

    def watch(status: int, remaining: int, _total: int) -> None:
        nonlocal least
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return
        if least is not None and remaining and remaining >= least:
            raise _DisturbedError
        least = remaining

    return watch
