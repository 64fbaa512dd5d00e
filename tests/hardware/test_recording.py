"""Recordings: what was kept comes back, and gives the scans that the device gave."""

import os
import sys
import threading
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals exist on POSIX systems only", allow_module_level=True)

from hardware import __main__ as recorder_command
from hardware.__main__ import main
from hardware.devices import DeviceState, DeviceStatus
from hardware.errors import DeviceError
from hardware.recording import Recorder, Recording, read_recording
from hardware.scan import Scan
from hardware.scanners.framing import CR, Framer

PATIENCE_S = 10


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "scanner.jsonl", "serial:///dev/x")
    recorder.take(b"]C1\x00", 100.0)
    recorder.take(b"\xff\r", 100.25)
    recorder.close()
    assert read_recording(tmp_path / "scanner.jsonl") == Recording(
        "serial:///dev/x", ((b"]C1\x00", 0.0), (b"\xff\r", 0.25))
    )


def test_a_scanner_is_recorded_from_its_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = os.openpty()
    file = tmp_path / "scanner.jsonl"
    came = threading.Event()

    def send_when_ready(status: DeviceStatus) -> None:
        if status.state is DeviceState.READY:
            os.write(master, b"]C110A\x1d21B\r")

    class UntilScanned(threading.Event):
        """Ends the recording with the first scan instead of after a time."""

        def wait(self, timeout: float | None = None) -> bool:
            return came.wait(PATIENCE_S)

    monkeypatch.setattr(recorder_command, "_tell_status", send_when_ready)
    monkeypatch.setattr(recorder_command, "_tell_scan", lambda scan: came.set())
    monkeypatch.setattr(recorder_command, "_Pause", UntilScanned)
    try:
        assert main(["record", f"serial://{os.ttyname(slave)}", str(file), "--seconds", "1"]) == 0
    finally:
        os.close(slave)
        os.close(master)
    recording = read_recording(file)
    framer = Framer(CR)
    found = [one for chunk, at in recording.pieces for one in framer.receive(chunk, at)]
    assert [(one.aim, one.data) for one in found if isinstance(one, Scan)] == [("]C1", b"10A\x1d21B")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must name the address"),
        ('{"at": 0, "hex": "00"}\n', "must name the address"),
        ('{"address": "x"}\n{"at": 0}\n', "line 2: expected at and hex"),
        ('{"address": "x"}\n{"at": 0, "hex": "0"}\n', "line 2"),
        ('{"address": "x"}\nnonsense\n', "line 2 is no JSON"),
        ("[]\n", "line 1: expected an object"),
        ("\xe9", "cannot be read"),
    ],
)
def test_another_file_is_explained(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeviceError, match=said):
        read_recording(path)


@pytest.mark.parametrize(("address", "file"), [("nonsense", "x"), ("sim://", "no/such/folder/x")])
def test_what_cannot_be_recorded_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str, file: str
) -> None:
    assert main(["record", address, str(tmp_path / file)]) == 1
    assert "hardware: " in capsys.readouterr().err
