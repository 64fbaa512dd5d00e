"""Sets Lotline up on a Linux machine, then runs it, its tests or its checks. Needs nothing but Python 3.11.

python3 packaging/bootstrap.py COMMAND [ARGUMENT...]

    run [ARGUMENT...]    open the kiosk, or run one of its commands: run trace L1 --direction back
    test [ARGUMENT...]   run the tests; the arguments go to pytest
    core-test            load and try everything below the window where Qt is not installed
    check                run the linters, the type checker and the check of the layers

The first start makes .venv beside this directory and installs the packages of requirements.lock; later starts
find it ready. Missing system libraries are installed too where the caller may (root on Debian or Ubuntu).
"""

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this with an older Python deserves a sentence
    sys.exit(
        f"Lotline needs Python 3.11 or newer, this is {sys.version.split()[0]} ({sys.executable}).\n"
        "Debian 12 and Ubuntu 24.04 bring one: try /usr/bin/python3, or install the package python3."
    )

import fcntl
import tomllib
from collections.abc import Iterator, Mapping, Sequence

TOP = Path(__file__).resolve().parent.parent
LOCK = TOP / "packaging" / "requirements.lock"

# Debian package -> what shows that it is there: a shared library by the loader's name, or a program.
# Asking the loader instead of dpkg works on every distribution and through renamings (libglib2.0-0t64).
DECODING = {"libzbar0": "libzbar.so.0"}
WINDOW = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libgssapi-krb5-2": "libgssapi_krb5.so.2",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libwayland-cursor0": "libwayland-cursor.so.0",
    "libwayland-egl1": "libwayland-egl.so.1",
}
COMFORT = {
    "fonts-inter": "/usr/share/fonts/opentype/inter",
    "fonts-jetbrains-mono": "/usr/share/fonts/truetype/jetbrains-mono",
    "alsa-utils": "aplay",
}
"""What makes the kiosk clearer to read and lets it be heard; it runs without."""
SCREEN_TESTS = {"xvfb": "Xvfb", "xdotool": "xdotool", "x11-xkb-utils": "setxkbmap"}
LABEL_TESTS = {"poppler-utils": "pdftoppm"}

QT_PACKAGES = frozenset({"pyside6-essentials", "shiboken6", "pytest-qt"})
CORE_TESTS = ("test_core.py", "cli", "doctor", "runtime", "hardware/test_registry.py")
"""What shows that nothing below the window needs Qt: every module is loaded, and every command, the program behind the
window and every kind of address are tried. What a module computes once it is loaded, Qt cannot change; the layers are
checked besides."""

NO_DISPLAY = """\
There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.
  As a kiosk on a screen without a desktop (Debian package cage):
      cage -- python3 packaging/bootstrap.py run
  For a try without a screen (Debian packages xvfb and xauth):
      xvfb-run -s "-screen 0 1280x800x24" python3 packaging/bootstrap.py run --demo
  The commands that answer in text need no display:
      python3 packaging/bootstrap.py run console"""


class SetupError(Exception):
    """What keeps Lotline from starting, and what the person at the keyboard can do about it."""


def say(text: str) -> None:
    """Tell the person; standard output belongs to the program that is started."""
    print(text, file=sys.stderr, flush=True)


def needs_display(arguments: Sequence[str]) -> bool:
    """True for the kiosk itself: no command word, and not only a question about the options."""
    rest = iter(arguments)
    for argument in rest:
        if argument in {"-h", "--help", "--version"}:
            return False
        if argument in {"--config", "--database", "--size"}:
            next(rest, None)
        elif not argument.startswith("-"):
            return False
    return True


def has_display(environment: Mapping[str, str]) -> bool:
    """True where Qt finds a screen; a chosen QT_QPA_PLATFORM (offscreen, vnc) is taken at its word."""
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def is_present(proof: str) -> bool:
    """True if the library (`libGL.so.1`) can be loaded, the program (`Xvfb`) is on the PATH, the folder exists."""
    if proof.startswith("/"):
        return Path(proof).is_dir()
    if ".so." not in proof:
        return shutil.which(proof) is not None
    try:
        ctypes.CDLL(proof)
    except OSError:
        return False
    return True


def missing_packages(needs: Mapping[str, str]) -> list[str]:
    """Debian packages to install: those of `needs` whose proof is absent, and venv where it is apart."""
    packages = [package for package, proof in needs.items() if not is_present(proof)]
    if importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python3.{sys.version_info.minor}-venv")
    return packages


def provide(needs: Mapping[str, str], comfort: Mapping[str, str] | None = None) -> None:
    """Install the system packages that are missing, or raise SetupError with the command that does.

    What is only comfortable is installed along, but nobody is stopped for the want of it.
    """
    packages = missing_packages(needs)
    extra = [package for package, proof in (comfort or {}).items() if not is_present(proof)]
    can_install = os.geteuid() == 0 and shutil.which("apt-get") is not None
    if not packages and not (extra and can_install):
        return
    packages += extra
    if shutil.which("apt-get") is None:
        absent = ", ".join(needs.get(package, package) for package in packages)
        raise SetupError(
            f"Not found on this machine: {absent}\n"
            "Install what brings them with the machine's package manager, then start again.\n"
            f"Debian's names for the packages: {' '.join(packages)}"
        )
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        raise SetupError(
            "Some system packages are missing. Paste this line, then start again:\n\n"
            f"    sudo apt-get update && sudo {' '.join(install)}\n"
        )
    say(f"Installing system packages: {' '.join(packages)}")
    for command in (["apt-get", "update"], install):
        if run_visibly(command, {"DEBIAN_FRONTEND": "noninteractive"})[0] != 0:
            raise SetupError(
                f"This failed, for the reason in the lines above: {' '.join(command)}\n"
                "If it is the network, start again when it is back; what is done is not done twice."
            )
    importlib.invalidate_caches()
    still = missing_packages(needs)
    if still:
        raise SetupError(f"Installed, and still not usable by {sys.executable}: {' '.join(still)}")


def run_visibly(command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
    """Run a command, passing its lines on as they come; gives its exit code and all it said."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, **environment},
    ) as process:
        lines = []
        for line in process.stdout or ():
            lines.append(line)
            say(line.rstrip("\n"))
    return process.returncode, "".join(lines)


def without_packages(lock: str, names: frozenset[str]) -> str:
    """The lock's text without the named packages; their hashes stand on the indented lines below each."""
    kept = []
    keep = True
    for line in lock.splitlines(keepends=True):
        if not line[0].isspace():
            keep = line.partition("==")[0] not in names
        if keep:
            kept.append(line)
    return "".join(kept)


def stamp_text(lock: str, top: Path, version: str) -> str:
    """What a finished environment says of itself: the lock, place and Python version it was made for."""
    return f"{hashlib.sha256(lock.encode()).hexdigest()}\n{top}\n{version}\n"


def is_current(venv: Path, lock: str) -> bool:
    """True if the environment was finished for this lock and place, and its Python still runs."""
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        stamp = (venv / "stamp").read_text(encoding="utf-8")
        answer = subprocess.run([venv / "bin" / "python", "-c", question], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return stamp == stamp_text(lock, TOP, answer.stdout.strip())


def ready_venv(name: str, lock: str) -> Path:
    """Python of the environment `name` with the packages of `lock`, made anew unless it is current."""
    venv = TOP / name
    python = venv / "bin" / "python"
    if not is_current(venv, lock):
        with one_at_a_time(TOP / f"{name}.lock"):
            if not is_current(venv, lock):
                build_venv(venv, lock)
    return python


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Hold a file lock, so that two starts do not build the same environment into each other."""
    with path.open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build_venv(venv: Path, lock: str) -> None:
    """Make the environment. The stamp comes last: whatever interrupts this, the next start begins again."""
    say(f"Setting up {venv.name} with Python {sys.version.split()[0]}: a download of up to 200 MB.")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    (venv / "stamp").unlink(missing_ok=True)
    if run_visibly([sys.executable, "-m", "venv", "--clear", str(venv)], {})[0] != 0:
        remedy = f"rm -rf {shlex.quote(str(venv))}"
        raise SetupError(f"Could not make {venv}. Delete it, then start again:\n    {remedy}")
    requirements = venv / "requirements.lock"
    requirements.write_text(lock, encoding="utf-8")
    python = venv / "bin" / "python"
    # The lock is the whole set, so nothing is resolved: pip before 23.3 would take a newer release of a package that
    # another one asks for with an extra (coverage[toml]), and then refuse it for the want of a hash.
    install = [str(python), "-m", "pip", "install", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    install += ["--no-input", "--progress-bar", "off", "-r", str(requirements)]
    code, output = run_visibly(install, {"PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    if code != 0:
        raise SetupError(f"{venv.name} is not complete. {explain_pip(output)}")
    site_packages = venv / "lib" / f"python{version}" / "site-packages"
    (site_packages / "lotline.pth").write_text(f"{TOP}\n", encoding="utf-8")
    script = venv / "bin" / "lotline"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(str(python))} -m kiosk "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    (venv / "stamp").write_text(stamp_text(lock, TOP, version), encoding="utf-8")


def explain_pip(output: str) -> str:
    """What a failed installation means and what to do, told from pip's own words."""
    if "DO NOT MATCH THE HASHES" in output:
        return (
            "A package is not the one that was tested: its hash differs from requirements.lock.\n"
            "Nothing of it was installed. Check the package index that pip is set to (pip config list);\n"
            "if a download was cut short, start again."
        )
    if "No space left on device" in output:
        return "The disk is full: about 1 GB is needed here and in the temporary directory."
    network = ("Connection", "Timeout", "timed out", "ProxyError", "SSLError", "name resolution")
    if any(sign in output for sign in network):
        return "The package index cannot be reached. Check the network or pip's settings, then start again."
    if "No matching distribution found" in output:
        return (
            "A package has no build for this machine. Lotline runs on Linux with glibc 2.34 or newer\n"
            "(Debian 12, Ubuntu 22.04) and Python 3.11 to 3.13."
        )
    return "The lines above say why. Start again to repeat it from the beginning."


def run(arguments: Sequence[str]) -> int:
    """Become the kiosk or one of its commands, in the caller's working directory."""
    window = needs_display(arguments)
    if window and not has_display(os.environ):
        raise SetupError(NO_DISPLAY)
    if window:
        provide(DECODING | WINDOW, COMFORT)
    else:
        provide(DECODING)
    python = ready_venv(".venv", LOCK.read_text(encoding="utf-8"))
    os.execv(python, [str(python), "-m", "kiosk", *arguments])


def test(arguments: Sequence[str]) -> int:
    """Run the tests with Qt drawing into memory."""
    provide(DECODING | WINDOW | SCREEN_TESTS | LABEL_TESTS, COMFORT)
    python = ready_venv(".venv", LOCK.read_text(encoding="utf-8"))
    drawing = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    command = [str(python), "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=TOP, env={**os.environ, **drawing}, check=False).returncode


def core_test(arguments: Sequence[str]) -> int:
    """Load and try the core where importing Qt cannot succeed, so that no layer leans on it unnoticed."""
    provide(DECODING | LABEL_TESTS)
    lock = without_packages(LOCK.read_text(encoding="utf-8"), QT_PACKAGES)
    python = ready_venv(".venv-core", lock)
    tests = [f"tests/{name}" for name in CORE_TESTS]
    # pytest-qt is not there to know its settings, which strict checking of the settings would refuse.
    settings = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    options = settings["tool"]["pytest"]["ini_options"]["addopts"].replace("--strict-config", "")
    command = [
        str(python),
        "-m",
        "pytest",
        "-o",
        f"addopts={options}",
        "-W",
        "ignore:Unknown config option",
    ]
    command += ["-m", "not screen", *tests, *arguments]
    return subprocess.run(command, cwd=TOP, check=False).returncode


def check(arguments: Sequence[str]) -> int:
    """Run every checker, also after one has failed; gives 1 if any did."""
    if arguments:
        raise SetupError(f"check takes no arguments, got {shlex.join(arguments)}")
    provide(DECODING | WINDOW)
    python = ready_venv(".venv", LOCK.read_text(encoding="utf-8"))
    commands = [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["lint-imports"]]
    pages = sorted(str(page.relative_to(TOP)) for page in (TOP / "resources" / "qml").rglob("*.qml"))
    if pages:
        commands.append(["pyside6-qmllint", "--max-warnings", "0", "-I", "resources/qml", *pages])
    failed = []
    for name, *options in commands:
        title = f"{name} {options[0]}" if name == "ruff" else name
        say(f"-- {title}")
        if subprocess.run([python.parent / name, *options], cwd=TOP, check=False).returncode != 0:
            failed.append(title)
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


COMMANDS = {"run": run, "test": test, "core-test": core_test, "check": check}


def main(arguments: Sequence[str]) -> int:
    """Run the command the arguments name; 0 done, 1 failed, 2 wrong call."""
    if not arguments or arguments[0] not in COMMANDS:
        asked = bool(arguments) and arguments[0] in {"-h", "--help"}
        print((__doc__ or "").strip(), file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetupError as error:
        say(str(error))
        return 1
    except PermissionError as error:
        say(f"{error}\nStart as the owner of {TOP}, or from a copy of your own.")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
