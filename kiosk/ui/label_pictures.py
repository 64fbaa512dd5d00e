"""Serves the picture of the label at hand to QML, `image://labels/NUMBER`."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from kiosk.snapshot import LabelPicture


class LabelPictureProvider(QQuickImageProvider):
    """Draws whatever label is at hand when it is asked."""

    def __init__(self, at_hand: Callable[[], LabelPicture | None]) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._at_hand = at_hand

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: A002, ARG002, N802 - Qt's
        """One pixel a dot; a null image where no label is at hand."""
        picture = self._at_hand()
        if picture is None or not picture.pixels:
            return QImage()
        size.setWidth(picture.width)
        size.setHeight(picture.height)
        image = QImage(picture.pixels, picture.width, picture.height, picture.width, QImage.Format.Format_Grayscale8)
        return image.copy()  # its own memory: Python's bytes may go before Qt has drawn
