"""Views: a picture turned, enlarged, cut out or worked over, which knows where its points are in the original."""

from dataclasses import dataclass, replace
from math import ceil, cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.symbols import Point, Quad, Symbol

Matrix = NDArray[np.float64]
"""2 rows by 3 columns; maps a point of the original to one of the view."""


@dataclass(frozen=True)
class View:
    """A picture made from another one."""

    image: Gray
    matrix: Matrix

    def in_original(self, symbol: Symbol) -> Symbol:
        """Return a symbol of the view with its place in the original."""
        return replace(symbol, position=self.quad_in_original(symbol.position))

    def quad_in_original(self, quad: Quad) -> Quad:
        """Return where a quad of the view is in the original."""
        a, b, c, d = (self._back(point) for point in quad)
        return a, b, c, d

    def _back(self, point: Point) -> Point:
        (a, b, e), (c, d, f) = self.matrix.tolist()
        x, y = point[0] - e, point[1] - f
        area = a * d - b * c
        return round((d * x - b * y) / area), round((a * y - c * x) / area)

    def with_image(self, image: Gray) -> "View":
        """Return a view of the same size and place with other pixels."""
        return View(image, self.matrix)


def whole(gray: Gray) -> View:
    """Return the picture itself."""
    return View(gray, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))


def scaled(view: View, factor: float) -> View:
    """Return a view enlarged (above 1, by cubic curves) or made smaller (by averaging)."""
    import cv2

    height, width = view.image.shape
    size = max(1, round(width * factor)), max(1, round(height * factor))
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    image = np.asarray(cv2.resize(view.image, size, interpolation=way), np.uint8)
    grown = np.array([[size[0] / width], [size[1] / height]])
    return View(image, view.matrix * grown)


def rotated(view: View, degrees: float) -> View:
    """Return the whole view turned; what was its corners stays inside, the new corners repeat its edge."""
    angle = radians(degrees)
    height, width = view.image.shape
    across = ceil(width * abs(cos(angle)) + height * abs(sin(angle)))
    down = ceil(width * abs(sin(angle)) + height * abs(cos(angle)))
    return _turned(view, (width / 2, height / 2), angle, 1.0, (across, down))


def cut_out(view: View, quad_centre: tuple[float, float], angle: float, scale: float, size: tuple[int, int]) -> View:
    """Return a rectangle of `size` pixels (width, height) around a point, whose rows run along `angle` (radians)."""
    return _turned(view, quad_centre, angle, scale, size)


def crop(view: View, centre: tuple[float, float], size: tuple[float, float]) -> View:
    """Return the upright rectangle of `size` pixels (width, height) around a point, as far as there is picture.

    Of one that lies outside it is a pixel at the edge.
    """
    height, width = view.image.shape
    left = min(max(0, round(centre[0] - size[0] / 2)), width - 1)
    top = min(max(0, round(centre[1] - size[1] / 2)), height - 1)
    right, bottom = max(left, round(centre[0] + size[0] / 2)), max(top, round(centre[1] + size[1] / 2))
    matrix = view.matrix.copy()
    matrix[:, 2] -= (left, top)
    return View(np.ascontiguousarray(view.image[top : bottom + 1, left : right + 1]), matrix)


def around(gray: Gray, quad: Quad, beside: float) -> View:
    """Return the upright rectangle around a quad, with `beside` of its longer side on every side of it."""
    columns, rows = [x for x, _ in quad], [y for _, y in quad]
    across, down = max(columns) - min(columns), max(rows) - min(rows)
    more = 2 * beside * max(across, down)
    centre = (min(columns) + max(columns)) / 2, (min(rows) + max(rows)) / 2
    return crop(whole(gray), centre, (across + more, down + more))


def _turned(view: View, centre: tuple[float, float], angle: float, scale: float, size: tuple[int, int]) -> View:
    import cv2

    c, s = scale * cos(angle), scale * sin(angle)
    turn = np.array([[c, s], [-s, c]])
    shift = np.array(size) / 2 - turn @ np.array(centre)
    matrix = np.column_stack([turn, shift])
    image = cv2.warpAffine(view.image, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    moved = matrix[:, :2] @ view.matrix
    moved[:, 2] += matrix[:, 2]
    return View(np.asarray(image, np.uint8), moved)
