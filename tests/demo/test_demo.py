"""The demonstration plant is made once a day, whole or not at all, and every start works on a copy of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import kiosk.demo
from kiosk.database.connection import open_engine, writing
from kiosk.demo import DemoError, demo_database, opened_demo
from kiosk.domain.clock import Clock
from tests.demo.conftest import CLOCK, NOW, Demo
from tests.operations.product import FixedClock


def forbid_building(path: Path, lines: Sequence[Any], clock: Clock) -> None:
    raise AssertionError(f"{path} is made again")


def fake_building(path: Path, lines: Sequence[Any], clock: Clock) -> None:
    path.write_bytes(b"made")
    path.with_name(path.name + "-journal").write_bytes(b"")


def break_building(path: Path, lines: Sequence[Any], clock: Clock) -> None:
    path.write_bytes(b"half")
    raise DemoError("broken off")


def test_the_plant_is_made_once_a_day(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kiosk.demo, "_load", forbid_building)
    assert demo_database(cache, FixedClock(NOW + timedelta(hours=9))) == demo_database(cache, CLOCK)
    with pytest.raises(AssertionError, match="demo-2026-12-03"):
        demo_database(cache, FixedClock(NOW + timedelta(days=1)))


def test_other_days_and_killed_builds_are_cleared_away(cache: Path) -> None:
    assert sorted(path.name for path in cache.iterdir()) == [demo_database(cache, CLOCK).name, "other.db"]


def test_a_build_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kiosk.demo, "_load", break_building)
    with pytest.raises(DemoError, match="broken off"):
        demo_database(tmp_path, CLOCK)
    assert list(tmp_path.iterdir()) == []


def test_a_half_made_plant_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kiosk.demo, "_load", fake_building)
    path = demo_database(tmp_path, CLOCK)
    half = tmp_path / f"{path.stem}.killed" / path.name
    half.parent.mkdir()
    half.write_bytes(b"half")
    path.unlink()
    assert demo_database(tmp_path, CLOCK) == path
    assert path.read_bytes() == b"made"


def test_the_user_decides_where_the_cache_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(kiosk.demo, "_load", fake_building)
    assert demo_database(clock=CLOCK).parent == tmp_path / "lotline"


def test_a_cache_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(DemoError, match="XDG_CACHE_HOME"):
        demo_database(tmp_path / "file", CLOCK)


def test_a_refused_line_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match=r"line 1 .* REF-1"):
        kiosk.demo._load(tmp_path / "demo.db", [{"op": "bom", "item": "A", "component": "B", "quantity": "1"}], CLOCK)


def test_every_start_is_the_same_plant_and_leaves_nothing(cache: Path) -> None:
    before = demo_database(cache, CLOCK).read_bytes()
    for _ in range(2):
        with opened_demo(cache, CLOCK) as name:
            assert Path(name).stat().st_size == len(before)
            engine = open_engine(name, create=False)
            with writing(engine) as connection:
                connection.exec_driver_sql("DROP TABLE balance")
            engine.dispose()
        assert not Path(name).parent.exists()
    assert demo_database(cache, CLOCK).read_bytes() == before


def test_labels_are_there_before_the_database_is_loaded() -> None:
    script = "import sys, kiosk.demo; kiosk.demo.codes(); sys.exit('sqlalchemy' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(Path(kiosk.demo.__file__).parents[2])}
    assert subprocess.run([sys.executable, "-c", script], env=environment, check=False).returncode == 0


def test_demo_opens_at_the_newest_schema(demo: Demo) -> None:
    from kiosk.database.schema import require

    require(demo.engine)
