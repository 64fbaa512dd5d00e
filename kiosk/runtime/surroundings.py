"""What surrounds the job at hand, kept from input to input: read again only when it can have changed.

A component scan then costs the same in a unit of three parts and on an order of a hundred thousand units.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from kiosk.database.catalog import Catalog
from kiosk.database.connection import data_version
from kiosk.database.context import done_for, read_context
from kiosk.database.print_queue import open_jobs
from kiosk.domain.location import CUSTOMER, SUPPLIER
from kiosk.domain.movement import Role
from kiosk.domain.order import Order, OrderKind
from kiosk.domain.proposal import Line, Proposal
from kiosk.workflow.context import Context
from kiosk.workflow.job import Job
from kiosk.workflow.label_job import NO_LABELS, LabelJob, LabelPolicy
from kiosk.workflow.states import Labelling, State, job_of


class Surroundings:
    """Knows what this station has recorded; notices when somebody else has written."""

    def __init__(self, catalog: Catalog, location: str, labels: LabelPolicy = NO_LABELS) -> None:
        """`location` is the code of the place that the station takes from and puts to; empty if none is set."""
        self._catalog = catalog
        self._location = location
        self._labels = labels
        self._version: int | None = None
        self._read: tuple[object, Context] | None = None
        """What the last reading was about, and what was read."""
        self._order: Order | None = None
        self._done: dict[str, int] = {}
        """What is done of that order, by item id, in micro."""

    def begin(self, connection: Connection) -> None:
        """A transaction has begun."""
        version = data_version(connection)
        if version is None or version != self._version:
            self.forget()
        self._version = version

    def of(self, connection: Connection, state: State, now: datetime) -> Context:
        """What the machine may know beside the event."""
        job = job_of(state)
        about = (job.flow, job.slots.order, job.slots.transformation) if job else None
        if self._read is None or self._read[0] != about:
            here = self._catalog.location(self._location) if self._location else None
            self._read = about, read_context(connection, self._catalog, job, now, here)
        jobs = waiting_labels(connection) if isinstance(state, Labelling) else ()
        done = dict(self._done_for(connection, job))
        return replace(self._read[1], at=now, done=done, labels=self._labels, jobs=jobs)

    def note(self, proposal: Proposal) -> None:
        """This was recorded. What an undo takes back may be of any order."""
        self._read = None
        if any(line.reverses for line in proposal.lines):
            self._order = None
        order = self._order
        if order is None or proposal.order != order.id:
            return
        for line in proposal.lines:
            if _does(order.kind, line):
                self._done[line.item.id] = self._done.get(line.item.id, 0) + line.quantity

    def forget(self) -> None:
        """Somebody else has written, or something was rolled back."""
        self._read = self._order = None

    def _done_for(self, connection: Connection, job: Job | None) -> dict[str, int]:
        order = job.slots.order if job else None
        if order is None:
            return {}
        if order != self._order:
            self._order, self._done = order, done_for(connection, order)
        return self._done


def waiting_labels(connection: Connection) -> tuple[LabelJob, ...]:
    """The labels that somebody waits for, as the machine sees them."""
    return tuple(
        LabelJob(job.number, job.wanted.subject.code, job.state, job.trouble, job.detail)
        for job in open_jobs(connection)
    )


def _does(kind: OrderKind, line: Line) -> bool:
    """Whether a movement does what an order of that kind asks for."""
    match kind:
        case OrderKind.WORK:
            return line.role is Role.OUTPUT
        case OrderKind.PURCHASE:
            return line.source.location == SUPPLIER
        case _:
            return line.destination.location == CUSTOMER
