"""Snapshots: one state of a live database, made without copying bytes under a writer's feet."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from kiosk.database import snapshots
from kiosk.database.connection import UnusableDatabaseError, open_engine, reading
from kiosk.database.snapshots import copy_database, snapshot_of
from kiosk.database.verify import verify
from tests.database.story import MASTER, STORY, WORK
from tests.operations.product import Product

COUNT = text("SELECT count(*) FROM entry")


def test_a_snapshot_is_the_state_at_its_beginning(product: Product) -> None:
    product.load(MASTER)
    with snapshot_of(product.engine) as copy:
        product.load(WORK)
        with reading(copy) as connection:
            assert connection.execute(COUNT).scalar_one() == len(MASTER)
        file = Path(str(copy.url.database))
        assert file.exists()
    assert not file.exists()


def test_a_copy_is_whole_and_can_be_used(product: Product, tmp_path: Path) -> None:
    product.load(STORY)
    target = tmp_path / "copy.db"
    copy_database(Path(str(product.engine.url.database)), target)
    engine = open_engine(str(target), create=False)
    assert verify(engine).entries == len(STORY)
    assert verify(engine).damage is None
    engine.dispose()


def test_a_copy_in_small_steps_sees_no_half_of_what_is_written_meanwhile(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.database.snapshots._TRIES", (1,))
    product.load(STORY)
    assert verify(product.engine).entries == len(STORY)


def test_a_copy_ends_though_somebody_writes_after_every_step(
    product: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_TRIES", (1, 2, -1))
    product.load(STORY)
    watch_over, steps = snapshots._stop_if_disturbed, 0

    def writing_after_every_step() -> Any:
        watch = watch_over()

        def disturb(status: int, remaining: int, total: int) -> None:
            nonlocal steps
            steps += 1
            assert steps < 20, "the copy begins anew for ever"
            assert product.load([{"op": "location", "code": f"D{steps}"}])["recorded"] == 1
            watch(status, remaining, total)

        return disturb

    target = tmp_path / "copy.db"
    with monkeypatch.context() as patched:
        patched.setattr(snapshots, "_stop_if_disturbed", writing_after_every_step)
        copy_database(Path(str(product.engine.url.database)), target)
    engine = open_engine(str(target), create=False)
    assert verify(engine).damage is None
    engine.dispose()
    assert steps >= 5


def test_what_is_in_memory_is_read_where_it_is() -> None:
    engine = open_engine(":memory:", create=True)
    with snapshot_of(engine) as copy:
        assert copy is engine
    engine.dispose()


def test_what_cannot_be_copied_says_why(product: Product, tmp_path: Path) -> None:
    product.load(MASTER)
    with pytest.raises(UnusableDatabaseError, match="cannot be opened"):
        copy_database(Path(str(product.engine.url.database)), tmp_path / "nowhere" / "copy.db")
