"""The start script: what it needs, when it builds the environment anew, what it says when it cannot."""

import importlib.util
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

import pytest

TOP = Path(__file__).resolve().parents[2]
ALPHA = "# a comment\nalpha==1.0 \\\n    --hash=sha256:aa\n"
LOCK = ALPHA + "qt-beta==2 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"


def load_bootstrap() -> ModuleType:
    """The script as a module; its directory is no package, since PyPI has one of the same name."""
    spec = importlib.util.spec_from_file_location("bootstrap", TOP / "packaging" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bootstrap() -> ModuleType:
    return load_bootstrap()


class Commands:
    """Stands in for `run_visibly`: remembers what would have run, fails where told to."""

    def __init__(self, failing: str = "", output: str = "") -> None:
        self.ran: list[str] = []
        self.failing = failing
        self.output = output

    def __call__(self, command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
        self.ran.append(" ".join(command))
        failed = bool(self.failing) and self.failing in self.ran[-1]
        return (1, self.output) if failed else (0, "")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], True),
        (["--demo"], True),
        (["--config", "plant.toml"], True),
        (["--database=plant.db", "--demo"], True),
        (["--config", "plant.toml", "trace", "L1"], False),
        (["console", "--json"], False),
        (["--demo", "load", "-"], False),
        (["--help"], False),
        (["--config", "plant.toml", "-h"], False),
        (["--version"], False),
    ],
)
def test_only_the_bare_kiosk_needs_a_display(bootstrap: ModuleType, arguments: list[str], expected: bool) -> None:
    assert bootstrap.needs_display(arguments) is expected


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
)
def test_display(bootstrap: ModuleType, environment: dict[str, str], expected: bool) -> None:
    assert bootstrap.has_display(environment) is expected


def test_kiosk_without_a_display_is_explained_before_anything_is_installed(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    commands = Commands()
    monkeypatch.setattr(bootstrap, "run_visibly", commands)

    assert bootstrap.main(["run", "--demo"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "xvfb-run" in printed.err
    assert "cage" in printed.err
    assert commands.ran == []


def test_presence_is_asked_of_the_loader_and_the_path(bootstrap: ModuleType) -> None:
    assert bootstrap.is_present("libc.so.6")
    assert not bootstrap.is_present("libnever.so.9")
    assert bootstrap.is_present("sh")
    assert not bootstrap.is_present("no-such-program")


def test_missing_packages(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    needs = {"libc6": "libc.so.6", "libnever9": "libnever.so.9", "dash": "sh", "xvfb": "no-such-program"}
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    assert bootstrap.missing_packages(needs) == ["libnever9", "xvfb"]

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert bootstrap.missing_packages({}) == [f"python3.{sys.version_info.minor}-venv"]


def test_root_installs_what_is_missing_once(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands()
    absent = [["libnever9"], []]
    monkeypatch.setattr(bootstrap, "run_visibly", commands)
    monkeypatch.setattr(bootstrap, "missing_packages", lambda needs: absent.pop(0))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0)

    bootstrap.provide({"libnever9": "libnever.so.9"})
    assert commands.ran == ["apt-get update", "apt-get install -y --no-install-recommends libnever9"]


def test_everybody_else_gets_the_command_to_paste(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands()
    monkeypatch.setattr(bootstrap, "run_visibly", commands)
    monkeypatch.setattr(bootstrap, "missing_packages", list)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)

    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libnever9 xvfb\n"
    with pytest.raises(bootstrap.SetupError, match=re.escape(line)):
        bootstrap.provide({"libnever9": "libnever.so.9", "xvfb": "Xvfb"})
    assert commands.ran == []


def test_without_apt_the_missing_libraries_are_named(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(bootstrap.SetupError, match=r"Not found on this machine: libnever\.so\.9\n"):
        bootstrap.provide({"libc6": "libc.so.6", "libnever9": "libnever.so.9"})


def test_failing_apt_is_named(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "run_visibly", Commands(failing="apt-get update"))
    monkeypatch.setattr(bootstrap, "missing_packages", list)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0)
    with pytest.raises(bootstrap.SetupError, match="apt-get update"):
        bootstrap.provide({"libnever9": "libnever.so.9"})


def finished_environment(bootstrap: ModuleType, venv: Path) -> None:
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    (venv / "stamp").write_text(bootstrap.stamp_text(LOCK, bootstrap.TOP, version), encoding="utf-8")


def test_finished_environment_is_current_for_its_lock_only(bootstrap: ModuleType, tmp_path: Path) -> None:
    finished_environment(bootstrap, tmp_path)
    assert bootstrap.is_current(tmp_path, LOCK)
    assert not bootstrap.is_current(tmp_path, LOCK + "gamma==3 \\\n    --hash=sha256:dd\n")


def test_moved_environment_is_not_current(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished_environment(bootstrap, tmp_path)
    monkeypatch.setattr(bootstrap, "TOP", tmp_path)
    assert not bootstrap.is_current(tmp_path, LOCK)


def test_environment_of_another_or_removed_python_is_not_current(bootstrap: ModuleType, tmp_path: Path) -> None:
    finished_environment(bootstrap, tmp_path)
    (tmp_path / "stamp").write_text(bootstrap.stamp_text(LOCK, bootstrap.TOP, "3.10"), encoding="utf-8")
    assert not bootstrap.is_current(tmp_path, LOCK)

    (tmp_path / "bin" / "python").unlink()
    (tmp_path / "bin" / "python").symlink_to(tmp_path / "removed")
    assert not bootstrap.is_current(tmp_path, LOCK)


def test_interrupted_installation_is_repeated(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished_environment(bootstrap, tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "TOP", tmp_path)
    commands = Commands(failing="pip install", output="THESE PACKAGES DO NOT MATCH THE HASHES")
    monkeypatch.setattr(bootstrap, "run_visibly", commands)

    for _ in range(2):
        with pytest.raises(bootstrap.SetupError, match="hash differs"):
            bootstrap.ready_venv(".venv", LOCK)
        assert not (tmp_path / ".venv" / "stamp").exists()
    assert sum("-m venv --clear" in command for command in commands.ran) == 2


def test_finished_installation_finds_the_repository_and_is_kept(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site_packages = tmp_path / ".venv" / "lib" / version / "site-packages"
    site_packages.mkdir(parents=True)
    finished_environment(bootstrap, tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "TOP", tmp_path)
    commands = Commands()
    monkeypatch.setattr(bootstrap, "run_visibly", commands)

    python = bootstrap.ready_venv(".venv", LOCK)
    assert python == tmp_path / ".venv" / "bin" / "python"
    assert (site_packages / "lotline.pth").read_text(encoding="utf-8") == f"{tmp_path}\n"
    assert (tmp_path / ".venv" / "bin" / "lotline").stat().st_mode & 0o111 == 0o111
    assert len(commands.ran) == 2
    assert {"--require-hashes", "--no-deps"} <= set(commands.ran[1].split())
    assert bootstrap.ready_venv(".venv", LOCK) == python
    assert len(commands.ran) == 2


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "hash differs"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("NewConnectionError('Failed to establish')\nERROR: No matching distribution found for x", "network"),
        ("Temporary failure in name resolution", "network"),
        ("ERROR: No matching distribution found for pyside6-essentials==6.12.0", "no build for this machine"),
        ("ERROR: something new", "lines above"),
    ],
)
def test_failed_installation_is_explained(bootstrap: ModuleType, output: str, expected: str) -> None:
    assert expected in bootstrap.explain_pip(output)


def test_packages_leave_the_lock_with_their_hashes(bootstrap: ModuleType) -> None:
    assert bootstrap.without_packages(LOCK, frozenset({"qt-beta"})) == ALPHA


def test_core_runs_without_any_qt_package(bootstrap: ModuleType) -> None:
    lock = bootstrap.LOCK.read_text(encoding="utf-8")
    core = bootstrap.without_packages(lock, bootstrap.QT_PACKAGES)
    assert not re.search(r"(?im)^(pyside|shiboken|pytest-qt)", core)
    assert core.count("==") == lock.count("==") - len(bootstrap.QT_PACKAGES)
    assert all((bootstrap.TOP / "tests" / name).exists() for name in bootstrap.CORE_TESTS)


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["nonsense"], 2), (["--help"], 0)])
def test_usage(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int) -> None:
    assert bootstrap.main(arguments) == code
    printed = capsys.readouterr()
    usage, other = (printed.out, printed.err) if code == 0 else (printed.err, printed.out)
    assert "core-test" in usage
    assert other == ""
