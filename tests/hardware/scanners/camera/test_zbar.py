"""The second engine in its process: what it reads, and that its death costs nothing but the picture."""

import sys
from collections.abc import Iterator

import numpy as np
import pytest

from hardware.scanners.camera.zbar import Zbar
from tests.hardware.scanners.camera.pictures import drawn

DIES = [sys.executable, "-c", "import os, sys; sys.stdin.buffer.read(8); os.abort()"]
SLEEPS = [sys.executable, "-c", "import sys; sys.stdin.buffer.read()"]


@pytest.fixture
def zbar() -> Iterator[Zbar]:
    zbar = Zbar()
    yield zbar
    zbar.close()


@pytest.mark.parametrize(
    ("payload", "format_", "aim", "data"),
    [
        ("9506000134352", "EAN13", "]E0", b"9506000134352"),
        ("LOT 42", "Code128", None, b"LOT 42"),
        ("+A99912345G", "Code39", "]A0", b"+A99912345G"),
    ],
)
def test_bars_are_read_with_their_bytes(zbar: Zbar, payload: str, format_: str, aim: str | None, data: bytes) -> None:
    (symbol,) = zbar.read(drawn(payload, format_), "straightened")
    assert (symbol.format, symbol.aim, symbol.data, symbol.decoder) == (format_, aim, data, "pyzbar, straightened")
    (left, top), _, (right, bottom), _ = symbol.position
    assert 0 < left < right
    assert 0 < top < bottom


def test_one_process_serves_many_pictures(zbar: Zbar) -> None:
    assert [len(zbar.read(drawn("LOT 42"))) for _ in range(3)] == [1, 1, 1]
    assert zbar.read(np.full((50, 60), 255, np.uint8)) == []


def test_pictures_that_are_too_large_or_empty_are_not_asked(zbar: Zbar) -> None:
    assert zbar.read(np.full((2100, 2000), 255, np.uint8)) == []
    assert zbar.read(np.empty((0, 0), np.uint8)) == []


@pytest.mark.parametrize("command", [DIES, SLEEPS], ids=["dies", "hangs"])
def test_a_process_that_dies_or_hangs_gives_nothing_and_is_tried_five_times(command: list[str]) -> None:
    zbar = Zbar(command, patience_s=0.2)
    assert [zbar.read(drawn("LOT 42")) for _ in range(7)] == [[]] * 7
    zbar.close()


def test_it_is_started_anew_after_its_death(zbar: Zbar) -> None:
    assert len(zbar.read(drawn("LOT 42"))) == 1
    assert zbar._child is not None
    zbar._child._process.kill()
    zbar._child._process.wait()
    assert zbar.read(drawn("LOT 42")) == []
    assert len(zbar.read(drawn("LOT 42"))) == 1
