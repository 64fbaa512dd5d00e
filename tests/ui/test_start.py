"""Starting and ending: the window first, the runtime after it, errors on the page, signals heard."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from kiosk.config import Settings
from kiosk.domain.errors import KioskError
from kiosk.ui.signals import SignalQuit
from kiosk.ui.start import Kiosk
from kiosk.ui.window import WindowError, parse_size
from tests.ui.bench import FakeRuntime
from tests.ui.scenes import HOME

pytestmark = pytest.mark.screen
TOP = Path(__file__).parents[2]
QUIET = Settings(sounds=False)


@pytest.mark.parametrize(("text", "size"), [("1280x800", QSize(1280, 800)), ("1024X600", QSize(1024, 600))])
def test_a_size_is_read(text: str, size: QSize) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "1280", "1280x", "x800", "1280x800x2", "-1x5", "12x8", "999999x800", "1e3x800"])
def test_what_is_no_size_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(WindowError, match="WIDTHxHEIGHT"):
        parse_size(text)


def test_the_runtime_is_opened_after_the_first_frame_and_closed_at_the_end(qtbot: QtBot) -> None:
    runtime, steps = FakeRuntime(HOME), []

    @contextmanager
    def compose() -> Iterator[FakeRuntime]:
        steps.append("opened")
        yield runtime
        steps.append("closed")

    kiosk = Kiosk(QUIET, compose)
    kiosk.window.root.frameSwapped.connect(lambda: steps.append("frame"))
    kiosk.show(QSize(1280, 800))
    assert steps == []
    qtbot.waitUntil(lambda: kiosk.view_model.is_showing(HOME))
    kiosk.close()
    assert steps[:2] == ["frame", "opened"]
    assert (steps.count("opened"), steps[-1]) == (1, "closed")


def test_why_there_is_no_runtime_is_shown_and_can_be_tried_again(qtbot: QtBot) -> None:
    tries: list[int] = []

    @contextmanager
    def compose() -> Iterator[FakeRuntime]:
        tries.append(1)
        if len(tries) == 1:
            raise KioskError("plant.db is locked. Close the other kiosk.")
        yield FakeRuntime(HOME)

    kiosk = Kiosk(QUIET, compose)
    kiosk.open_runtime()
    assert kiosk.view_model.props.failure == "plant.db is locked. Close the other kiosk."
    kiosk.view_model.retry()
    qtbot.waitUntil(lambda: kiosk.view_model.is_showing(HOME))
    assert not kiosk.view_model.props.isFailed
    kiosk.close()


def test_a_bug_at_the_start_ends_the_program_with_a_failure(qapp: QGuiApplication, qtbot: QtBot) -> None:
    def compose() -> AbstractContextManager[FakeRuntime]:
        raise ZeroDivisionError

    kiosk = Kiosk(QUIET, compose)
    with capture_exceptions() as seen:
        kiosk.show(QSize(1280, 800))
        assert qapp.exec() == 1
    assert [kind for kind, *_ in seen] == [ZeroDivisionError]
    kiosk.close()


def test_without_wedge_in_the_settings_keys_are_only_keys(qtbot: QtBot) -> None:
    kiosk = Kiosk(Settings(sounds=False, scanners=()), compose=_never)
    kiosk.wedge_expired()
    kiosk.close()


def _never() -> AbstractContextManager[FakeRuntime]:
    pytest.fail("nobody asked for a runtime")


def test_a_signal_ends_the_event_loop(qapp: QGuiApplication, qtbot: QtBot) -> None:
    before = signal.getsignal(signal.SIGTERM)
    listener = SignalQuit(qapp)
    with qtbot.waitSignal(listener.heard):
        os.kill(os.getpid(), signal.SIGTERM)
    listener.stop()
    assert signal.getsignal(signal.SIGTERM) is before


def test_before_the_first_frame_nothing_heavy_is_imported() -> None:
    heavy = "{'alembic', 'cv2', 'numpy', 'pyzbar', 'serial', 'sqlalchemy', 'zxingcpp'}"
    code = f"import sys, kiosk.ui.start; print(sorted({heavy} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], cwd=TOP, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
