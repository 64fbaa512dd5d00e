"""The scan journal and the draft, local to this station: what became of every scan, and where the job stands."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, insert, select, update

from kiosk.database import tables
from kiosk.database.prepared import Prepared

_DRAFT = "job"
QUESTION = "question"
SUPERSEDED = "superseded"


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
    number: int = _newest_number.value(connection) + 1
    values = {name: getattr(row, name) for name in JournalRow.__slots__}
    _insert.write(connection, {"number": number, **values})
    return number


def supersede_question(connection: Connection) -> None:
    """The last scan that raised a question was overtaken: nothing came of it."""
    _supersede.write(connection, {})


def last_scans(connection: Connection, count: int) -> list[JournalRow]:
    """The newest scans, the last first."""
    rows = _last.rows(connection, {"count": count})
    return [JournalRow(**{name: getattr(row, name) for name in JournalRow.__slots__}) for row in rows]


def save_draft(connection: Connection, body: str) -> None:
    """Keep where the job stands."""
    row = {"draft": _DRAFT, "text": body}
    if not _update_draft.write(connection, row):
        _insert_draft.write(connection, row)


def load_draft(connection: Connection) -> str | None:
    """Where the job stood; None if there was none."""
    body: str | None = _read_draft.value(connection, {"draft": _DRAFT})
    return body


_table = tables.scan_journal
_newest = select(func.coalesce(func.max(_table.c.number), 0))
_newest_number = Prepared(_newest)
_insert = Prepared(insert(_table))
_last = Prepared(select(_table).order_by(_table.c.number.desc()).limit(bindparam("count")))
_RECENT = 100
"""A question is among so many last scans, so that the search for it does not grow with the journal."""
_question = select(func.max(_table.c.number)).where(
    _table.c.outcome == QUESTION, _table.c.number > _newest.scalar_subquery() - _RECENT
)
_supersede = Prepared(update(_table).where(_table.c.number == _question.scalar_subquery()).values(outcome=SUPERSEDED))
_read_draft = Prepared(select(tables.draft.c.body).where(tables.draft.c.name == bindparam("draft")))
_update_draft = Prepared(
    update(tables.draft).where(tables.draft.c.name == bindparam("draft")).values(body=bindparam("text"))
)
_insert_draft = Prepared(insert(tables.draft).values(name=bindparam("draft"), body=bindparam("text")))
