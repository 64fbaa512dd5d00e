"""`lotline doctor --scanner`: the whole check over a pseudo-terminal, and what it writes."""

import json
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals exist on POSIX systems only", allow_module_level=True)

from kiosk.__main__ import main
from kiosk.cli import scanner_check
from kiosk.config import read_settings
from kiosk.doctor.scanner_check import check, reads
from kiosk.doctor.scanner_check.labels import LAYOUT, SEPARATOR


class Trigger:
    """A scanner at a pseudo-terminal that is pulled as soon as the last read was judged."""

    def __init__(self) -> None:
        self.master, self.slave = os.openpty()
        self.address = f"serial://{os.ttyname(self.slave)}"
        self.labels = [LAYOUT.content, *[SEPARATOR.content.replace(b"\x1d", b"~")] * (check.REPEATS + 1)]

    def pull(self) -> None:
        os.write(self.master, b"]C1" + self.labels.pop(0) + b"\n")

    def close(self) -> None:
        os.close(self.slave)
        os.close(self.master)


@pytest.fixture
def trigger(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trigger]:
    """The trigger is pulled as soon as the scanner is ready, and again with every read."""
    trigger = Trigger()
    take, say = check.ScannerCheck.take, scanner_check._Talk.say

    def say_and_pull(self: scanner_check._Talk, text: str) -> None:
        say(self, text)
        if text == "ready":
            trigger.pull()

    def take_and_pull(self: check.ScannerCheck, read: reads.Read) -> check.ScannerCheck:
        if trigger.labels:
            trigger.pull()
        return take(self, read)

    monkeypatch.setattr(check, "TWICE_S", 0.0)
    monkeypatch.setattr(reads, "PAUSE_S", 0.01)
    monkeypatch.setattr(scanner_check, "PAUSE_S", 0.01)
    monkeypatch.setattr(check.ScannerCheck, "take", take_and_pull)
    monkeypatch.setattr(scanner_check._Talk, "say", say_and_pull)
    yield trigger
    trigger.close()


def test_a_scanner_is_checked_and_its_profile_written(
    trigger: Trigger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[scanners.desk]\naddress = "{trigger.address}"\n', encoding="utf-8")
    status = main(
        ["--config", str(file), "doctor", "--json", "--scanner", "desk", "--write", "--labels", str(tmp_path)]
    )
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert status == 0, "a substitute for the separator is a warning"
    assert [line["state"] for line in answer["lines"]] == ["ok", "ok", "ok", "warning", "ok"]
    assert "Sends ~ for the separator" in said.err
    profile = read_settings(file).scanner_profiles["desk"]
    assert (profile.address, profile.transport.separator) == (f"{trigger.address}?profile=lf", "~")
    assert {each.name for each in tmp_path.glob("*.svg")} == {"layout.svg", "separator.svg"}
    assert not [each for each in threading.enumerate() if each.name.startswith("scanner")]


def test_a_keyboard_is_checked_in_the_kiosk(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--scanner", "wedge://"]) == 1
    assert "touch the scanner button" in capsys.readouterr().err


def test_an_address_that_cannot_be_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--scanner", "serial://"]) == 1
    assert "expected a path" in capsys.readouterr().err


def test_labels_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["doctor", "--scanner", "serial:///dev/x", "--labels", str(tmp_path / "file")]) == 1
    assert "labels cannot be written" in capsys.readouterr().err
