"""Reads pictures of any symbology, spoilt, turned and cut at random: nothing wrong may ever be confirmed."""

import random
import string
from dataclasses import dataclass, field

import numpy as np
import zxingcpp

from hardware.scanners.camera.decoder import Decoder
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.zbar import Zbar
from tests.benchmarks.labels import CONDITIONS

_CAPITALS = string.digits + string.ascii_uppercase
_ANY = string.digits + string.ascii_letters + "-./+ "
_KINDS = {
    "Code128": (_ANY, 4, 20),
    "Code39": (_CAPITALS + "-. ", 3, 12),
    "Code93": (_CAPITALS, 3, 12),
    "Codabar": (string.digits + "-$", 4, 12),
    "ITF": (string.digits, 4, 14),
    "EAN13": (string.digits, 12, 12),
    "EAN8": (string.digits, 7, 7),
    "DataMatrix": (_ANY, 3, 40),
    "QRCode": (_ANY, 3, 40),
    "PDF417": (_ANY, 3, 40),
    "Aztec": (_ANY, 3, 30),
}
"""Symbology -> its characters, and how many of them a payload has at least and at most."""


@dataclass
class Result:
    """What came of the pictures."""

    pictures: int = 0
    read: int = 0
    """In how many the value was confirmed."""
    wrong: list[str] = field(default_factory=list)
    """A line for every confirmed value that the picture does not hold, with what makes it again."""

    def __str__(self) -> str:
        return f"{self.pictures} pictures, {self.read} read, {len(self.wrong)} wrong"


def run(times: int, seed: int) -> Result:
    """Read that many pictures."""
    zbar, result = Zbar(), Result()
    decoder = Decoder(zbar)
    try:
        for number in range(times):
            image, data, what = picture(seed, number)
            found = {one.data for one in decoder.decode(image, is_tray=number % 4 == 0).symbols if one.confirmed}
            result.pictures += 1
            result.read += data in found
            result.wrong += [
                f"seed {seed}, picture {number}, {what}: {each!r}, not {data!r}" for each in found - {data}
            ]
    finally:
        zbar.close()
    return result


def picture(seed: int, number: int) -> tuple[Gray, bytes, str]:
    """Draw a picture; return it with what its symbol says and how it was made. The same numbers draw the same."""
    pick = random.Random(f"{seed} {number}")
    format_ = pick.choice(list(_KINDS))
    characters, least, most = _KINDS[format_]
    text = "".join(pick.choices(characters, k=pick.randint(least, most)))
    if format_ == "ITF" and len(text) % 2:
        text += "0"
    if format_ == "Codabar":
        text = f"A{text}B"
    condition = pick.choice(list(CONDITIONS))
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat[format_])
    image = CONDITIONS[condition](barcode, np.random.default_rng([seed, number]))
    if pick.random() < 0.4:
        image, condition = _cut(image, pick), f"{condition}, cut"
    return image, _data_of(barcode, format_), f"{format_}, {condition}"


def _cut(image: Gray, pick: random.Random) -> Gray:
    """Leave off a part at one side."""
    height, width = image.shape
    share = pick.uniform(0.05, 0.6)
    match pick.randrange(4):
        case 0:
            cut = image[:, round(share * width) :]
        case 1:
            cut = image[:, : round((1 - share) * width)]
        case 2:
            cut = image[round(share * height) :]
        case _:
            cut = image[: round((1 - share) * height)]
    return np.ascontiguousarray(cut)


def _data_of(barcode: zxingcpp.Barcode, format_: str) -> bytes:
    """Return what the clean picture says."""
    clean = np.pad(np.array(barcode.to_image(scale=4), np.uint8), 60, constant_values=255)
    name = "Code39Std" if format_ == "Code39" else format_
    (read,) = zxingcpp.read_barcodes(
        clean,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat[name]),
        text_mode=zxingcpp.TextMode.Plain,
        try_rotate=False,
        is_pure=True,  # of some clean EAN-13, a search reads a second, wrong value
    )
    return bytes(read.bytes)
