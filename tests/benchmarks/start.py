"""Cold starts, each a new process: a trace on the command line and the window, beside an empty QML window offscreen."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from tests.benchmarks.ledgers import ledger_file, own_copy
from tests.benchmarks.plant import unit_code
from tests.benchmarks.record import TOP
from tests.benchmarks.scale import Scale
from tests.benchmarks.table import Row
from tests.benchmarks.timing import Call, interleaved, median

_LIMIT = 8.0
_EMPTY_WINDOW = """
import os
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
application = QGuiApplication([])
engine = QQmlApplicationEngine()
engine.loadData(b"import QtQuick; Window { visible: true; width: 1280; height: 800 }")
engine.rootObjects()[0].frameSwapped.connect(lambda: os._exit(0), Qt.ConnectionType.DirectConnection)
application.exec()
"""
_KIOSK = """
import os, sys
from PySide6.QtCore import QTimer, Qt
from PySide6.QtGui import QGuiApplication
from kiosk.config import Settings
from kiosk.ui.start import start
application = QGuiApplication(["lotline"])
def watch():
    application.allWindows()[0].frameSwapped.connect(lambda: os._exit(0), Qt.ConnectionType.DirectConnection)
QTimer.singleShot(0, watch)
start(Settings(database=sys.argv[1], sounds=False), demo=False, size="1280x800")
"""
"""Ends with the first frame that is on the screen."""


def measure(scale: Scale) -> Iterator[Row]:
    """Milliseconds from the start of the process to its end."""
    with own_copy(ledger_file(scale.record_sizes[0], 0)) as path:
        database = ["--database", str(path)]
        calls = {
            "window": _run("-c", _EMPTY_WINDOW),
            "start: a trace on the command line": _run("-m", "kiosk", *database, "trace", unit_code(0), "--json"),
        }
        if has_window():
            calls["start: import of kiosk.ui.start"] = _run("-c", "import kiosk.ui.start")
            calls["start: the kiosk to its first frame"] = _run("-c", _KIOSK, str(path))
        interleaved(calls, 1)
        taken = interleaved(calls, scale.starts)
    peer = median(taken.pop("window"))
    for what, values in taken.items():
        yield Row(f"{what}, beside an empty window", median(values), "ms", peer, _LIMIT)


def has_window() -> bool:
    """Whether this tree has the window at all."""
    return find_spec("kiosk.ui") is not None and find_spec("kiosk.ui.start") is not None


def _run(*arguments: str) -> Call:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    command = [sys.executable, *arguments]

    def run() -> None:
        done = subprocess.run(command, cwd=TOP, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    return run
