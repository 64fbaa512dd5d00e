"""A runtime that only remembers, and the window on it, with what a test asks of either."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QSize, Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hardware.devices import Watcher
from hardware.scan import Scan
from kiosk.camera_view import CameraView
from kiosk.config import Settings
from kiosk.snapshot import Snapshot
from kiosk.ui.runtime_port import Listener
from kiosk.ui.start import Kiosk
from kiosk.ui.viewmodels.barcodes import DemoCodes

SIZES = {"1280x800": QSize(1280, 800), "1024x600": QSize(1024, 600), "1920x1080": QSize(1920, 1080)}
PANELS = {
    "7 inch": ("1024x600", 6.65),
    "10 inch": ("1280x800", 5.87),
    "15 inch": ("1920x1080", 5.58),
    "small, size unknown": ("1024x600", 0.0),
    "large, size unknown": ("1920x1080", 0.0),
}
"""Panel -> its pixels, and its pixels a millimetre, 0 where it does not say."""


class FakeRuntime:
    """Remembers what it was told; shows what a test gives it."""

    def __init__(self, first: Snapshot | None = None) -> None:
        self.scans: list[Scan] = []
        self.acts: list[str] = []
        self.entered: list[str] = []
        self.lost: list[str] = []
        self.watcher: Watcher | None = None
        self.view: CameraView | None = None
        self._first = first
        self._listeners: list[Listener] = []

    def scan(self, scan: Scan) -> None:
        self.scans.append(scan)

    def act(self, key: str) -> None:
        self.acts.append(key)

    def enter(self, text: str) -> None:
        self.entered.append(text)

    def lose_scan(self, why: str) -> None:
        self.lost.append(why)

    def camera_view(self) -> CameraView | None:
        return self.view

    def watch_scanners(self, watcher: Watcher | None) -> None:
        self.watcher = watcher

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)
        if self._first is not None:
            listener(self._first)

    def show(self, snapshot: Snapshot) -> None:
        for listener in self._listeners:
            listener(snapshot)


class Bench:
    """The whole window on a fake runtime."""

    def __init__(self, qtbot: QtBot, settings: Settings, codes: DemoCodes = ()) -> None:
        self.runtime = FakeRuntime()
        self._qtbot = qtbot
        self.kiosk = Kiosk(settings, self._compose, codes)

    @contextmanager
    def _compose(self) -> Iterator[FakeRuntime]:
        yield self.runtime

    @property
    def window(self) -> QQuickWindow:
        return self.kiosk.window.root

    def open(self, size: QSize) -> None:
        self.window.resize(size)
        self.window.show()
        self._qtbot.waitUntil(self.window.isExposed)
        self.kiosk.open_runtime()

    def show(self, snapshot: Snapshot) -> None:
        """Show a snapshot and wait until it has passed from the runtime's side to the window's."""
        with self._qtbot.waitSignal(self.kiosk.view_model.arrived):
            self.runtime.show(snapshot)
        self._qtbot.wait_until(lambda: self.kiosk.view_model.is_showing(snapshot))

    def item(self, name: str) -> QQuickItem:
        """The one visible item of that object name."""
        found = [each for each in visible_items(self.window) if each.objectName() == name]
        assert len(found) == 1, f"{len(found)} visible items are called {name!r}"
        return found[0]

    def items(self) -> list[QQuickItem]:
        return list(visible_items(self.window))

    def names(self) -> set[str]:
        return {each.objectName() for each in self.items()}

    def settle(self) -> None:
        """Let what was put off to the end of a frame happen, and draw."""
        for _ in range(2):  # what a first frame puts off may change the second
            self._qtbot.wait_until(lambda: not self.window.grabWindow().isNull())
            QCoreApplication.processEvents()

    def tap(self, name: str) -> None:
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=self.centre(name))

    def centre(self, name: str) -> QPoint:
        item = self.item(name)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def visible_items(window: QQuickWindow) -> Iterator[QQuickItem]:
    """All items that are drawn, parents first."""
    waiting: list[QQuickItem] = [window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible() and item.opacity() > 0:
            yield item
            waiting.extend(item.childItems())
