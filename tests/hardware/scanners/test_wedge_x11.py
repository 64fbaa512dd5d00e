"""Real key events through an X server under three layouts: what a scanner types arrives, what people type passes.

`xdotool` presses keys by their codes, as hardware does, so the server's layout makes whatever it makes of them.
"""

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from hardware.scanners.layouts import DE, FR, US, Layout
from tests.hardware.scanners.typing import ALT, CAPS_LOCK, CTRL, RETURN, places, presses

PROGRAMS = ("Xvfb", "xdotool", "setxkbmap")
pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(
        any(shutil.which(each) is None for each in PROGRAMS),
        reason=f"needs {', '.join(PROGRAMS)}, which packaging/bootstrap.py test installs",
    ),
]
TOP = Path(__file__).parents[3]
PATIENCE_S = 30
LABEL = "]C110LOT-a/yZ_q@2[w]{m}"
GS = 35
SHIFT, ALTGR = 50, 108


class Keyboard:
    """An X server with a window on it, and the keys that are pressed there."""

    def __init__(self, display: str, url: str = "wedge://") -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.window = subprocess.Popen(
            [sys.executable, "-m", "tests.hardware.scanners.x11_window", url],
            cwd=TOP,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.said: queue.Queue[str] = queue.Queue()
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()
        self._wait_for("active")

    def layout(self, name: str) -> None:
        subprocess.run(["setxkbmap", name], env=self.environment, check=True)

    def press(self, *commands: str) -> None:
        subprocess.run(["xdotool", *" ".join(commands).split()], env=self.environment, check=True)

    def heard(self) -> list[object]:
        """The next thing that the window says."""
        told: list[object] = json.loads(self.said.get(timeout=PATIENCE_S))
        return told

    def _wait_for(self, kind: str) -> None:
        while self.heard()[0] != kind:
            pass

    def _listen(self) -> None:
        for line in self.window.stdout or ():
            self.said.put(line)

    def close(self) -> None:
        self.window.kill()
        self.window.wait()
        self.listener.join()
        if self.window.stdout is not None:
            self.window.stdout.close()


def keys(text: str, layout: Layout = US, delay_ms: int = 2) -> str:
    """The commands for a text, modifiers held while they are needed."""
    commands = []
    for key in presses(text, layout):
        modifier = SHIFT if key.shift else ALTGR if key.altgr else 0
        stroke = f"key --delay {delay_ms} {key.scan_code}"
        commands.append(f"keydown --delay 1 {modifier} {stroke} keyup --delay 1 {modifier}" if modifier else stroke)
    return " ".join(commands)


def ctrl(code: int) -> str:
    return f"keydown --delay 1 {CTRL} key --delay 2 {code} keyup --delay 1 {CTRL}"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A server on the first number that is free."""
    reader, writer = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writer)
        with os.fdopen(reader) as numbers:
            number = numbers.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
        server.terminate()


@pytest.fixture
def keyboard(display: str) -> Iterator[Keyboard]:
    keyboard = Keyboard(display)
    yield keyboard
    keyboard.close()


@pytest.mark.parametrize("layout", ["us", "de", "fr"])
def test_a_scan_arrives_under_every_layout_and_none_of_its_keys_does(keyboard: Keyboard, layout: str) -> None:
    keyboard.layout(layout)
    keyboard.press(keys(LABEL), ctrl(GS), keys("21S-7\r"))
    assert keyboard.heard() == ["scan", LABEL[3:] + "\x1d21S-7"]
    keyboard.press(f"key {CAPS_LOCK}", keys("Caps-1\r"))
    assert keyboard.heard() == ["scan", "Caps-1"]
    keyboard.press(f"key {CAPS_LOCK}")
    assert keyboard.heard() == ["key", ""], "a key of a person, which goes where it was meant"


@pytest.mark.parametrize("layout", ["us", "de", "fr"])
def test_digits_under_alt_arrive_under_every_layout(keyboard: Keyboard, layout: str) -> None:
    keyboard.layout(layout)
    alt = f"keydown --delay 1 {ALT} key --delay 2 90 key --delay 2 88 key --delay 2 81 keyup --delay 1 {ALT}"
    keyboard.press(keys("10AB"), alt, keys("21\r"))
    assert keyboard.heard() == ["scan", "10AB\x1d21"]


@pytest.mark.parametrize(
    ("layout", "name"),
    [(DE, "us"), (FR, "us"), (DE, "fr")],
    ids=lambda each: each if isinstance(each, str) else each.name,
)
def test_a_scanner_that_is_set_to_another_layout_is_understood(display: str, layout: Layout, name: str) -> None:
    keyboard = Keyboard(display, f"wedge://?layout={layout.name}")
    try:
        keyboard.layout(name)
        keyboard.press(keys("10Lot-yZ/a@[m]\r", layout))
        assert keyboard.heard() == ["scan", "10Lot-yZ/a@[m]"]
    finally:
        keyboard.close()


@pytest.mark.parametrize("layout", ["us", "de"])
def test_typing_reaches_the_window_in_order_and_is_no_scan(keyboard: Keyboard, layout: str) -> None:
    keyboard.layout(layout)
    code = places(US)["h"][0]
    keyboard.press(" ".join(f"keydown --delay 60 {each} keyup --delay 60 {each}" for each in (code, 31, 53, RETURN)))
    assert [keyboard.heard() for _ in range(4)] == [["key", "h"], ["key", "i"], ["key", "x"], ["key", "\r"]]
    keyboard.press(keys("scan-1\r"))
    assert keyboard.heard() == ["scan", "scan-1"]
