"""Draws every scene in every size, by day and by night: `python -m tests.ui.gallery FOLDER [PART OF NAME]`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QGuiApplication

from kiosk.camera_view import MarkState
from kiosk.config import Settings
from kiosk.ui.reference_counts import keep_constants
from kiosk.ui.start import Kiosk
from tests.ui.bench import PANELS, SIZES, FakeRuntime
from tests.ui.scenes import DEMO_CODES, FAILURE, SCENES
from tests.ui.tray_picture import live

_ROUNDS = 20
"""Rounds of the event loop until a page has settled."""


def draw(folder: Path, wanted: str) -> Iterator[Path]:
    """Draw all pictures whose name contains `wanted`; gives their files."""
    folder.mkdir(parents=True, exist_ok=True)
    for panel, (pixels, millimetre) in PANELS.items():
        for theme in ("light", "dark"):
            prefix = f"{panel.replace(' ', '_').replace(',', '')}-{theme}"
            names = [name for name in (*SCENES, "failure", "camera", "barcodes") if wanted in f"{prefix}-{name}"]
            for part in (
                [name for name in names if name != "barcodes"],
                [name for name in names if name == "barcodes"],
            ):
                if part:
                    settings = Settings(theme=theme, millimetre=millimetre, scanners=("camera://0",))
                    yield from _draw_panel(folder, prefix, settings, pixels, part)


def _draw_panel(folder: Path, prefix: str, settings: Settings, pixels: str, names: list[str]) -> Iterator[Path]:
    runtime = FakeRuntime()
    kiosk = Kiosk(settings, lambda: _given(runtime), DEMO_CODES if "barcodes" in names else ())
    kiosk.window.show(SIZES[pixels])
    kiosk.open_runtime()
    for name in names:
        if name == "failure":
            kiosk.view_model.fail(FAILURE)
        elif name == "barcodes":
            runtime.show(SCENES["flow_accepted"])
            kiosk.view_model.barcodes_part.toggle()
        elif name == "camera":
            runtime.view = live("Hold still", MarkState.READ, MarkState.SEEN)
            runtime.show(SCENES["flow_accepted"])
            kiosk.view_model.camera_part.open()
        else:
            kiosk.view_model.camera_part.close()
            runtime.view = live("Which one?", *[MarkState.OFFERED] * 3)
            runtime.show(SCENES[name])
        for _ in range(_ROUNDS):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        file = folder / f"{prefix}-{name}.png"
        kiosk.window.root.grabWindow().save(str(file))
        yield file
    kiosk.close()


@contextmanager
def _given(runtime: FakeRuntime) -> Iterator[FakeRuntime]:
    yield runtime


if __name__ == "__main__":
    keep_constants()
    application = QGuiApplication(["gallery"])
    count = sum(1 for _ in draw(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
    print(f"{count} pictures")  # noqa: T201 - a command for people
