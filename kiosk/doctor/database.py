"""Checks the database: SQLite itself, the file and its folder, schema, settings and pages."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from kiosk.config import Settings
from kiosk.database.connection import (
    WAL_IS_SAFE_FROM,
    UnusableDatabaseError,
    check_settings,
    explain,
    journal_mode,
    open_engine,
    parse_url,
    reading,
)
from kiosk.database.schema import NEWEST, revision_of
from kiosk.database.snapshots import snapshot_of
from kiosk.doctor.finding import Finding, State, failed, ok, warning

LEAST_SQLITE = (3, 31)
"""The first version that knows `trusted_schema`; an older one would pass over that setting in silence."""
WARN_BYTES = 10**9
FAIL_BYTES = 200 * 10**6
_RESTORE = "Keep the file as it is and restore the newest snapshot."


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the system says of the place of a database file."""

    path: Path
    exists: bool
    is_file: bool
    has_folder: bool
    """Whether the folder is there, or is one that the first start makes."""
    is_writable: bool
    """Whether this user may change the file, or make it where it is absent."""
    is_folder_writable: bool
    """Whether this user may make the journal beside it."""
    free_bytes: int


def database_findings(settings: Settings) -> Iterator[Finding]:
    """Look at SQLite and at the database of the settings. A file in use is read in short pieces only."""
    yield check_sqlite(sqlite3.sqlite_version_info, journal_mode())
    try:
        url = parse_url(settings.database_url)
    except UnusableDatabaseError as error:
        yield unusable(str(error))
        return
    if url.get_backend_name() != "sqlite":
        yield from _server_findings(settings.database_url, has_driver=find_spec("psycopg") is not None)
    elif url.database in (None, "", ":memory:"):
        yield warning(
            "database", "in memory: nothing is kept", "Name a file in the settings: database, or with --database."
        )
    else:
        yield from _file_findings(Path(str(url.database)), is_default=not settings.database)


def _file_findings(path: Path, *, is_default: bool) -> Iterator[Finding]:
    facts = file_facts(path, is_default=is_default)
    finding = check_file(facts)
    yield finding
    if facts.has_folder:
        yield check_space(facts.free_bytes, "database disk")
    if finding.state is State.OK:
        yield from _content_findings(str(path))


def _server_findings(url: str, *, has_driver: bool) -> Iterator[Finding]:
    if not has_driver:
        yield failed("database", "psycopg, the driver of PostgreSQL, is not installed", "Run pip install psycopg.")
    else:
        yield from _content_findings(url)


def _content_findings(url: str) -> Iterator[Finding]:
    """What the database itself says, opened as the kiosk opens it."""
    try:
        engine = open_engine(url, create=False)
    except UnusableDatabaseError as error:
        yield unusable(str(error))
        return
    try:
        with reading(engine) as connection:
            revision = revision_of(connection)
        yield check_schema(revision, NEWEST)
        if revision is not None:
            yield _settings_finding(engine)
            yield _pages_finding(engine)
    except UnusableDatabaseError as error:
        yield unusable(str(error))
    except DatabaseError as error:
        yield unusable(explain(error))
    finally:
        engine.dispose()


def check_sqlite(version: tuple[int, ...], mode: str) -> Finding:
    """SQLite by its version, and the journal mode that is chosen for it.

    Before 3.51.3 two connections that write or checkpoint a WAL database at the same instant can lose pages
    (sqlite.org/wal.html, "The WAL-reset bug").
    """
    text = ".".join(map(str, version))
    if version < LEAST_SQLITE:
        return failed(
            "sqlite",
            f"SQLite {text}, needed is {'.'.join(map(str, LEAST_SQLITE))} or newer",
            "Use a Python that brings a newer SQLite, such as that of Debian 12.",
        )
    if mode == "wal":
        return ok("sqlite", f"SQLite {text}, journal mode wal")
    safe = ".".join(map(str, WAL_IS_SAFE_FROM))
    return ok("sqlite", f"SQLite {text}, journal mode {mode}, because before {safe} WAL can lose pages")


def file_facts(path: Path, *, is_default: bool) -> FileFacts:
    """Ask the system; `is_default` says that the first start makes the folder where it is missing."""
    folder = path.parent
    there = next(each for each in (folder, *folder.parents, Path.cwd()) if each.is_dir())
    is_folder_writable = os.access(there, os.W_OK | os.X_OK)
    exists = path.exists()
    return FileFacts(
        path=path,
        exists=exists,
        is_file=path.is_file(),
        has_folder=is_default or there == folder,
        is_writable=os.access(path, os.R_OK | os.W_OK) if exists else is_folder_writable,
        is_folder_writable=is_folder_writable,
        free_bytes=shutil.disk_usage(there).free,
    )


def check_file(facts: FileFacts) -> Finding:
    """The file, and whether it can be written."""
    path = facts.path
    if not facts.has_folder:
        return failed("database", f"the folder {path.parent} does not exist", "Make it, or name another file.")
    if facts.exists and not facts.is_file:
        return failed("database", f"{path} is not a file", "Name another one with --database.")
    if facts.exists and not facts.is_writable:
        return failed("database", f"{path} may not be written by this user", "Correct its owner: sudo chown.")
    if not facts.is_folder_writable:
        return failed(
            "database",
            f"this user may not write beside {path}, where SQLite keeps its journal",
            f"Correct the owner of the folder: sudo chown USER {path.parent}",
        )
    if not facts.exists:
        return warning(
            "database",
            f"{path} is not there yet",
            "Nothing to do before the first start, which makes it; else name the right file with --database.",
        )
    return ok("database", str(path))


def check_space(free_bytes: int, check: str) -> Finding:
    """Room on a disk: a full one stops all recording."""
    what = f"{free_bytes / 10**9:.2f} GB free"
    if free_bytes < FAIL_BYTES:
        return failed(check, what, "Free some space at once: under 0.2 GB recording may stop any time.")
    if free_bytes < WARN_BYTES:
        return warning(check, what, "Free some space, so that more than 1 GB is left.")
    return ok(check, what)


def check_schema(revision: str | None, newest: str) -> Finding:
    """The schema of the database by its revision, and the one that this software knows."""
    if revision is None:
        return failed("database schema", "this is not a Lotline database", "Name another file with --database.")
    if revision > newest:
        return failed(
            "database schema",
            f"written by a newer version (schema {revision}, this one knows {newest})",
            "Install that version, or name another file with --database.",
        )
    if revision < newest:
        return warning(
            "database schema",
            f"schema {revision}, the newest is {newest}",
            "Nothing to do: the next start brings it up to date. Keep a snapshot of before.",
        )
    return ok("database schema", f"schema {revision}")


def _settings_finding(engine: Engine) -> Finding:
    try:
        with reading(engine) as connection:
            check_settings(connection)
    except UnusableDatabaseError as error:
        return unusable(str(error), "database settings")
    if engine.dialect.name != "sqlite":
        return ok("database settings", "transactions are serializable")
    return ok("database settings", f"journal mode {journal_mode()}, synchronous full")


def _pages_finding(engine: Engine) -> Finding:
    """Check the pages of a private copy, because a long read would keep the kiosk from writing."""
    if engine.dialect.name != "sqlite":
        return ok("database pages", "left to the server")
    size = Path(str(engine.url.database)).stat().st_size
    if finding := check_room_for_copy(size, shutil.disk_usage(tempfile.gettempdir()).free):
        return finding
    with snapshot_of(engine) as copy, reading(copy) as connection:
        return check_pages(connection.exec_driver_sql("PRAGMA quick_check(1)").scalars().all())


def check_room_for_copy(size: int, free_bytes: int) -> Finding | None:
    """Whether a copy of the database would crowd the disk for temporary files; None where it would not."""
    if free_bytes - size >= WARN_BYTES:
        return None
    return warning(
        "database pages",
        f"not checked: a copy of {size / 10**9:.2f} GB would leave less than 1 GB for temporary files",
        f"Free some space in {tempfile.gettempdir()}, or name another folder by TMPDIR.",
    )


def check_pages(answer: Sequence[str]) -> Finding:
    """The answer of SQLite's quick_check."""
    if list(answer) != ["ok"]:
        return failed("database pages", f"damaged: {'; '.join(answer) or 'no answer'}", _RESTORE)
    return ok("database pages", "quick check ok")


def unusable(text: str, check: str = "database") -> Finding:
    """A database that refuses, by an error whose text says what is wrong and then what to do."""
    what, _, remedy = text.partition(". ")
    return failed(check, what, remedy or _RESTORE)
