"""The scan journal and the draft, local to this station: what became of every scan, and where the job stands."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, ScalarSelect, func, insert, select, update

from kiosk.database import tables
from kiosk.database.upsert import insert_into

_DRAFT = "job"
QUESTION = "question"


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One scan."""

    at: int
    """Microseconds since 1970 in UTC."""
    source: str
    device: str
    aim: str
    data: bytes
    """As read; of a badge its keyed hash."""
    shown: str
    """Printable, for the list of last scans."""
    flow: str
    outcome: str
    """`recorded`, `taken`, `refused`, `duplicate`, `question`, `superseded`, `badge` or `command`."""
    message: str
    """Message key."""
    entry: str = ""


def append_scan(connection: Connection, row: JournalRow) -> int:
    """Write a scan and what became of it; gives its journal number."""
    table = tables.scan_journal
    number = int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()) + 1
    values = {name: getattr(row, name) for name in JournalRow.__slots__}
    connection.execute(insert(table).values(number=number, **values))
    return number


def supersede_question(connection: Connection) -> None:
    """The last scan that raised a question was overtaken: nothing came of it."""
    table = tables.scan_journal
    last = select(func.max(table.c.number)).where(table.c.outcome == QUESTION, table.c.number > _recent())
    connection.execute(update(table).where(table.c.number == last.scalar_subquery()).values(outcome="superseded"))


def _recent() -> ScalarSelect[Any]:
    """A question is among the last scans, so that the search does not grow with the journal."""
    return select(func.coalesce(func.max(tables.scan_journal.c.number), 0) - 100).scalar_subquery()


def last_scans(connection: Connection, count: int) -> list[JournalRow]:
    """The newest scans, the last first."""
    table = tables.scan_journal
    rows = connection.execute(select(table).order_by(table.c.number.desc()).limit(count))
    return [JournalRow(**{name: getattr(row, name) for name in JournalRow.__slots__}) for row in rows]


def save_draft(connection: Connection, body: str) -> None:
    """Keep where the job stands."""
    statement = insert_into(connection, tables.draft).values(name=_DRAFT, body=body)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"body": body}))


def load_draft(connection: Connection) -> str | None:
    """Where the job stood; None if there was none."""
    return connection.execute(select(tables.draft.c.body).where(tables.draft.c.name == _DRAFT)).scalar_one_or_none()
