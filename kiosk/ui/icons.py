"""Draws the icons of `resources/icons` in the colour of the theme, as sharp as the size asked for."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from kiosk.snapshot import Action

ICONS = Path(__file__).parents[2] / "resources" / "icons"
_DEFAULT_SIZE = 48


@cache
def icon_names() -> frozenset[str]:
    """Names of all icons."""
    return frozenset(path.stem for path in ICONS.glob("*.svg"))


def icon_of(action: Action) -> str:
    """Icon of an action: the one it names, else the one named as the last word of its key, else none."""
    candidates = (action.icon, action.key.rpartition(":")[2].replace("-", "_"))
    return next((name for name in candidates if name in icon_names()), "")


class IconProvider(QQuickImageProvider):
    """Serves `image://icons/NAME/COLOUR`, COLOUR as in `203F8F`."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: A002, N802 - Qt's names
        """Draw an icon; a null image where there is none of that name, which Qt reports with the name."""
        name, _, colour = id.partition("/")
        if name not in icon_names():
            return QImage()
        side = max(requested_size.width(), requested_size.height())
        side = side if side > 0 else _DEFAULT_SIZE
        size.setWidth(side)
        size.setHeight(side)
        picture = (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", f"#{colour}")
        renderer = QSvgRenderer(QByteArray(picture.encode()))
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        return image
