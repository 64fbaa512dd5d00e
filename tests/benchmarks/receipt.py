"""A receipt of 1,000 serials in one entry: how long it takes, and whether the statements grow with the serials."""

from collections.abc import Iterator
from itertools import count

from sqlalchemy import Engine, event

from tests.benchmarks.ledgers import ledger_file, opened, own_copy
from tests.benchmarks.proposals import Shift
from tests.benchmarks.record import opened_ledger, recorder
from tests.benchmarks.scale import Scale
from tests.benchmarks.table import Row
from tests.benchmarks.timing import Call, interleaved, median

_SECONDS = 1.0
_ROUNDS = 5


def measure(scale: Scale) -> Iterator[Row]:
    """Seconds, and statements beside those of a receipt of ten."""
    with (
        own_copy(ledger_file(scale.record_sizes[0], 0)) as path,
        opened(path) as engine,
        opened_ledger(engine) as ledger,
    ):
        shift = Shift(ledger, 1)
        proposals = (shift.serials(scale.serials, f"LARGE-{number}") for number in count())
        taken = interleaved({"receipt": recorder(ledger, proposals)}, _ROUNDS)["receipt"]
        yield Row(f"receipt: {scale.serials} serials in one entry", median(taken) / 1000, "s", limit=_SECONDS)
        few = _statements(engine, recorder(ledger, iter([shift.serials(10, "FEW")])))
        many = _statements(engine, recorder(ledger, iter([shift.serials(scale.serials, "MANY")])))
        yield Row(f"receipt: statements for {scale.serials} serials, beside 10", many, "", few, 1.0)


def _statements(engine: Engine, call: Call) -> int:
    """How many statements a call sends, however many rows each of them inserts."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        call()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(sent)
