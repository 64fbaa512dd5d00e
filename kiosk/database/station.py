"""Who writes: the identity of this database, new whenever the file turns out to be a copy or a restored one.

Two databases that write under one identity would both make entry 18, and one of them would be lost in the plant. What
cannot be noticed here is a whole machine that was set back or copied, its files and all; the plant database sees it, as
two entries with one name.
"""

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from kiosk.database import tables
from kiosk.database.connection import writing
from kiosk.database.head_file import HeadFile, head_file_of
from kiosk.domain.clock import Clock
from kiosk.domain.movement import EntryRef

_MACHINE_ID = Path("/etc/machine-id")


@dataclass(frozen=True, slots=True)
class Station:
    """An identity to write under."""

    id: str
    """The configured name and four random letters, such as `B2-7QKD`: unique without asking anybody."""
    is_new: bool = False
    """Whether it was made just now, because the database is new, copied or restored."""
    head: HeadFile | None = None
    """Where the last entry is noted beside the database; None if there is no such place."""


def random_letters() -> str:
    """Four letters or digits of base 32."""
    return base64.b32encode(secrets.token_bytes(5)).decode("ascii")[:4]


def fingerprint(engine: Engine) -> str:
    """What a copy of the file does not share with it: the machine and the file's inode. Empty for other databases."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        return ""
    machine = _MACHINE_ID.read_text(encoding="ascii").strip() if _MACHINE_ID.exists() else ""
    return f"{machine}:{Path(path).stat().st_ino}"


def current_station(engine: Engine, clock: Clock, name: str, letters: Callable[[], str] = random_letters) -> Station:
    """The identity of this database.

    A new one if the file is not where its last identity was given, or if more was recorded under that identity than it
    holds: then it is an older state of itself.
    """
    here, head = fingerprint(engine), head_file_of(engine)
    with writing(engine) as connection:
        table = tables.station
        last = connection.execute(select(table).order_by(table.c.number.desc()).limit(1)).one_or_none()
        if last is not None and last.fingerprint == here and _holds_all(connection, last.id, head):
            return Station(last.id, head=head)
        if head and (lost := _lost(connection, head)):
            head.keep(lost)
        new = _unused(connection, name, letters)
        row: dict[str, Any] = {
            "id": new,
            "fingerprint": here,
            "since": clock.now().isoformat(),
            "number": last.number + 1 if last else 1,
        }
        connection.execute(insert(table).values(row))
        return Station(new, is_new=True, head=head)


def _holds_all(connection: Connection, station: str, head: HeadFile | None) -> bool:
    """Whether nothing was recorded under the identity that is not here. An inode alone may be given out again."""
    if head is None:
        return True
    noted = head.read()
    return noted is not None and noted.station == station and noted.seq <= _last_seq(connection, station)


def _lost(connection: Connection, head: HeadFile) -> EntryRef | None:
    """The noted entry, if this database wrote under that identity and does not hold it."""
    noted, station = head.read(), tables.station
    if noted is None or connection.execute(select(station).where(station.c.id == noted.station)).first() is None:
        return None
    return None if noted.seq <= _last_seq(connection, noted.station) else noted


def _last_seq(connection: Connection, station: str) -> int:
    entry = tables.entry
    last = select(func.coalesce(func.max(entry.c.seq), 0)).where(entry.c.station == station)
    return int(connection.execute(last).scalar_one())


def _unused(connection: Connection, name: str, letters: Callable[[], str]) -> str:
    while True:
        candidate = f"{name}-{letters()}"
        taken = select(tables.entry.c.arrival).where(tables.entry.c.station == candidate).limit(1)
        if connection.execute(taken).first() is None:
            return candidate
