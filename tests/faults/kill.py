"""Kills the console at random moments while a story runs, and proves that nothing acknowledged is lost or doubled.

After each kill the story goes on with the first line that was not answered. If the journal shows that this line was
recorded all the same, a line that an operator may well scan again is fed again: nothing may be recorded twice. In the
end the ledger is that of the same story told without any kill.
"""

import json
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from sqlalchemy import Engine

from kiosk.database.connection import open_engine
from kiosk.database.verify import verify
from tests.faults.story import OPERATIONS, Line, lines
from tests.flows.bench import Bench, entries_of, entry_line, load
from tests.operations.product import product_in_memory

TOP = Path(__file__).parents[2]
LIFE_S = 0.8
"""A process is killed at a random moment before this, counted from its first answer."""
START_S = 0.5
"""Some are killed earlier: at a random moment before this, counted from their start."""
EARLY = 0.1
"""The share of those."""


@dataclass
class Findings:
    """What the kills did."""

    seed: int
    kills: int = 0
    acknowledged: list[str] = field(default_factory=list)
    """Entries, in the order in which they were acknowledged."""
    unseen: int = 0
    """Lines that were committed when the kill cut off their answer."""
    repeated: int = 0
    """How many of those were fed again."""
    resumed: int = 0
    """Lives that began in the middle of a flow."""
    starts_s: list[float] = field(default_factory=list)
    """Seconds from the start of a process to its first answer."""

    def __str__(self) -> str:
        return (
            f"seed {self.seed}: {self.kills} kills, {len(self.acknowledged)} acknowledged entries: 0 lost, 0 doubled; "
            f"{self.resumed} lives went on in the middle of a flow, {self.unseen} committed lines lost their answer, "
            f"{self.repeated} of them were scanned again; ledger as without kills, verify clean; "
            f"{median(self.starts_s):.2f} s from start to first answer (median)"
        )


class Telling:
    """Where the story stands: what was answered, and what the same story gives without kills."""

    def __init__(self, seed: int, reference: Bench) -> None:
        self._lines = lines(seed)
        self._reference = reference
        self.line = next(self._lines)
        self.rows = 0
        """Rows that the journal has if every answered line, and none besides, was recorded."""
        self.flow = "sign_in"

    def go_on(self) -> str:
        """The line was taken; gives the flow that it leads to without kills."""
        shown = self._reference.do(self.line.text).snapshot
        self.flow = shown.flow or shown.page.value
        self.line = next(self._lines)
        return self.flow


def run(database: Path, times: int, seed: int) -> Findings:
    """Kill the console `times` times; AssertionError if anything was lost, doubled or half done."""
    chance, findings = Random(seed), Findings(seed)
    prepare(database)
    with product_in_memory() as product:
        load(product, OPERATIONS)
        reference = Bench(product)
        telling = Telling(seed, reference)
        while findings.kills < times:
            _live_and_die(database, telling, findings, chance)
            findings.kills += 1
            _settle(database, telling, findings, chance)
        _compare(database, reference)
    return findings


def prepare(database: Path) -> None:
    """Load the plant through the command line."""
    given = "".join(json.dumps(each) + "\n" for each in OPERATIONS)
    command = [sys.executable, "-m", "kiosk", "--database", str(database), "load", "-"]
    done = subprocess.run(command, cwd=TOP, input=given, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _live_and_die(database: Path, telling: Telling, findings: Findings, chance: Random) -> None:
    """One process, from its start to its violent end."""
    command = [sys.executable, "-m", "kiosk", "--database", str(database), "console", "--json"]
    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=TOP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        dies_early = chance.random() < EARLY
        killer = threading.Timer(chance.uniform(0, START_S) if dies_early else 60.0, process.kill)
        killer.start()
        try:
            if (answer := _ask(process, telling.line)) is None:
                return
            findings.starts_s.append(time.perf_counter() - began)
            findings.resumed += telling.flow not in ("sign_in", "home")
            killer.cancel()
            killer = threading.Timer(chance.uniform(0, LIFE_S), process.kill)
            killer.start()
            while answer is not None:
                findings.acknowledged += answer["recorded"]
                telling.rows += 1
                assert answer["flow"] == telling.go_on(), answer
                answer = _ask(process, telling.line)
        finally:
            killer.cancel()
            process.kill()


def _ask(process: "subprocess.Popen[bytes]", line: Line) -> dict[str, Any] | None:
    """Feed one line and read its answer; None if the process died over it."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(line.text.encode() + b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        with suppress(BrokenPipeError):  # closing flushes once more, into the same dead reader's pipe
            process.stdin.close()
        process.stdin = None
        return None
    answer = process.stdout.readline()
    return json.loads(answer) if answer.endswith(b"\n") else None


def _settle(database: Path, telling: Telling, findings: Findings, chance: Random) -> None:
    """What the kill left: every acknowledged entry, and at most the one line that was under way."""
    with closing(sqlite3.connect(database)) as connection:
        there = [f"{station}/{seq}" for station, seq in connection.execute("SELECT station, seq FROM entry")]
        (rows,) = connection.execute("SELECT count(*) FROM scan_journal").fetchone()
    assert len(there) == len(set(there)), "an entry stands there twice"
    assert len(findings.acknowledged) == len(set(findings.acknowledged)), "an entry was acknowledged twice"
    lost = set(findings.acknowledged) - set(there)
    assert not lost, f"lost: {sorted(lost)}"
    assert rows - telling.rows in (0, 1), f"{rows} lines in the journal, {telling.rows} were answered"
    if rows > telling.rows:
        findings.unseen += 1
        telling.rows = rows
        if telling.line.is_repeatable and chance.random() < 0.7:
            findings.repeated += 1
        else:
            telling.go_on()


def _compare(database: Path, reference: Bench) -> None:
    """The ledger is that of the story told without kills; an unanswered last line may have made one entry more."""
    engine = open_engine(str(database), create=False)
    try:
        found = _ledger(engine)[reference.first :]
        expected = reference.ledger()
        assert found[: len(expected)] == expected
        assert len(found) <= len(expected) + 1
        assert verify(engine).damage is None
    finally:
        engine.dispose()


def _ledger(engine: Engine) -> list[str]:
    return [entry_line(entry) for entry in entries_of(engine)]
