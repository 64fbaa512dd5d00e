"""The scan journal and the draft, local to this station: what became of every scan, and where the job stands."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, insert, select, update

from kiosk.database import tables

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
    number = int(connection.execute(_newest).scalar_one()) + 1
    values = {name: getattr(row, name) for name in JournalRow.__slots__}
    connection.execute(_insert, {"number": number, **values})
    return number


def supersede_question(connection: Connection) -> None:
    """The last scan that raised a question was overtaken: nothing came of it."""
    connection.execute(_supersede)


def last_scans(connection: Connection, count: int) -> list[JournalRow]:
    """The newest scans, the last first."""
    rows = connection.execute(_last, {"count": count})
    return [JournalRow(**{name: getattr(row, name) for name in JournalRow.__slots__}) for row in rows]


def save_draft(connection: Connection, body: str) -> None:
    """Keep where the job stands."""
    row = {"draft": _DRAFT, "text": body}
    if not connection.execute(_update_draft, row).rowcount:
        connection.execute(_insert_draft, row)


def load_draft(connection: Connection) -> str | None:
    """Where the job stood; None if there was none."""
    return connection.execute(_read_draft, {"draft": _DRAFT}).scalar_one_or_none()


# Building a statement takes longer than running it, so each is built once.

_table = tables.scan_journal
_newest = select(func.coalesce(func.max(_table.c.number), 0))
_insert = insert(_table)
_last = select(_table).order_by(_table.c.number.desc()).limit(bindparam("count"))
_RECENT = 100
"""A question is among so many last scans, so that the search for it does not grow with the journal."""
_question = select(func.max(_table.c.number)).where(
    _table.c.outcome == QUESTION, _table.c.number > _newest.scalar_subquery() - _RECENT
)
_supersede = update(_table).where(_table.c.number == _question.scalar_subquery()).values(outcome=SUPERSEDED)
_read_draft = select(tables.draft.c.body).where(tables.draft.c.name == bindparam("draft"))
_update_draft = update(tables.draft).where(tables.draft.c.name == bindparam("draft")).values(body=bindparam("text"))
_insert_draft = insert(tables.draft).values(name=bindparam("draft"), body=bindparam("text"))
