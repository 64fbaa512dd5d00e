"""Every module below the window can be loaded. `core-test` runs this where Qt is not installed, and so proves more."""

import pkgutil
from importlib import import_module

import pytest

import hardware
import kiosk

LEFT_OUT = ("kiosk.ui.", "hardware.scanners.wedge_qt.", "kiosk.database.migrations.")
"""The window, its keyboard, and what only Alembic runs."""


def modules() -> list[str]:
    """The names of all other modules."""
    found = [
        module.name
        for package in (kiosk, hardware)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.", onerror=lambda name: None)
    ]
    return [name for name in found if not f"{name}.".startswith(LEFT_OUT)]


@pytest.mark.parametrize("name", modules())
def test_it_needs_no_window_to_be_loaded(name: str) -> None:
    assert import_module(name).__name__ == name


def test_no_folder_is_left_out() -> None:
    folders = {name.split(".")[1] for name in modules()}
    assert {"domain", "workflow", "database", "operations", "runtime", "cli", "scanners", "printers"} <= folders
