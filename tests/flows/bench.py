"""Drives a session through a story and writes down what came of it, as text to compare."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, select

from hardware.scan import Scan
from kiosk.database import tables
from kiosk.database.connection import reading
from kiosk.database.print_queue import last_jobs
from kiosk.domain.entry import Entry
from kiosk.domain.entry_format import entry_of
from kiosk.domain.lot import LotIdentity
from kiosk.domain.movement import EntryRef, Movement
from kiosk.domain.quantity import to_text
from kiosk.identification.scan_text import scan_text
from kiosk.identification.site_patterns import compile_site
from kiosk.runtime.session import Outcome, Place, Session
from kiosk.snapshot import Snapshot
from kiosk.workflow.flow import missing_slot
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.label_job import NO_LABELS, LabelPolicy
from kiosk.workflow.states import State, Working
from tests.flows.plant import PLANT
from tests.operations.product import Product, product_in_memory

SITE = compile_site([("bin", r"BIN/(?P<location>[A-Z]+)"), ("tag", r"TAG/(?P<item>[A-Z]+)/(?P<lot>.+)")], year=2026)
SIGN_IN = "BADGE:B-1"
POLICIES = {"": NO_LABELS, "prints": LabelPolicy(prints=True), "scans back": LabelPolicy(prints=True, scans_back=True)}


@dataclass
class Bench:
    """One kiosk on one database."""

    product: Product
    place: Place = field(default_factory=Place)

    def __post_init__(self) -> None:
        self.reopen()
        self.first = len(self.entries())

    def reopen(self) -> None:
        """Start the kiosk anew on what is durable."""
        self.session = Session(self.product.ledger, SITE, self.product.clock, self.place)

    @property
    def snapshot(self) -> Snapshot:
        return self.session.snapshot

    def do(self, given: str) -> Outcome:
        """A scan as text, `wedge:TEXT` by a scanner that types.

        `act:KEY` is a touch, `enter:TEXT` the pad's answer, `load:JSON` another program at work.
        """
        if given.startswith("wedge:"):
            aim, data = scan_text(given.removeprefix("wedge:"), literal=True)
            return self.session.take_scan(Scan(data, aim, "wedge"))
        if given.startswith("load:"):
            self.product.load([given.removeprefix("load:")])
            return Outcome(self.snapshot, None, ())
        if given.startswith("act:"):
            return self.session.act(given.removeprefix("act:"))
        if given.startswith("enter:"):
            return self.session.enter(given.removeprefix("enter:"))
        return self.session.take_line(given)

    def entries(self) -> list[Entry]:
        """Every entry, in order."""
        return entries_of(self.product.engine)

    def journal(self) -> list[Any]:
        """Every row of the scan journal."""
        with reading(self.product.engine) as connection:
            return list(connection.execute(select(tables.scan_journal).order_by(tables.scan_journal.c.number)))

    def jobs(self) -> list[str]:
        """Every label that was wanted, a line each: code, state, and which entry of this kiosk it is for."""
        with reading(self.product.engine) as connection:
            jobs = reversed(last_jobs(connection, 100))
        return [f"{job.wanted.subject.code} {job.state} {self._place_of(job.wanted.entry)}".rstrip() for job in jobs]

    def _place_of(self, entry: str) -> str:
        ref = EntryRef.parse(entry)
        return f"entry {ref.seq - self.first}" if ref else ""

    def ledger(self) -> list[str]:
        """What this kiosk recorded, a line an entry."""
        return [entry_line(entry) for entry in self.entries()[self.first :]]


@contextmanager
def open_bench(*more: dict[str, Any], location: str = "", labels: str = "") -> Iterator[Bench]:
    """A kiosk in the plant of the stories, with more operations loaded."""
    with product_in_memory() as product:
        with product.engine.connect() as connection:
            sqlite_of(connection).deserialize(loaded_plant())
        if more:
            load(product, more)
        yield Bench(product, Place(title="Test", location=location, labels=POLICIES[labels]))


@cache
def loaded_plant() -> bytes:
    """The database of the plant, made once."""
    with product_in_memory() as product:
        load(product, PLANT)
        with product.engine.connect() as connection:
            return sqlite_of(connection).serialize()


def entries_of(engine: Engine) -> list[Entry]:
    """Every entry of a database, in order."""
    with reading(engine) as connection:
        rows = connection.execute(select(tables.entry.c.body).order_by(tables.entry.c.arrival))
        return [entry_of(row.body) for row in rows]


def load(product: Product, operations: Iterable[Mapping[str, Any]]) -> None:
    answer = product.load(operations)
    assert not answer["refused"], answer["refused"]


def sqlite_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection."""
    own: Any = connection.connection.dbapi_connection
    assert isinstance(own, sqlite3.Connection)
    return own


def where(state: State) -> str:
    """`receive.lot` while a flow asks for the lot, else the name of the state."""
    if not isinstance(state, Working):
        return type(state).__name__
    missing = missing_slot(FLOWS[state.job.flow], state.job.slots)
    return f"{state.job.flow}.{missing or 'nothing'}"


def row_of(given: str, outcome: Outcome, state: State) -> str:
    """One line of a story: input, where it leads, verdict, rule, how many entries."""
    verdict = outcome.verdict
    said = f"{verdict.mood.value} {verdict.key}" if verdict else "-"
    cells = [given, where(state), said, verdict.rule if verdict else "", str(len(outcome.recorded) or "")]
    return " | ".join(cells).rstrip(" |")


def entry_line(entry: Entry) -> str:
    """An entry in one line: everything but times, hashes and numbers."""
    lots = {lot.id: lot for lot in entry.lots}
    parts = [" ".join(part for part in (entry.kind.value, entry.order, entry.partner) if part)]
    parts.append("+".join(part for part in (entry.operator, entry.approver) if part))
    parts += [_movement_text(each, lots[each.lot]) for each in entry.movements]
    parts += [f"approved {' '.join(entry.approved)}"] if entry.approved else []
    parts += [f"warned {' '.join(entry.warned)}"] if entry.warned else []
    parts += [f"reason {entry.reason}"] if entry.reason else []
    parts += [f"fact {each.name} {each.value} {each.source}" for each in entry.facts]
    parts += [f"member of {lots[each.lot].code}" for each in entry.members]
    parts += [
        f"{'closes' if each.closes else 'opens'} {each.kind.value} {each.id}"
        + (f" for {lots[each.unit].code}" if each.unit else "")
        for each in entry.transformations
    ]
    return " | ".join(parts)


def _movement_text(movement: Movement, lot: LotIdentity) -> str:
    code = "/".join(part for part in (lot.item, lot.code, lot.issuer) if part)
    entered = movement.entered
    quantity = to_text(movement.quantity)
    if entered and entered.factor != "1":
        quantity += f"={entered.quantity}x{entered.factor}"
    parts = [code, quantity, f"{movement.source.location}>{movement.destination.location}"]
    parts += [movement.role.value] if movement.role else []
    parts += [movement.transformation] if movement.transformation else []
    parts += [movement.evidence.word] + (["back"] if movement.reverses else [])
    return " ".join(parts)


def lines_of(text: str) -> list[str]:
    """The lines of a table, without indentation; one that begins with `|` goes on from the line before."""
    lines: list[str] = []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        if line.startswith("|"):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def cells_of(line: str) -> list[str]:
    """The cells of a line, `a | b`."""
    return [cell.strip() for cell in line.split("|")]


def normal(lines: Iterable[str]) -> list[str]:
    """Lines with their cells one blank apart, empty cells at the end left out."""
    return [" | ".join(cells_of(line)).rstrip(" |") for line in lines]
