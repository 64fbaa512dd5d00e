"""The print queue of this station: every label that was wanted, and what is known of it on paper.

    queued -> printing -> printed
       ^         |------> failed     nothing came out, and somebody must mend something
       |---------|                   nothing was sent: the printer was not ready, the label waits
                 '------> unknown    it was sent, and nobody knows what came out
    queued, failed, unknown -> queued, printed, dropped   when a person says so

A job that is sent out stands as `printing` before its first byte leaves. Whatever was printing when the program ended
is unknown: nothing is printed twice without a person who asks for it.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from kiosk.database import tables
from kiosk.database.prepared import Prepared
from kiosk.domain.label_subject import LabelSubject
from kiosk.workflow.label_job import OPEN, JobState
from kiosk.workflow.values_as_json import from_json, to_json

_ANSWERABLE = (JobState.UNKNOWN, JobState.FAILED, JobState.QUEUED)


@dataclass(frozen=True, slots=True)
class NewJob:
    """A label that is wanted."""

    subject: LabelSubject
    at: int
    """Microseconds since 1970 in UTC."""
    operator: str
    entry: str = ""
    """The entry that it is made for; empty for a number that counts only when its label is scanned."""
    copies: int = 1


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A label that was wanted, and where it stands."""

    number: int
    wanted: NewJob
    state: JobState
    trouble: str
    """What stands in the way; a word of `hardware.printers.Trouble`."""
    detail: str
    """The same in plain English, for integrators."""


def enqueue(connection: Connection, wanted: NewJob) -> int:
    """Want a label; gives the job's number. Part of the transaction that makes the label's number."""
    number: int = _newest.value(connection) + 1
    subject = wanted.subject
    row = {
        "number": number,
        "at": wanted.at,
        "code": subject.code,
        "lot": subject.lot.id if subject.lot else "",
        "subject": json.dumps(to_json(subject), sort_keys=True),
        "copies": wanted.copies,
        "state": JobState.QUEUED.value,
        "trouble": "",
        "detail": "",
        "operator": wanted.operator,
        "entry": wanted.entry,
    }
    _insert.write(connection, row)
    return number


def has_label(connection: Connection, lot: str) -> bool:
    """Whether a label of the lot with that id was ever wanted here and not given up."""
    return _labels_of.row(connection, {"of": lot}) is not None


def begin_next(connection: Connection) -> PrintJob | None:
    """Mark the oldest queued job as printing and give it; None if nothing is queued.

    Commit before a byte is sent: what is sent stands as printing.
    """
    row = _next.row(connection)
    if row is None or not _go(connection, row.number, (JobState.QUEUED,), JobState.PRINTING):
        return None
    return _job(row)


def end(connection: Connection, number: int, state: JobState, trouble: str = "", detail: str = "") -> bool:
    """Say what became of the job that was printing; whether it was."""
    return _go(connection, number, (JobState.PRINTING,), state, trouble=trouble, detail=detail)


def interrupt(connection: Connection, trouble: str) -> None:
    """The program that was printing has ended: what it printed is unknown."""
    _interrupt.write(connection, {"why": trouble})


def answer(connection: Connection, number: int, state: JobState, operator: str) -> bool:
    """A person says what is to become of a job: `printed`, `queued` (again) or `dropped`.

    False, and nothing changes, where the job does not wait for an answer.
    """
    return _go(connection, number, _ANSWERABLE, state, detail=f"said by {operator}")


def open_jobs(connection: Connection) -> list[PrintJob]:
    """The jobs that somebody waits for, those first that need a person, the oldest first."""
    jobs = [_job(row) for row in _open.rows(connection, {"states": [state.value for state in OPEN]})]
    return sorted(jobs, key=lambda job: (OPEN.index(job.state), job.number))


def last_jobs(connection: Connection, count: int) -> list[PrintJob]:
    """The newest jobs in any state, the newest first."""
    return [_job(row) for row in _last.rows(connection, {"count": count})]


def _go(
    connection: Connection,
    number: int,
    sources: tuple[JobState, ...],
    state: JobState,
    *,
    trouble: str = "",
    detail: str = "",
) -> bool:
    places = {"job": number, "sources": [each.value for each in sources]}
    return _move.write(connection, places | {"to": state.value, "why": trouble, "said": detail}) == 1


def _job(row: Any) -> PrintJob:
    subject = from_json(LabelSubject, json.loads(row.subject))
    wanted = NewJob(subject, row.at, row.operator, row.entry, row.copies)
    return PrintJob(row.number, wanted, JobState(row.state), row.trouble, row.detail)


_table = tables.print_job
_newest = Prepared(select(func.coalesce(func.max(_table.c.number), 0)))
_insert = Prepared(insert(_table))
_labels_of = Prepared(
    select(_table.c.number).where(_table.c.lot == bindparam("of"), _table.c.state != JobState.DROPPED.value).limit(1)
)
_next = Prepared(select(_table).where(_table.c.state == JobState.QUEUED.value).order_by(_table.c.number).limit(1))
_open = Prepared(
    select(_table).where(_table.c.state.in_(bindparam("states", expanding=True))).order_by(_table.c.number)
)
_last = Prepared(select(_table).order_by(_table.c.number.desc()).limit(bindparam("count")))
_move = Prepared(
    update(_table)
    .where(_table.c.number == bindparam("job"), _table.c.state.in_(bindparam("sources", expanding=True)))
    .values(state=bindparam("to"), trouble=bindparam("why"), detail=bindparam("said"))
)
_interrupt = Prepared(
    update(_table)
    .where(_table.c.state == JobState.PRINTING.value)
    .values(state=JobState.UNKNOWN.value, trouble=bindparam("why"))
)
