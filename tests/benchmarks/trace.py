"""A trace in both directions beside two raw recursive statements that return the same links.

The ledger of these traces has no returns and no batch with several outputs, so that a link is a group of movements and
the peer's statement is as short as it can be.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from kiosk.database.connection import reading
from kiosk.database.links import read_links
from kiosk.database.trace import Direction, find_lots, trace
from kiosk.database.trace_answer import answer_of
from tests.benchmarks.ledgers import bare_connection, ledger_file, opened
from tests.benchmarks.plant import COMPOUND, number_of_systems, unit_code
from tests.benchmarks.scale import Scale
from tests.benchmarks.table import Row
from tests.benchmarks.timing import growth, interleaved, median

_LIMIT = 3.0
_GROWTH_LIMIT = 1.5
"""Our reading of "grows with the answer, not with the ledger": at most half more than the peer grows."""

_BACK, _FORWARD = (1, 0), (0, 1)
"""Side of the lot at hand, and side of the lots that are one step further."""


def peer_statement(near: int, far: int) -> str:
    """One direction of a trace: input, output, transformation, state, quantity, evidence, first, last, station.

    CROSS JOIN keeps SQLite to the order written here; left alone it reads every movement for some of these.
    """
    here, there = ("made", "source") if near else ("source", "made")
    return f"""
        WITH RECURSIVE walk(lot) AS (
            VALUES(?)
            UNION
            SELECT far.lot FROM walk
            CROSS JOIN participation near ON near.lot = walk.lot AND near.side = {near}
            CROSS JOIN participation far ON far.transformation = near.transformation AND far.side = {far}
            WHERE near.taken > 0 AND far.taken > 0 AND near.tracked
        )
        SELECT source.lot, made.lot, made.transformation, 'current', sum(movement.remaining),
            max(max(movement.evidence), (
                SELECT max(own.evidence) FROM movement own
                WHERE own.transformation = made.transformation AND own.lot = made.lot AND own.role = 1
                AND own.remaining > 0
            )),
            min(movement.at), max(movement.at), entry.station
        FROM walk
        CROSS JOIN participation {here} ON {here}.lot = walk.lot AND {here}.side = {near}
        CROSS JOIN participation {there} ON {there}.transformation = {here}.transformation AND {there}.side = {far}
        CROSS JOIN movement ON movement.transformation = source.transformation AND movement.lot = source.lot
            AND movement.role = 0 AND movement.remaining > 0
        CROSS JOIN entry ON entry.arrival = movement.arrival
        WHERE source.taken > 0 AND made.taken > 0 AND {here}.tracked
        GROUP BY source.lot, made.lot, made.transformation
    """  # noqa: S608 - numbers and names from this file


def measure(scale: Scale) -> Iterator[Row]:
    """Rows for every size and both answers, and for the growth with the ledger."""
    medians: defaultdict[tuple[int, str], list[float]] = defaultdict(list)
    for size in scale.trace_sizes:
        middle = unit_code(number_of_systems(size, scale.parts) // 2)
        with opened(ledger_file(size, scale.parts)) as engine:
            for item, code in (("UNIT", middle), ("COMPOUND", COMPOUND)):
                links, taken = _measure_on(engine, item, code, scale.trace_rounds)
                for name in ("links only", "whole", "as JSON"):
                    measured, peer = median(taken[name]), median(taken["peer"])
                    what = f"trace: {links} links, {size} movements, {name}"
                    yield Row(what, measured, "ms", peer, _LIMIT)
                for name in ("whole", "peer"):
                    medians[links, name].append(median(taken[name]))
    for links, name in medians:
        if name == "whole":
            what = f"trace: {links} links, whole, largest ledger by smallest"
            yield Row(what, growth(medians[links, name]), "x", growth(medians[links, "peer"]), _GROWTH_LIMIT)


def _measure_on(engine: Engine, item: str, code: str, rounds: int) -> tuple[int, dict[str, list[float]]]:
    """The number of links, and milliseconds of the product's answers and of the peer's."""
    today = datetime.now(UTC).date()
    with closing(bare_connection(Path(str(engine.url.database)), engine)) as raw, engine.connect() as connection:
        raw.execute("PRAGMA automatic_index=OFF")  # else it makes an index of all movements for every answer
        root = find_lots(connection, code, item)[0].key
        connection.rollback()
        links = _peer_links(raw, root)
        _check_same(connection, root, links)
        connection.rollback()

        def only_links() -> None:
            with reading(engine) as own:
                _links(own, root)

        def whole() -> None:
            with reading(engine) as own:
                trace(own, root, Direction.BOTH, today)

        def as_json() -> None:
            with reading(engine) as own:
                answer_of(own, root, Direction.BOTH, today)

        calls = {"peer": lambda: _peer_links(raw, root), "links only": only_links, "whole": whole, "as JSON": as_json}
        interleaved(calls, 2)
        return len(links), interleaved(calls, rounds)


def _peer_links(raw: sqlite3.Connection, root: int) -> list[tuple[object, ...]]:
    back = raw.execute(peer_statement(*_BACK), (root,)).fetchall()
    return back + raw.execute(peer_statement(*_FORWARD), (root,)).fetchall()


def _links(connection: Connection, root: int) -> list[tuple[object, ...]]:
    found = [*read_links(connection, root, forward=False), *read_links(connection, root, forward=True)]
    return [
        (
            link.input,
            link.output,
            link.transformation,
            link.state.value,
            link.quantity,
            int(link.evidence),
            link.first,
            link.last,
            link.station,
        )
        for link in found
    ]


def _check_same(connection: Connection, root: int, links: list[tuple[object, ...]]) -> None:
    """A ratio between different answers would say nothing."""
    own = _links(connection, root)
    assert len(own) == len(links)
    assert set(own) == set(links)
