"""The one picture that was asked for: everything in it, row by row, and what could not be read."""

import cv2
import numpy as np
import pytest

from hardware.scan import Scan
from hardware.scanners.camera.pictures import Gray, scaled_down
from hardware.scanners.camera.stills import in_reading_order, in_shares, read_still
from hardware.scanners.camera.symbols import Symbol
from tests.hardware.scanners.camera.pictures import drawn


def scan_of(symbol: Symbol) -> Scan:
    return Scan(symbol.data, symbol.aim, "camera")


def symbol_at(x: int, y: int, name: str, height: int = 20) -> Symbol:
    corners = (x, y), (x + 40, y), (x + 40, y + height), (x, y + height)
    return Symbol("QRCode", "]Q1", name.encode(), name, corners, confirmed=True)


def tray(rows: int, columns: int, format_: str = "DataMatrix") -> tuple[Gray, list[str]]:
    names = [f"SN-{row}{column}" for row in range(rows) for column in range(columns)]
    labels = [drawn(name, format_, scale=4, quiet=24) for name in names]
    side = max(max(label.shape) for label in labels)
    square = [np.pad(one, ((0, side - one.shape[0]), (0, side - one.shape[1])), constant_values=255) for one in labels]
    lines = [np.hstack(square[row * columns : (row + 1) * columns]) for row in range(rows)]
    return np.vstack(lines), names


@pytest.mark.parametrize("format_", ["DataMatrix", "QRCode"])
def test_all_codes_of_a_tray_are_read_in_the_order_of_reading(format_: str) -> None:
    image, names = tray(4, 5, format_)
    still = read_still(image, None, scan_of)
    assert [seen.scan.data.decode() for seen in still.read] == names
    assert still.unread == ()
    assert all(seen.is_certain for seen in still.read)
    assert all(0 <= share <= 1 for seen in still.read for corner in seen.corners for share in corner)


def test_what_is_cut_at_the_edge_is_not_certain() -> None:
    image = drawn("SERIAL-4711", scale=3, quiet=12)
    whole = read_still(image, None, scan_of)
    assert [seen.scan.data for seen in whole.read] == [b"SERIAL-4711"]
    cut = read_still(image[:, 42:-42], None, scan_of)
    assert cut.read == ()


def test_a_code_that_cannot_be_read_is_told_as_unread() -> None:
    image, names = tray(3, 4, "Code128")
    height, width = image.shape[0] // 3, image.shape[1] // 4
    image[: height // 2, width // 3 : width // 2] = 255
    still = read_still(image, None, scan_of)
    assert [seen.scan.data.decode() for seen in still.read] == names[1:]
    (corners,) = still.unread
    assert all(x < 0.25 and y < 0.34 for x, y in corners)


def test_a_square_that_is_scribbled_over_is_told_as_unread() -> None:
    image, names = tray(3, 4)
    height, width = image.shape[0] // 3, image.shape[1] // 4
    cv2.line(image, (10, 10), (width - 10, height - 10), 90, 18)
    still = read_still(image, None, scan_of)
    assert [seen.scan.data.decode() for seen in still.read] == names[1:]
    (corners,) = still.unread
    assert all(x < 0.27 and y < 0.36 for x, y in corners)


def test_an_empty_picture_has_nothing() -> None:
    still = read_still(np.full((300, 400), 200, np.uint8), None, scan_of)
    assert (still.read, still.unread) == ((), ())


def test_rows_need_not_be_quite_level() -> None:
    places = {"a": (0, 12), "b": (100, 4), "c": (200, 0), "d": (0, 60), "e": (100, 52)}
    symbols = [symbol_at(x, y, name) for name, (x, y) in places.items()]
    assert "".join(one.text for one in in_reading_order(symbols[::-1])) == "abcde"


def test_bars_found_as_a_flat_line_make_rows_too() -> None:
    symbols = [symbol_at(0, 3, "a", 0), symbol_at(100, 0, "b", 0), symbol_at(0, 40, "c", 0)]
    assert "".join(one.text for one in in_reading_order(symbols)) == "abc"


def test_positions_are_shares_of_the_picture() -> None:
    assert in_shares(((0, 0), (50, 0), (50, 20), (0, 20)), (100, 40)) == ((0, 0), (0.5, 0), (0.5, 0.5), (0, 0.5))


def test_a_large_picture_is_made_smaller_to_be_looked_at() -> None:
    assert scaled_down(np.zeros((2000, 4000), np.uint8), 1600).shape == (800, 1600)
    assert scaled_down(np.zeros((20, 40), np.uint8), 1600).shape == (20, 40)
