"""A long, realistic history through the command line: loaded, loaded again, traced and verified.

`LOTLINE_LINES=100000` takes the whole of it; every change takes a short one.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kiosk.database.connection import open_engine, reading
from kiosk.database.trace import Direction, find_lots
from kiosk.database.trace_answer import answer_of
from tests.oracle.compare import differences, load_differences
from tests.oracle.facts import LotKey
from tests.oracle.genealogy import DIRECTIONS, trace
from tests.oracle.plant import NOW, Plant
from tests.oracle.random_history import random_operations

LINES = int(os.environ.get("LOTLINE_LINES", "2500"))
SEED = 7
TRACED = 60
TOP = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A history in a database, and what the oracle says of it."""

    plant: Plant
    expected: dict[str, Any]
    operations: Path
    database: Path
    answer: dict[str, Any]


def kiosk(database: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Exit status and answer of a command."""
    command = [sys.executable, "-m", "kiosk", "--database", str(database), *arguments, "--json"]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = tmp_path_factory.mktemp("history")
    operations = list(random_operations(SEED, LINES))
    plant = Plant(now=NOW)
    expected = plant.load(operations)
    file = folder / "operations.jsonl"
    file.write_text("".join(f"{json.dumps(each)}\n" for each in operations), encoding="utf-8")
    database = folder / "plant.db"
    status, answer = kiosk(database, "load", str(file))
    assert status == 1  # some lines of the history must be refused
    return Loaded(plant, expected, file, database, answer)


def test_every_line_is_taken_or_refused_as_the_oracle_says(loaded: Loaded) -> None:
    assert load_differences(loaded.expected, loaded.answer) == []
    assert loaded.answer["recorded"] > 0.9 * LINES


def test_a_second_load_records_nothing(loaded: Loaded) -> None:
    _, again = kiosk(loaded.database, "load", str(loaded.operations))
    assert (again["recorded"], again["already"]) == (0, loaded.answer["recorded"])
    assert again["entries"] == loaded.answer["entries"]


def test_nothing_is_damaged(loaded: Loaded) -> None:
    status, answer = kiosk(loaded.database, "verify")
    assert (status, answer["ok"], answer["entries"]) == (0, True, loaded.answer["recorded"])


def test_the_traces_of_a_sample_are_those_of_the_oracle(loaded: Loaded) -> None:
    random = Random(SEED)  # a sample, no secret
    with tracing(loaded.database) as traced:
        for lot in random.sample(sorted(loaded.plant.lots), TRACED):
            for direction in DIRECTIONS:
                expected = trace(loaded.plant, lot, direction, NOW.date())
                assert differences(expected, traced(lot, direction)) == [], f"{lot} {direction}"


@contextmanager
def tracing(database: Path) -> Iterator[Any]:
    engine = open_engine(str(database), create=False)

    def traced(lot: LotKey, direction: str) -> dict[str, Any]:
        with reading(engine) as connection:
            [found] = [each for each in find_lots(connection, lot.code, lot.item) if each.kind == lot.kind]
            return answer_of(connection, found.key, Direction(direction), NOW.date())

    try:
        yield traced
    finally:
        engine.dispose()
