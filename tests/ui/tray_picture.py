"""A tray of labels as a camera sees it, drawn on the spot, with the view of it that the runtime would make."""

import numpy as np

from hardware.scan import Scan
from kiosk.camera_view import CameraView, GrayPicture, Mark, MarkState, Tray, TrayLine
from tests.hardware.scanners.camera.pictures import drawn

_COLUMNS, _ROWS = 4, 3
_WIDTH, _HEIGHT = 1280, 720
_QUIET = 14
_SIDE = drawn("SN-1100", "DataMatrix", scale=9, quiet=0).shape[0]


def _picture() -> GrayPicture:
    """Grey ground with a shade across it, three rows of four labels with a Data Matrix each."""
    shade = np.linspace(90, 150, _WIDTH, dtype=np.float32)
    image = np.repeat(shade[None, :], _HEIGHT, axis=0).astype(np.uint8)
    for place in range(_COLUMNS * _ROWS):
        label = drawn(f"SN-{1100 + place}", "DataMatrix", scale=9, quiet=_QUIET)
        x, y = _corner(place)
        image[y : y + label.shape[0], x : x + label.shape[1]] = np.minimum(label, 235)
    return GrayPicture(image.tobytes(), _WIDTH, _HEIGHT)


def _corner(place: int) -> tuple[int, int]:
    return 90 + (place % _COLUMNS) * 300, 50 + (place // _COLUMNS) * 225


def _corners(place: int) -> tuple[tuple[float, float], ...]:
    x, y = _corner(place)
    left, top = (x + _QUIET) / _WIDTH, (y + _QUIET) / _HEIGHT
    right, bottom = left + _SIDE / _WIDTH, top + _SIDE / _HEIGHT
    return (left, top), (right, top), (right, bottom), (left, bottom)


PICTURE = _picture()


def live(hint: str, *states: MarkState) -> CameraView:
    """A live view with a code in that many places."""
    marks = tuple(
        Mark(
            _corners(place),
            state,
            place + 1 if state is MarkState.OFFERED else 0,
            None if state is MarkState.SEEN else Scan(f"SN-{1100 + place}".encode(), "]d1", "camera"),
        )
        for place, state in enumerate(states)
    )
    return CameraView(PICTURE, marks, hint)


def tray(*, objected: int = 0, unread: int = 0) -> Tray:
    """Twelve places: those that cannot be recorded first, those that were not read last."""
    read = _COLUMNS * _ROWS - unread
    states = [MarkState.OBJECTED] * objected + [MarkState.GOOD] * (read - objected - 1) + [MarkState.LEFT_OUT]
    marks = tuple(Mark(_corners(place), state, place + 1) for place, state in enumerate(states))
    marks += tuple(Mark(_corners(place), MarkState.UNREAD) for place in range(read, _COLUMNS * _ROWS))
    return Tray(PICTURE, marks, tuple(_line(number, state) for number, state in enumerate(states, 1)))


def _line(number: int, state: MarkState) -> TrayLine:
    words = {MarkState.GOOD: "to record", MarkState.OBJECTED: "cannot be recorded", MarkState.LEFT_OUT: "left out"}
    why = "Motor SN-1100 is on hold: bearing noise. Take another motor." if state is MarkState.OBJECTED else ""
    return TrayLine(number, f"SN-{1099 + number}", state, words[state], why)
