"""Kills the console at random moments while a story runs, and proves that nothing acknowledged is lost or doubled."""

import json
import random
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.database.connection import open_engine
from kiosk.database.verify import verify

TOP = Path(__file__).parents[2]
MASTER = (
    {"op": "location", "code": "STOCK"},
    {"op": "operator", "code": "OP1", "name": "One", "badge": "B-1"},
    {"op": "item", "code": "CELL", "tracking": "lot"},
    {"op": "item", "code": "MOTOR", "tracking": "serial"},
    {"op": "item", "code": "BIKE", "tracking": "serial"},
    {"op": "bom", "item": "BIKE", "component": "CELL", "quantity": "4"},
    {"op": "bom", "item": "BIKE", "component": "MOTOR", "quantity": "1"},
    {"op": "order", "code": "MO-1", "kind": "work", "item": "BIKE", "quantity": "100000"},
    {"op": "receive", "item": "CELL", "lot": "L1", "quantity": "900000", "to": "STOCK"},
)
SETUP = ("BADGE:B-1", "LOT:FLOW-build", "MO-1", "STOCK")
LONGEST_LIFE_S = 2.5
"""A process is killed at a random moment before this, counted from its start."""


@dataclass
class Findings:
    """What the kills did."""

    kills: int = 0
    acknowledged: set[str] = field(default_factory=set)
    resumed: int = 0
    """Starts at which the story went on within its flow."""
    units: int = 0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {len(self.acknowledged)} acknowledged entries, {self.units} units: "
            f"0 lost, 0 doubled, {self.resumed} starts resumed their draft, verify clean"
        )


def unit_lines(number: int) -> tuple[str, ...]:
    """The scans that build one unit; each may be fed again without recording twice."""
    return (f"BIKE-{number}", "L1", f"MOTOR-{number}", "LOT:FINISH")


class Story:
    """The lines in order, and how far they are acknowledged."""

    def __init__(self) -> None:
        self.position = 0

    def line(self) -> str:
        if self.position < len(SETUP):
            return SETUP[self.position]
        unit, step = divmod(self.position - len(SETUP), 4)
        return unit_lines(unit)[step]

    @property
    def is_in_flow(self) -> bool:
        return self.position > len(SETUP)


def prepare(database: Path, motors: int) -> None:
    """A plant with enough motors for every unit that the story can reach."""
    operations = [*MASTER]
    operations += [{"op": "receive", "item": "MOTOR", "lot": f"MOTOR-{n}", "to": "STOCK"} for n in range(motors)]
    lines = "".join(json.dumps(each) + "\n" for each in operations)
    command = [sys.executable, "-m", "kiosk", "--database", str(database), "load", "-"]
    done = subprocess.run(command, cwd=TOP, input=lines, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def run(database: Path, times: int, seed: int) -> Findings:
    """Kill the console `times` times, check after each, and say what was found; AssertionError if anything is wrong."""
    chance = random.Random(seed)
    prepare(database, motors=times * 40 + 100)
    story, findings = Story(), Findings()
    for _ in range(times):
        _live_and_die(database, story, findings, chance.uniform(0.4, LONGEST_LIFE_S))
        findings.kills += 1
        _check_acknowledged(database, findings)
    _check_whole(database, findings)
    return findings


def _live_and_die(database: Path, story: Story, findings: Findings, life_s: float) -> None:
    command = [sys.executable, "-m", "kiosk", "--database", str(database), "console", "--json"]
    with subprocess.Popen(
        command, cwd=TOP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        killer = threading.Timer(life_s, process.kill)
        killer.start()
        is_first = True
        try:
            while True:
                process.stdin.write(story.line() + "\n")
                process.stdin.flush()
                answer = process.stdout.readline()
                if not answer.endswith("\n"):
                    break
                document = json.loads(answer)
                if is_first and story.is_in_flow:
                    assert document["flow"] == "build", document
                    findings.resumed += 1
                is_first = False
                findings.acknowledged |= set(document["recorded"])
                story.position += 1
        except BrokenPipeError:
            process.stdin = None  # the dead reader's pipe must not be flushed again
        finally:
            killer.cancel()
            process.kill()


def _check_acknowledged(database: Path, findings: Findings) -> None:
    with closing(sqlite3.connect(database)) as connection:
        there = {f"{station}/{seq}" for station, seq in connection.execute("SELECT station, seq FROM entry")}
    assert findings.acknowledged <= there, f"lost: {sorted(findings.acknowledged - there)}"


def _check_whole(database: Path, findings: Findings) -> None:
    """Every unit was begun, filled and finished exactly once, but for the one that the last kill interrupted."""
    with closing(sqlite3.connect(database)) as connection:
        bodies = [json.loads(body) for (body,) in connection.execute("SELECT body FROM entry ORDER BY arrival")]
    done: Counter[tuple[str, str, str]] = Counter()
    for body in bodies:
        for lot in body.get("lots", ()):
            for change in body.get("transformations", ()) or [{"id": ""}]:
                done[body["kind"], lot.get("code", ""), change["id"]] += 1
        for movement in body.get("movements", ()):
            if body["kind"] == "consume":
                done["into", movement["lot"], movement["transformation"]] += 1
    doubled = [key for key, count in done.items() if count > 1 and key[0] in ("start", "produce", "into")]
    assert not doubled, f"doubled: {doubled}"
    findings.units = sum(1 for kind, code, _ in done if kind == "produce" and code.startswith("BIKE-"))
    engine = open_engine(str(database), create=False)
    try:
        assert verify(engine).damage is None
    finally:
        engine.dispose()
