"""One demonstration plant for all tests of this folder: it is made once, and each test works on a copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from kiosk.database.connection import open_engine, reading
from kiosk.database.trace import Direction, find_lots
from kiosk.database.trace_answer import answer_of
from kiosk.demo import demo_database, opened_demo
from tests.operations.product import FixedClock

NOW = datetime.fromisoformat("2026-12-02T05:40:00+01:00")
CLOCK = FixedClock(NOW)
TODAY = NOW.date()


@dataclass(frozen=True, slots=True)
class Demo:
    """A copy of the plant."""

    engine: Engine

    def trace(self, code: str, direction: str = "back") -> dict[str, Any]:
        with reading(self.engine) as connection:
            [lot] = find_lots(connection, code)
            return answer_of(connection, lot.key, Direction(direction), TODAY)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that holds yesterday's plant, a build that was killed, and now today's plant."""
    folder = tmp_path_factory.mktemp("cache") / "lotline"
    killed = folder / "demo-2026-12-01-00.ab12"
    killed.mkdir(parents=True)
    (killed / "demo-2026-12-01-00.db").write_bytes(b"half")
    (folder / "demo-2026-12-01-00.db").write_bytes(b"old")
    (folder / "other.db").write_bytes(b"not ours")
    demo_database(folder, CLOCK)
    return folder


@pytest.fixture(scope="module")
def demo(cache: Path) -> Iterator[Demo]:
    with opened_demo(cache, CLOCK) as name:
        engine = open_engine(name, create=False)
        yield Demo(engine)
        engine.dispose()
