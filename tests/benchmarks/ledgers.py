"""Ledgers to measure on, kept in the folder for temporary files until the code that makes them changes."""

import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from kiosk.database import keys, projections, tables
from kiosk.database.connection import open_engine
from kiosk.domain import entry_format
from tests.benchmarks import bulk, plant

_SETTINGS = ("journal_mode", "synchronous", "foreign_keys", "cell_size_check", "cache_size", "temp_store")


def ledger_file(movements: int, parts: int) -> Path:
    """A ledger of that size that nobody writes to; made once."""
    path = _folder() / f"{movements}-{parts}.db"
    if not path.exists():
        print(f"making a ledger of {movements} movements", file=sys.stderr, flush=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
            made = Path(scratch) / "ledger.db"
            bulk.make_ledger(made, movements, parts)
            made.replace(path)
    return path


def _folder() -> Path:
    digest = hashlib.sha256()
    for module in (plant, bulk, tables, keys, projections, entry_format):
        digest.update(Path(str(module.__file__)).read_bytes())
    return Path(tempfile.gettempdir()) / "lotline-benchmarks" / digest.hexdigest()[:12]


@contextmanager
def own_copy(path: Path) -> Iterator[Path]:
    """A copy to write to, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="lotline-") as folder:
        copy = Path(folder) / "ledger.db"
        shutil.copyfile(path, copy)
        with copy.open("rb") as file:
            os.fsync(file.fileno())
        yield copy


@contextmanager
def opened(path: Path) -> Iterator[Engine]:
    """The ledger as the product opens it."""
    engine = open_engine(str(path), create=False)
    try:
        yield engine
    finally:
        engine.dispose()


def bare_connection(path: Path, like: Engine) -> sqlite3.Connection:
    """A connection of the standard library with the settings that the product's connections have."""
    connection = sqlite3.connect(path, isolation_level=None)
    with like.connect() as example:
        for name in _SETTINGS:
            value = example.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            connection.execute(f"PRAGMA {name}={value}")
    return connection
