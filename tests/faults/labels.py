"""Kills a kiosk that prints, at random moments and on a printer that misbehaves, and looks at what lies on the table.

Every number that was recorded has one label in the queue; none comes out twice; what the queue calls printed came out,
and what it calls unknown came out once or not at all. Nothing waits for ever: a last life on a good printer prints it.
"""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from sqlalchemy import Engine

from kiosk.database.connection import open_engine, reading
from kiosk.database.print_queue import PrintJob, last_jobs
from kiosk.database.verify import verify
from kiosk.workflow.label_job import JobState
from tests.faults import kill
from tests.flows.bench import entries_of
from tests.hardware.printers.loopback import Fault, LoopbackPrinter, loopback

TOP = Path(__file__).parents[2]
LIFE_S = 1.5
"""A process is killed at a random moment before this, counted from its first label that was wanted; the longer it may
live, the more labels wait for the last life to print them."""
WAIT_S = 60
_ALL = 100_000


@dataclass
class Findings:
    """What the kills did."""

    seed: int
    kills: int = 0
    faults: Counter[Fault] = field(default_factory=Counter)
    states: Counter[JobState] = field(default_factory=Counter)
    came_out: int = 0

    def __str__(self) -> str:
        states = ", ".join(f"{count} {state}" for state, count in sorted(self.states.items()))
        return (
            f"seed {self.seed}: {self.kills} kills, {len(self.faults)} kinds of printers; "
            f"{sum(self.states.values())} labels wanted: {states}; {self.came_out} came out, 0 doubled, 0 lost"
        )


def run(database: Path, times: int, seed: int, life_s: float = LIFE_S) -> Findings:
    """Kill the kiosk `times` times; AssertionError if a label was lost or doubled."""
    chance, findings = Random(seed), Findings(seed)
    kill.prepare(database)
    engine = open_engine(str(database), create=False)
    try:
        with loopback() as printer:
            while findings.kills < times:
                printer.fault = chance.choice([*Fault, Fault.NONE, Fault.NONE, Fault.NONE])
                findings.faults[printer.fault] += 1
                _live_and_die(database, engine, printer, chance.uniform(0, life_s))
                findings.kills += 1
                _check(engine, printer)
            printer.fault = Fault.NONE
            _print_the_rest(database, engine, printer)
            _check(engine, printer)
            findings.states = Counter(job.state for job in _jobs(engine))
            findings.came_out = len(printer.printed)
        assert verify(engine).damage is None
    finally:
        engine.dispose()
    return findings


def _start(database: Path, printer: LoopbackPrinter, what: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.faults.printing_kiosk", str(database), str(printer.port), what]
    return subprocess.Popen(command, cwd=TOP, stderr=subprocess.DEVNULL)


def _live_and_die(database: Path, engine: Engine, printer: LoopbackPrinter, life_s: float) -> None:
    wanted = len(_jobs(engine))
    with _start(database, printer, "receive") as process:
        try:
            _until(lambda: len(_jobs(engine)) > wanted, process)
            time.sleep(life_s)  # the random moment is what this suite is about
        finally:
            process.kill()


def _print_the_rest(database: Path, engine: Engine, printer: LoopbackPrinter) -> None:
    with _start(database, printer, "print") as process:
        try:
            open_states = (JobState.QUEUED, JobState.PRINTING)
            _until(lambda: not any(job.state in open_states for job in _jobs(engine)), process)
        finally:
            process.kill()


def _until(holds: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + WAIT_S
    while not holds():
        assert process.poll() is None, "the kiosk ended by itself"
        assert time.monotonic() < until, "nothing happens any more"
        time.sleep(0.02)


def _jobs(engine: Engine) -> list[PrintJob]:
    with reading(engine) as connection:
        return last_jobs(connection, _ALL)


def _check(engine: Engine, printer: LoopbackPrinter) -> None:
    jobs = _jobs(engine)
    paper = Counter(each.symbols[0].data.decode() for each in list(printer.printed))
    born = [entry for entry in entries_of(engine) if entry.operator == "OP1"]
    assert Counter(job.wanted.entry for job in jobs) == Counter(str(entry.ref) for entry in born), "one label an entry"
    doubled = [code for code, count in paper.items() if count > 1]
    assert not doubled, f"printed twice: {doubled}"
    lost = [job for job in jobs if job.state is JobState.PRINTED and not paper[job.wanted.subject.code]]
    assert not lost, f"called printed and not there: {lost}"
    early = [job for job in jobs if job.state is JobState.QUEUED and paper[job.wanted.subject.code]]
    assert not early, f"there, and will be printed once more: {early}"
