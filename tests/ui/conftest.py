"""The window on a runtime that only remembers, drawn in memory."""

import os
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from kiosk.config import Settings
from kiosk.ui.reference_counts import keep_constants
from kiosk.ui.viewmodels.barcodes import DemoCodes
from tests.ui.bench import SIZES, Bench

keep_constants()

OpenBench = Callable[..., Bench]


@pytest.fixture
def open_bench(qtbot: QtBot) -> Iterator[OpenBench]:
    """Opens a window at a size in pixels, with settings and labels; closed after the test."""
    opened: list[Bench] = []

    def open_(size: QSize | None = None, settings: Settings | None = None, codes: DemoCodes = ()) -> Bench:
        bench = Bench(qtbot, settings or Settings(sounds=False), codes)
        opened.append(bench)
        bench.open(size or SIZES["1280x800"])
        return bench

    yield open_
    for bench in opened:
        bench.kiosk.close()


@pytest.fixture
def bench(open_bench: OpenBench) -> Bench:
    """The window at 1280 x 800."""
    return open_bench()
