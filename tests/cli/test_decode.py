import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp

from hardware.scanners.camera.pictures import Gray
from kiosk.cli.decode import add_arguments, run
from kiosk.config import Settings

TOP = Path(__file__).parents[2]
PHOTOGRAPHS = TOP.parent / "shared" / "decode"
GS1 = "(01)09506000134352(10)L1"


def decode(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(words), Settings())


def documents(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.removesuffix("\n").split("\n")]


def drawn(payload: str, format_: str = "Code128", *, gs1: bool = False) -> Gray:
    barcode = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat[format_], gs1=gs1)
    return np.pad(np.array(barcode.to_image(scale=4), np.uint8), 40, constant_values=255)


def saved(path: Path, image: Gray) -> str:
    assert cv2.imwrite(str(path), image)
    return str(path)


def test_json_has_exactly_the_documented_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = saved(tmp_path / "label.png", drawn(GS1, "DataMatrix", gs1=True))
    assert decode(name, "--json") == 0
    (document,) = documents(capsys)
    assert list(document) == ["image", "milliseconds", "symbols"]
    assert document["image"] == name
    assert 0 < document["milliseconds"] < 60_000
    (symbol,) = document["symbols"]
    position = symbol.pop("position")
    assert symbol == {
        "format": "DataMatrix",
        "aim": "]d2",
        "text": "010950600013435210L1",
        "bytes_hex": b"010950600013435210L1".hex(),
        "decoder": "zxing-cpp",
        "confirmed": True,
    }
    assert len(position) == 4
    assert all(isinstance(value, int) for point in position for value in point)
    (left, top), (right, bottom) = position[0], position[2]
    assert 30 < left < right
    assert 30 < top < bottom


def test_separator_inside_the_data_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = saved(tmp_path / "label.png", drawn("(10)L1(21)S1", gs1=True))
    assert decode(name, "--json") == 0
    (symbol,) = documents(capsys)[0]["symbols"]
    assert (symbol["aim"], symbol["text"], symbol["bytes_hex"]) == ("]C1", "10L1\x1d21S1", b"10L1\x1d21S1".hex())


def test_picture_without_symbols_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert decode(saved(tmp_path / "empty.png", np.full((50, 50), 255, np.uint8)), "--json") == 0
    (document,) = documents(capsys)
    assert document["symbols"] == []
    assert "error" not in document


def test_bad_picture_has_an_error_and_the_others_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    absent = str(tmp_path / "absent.png")
    damaged = tmp_path / "damaged.png"
    damaged.write_bytes(b"\x89PNG\r\n\x1a\n and nothing of a picture")
    good = saved(tmp_path / "good.png", drawn("A-1"))
    assert decode(absent, str(damaged), str(tmp_path), good, "--json") == 1
    bad = documents(capsys)
    assert [each["image"] for each in bad] == [absent, str(damaged), str(tmp_path), good]
    assert bad[0] == {
        "image": absent,
        "milliseconds": None,
        "symbols": [],
        "error": f"{absent}: No such file or directory",
    }
    assert bad[1]["error"] == f"{damaged}: not a picture, or damaged"
    assert bad[2]["error"] == f"{tmp_path}: Is a directory"
    assert [symbol["text"] for symbol in bad[3]["symbols"]] == ["A-1"]


def test_name_stays_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(tmp_path / "good.png", drawn("A-1"))
    monkeypatch.chdir(tmp_path)
    assert decode("./good.png", "--json") == 0
    assert documents(capsys)[0]["image"] == "./good.png"


def test_answer_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = saved(tmp_path / "good.png", drawn("(10)L1(21)S1", gs1=True))
    empty = saved(tmp_path / "empty.png", np.full((50, 50), 255, np.uint8))
    assert decode(good, empty, str(tmp_path / "absent.png")) == 1
    found, symbol, nothing, error = capsys.readouterr().out.splitlines()
    assert found.startswith(f"{good}: 1 symbol, ")
    assert found.endswith(" ms")
    assert symbol == "  ]C1 GS1-128, confirmed: 10L1<GS>21S1"
    assert nothing.startswith(f"{empty}: no symbols, ")
    assert error == f"! {tmp_path / 'absent.png'}: No such file or directory"


@pytest.mark.skipif(not PHOTOGRAPHS.is_dir(), reason="the barcode photographs are not beside the project")
def test_photographs_read_as_expected(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("datamatrix-1", "ean13-1", "qrcode-2")
    manifest = json.loads((PHOTOGRAPHS / "manifest.json").read_text(encoding="utf-8"))
    wanted = [next(each for each in manifest if each["image"].startswith(f"images/{name}/")) for name in names]
    assert decode(*(str(PHOTOGRAPHS / each["image"]) for each in wanted), "--json") == 0
    for expected, document in zip(wanted, documents(capsys), strict=True):
        assert expected["expected"] in [symbol["text"] for symbol in document["symbols"]]


def test_neither_qt_nor_database_is_loaded(tmp_path: Path) -> None:
    program = (
        "import argparse, sys\n"
        "from kiosk.cli.decode import add_arguments, run\n"
        "from kiosk.config import Settings\n"
        "parser = argparse.ArgumentParser()\n"
        "add_arguments(parser)\n"
        "status = run(parser.parse_args([sys.argv[1], '--json']), Settings())\n"
        "assert not {'PySide6', 'sqlalchemy', 'kiosk.database'} & set(sys.modules)\n"
        "sys.exit(status)\n"
    )
    command = [sys.executable, "-c", program, saved(tmp_path / "good.png", drawn("A-1"))]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["symbols"][0]["text"] == "A-1"
