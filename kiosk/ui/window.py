"""Opens the window on its first page. Imports nothing but Qt and the view models, so that it is there at once."""

import re
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QUrl
from PySide6.QtGui import QGuiApplication, QInputDevice, Qt
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from shiboken6 import delete

from kiosk.domain.errors import KioskError
from kiosk.ui.camera_pictures import CameraPictureProvider
from kiosk.ui.icons import IconProvider
from kiosk.ui.label_pictures import LabelPictureProvider
from kiosk.ui.symbols import SymbolProvider
from kiosk.ui.viewmodels.kiosk import KioskViewModel

QML = Path(__file__).parents[2] / "resources" / "qml"
_SMALLEST = QSize(320, 200)


class WindowError(KioskError):
    """There is no window, or none of that size."""


def parse_size(text: str) -> QSize:
    """A window size in pixels, as in `1280x800`; raises WindowError for anything else."""
    match = re.fullmatch(r"([0-9]{1,5})[xX]([0-9]{1,5})", text)
    size = QSize(int(match[1]), int(match[2])) if match else QSize()
    if size.width() < _SMALLEST.width() or size.height() < _SMALLEST.height():
        smallest = f"{_SMALLEST.width()}x{_SMALLEST.height()}"
        raise WindowError(f"--size {text}: expected WIDTHxHEIGHT in pixels, at least {smallest}")
    return size


class KioskWindow:
    """The window and its QML engine. `close` ends both before the view model that they are bound to."""

    def __init__(self, view_model: KioskViewModel) -> None:
        self._engine = QQmlApplicationEngine()
        self._engine.addImportPath(str(QML))
        self._engine.addImageProvider("icons", IconProvider())
        self._engine.addImageProvider("labels", LabelPictureProvider(lambda: view_model.label_part.picture))
        self._engine.addImageProvider("camera", CameraPictureProvider(view_model.marked_picture))
        self._engine.addImageProvider("symbols", SymbolProvider())
        self._engine.setInitialProperties({"viewModel": view_model})
        self._engine.load(QUrl.fromLocalFile(str(QML / "pages" / "Main.qml")))
        self.root = _window_of(self._engine.rootObjects())

    def show(self, size: QSize | None) -> None:
        """Show at a size, or over the whole screen; there the pointer is hidden if the screen can be touched."""
        if size is not None:
            self.root.resize(size)
            self.root.show()
            return
        # A bare X server without window manager knows no full screen, so the geometry comes first.
        self.root.setGeometry(self.root.screen().geometry())
        self.root.showFullScreen()
        if any(each.type() == QInputDevice.DeviceType.TouchScreen for each in QInputDevice.devices()):
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)

    def close(self) -> None:
        """Take the window down."""
        delete(self._engine)


def _window_of(roots: list[QObject]) -> QQuickWindow:
    """The window among the loaded objects; QML has reported on the error output why there is none."""
    for root in roots:
        if isinstance(root, QQuickWindow):
            return root
    raise WindowError("The window cannot be drawn; the lines above say why. Run: packaging/bootstrap.py check")
