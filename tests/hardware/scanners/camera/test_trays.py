"""A picture of many symbols: nearly every one that is whole is read, and nothing else is read into it."""

import pytest

from hardware.scanners.camera.decoder import Decoder
from hardware.scanners.camera.symbols import is_same_place
from tests.hardware.scanners.camera.trays import tray


@pytest.mark.parametrize("seed", [0, 3])
def test_whole_symbols_of_a_tray_are_confirmed_and_nothing_wrong_is(seed: int) -> None:
    drawn = tray(seed)
    found = Decoder().decode(drawn.image, is_tray=True)
    confirmed = {one.data for one in found.symbols if one.confirmed}
    assert confirmed <= {cell.data for cell in drawn.cells}
    unread = [cell for cell in drawn.cells if not cell.damage and cell.data not in confirmed]
    assert len(unread) <= 1
    for cell in drawn.cells:
        if cell.damage == "half gone" and cell.data not in confirmed and cell.format not in ("QRCode", "DataMatrix"):
            assert any(is_same_place(cell.position, place.position) for place in found.unread)
