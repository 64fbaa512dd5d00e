"""Addresses of printers: understood, or refused with what is known."""

from pathlib import Path

import pytest

from hardware.errors import DeviceError
from hardware.printers.cups import CupsPrinter, CupsSettings
from hardware.printers.folder import FolderPrinter
from hardware.printers.network import NetworkPrinter, NetworkSettings
from hardware.printers.registry import open_printer
from hardware.printers.simulated import SimulatedPrinter


def test_a_network_printer() -> None:
    printer = open_printer("zpl+tcp://192.168.1.40?dpi=300&status=off")
    assert isinstance(printer, NetworkPrinter)
    assert printer._settings == NetworkSettings("192.168.1.40", 9100, 300, asks_status=False)
    assert open_printer("zpl+tcp://label-1:6101").dpi == 203


def test_a_queue_of_cups_and_a_folder(tmp_path: Path) -> None:
    queue = open_printer("cups://Labels_2?form=pdf")
    assert isinstance(queue, CupsPrinter)
    assert queue._settings == CupsSettings("Labels_2", 203, "pdf")
    folder = open_printer(f"file://{tmp_path}?form=zpl&dpi=600")
    assert isinstance(folder, FolderPrinter)
    assert (folder.dpi, folder._form, folder._folder) == (600, "zpl", tmp_path)
    assert isinstance(open_printer("sim://"), SimulatedPrinter)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("zpl+tcp://", "no host"),
        ("zpl+tcp://host:port", "expected a port"),
        ("zpl+tcp://host?dpi=72", "expected 150 to 1200"),
        ("zpl+tcp://host?status=maybe", "status is 'maybe', known are on, off"),
        ("cups://", "no queue"),
        ("cups://-x", "no queue"),
        ("file://", "no folder"),
        ("file:///tmp?form=gif", "known are pdf, png, zpl"),
        ("lpt://1", "known are cups, file, sim, zpl[+]tcp"),
        ("sim://?speed=3", "unknown option speed, known are dpi"),
    ],
)
def test_what_cannot_be_meant_is_refused(url: str, why: str) -> None:
    with pytest.raises(DeviceError, match=why):
        open_printer(url)
