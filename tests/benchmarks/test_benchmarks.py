"""That the benchmarks run and print their ratios. No figure is judged here: other programs disturb a test run."""

from functools import partial
from pathlib import Path

import pytest

from kiosk.database.connection import open_engine
from kiosk.database.verify import verify
from tests.benchmarks import __main__ as command
from tests.benchmarks import start
from tests.benchmarks.bulk import count_movements, make_ledger
from tests.benchmarks.plant import number_of_systems, steps
from tests.benchmarks.scale import TINY
from tests.benchmarks.table import Row, line_of
from tests.benchmarks.timing import interleaved, median, percentile


@pytest.fixture
def tempdir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", [name for name in command.BENCHMARKS if name != "start"])
def test_every_benchmark_prints_its_ratios(name: str, tempdir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command.report([name], TINY)
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["what", "measured", "peer", "ratio", "limit"]
    assert lines
    for line in lines:
        assert line.startswith(f"{name}: ")
    judged = [line for line in lines if line.endswith(("ok", "over"))]
    ratios = [float(line.split()[-3]) for line in judged if " s " not in line and " x " not in line]
    assert ratios
    assert all(ratio > 0 for ratio in ratios)


def test_start_of_a_command_is_measured_beside_an_empty_window(
    tempdir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("PySide6")
    monkeypatch.setattr(start, "has_window", lambda: False)
    command.report(["start"], TINY)
    _, line = capsys.readouterr().out.splitlines()
    assert line.startswith("start: a trace on the command line, beside an empty window")


def test_ledger_in_bulk_is_one_that_recording_would_have_made(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    make_ledger(path, 300, 20)
    engine = open_engine(str(path), create=False)
    try:
        assert count_movements(engine) >= 300
        found = verify(engine)
    finally:
        engine.dispose()
    assert found.damage is None
    assert found.entries > 300


def test_steps_come_in_the_number_that_is_asked_for() -> None:
    assert len(list(steps(1000, 0))) >= 1000
    mixed = list(steps(1000, 100))
    assert len(mixed) >= 1000
    assert sum(step.kind == "receive" and step.item == "BAG" for step in mixed) == 100
    assert sum(step.item == "SYSTEM" and step.kind == "ship" for step in mixed) == number_of_systems(1000, 100)


def test_rows_are_judged_by_ratio_or_else_by_what_was_measured() -> None:
    assert Row("a", 6.0, peer=2.0, limit=3.0).verdict == "ok"
    assert Row("a", 6.1, peer=2.0, limit=3.0).verdict == "over"
    assert Row("a", 0.5, "s", limit=1.0).verdict == "ok"
    assert Row("a", 1.5, "s", limit=1.0).verdict == "over"
    assert Row("a", 6.0, peer=2.0).verdict == ""
    line = line_of(Row("a", 6.1, peer=2.0, limit=3.0).cells())
    assert " ".join(line.split()) == "a 6.100 ms 2.000 ms 3.05 3 over"


def test_percentiles_are_values_that_were_measured() -> None:
    assert [percentile([5.0, 1.0, 4.0, 2.0, 3.0], share) for share in (0.0, 0.5, 0.99, 1.0)] == [1.0, 3.0, 5.0, 5.0]
    assert median([2.0, 1.0]) == 1.0


def test_turns_begin_with_another_one_each_round() -> None:
    seen: list[str] = []
    taken = interleaved({name: partial(seen.append, name) for name in "abc"}, 3)
    assert "".join(seen) == "abcbcacab"
    assert {name: len(values) for name, values in taken.items()} == {"a": 3, "b": 3, "c": 3}


def test_busy_machine_is_told() -> None:
    assert command.disturbance(0.5, 2) == ""
    assert "load average 0.6 on 2 cores" in command.disturbance(0.6, 2)


def test_unknown_names_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        command.main(["speed"])
    assert refused.value.code == 2
    assert "no benchmark speed; known are record" in capsys.readouterr().err
