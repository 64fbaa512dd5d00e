"""The product in memory, for tests that load operations and ask questions."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from kiosk.database.connection import open_engine, reading, writing
from kiosk.database.ledger import Ledger
from kiosk.database.schema import make_tables
from kiosk.database.station import Station
from kiosk.database.trace import Direction, find_lots
from kiosk.database.trace_answer import answer_of
from kiosk.operations.loader import Loader

NOW = datetime.fromisoformat("2026-05-04T10:00:00+02:00")


class FixedClock:
    """A clock that stands still."""

    def __init__(self, now: datetime = NOW) -> None:
        self.instant = now

    def now(self) -> datetime:
        return self.instant

    def is_trusted(self) -> bool:
        return True


class Product:
    """One database with its writer."""

    def __init__(self, engine: Engine, now: datetime = NOW) -> None:
        self.engine = engine
        self.clock = FixedClock(now)
        self.ledger = Ledger(engine, self.clock, Station("ST"))

    def load(self, operations: Iterable[Any]) -> dict[str, Any]:
        lines = (each if isinstance(each, str) else json.dumps(each) for each in operations)
        return Loader(self.ledger, self.clock.now).load(lines).as_json()

    def trace(
        self, code: str, item: str, direction: str, today: date, *, kind: str | None = None, issuer: str = ""
    ) -> dict[str, Any]:
        with reading(self.engine) as connection:
            found = find_lots(connection, code, item)
            chosen = [each for each in found if kind in (None, each.kind) and issuer == each.issuer]
            assert len(chosen) == 1, f"{code} of {item}: {chosen}"
            return answer_of(connection, chosen[0].key, Direction(direction), today)


def new_engine(name: str = ":memory:") -> Engine:
    """An empty database with the tables of the newest schema."""
    engine = open_engine(name, create=True)
    with writing(engine) as connection:
        make_tables(connection)
    return engine


@contextmanager
def product_in_memory(now: datetime = NOW) -> Iterator[Product]:
    engine = new_engine()
    product = Product(engine, now)
    try:
        yield product
    finally:
        product.ledger.close()
        engine.dispose()
