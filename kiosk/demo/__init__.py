"""The demonstration plant: a database full of history to play with, the same at every start, and labels to scan."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta, timezone
from pathlib import Path

from kiosk.clock import WallClock
from kiosk.demo.catalogue import Operation
from kiosk.demo.labels import DemoCode, codes
from kiosk.domain.clock import Clock
from kiosk.domain.errors import KioskError

__all__ = ["DemoCode", "DemoError", "codes", "demo_database", "opened_demo"]

_STATION = "DEMO"


class DemoError(KioskError):
    """The demonstration plant cannot be made; the text says what to do."""


def demo_database(folder: Path | None = None, clock: Clock | None = None) -> Path:
    """The database of the plant as of today, made once a day and kept in `folder`, by default the user's cache.

    Nobody works on this file: see `opened_demo`. Raises DemoError if it cannot be made.
    """
    from kiosk.database.schema import NEWEST
    from kiosk.demo.plant import operations

    clock = clock or WallClock()
    folder = folder or _cache_folder()
    now = clock.now()
    lines = operations(now.date(), timezone(now.utcoffset() or timedelta(0)))
    content = json.dumps([NEWEST, lines]).encode()
    day = f"demo-{now.date().isoformat()}-"
    path = folder / f"{day}{hashlib.sha256(content).hexdigest()[:16]}.db"
    if not path.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _build(path, lines, clock)
            _forget_other_days(folder, day)
        except OSError as error:
            raise DemoError(f"{folder} cannot be used: {error.strerror}. Set XDG_CACHE_HOME to another one.") from error
    return path


@contextmanager
def opened_demo(folder: Path | None = None, clock: Clock | None = None) -> Iterator[str]:
    """A copy of the plant's database to work on, by its file name; removed at the end."""
    from kiosk.database.snapshots import copy_database

    source = demo_database(folder, clock)
    with tempfile.TemporaryDirectory(prefix="lotline-demo-") as private:
        copy = Path(private) / "demo.db"
        copy_database(source, copy)
        yield str(copy)


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "lotline"


def _build(path: Path, lines: Sequence[Operation], clock: Clock) -> None:
    """Make the database in a folder beside it; it moves to its place when it is complete."""
    with tempfile.TemporaryDirectory(prefix=f"{path.stem}.", dir=path.parent) as private:
        building = Path(private) / path.name
        _load(building, lines, clock)
        building.replace(path)


def _load(path: Path, lines: Sequence[Operation], clock: Clock) -> None:
    from kiosk.database.connection import open_engine
    from kiosk.database.ledger import open_ledger
    from kiosk.database.schema import prepare
    from kiosk.operations.loader import Loader

    engine = open_engine(str(path), create=True)
    try:
        prepare(engine)
        ledger = open_ledger(engine, clock, _STATION)
        try:
            answer = Loader(ledger, clock.now).load(json.dumps(line) for line in lines)
        finally:
            ledger.close()
    finally:
        engine.dispose()
    if answer.refused:
        first = answer.refused[0]
        raise DemoError(f"line {first.line} of the demonstration plant is refused by {first.rule}: {first.message}")


def _forget_other_days(folder: Path, day: str) -> None:
    """Yesterday's plant is of no use, nor is what a killed build left behind then."""
    for old in folder.glob("demo-*"):
        if old.name.startswith(day):
            continue
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink(missing_ok=True)
