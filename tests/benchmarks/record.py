"""One receipt, one consumption, one component scan, each durable, beside one bare commit of SQLite.

The peer inserts one row into a table of its own file in the same folder, with the same settings, in turns with the
rest.
"""

import itertools
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from kiosk.clock import WallClock
from kiosk.database.ledger import Ledger
from kiosk.database.station import Station
from kiosk.domain.proposal import Proposal
from tests.benchmarks.bulk import STATION
from tests.benchmarks.ledgers import bare_connection, ledger_file, opened, own_copy
from tests.benchmarks.plant import unit_code
from tests.benchmarks.proposals import Shift, record_it
from tests.benchmarks.scale import Scale
from tests.benchmarks.table import Row
from tests.benchmarks.timing import Call, growth, interleaved, percentile

TOP = Path(__file__).absolute().parents[2]
_PEER = "bare commit"
_P50_LIMIT, _P99_LIMIT = 3.0, 5.0
_PAUSES_S = itertools.cycle((0.011, 0.023, 0.017, 0.013, 0.029))
"""Between two scans while somebody traces: a writer that never rests would keep the reader out instead."""
_FLAT_LIMIT = 1.5
"""Our reading of "flat": the largest ledger at most half slower than the smallest."""


def measure(scale: Scale) -> Iterator[Row]:
    """Rows for every size, alone and while another process traces, and for the growth with the ledger."""
    medians: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for size in scale.record_sizes:
        for circumstance in ("alone", "traced"):
            ledger = ledger_file(size, scale.parts if size in scale.trace_sizes else 0)
            taken = _measure_on(ledger, scale.record_samples, is_traced=circumstance == "traced")
            peer = taken.pop(_PEER)
            for kind, values in taken.items():
                for name, share, limit in (("p50", 0.5, _P50_LIMIT), ("p99", 0.99, _P99_LIMIT)):
                    what = f"record: {kind}, {size} movements, {circumstance}, {name}"
                    yield Row(what, percentile(values, share), "ms", percentile(peer, share), limit)
                medians[kind, circumstance].append(percentile(values, 0.5))
    for (kind, circumstance), values in medians.items():
        what = f"record: {kind}, {circumstance}, p50, largest ledger by smallest"
        yield Row(what, growth(values), "x", limit=_FLAT_LIMIT)


def _measure_on(ledger: Path, samples: int, *, is_traced: bool) -> dict[str, list[float]]:
    with own_copy(ledger) as path, opened(path) as engine, opened_ledger(engine) as writer:
        shift = Shift(writer, samples)
        with closing(_peer(path, engine)) as peer:
            calls = {
                _PEER: _commits(peer),
                "receipt": recorder(writer, shift.receipts()),
                "consumption": recorder(writer, shift.consumptions()),
                "component": recorder(writer, shift.components()),
            }
            if not is_traced:
                return interleaved(calls, samples)
            with tracing(path, unit_code(0)):
                return interleaved(calls, samples, _pause)


@contextmanager
def opened_ledger(engine: Engine) -> Iterator[Ledger]:
    """The writer of the ledger."""
    ledger = Ledger(engine, WallClock(), Station(STATION))
    try:
        yield ledger
    finally:
        ledger.close()


def _pause() -> None:
    time.sleep(next(_PAUSES_S))


def _peer(beside: Path, engine: Engine) -> sqlite3.Connection:
    connection = bare_connection(beside.with_name("peer.db"), engine)
    connection.execute("CREATE TABLE note (key INTEGER PRIMARY KEY, text TEXT)")
    return connection


def _commits(connection: sqlite3.Connection) -> Call:
    text = "one row of one hundred characters ".ljust(100, ".")

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO note (text) VALUES (?)", (text,))
        connection.execute("COMMIT")

    return commit


def recorder(ledger: Ledger, proposals: Iterator[Proposal]) -> Call:
    """Records the next proposal, durably; AssertionError where the rules refuse it."""

    def record() -> None:
        proposal = next(proposals)
        with ledger.transaction():
            record_it(ledger, proposal)

    return record


@contextmanager
def tracing(path: Path, code: str) -> Iterator[None]:
    """A second process that traces this lot of this database without a pause."""
    command = [sys.executable, "-m", "tests.benchmarks.tracer", str(path), code]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "tracing\n", "the tracing process did not begin"
            yield
            assert process.poll() is None, "the tracing process ended by itself"
        finally:
            process.terminate()
