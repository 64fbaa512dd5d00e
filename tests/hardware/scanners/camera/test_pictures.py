"""Picture files: read in grey, or refused with the file and the fault."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from hardware.errors import DeviceError
from hardware.scanners.camera.pictures import MAX_FILE_BYTES, load_gray, pictures_in
from tests.hardware.scanners.camera.pictures import drawn, saved


def png(width: int, height: int) -> bytes:
    """Return a black 1-bit picture: few bytes in the file, many in memory."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress(bytes(height * ((width + 7) // 8 + 1)), 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_coloured_picture_comes_in_grey(tmp_path: Path) -> None:
    import cv2

    path = tmp_path / "red é.png"
    path.write_bytes(cv2.imencode(".png", np.full((20, 30, 3), (0, 0, 255), np.uint8))[1].tobytes())
    image = load_gray(path)
    assert (image.shape, image.dtype.name, int(image[0, 0])) == ((20, 30), "uint8", 76)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a picture, or damaged"),
        (b"hello", "not a picture, or damaged"),
        (png(64, 64)[:40], "not a picture, or damaged"),
        (png(30_000, 3_000), "more than 67108864 pixels"),
    ],
    ids=["empty", "text", "cut", "bomb"],
)
def test_damaged_and_huge_pictures_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(content)
    with pytest.raises(DeviceError) as caught:
        load_gray(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert said in str(caught.value)


def test_a_missing_picture_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DeviceError, match="No such file"):
        load_gray(tmp_path / "none.png")
    with pytest.raises(DeviceError, match="Is a directory"):
        load_gray(tmp_path)


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(DeviceError, match="at most"):
        load_gray(path)


def test_a_folder_gives_its_pictures_by_name(tmp_path: Path) -> None:
    for name in ("b.png", "a.JPG", "c.txt"):
        saved(tmp_path / "x.png", drawn("A1B2")).rename(tmp_path / name)
    (tmp_path / "d.png").mkdir()
    assert [path.name for path in pictures_in(tmp_path)] == ["a.JPG", "b.png"]
    with pytest.raises(DeviceError, match="No such file"):
        pictures_in(tmp_path / "none")
