"""Checks Python and every library: installed, new enough, and really loadable."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata

from kiosk.doctor.finding import Finding, failed, ok, warning

LEAST_PYTHON = (3, 11)
_REINSTALL = "Delete the folder .venv and start with python3 packaging/bootstrap.py run, which installs it anew."
_SYSTEM_LIBRARY = re.compile(r"(lib[\w.+-]+\.so[.\d]*): cannot open shared object file")
_IMPORT_TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Library:
    """A package that Lotline stands on."""

    distribution: str
    """Its name in the package index."""
    modules: str
    """What is imported of it, separated by commas."""
    least: str
    """The first version that will do."""
    without: str = ""
    """What is lost where it does not load; empty where Lotline cannot do without it."""
    remedy: str = _REINSTALL
    """What to do where it is installed and does not load."""


LIBRARIES = (
    Library("PySide6-Essentials", "PySide6.QtQml, PySide6.QtQuick", "6.12"),
    Library("SQLAlchemy", "sqlalchemy", "2.1"),
    Library("alembic", "alembic", "1.20"),
    Library("rfc8785", "rfc8785", "0.1.4"),
    Library("numpy", "numpy", "2"),
    Library("opencv-python-headless", "cv2", "5"),
    Library("zxing-cpp", "zxingcpp", "3.1"),
    Library(
        "pyzbar",
        "pyzbar.pyzbar",
        "0.1.9",
        without="the camera's second decoder for bar codes",
        remedy="Install the system library it needs: sudo apt-get install libzbar0",
    ),
    Library("pyserial", "serial", "3.5"),
    Library("hidapi", "hidraw" if sys.platform == "linux" else "hid", "0.15", without="any scanner in HID POS mode"),
    Library("tomlkit", "tomlkit", "0.13", without="the writing of a scanner's profile"),
)


def library_findings() -> Iterator[Finding]:
    """Look at this Python and load every library, each in a process of its own."""
    yield check_python(sys.version_info[:3])
    for library in LIBRARIES:
        version = installed_version(library.distribution)
        yield check_library(library, version, import_error(library.modules) if version else "")
    yield check_opencv(each.name for each in metadata.distributions() if each.name)


def check_python(version: tuple[int, ...]) -> Finding:
    """Python itself."""
    text = ".".join(map(str, version))
    if version[:2] < LEAST_PYTHON:
        return failed("python", f"Python {text}, needed is 3.11 or newer", "Install the system's package python3.11.")
    return ok("python", f"Python {text}")


def check_library(library: Library, version: str | None, error: str) -> Finding:
    """One library: its installed version or None, and the error of its import, empty where it loads."""
    check = f"library {library.distribution}"
    found = failed
    loss = ""
    if library.without:
        found, loss = warning, f": without it there is not {library.without}"
    if version is None:
        return found(check, f"not installed{loss}", _REINSTALL)
    if _numbers(version) < _numbers(library.least):
        return found(check, f"version {version}, needed is {library.least} or newer{loss}", _REINSTALL)
    if error:
        return found(check, f"version {version} does not load ({error}){loss}", _remedy(library, error))
    return ok(check, version)


def _remedy(library: Library, error: str) -> str:
    missing = _SYSTEM_LIBRARY.search(error)
    if missing:
        return f"Install the system package that brings {missing[1]}; python3 packaging/bootstrap.py run names it."
    return library.remedy


def check_opencv(distributions: Iterable[str]) -> Finding:
    """Packages of OpenCV by the names of all distributions: they write into one folder, so there may be only one."""
    found = sorted({name.lower() for name in distributions if name.lower().startswith("opencv-")})
    if len(found) > 1:
        spare = [name for name in found if name != "opencv-python-headless"]
        return warning(
            "opencv packages",
            f"{', '.join(found)} are installed together and overwrite each other",
            f"Run pip uninstall {' '.join(spare)}, then pip install --force-reinstall opencv-python-headless.",
        )
    return ok("opencv packages", "only one is installed" if found else "none is installed")


def installed_version(distribution: str) -> str | None:
    """The version that is installed; None where there is none."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def import_error(modules: str) -> str:
    """What Python says when it imports the modules in a process of its own; empty where it works.

    A process of its own, because Qt must not come into this one, and a library that was built for a newer processor
    ends the process that loads it.
    """
    try:
        done = subprocess.run(  # noqa: S603 - this Python, and module names from the table above
            [sys.executable, "-P", "-c", f"import {modules}"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_IMPORT_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {_IMPORT_TIMEOUT_S:.0f} s"
    return explain_import(done.returncode, done.stderr)


def explain_import(code: int, errors: str) -> str:
    """Why a process that imported something ended as it did; empty where it ended well."""
    if code == 0:
        return ""
    if code < 0:
        return f"it was ended by {signal.Signals(-code).name}"
    lines = errors.strip().splitlines()
    return lines[-1] if lines else f"exit {code}"


def _numbers(version: str) -> tuple[int, ...]:
    """The release numbers of a version, so that 3.10 comes after 3.9; trailing zeros do not count."""
    release = re.match(r"\d+(\.\d+)*", version)
    numbers = [int(part) for part in release[0].split(".")] if release else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
