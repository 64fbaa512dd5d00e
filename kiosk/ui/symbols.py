"""Draws the labels of the scanner check: one pixel a module, to be stretched by whole numbers."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from kiosk.doctor.scanner_check.labels import LABELS, bars


class SymbolProvider(QQuickImageProvider):
    """Serves `image://symbols/NAME`.

    In the thread of the window, never in one of Qt's: while Python waits there for its lock, and the window, which has
    it, for the picture of a page that is closed, both would wait for ever.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: A002, ARG002, N802 - Qt's
        """Draw a label one pixel high; a null image for none of that name, which Qt reports with the name."""
        if id not in LABELS:
            return QImage()
        row = bars(id)
        size.setWidth(len(row))
        size.setHeight(1)
        return QImage(row, len(row), 1, len(row), QImage.Format.Format_Grayscale8).copy()
