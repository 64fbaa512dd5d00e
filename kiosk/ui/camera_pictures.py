"""Draws what a camera sees, with every code outlined, for QML: `image://camera/live/NUMBER`, `image://camera/tray/NUMBER`.

An outline says its state by shape as well as by colour, as a picture may have any colour and light behind it.
"""

from collections.abc import Callable
from math import hypot

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF
from PySide6.QtQuick import QQuickImageProvider

from kiosk.camera_view import Corners, GrayPicture, Mark, MarkState

_COLOURS = {
    MarkState.SEEN: "#FFFFFF",
    MarkState.READ: "#66DDD0",
    MarkState.OFFERED: "#FFC400",
    MarkState.GOOD: "#66DDD0",
    MarkState.LEFT_OUT: "#CBD2D9",
    MarkState.OBJECTED: "#FF5C7A",
    MarkState.UNREAD: "#FFC400",
}
_DASHED = (MarkState.SEEN, MarkState.LEFT_OUT, MarkState.UNREAD)
_SIGNS = {MarkState.UNREAD: "?"}
_INK = QColor("#14181D")
_LINE = 0.008
"""Width of an outline, as a share of the picture's height."""
_DISC = 0.05
_AROUND = 1.12
_LEAST_HEIGHT = 0.2
"""Bars may be found as a flat line; they are outlined at least so high, as a share of their length."""

Shown = tuple[GrayPicture, tuple[Mark, ...]]


class CameraPictureProvider(QQuickImageProvider):
    """Draws in the thread of the window, as every provider written in Python must."""

    def __init__(self, at_hand: Callable[[str], Shown | None]) -> None:
        """`at_hand` gives the picture that is to be drawn under a name, `live` or `tray`."""
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._at_hand = at_hand

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: A002, N802 - Qt's names
        """Draw at the size that is asked for; a null image where there is nothing."""
        shown = self._at_hand(id.partition("/")[0])
        if shown is None or not shown[0].pixels:
            return QImage()
        image = painted(*shown, requested_size)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def painted(picture: GrayPicture, marks: tuple[Mark, ...], room: QSize) -> QImage:
    """The picture with its marks, as large as the room allows; at its own size where none is given."""
    width, height = picture.width, picture.height
    gray = QImage(picture.pixels, width, height, width, QImage.Format.Format_Grayscale8)
    if room.width() > 0 and room.height() > 0:
        gray = gray.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    image = gray.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        _paint(painter, mark, image.size())
    painter.end()
    return image


def outline(corners: Corners, size: QSize) -> QPolygonF:
    """The outline around a symbol in pixels, a little larger than it; a flat one is given some height."""
    points = [QPointF(x * size.width(), y * size.height()) for x, y in corners]
    centre = sum(points, QPointF()) / len(points)
    along, across = points[1] - points[0], points[3] - points[0]
    length, height = hypot(along.x(), along.y()), hypot(across.x(), across.y())
    if length > 0 and height < _LEAST_HEIGHT * length:
        missing = QPointF(-along.y(), along.x()) / length * (_LEAST_HEIGHT * length - height) / 2
        points = [points[0] - missing, points[1] - missing, points[2] + missing, points[3] + missing]
    return QPolygonF([centre + (point - centre) * _AROUND for point in points])


def _paint(painter: QPainter, mark: Mark, size: QSize) -> None:
    around, line = outline(mark.corners, size), max(2.0, _LINE * size.height())
    style = Qt.PenStyle.DashLine if mark.state in _DASHED else Qt.PenStyle.SolidLine
    for colour, width, pen_style in ((_INK, 2 * line, Qt.PenStyle.SolidLine), (_colour(mark), line, style)):
        pen = QPen(colour, width, pen_style)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolygon(around)
        if mark.state is MarkState.OBJECTED:
            painter.drawLine(around.at(0), around.at(2))
            painter.drawLine(around.at(1), around.at(3))
    sign = _SIGNS.get(mark.state) or (str(mark.number) if mark.number else "")
    if sign:
        _paint_disc(painter, around.at(0), sign, _colour(mark), size)


def _paint_disc(painter: QPainter, at: QPointF, sign: str, colour: QColor, size: QSize) -> None:
    """A disc with a number or a sign at the first corner, whole inside the picture."""
    radius = max(9.0, _DISC * size.height())
    centre = QPointF(
        min(max(at.x(), radius), size.width() - radius),
        min(max(at.y(), radius), size.height() - radius),
    )
    painter.setPen(QPen(_INK, max(1.0, radius / 10)))
    painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(round(radius * (1.2 if len(sign) < 3 else 0.85)))
    painter.setFont(font)
    painter.setPen(_INK)
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)


def _colour(mark: Mark) -> QColor:
    return QColor(_COLOURS[mark.state])
