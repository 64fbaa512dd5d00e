"""A Linux machine with event devices: its sysfs, pipes in place of the devices, and a grab that remembers."""

import os
from contextlib import suppress
from pathlib import Path

from hardware.scanners.evdev_grab import Finder
from hardware.scanners.input_events import KERNEL_OFFSET, pack_key
from tests.hardware.scanners.typing import strokes


def typed(text: str) -> bytes:
    return b"".join(pack_key(code - KERNEL_OFFSET, is_down=down, at=0) for code, down in strokes(text))


def open_files() -> frozenset[tuple[str, str]]:
    """Number and target of every open file: what others close meanwhile must not hide what was left open."""
    found = set()
    for number in os.listdir("/proc/self/fd"):  # noqa: PTH208 - the listing's own file is closed before it is looked at
        with suppress(FileNotFoundError):
            found.add((number, os.readlink(f"/proc/self/fd/{number}")))  # noqa: PTH115 - pipe:[7] is no path
    return frozenset(found)


class Machine:
    """A sysfs, pipes for event devices, and a grab that remembers."""

    def __init__(self, folder: Path) -> None:
        self.sysfs, self.devices = folder / "sys", folder / "dev"
        self.sysfs.mkdir()
        self.devices.mkdir()
        self.grabbed: list[str] = []
        self.refuses: int = 0
        self.writers: dict[str, int] = {}
        self.finder = Finder(self.sysfs, self.devices, self._grab)

    def plug(self, node: str, *, uniq: str = "", phys: str = "usb-1/input0", ids: str = "05e0 1200") -> None:
        about = self.sysfs / node / "device"
        (about / "id").mkdir(parents=True)
        vendor, product = ids.split()
        for name, text in (("id/vendor", vendor), ("id/product", product), ("uniq", uniq), ("phys", phys)):
            (about / name).write_text(f"{text}\n")
        os.mkfifo(self.devices / node)
        # opened for both directions, so that it opens at once and ends when the test closes it
        self.writers[node] = os.open(self.devices / node, os.O_RDWR)

    def send(self, node: str, text: str) -> None:
        os.write(self.writers[node], typed(text))

    def pull(self, node: str) -> None:
        about = self.sysfs / node / "device"
        for name in ("id/vendor", "id/product", "uniq", "phys"):
            (about / name).unlink()
        (about / "id").rmdir()
        about.rmdir()
        (self.sysfs / node).rmdir()
        (self.devices / node).unlink()
        os.close(self.writers.pop(node))

    def close(self) -> None:
        for writer in self.writers.values():
            os.close(writer)

    def _grab(self, descriptor: int) -> None:
        if self.refuses:
            raise OSError(self.refuses, os.strerror(self.refuses))
        self.grabbed.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
