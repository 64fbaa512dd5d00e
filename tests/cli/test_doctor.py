import argparse
import json
import os
import re
import socket
import sqlite3
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hardware.devices import Cause, DeviceState, DeviceStatus
from hardware.printers.printer import PrintEnd, PrintResult, Trouble
from hardware.scanners.camera import video_nodes
from hardware.scanners.camera.video_nodes import Holder, VideoFormat, VideoNode
from kiosk.cli.doctor import add_arguments, report, run
from kiosk.config import Settings
from kiosk.database.connection import open_engine
from kiosk.database.schema import prepare
from kiosk.doctor import cameras, database, libraries, machine, printers, scanners
from kiosk.doctor.checks import check_site
from kiosk.doctor.finding import Finding, State, failed, ok, warning
from kiosk.doctor.libraries import LIBRARIES, Library

TOP = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 14, 7, tzinfo=UTC)
GIGABYTE = 10**9


def doctor(*words: str, settings: Settings) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(words), settings)


def is_bad(finding: Finding | None, state: State, *words: str) -> bool:
    """Whether the finding has this state, says all these words, and names a remedy."""
    assert finding is not None
    text = f"{finding.what} {finding.remedy}"
    return finding.state is state and bool(finding.remedy) and all(word in text for word in words)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A database file as the first start makes it."""
    path = tmp_path / "lotline.db"
    engine = open_engine(str(path), create=True)
    prepare(engine)
    engine.dispose()
    return path


def file_findings(path: Path) -> dict[str, Finding]:
    found = database.database_findings(Settings(database=str(path)))
    return {each.check: each for each in found}


# -- the command ----------------------------------------------------------------------------------------------------


def test_answer_for_people_has_remedies_and_a_sum(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([ok("python", "Python 3.11.2"), warning("sound", "no aplay", "Install it.")], as_json=False) == 0
    assert capsys.readouterr().out == (
        "ok       python: Python 3.11.2\nwarning  sound: no aplay\n         -> Install it.\n1 ok, 1 warning, 0 failed\n"
    )


def test_failure_gives_exit_1_and_is_not_ok_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([ok("python", "Python 3.11.2"), failed("clock", "1970", "Set it.")], as_json=True) == 1
    assert json.loads(capsys.readouterr().out) == {
        "ok": False,
        "checks": [
            {"check": "python", "state": "ok", "what": "Python 3.11.2", "remedy": ""},
            {"check": "clock", "state": "failed", "what": "1970", "remedy": "Set it."},
        ],
    }


def test_whole_examination_of_a_new_database(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = doctor("--json", settings=Settings(database=str(made), scanners=("wedge://", "sim://")))
    answer = json.loads(capsys.readouterr().out)
    states = {each["check"]: each["state"] for each in answer["checks"]}
    assert (status, answer["ok"]) == ((1, False) if "failed" in states.values() else (0, True))
    expected = ["python", "library SQLAlchemy", "library zxing-cpp", "sqlite", "database", "database schema"]
    expected += ["database settings", "database pages", "site patterns", "scanner wedge://", "scanner sim://"]
    assert {name: states[name] for name in expected} == dict.fromkeys(expected, "ok")
    assert {"database disk", "clock", "sound", "display"} <= states.keys()
    assert all(each["remedy"] for each in answer["checks"] if each["state"] != "ok")


# -- Python and libraries -------------------------------------------------------------------------------------------


def test_old_python() -> None:
    assert is_bad(libraries.check_python((3, 10, 12)), State.FAILED, "3.10.12", "3.11")
    assert libraries.check_python((3, 11, 0)).state is State.OK


NEEDED = Library("alembic", "alembic", "5.2")
SPARE = Library("pyzbar", "pyzbar.pyzbar", "0.1.9", without="a second decoder", remedy="Install libzbar0.")


@pytest.mark.parametrize(
    ("library", "version", "error", "state", "words"),
    [
        (NEEDED, None, "", State.FAILED, ("not installed", "bootstrap.py")),
        (NEEDED, "5.1.9", "", State.FAILED, ("5.1.9", "5.2", "bootstrap.py")),
        (NEEDED, "5.2.0", "ImportError: x", State.FAILED, ("does not load", "ImportError: x", "bootstrap.py")),
        (SPARE, None, "", State.WARNING, ("not installed", "a second decoder")),
        (SPARE, "0.1.9", "ImportError: zbar", State.WARNING, ("a second decoder", "libzbar0")),
    ],
)
def test_library_that_will_not_do(
    library: Library, version: str | None, error: str, state: State, words: tuple[str, ...]
) -> None:
    assert is_bad(libraries.check_library(library, version, error), state, *words)


@pytest.mark.parametrize("version", ["5.2", "5.2.0", "5.10", "6.0rc1"])
def test_library_that_will_do(version: str) -> None:
    assert libraries.check_library(NEEDED, version, "") == ok("library alembic", version)


def test_missing_system_library_is_named() -> None:
    error = "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory"
    assert is_bad(libraries.check_library(NEEDED, "5.2.0", error), State.FAILED, "brings libEGL.so.1")


def test_import_runs_in_a_process_of_its_own() -> None:
    assert libraries.import_error("json, xml.dom.expatbuilder") == ""
    assert "xml.dom.expatbuilder" not in sys.modules
    assert libraries.import_error("no_such_module") == "ModuleNotFoundError: No module named 'no_such_module'"


def test_import_that_ends_its_process() -> None:
    assert libraries.explain_import(-4, "") == "it was ended by SIGILL"
    assert libraries.explain_import(3, "") == "exit 3"


def test_two_packages_of_opencv() -> None:
    names = ["numpy", "opencv-python-headless", "OpenCV-Python"]
    assert is_bad(libraries.check_opencv(names), State.WARNING, "pip uninstall opencv-python,")
    assert libraries.check_opencv(["opencv-python-headless", "numpy"]).state is State.OK


def test_least_versions_are_those_of_the_project() -> None:
    project = (TOP / "pyproject.toml").read_text(encoding="utf-8")
    declared = {name.lower(): least for name, least in re.findall(r'^    "([\w-]+)>=([\d.]+),?', project, re.MULTILINE)}
    for library in LIBRARIES:
        assert declared[library.distribution.lower()] == library.least


# -- database -------------------------------------------------------------------------------------------------------


def test_sqlite_and_its_journal_mode() -> None:
    assert is_bad(database.check_sqlite((3, 30, 1), "truncate"), State.FAILED, "3.30.1", "3.31")
    old = database.check_sqlite((3, 40, 1), "truncate")
    assert old.state is State.OK
    assert "before 3.51.3 WAL can lose pages" in old.what
    assert database.check_sqlite((3, 51, 3), "wal") == ok("sqlite", "SQLite 3.51.3, journal mode wal")


GOOD_FILE = database.FileFacts(
    Path("plant.db"),
    exists=True,
    is_file=True,
    has_folder=True,
    is_writable=True,
    is_folder_writable=True,
    free_bytes=9 * GIGABYTE,
)


@pytest.mark.parametrize(
    ("facts", "state", "words"),
    [
        (replace(GOOD_FILE, exists=False, has_folder=False), State.FAILED, ("folder", "Make it")),
        (replace(GOOD_FILE, is_file=False), State.FAILED, ("not a file",)),
        (replace(GOOD_FILE, is_writable=False), State.FAILED, ("may not be written", "chown")),
        (replace(GOOD_FILE, is_folder_writable=False), State.FAILED, ("journal", "chown")),
        (replace(GOOD_FILE, exists=False), State.WARNING, ("not there yet", "first start")),
    ],
)
def test_file_that_will_not_do(facts: database.FileFacts, state: State, words: tuple[str, ...]) -> None:
    assert is_bad(database.check_file(facts), state, "plant.db" if facts.has_folder else "folder", *words)


def test_file_that_will_do() -> None:
    assert database.check_file(GOOD_FILE) == ok("database", "plant.db")


def test_free_space() -> None:
    assert is_bad(database.check_space(199_999_999, "disk"), State.FAILED, "0.20 GB free")
    assert is_bad(database.check_space(200_000_000, "disk"), State.WARNING, "0.20 GB free")
    assert is_bad(database.check_space(999_999_999, "disk"), State.WARNING, "1.00 GB free")
    assert database.check_space(1_000_000_000, "disk") == ok("disk", "1.00 GB free")


def test_schema_of_another_version() -> None:
    assert is_bad(database.check_schema(None, "0002"), State.FAILED, "not a Lotline database")
    assert is_bad(database.check_schema("0003", "0002"), State.FAILED, "newer version", "0003")
    assert is_bad(database.check_schema("0001", "0002"), State.WARNING, "0001", "next start")
    assert database.check_schema("0002", "0002").state is State.OK


def test_pages_that_are_damaged_or_cannot_be_copied() -> None:
    assert is_bad(database.check_pages(["*** in database main ***"]), State.FAILED, "in database main", "snapshot")
    assert is_bad(database.check_pages([]), State.FAILED, "no answer")
    assert database.check_pages(["ok"]).state is State.OK
    assert is_bad(database.check_room_for_copy(GIGABYTE, 2 * GIGABYTE - 1), State.WARNING, "not checked", "TMPDIR")
    assert database.check_room_for_copy(GIGABYTE, 2 * GIGABYTE) is None


def test_database_in_order(made: Path) -> None:
    found = file_findings(made)
    assert [each.state for each in found.values()] == [State.OK] * 6
    assert "synchronous full" in found["database settings"].what


def test_database_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "lotline.db"
    assert is_bad(file_findings(path)["database"], State.FAILED, str(path.parent))
    facts = database.file_facts(path, is_default=True)
    assert (facts.exists, facts.has_folder, facts.is_writable) == (False, True, True)
    assert not path.parent.exists()


def test_file_of_another_program(tmp_path: Path) -> None:
    text = tmp_path / "notes.db"
    text.write_text("This is a text and no database.", encoding="utf-8")
    found = [each for each in database.database_findings(Settings(database=str(text))) if each.state is State.FAILED]
    assert [is_bad(each, State.FAILED, "not a Lotline database", "--database") for each in found] == [True]
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE note (text TEXT)")
    connection.close()
    assert is_bad(file_findings(other)["database schema"], State.FAILED, "not a Lotline database")


def test_damaged_pages_are_found(made: Path) -> None:
    page = 4096
    content = bytearray(made.read_bytes())
    content[5 * page : 30 * page] = os.urandom(25 * page)
    made.write_bytes(content)
    found = list(database.database_findings(Settings(database=str(made))))
    assert any(is_bad(each, State.FAILED, "damaged") for each in found)


def test_database_that_another_program_holds(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.database.connection.BUSY_TIMEOUT_MS", 1)
    with sqlite3.connect(made, isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        found = list(database.database_findings(Settings(database=str(made))))
    holder.close()
    assert is_bad(found[-1], State.FAILED, "another program holds the database", "Close it")


def test_database_address_that_names_none() -> None:
    found = list(database.database_findings(Settings(database="nonsense://[")))
    assert found[-1].state is State.FAILED
    memory = list(database.database_findings(Settings(database=":memory:")))
    assert is_bad(memory[-1], State.WARNING, "nothing is kept", "--database")


def test_refusal_is_taken_apart_into_what_and_remedy() -> None:
    assert database.unusable("the disk is full. Free some space (x)").remedy == "Free some space (x)"
    assert is_bad(database.unusable("the database refused: x"), State.FAILED, "refused", "snapshot")


# -- machine --------------------------------------------------------------------------------------------------------


def test_clock_that_lost_its_time() -> None:
    assert is_bad(machine.check_clock(NOW.replace(year=1999), is_trusted=False), State.FAILED, "1999", "timedatectl")
    assert machine.check_clock(NOW, is_trusted=True) == ok("clock", "2026-11-23T14:07:00+00:00")


def test_clock_that_nobody_keeps_right() -> None:
    assert is_bad(machine.check_synchronised("no\n"), State.WARNING, "no time server", "set-ntp")
    right = machine.check_synchronised("yes\n")
    assert right is not None
    assert right.state is State.OK
    assert machine.check_synchronised(None) is None
    assert machine.check_synchronised("n/a") is None


def test_fonts() -> None:
    assert is_bad(machine.check_fonts(["Nimbus Mono PS", "DejaVu Sans"]), State.WARNING, "fonts-dejavu-core")
    assert machine.check_fonts(["DejaVu Sans", " DejaVu Sans Mono"]).state is State.OK


def test_fonts_are_those_of_the_window() -> None:
    theme = TOP / "resources" / "qml" / "theme" / "Theme.qml"
    if not theme.exists():
        pytest.skip("the window's theme is not there to compare with")
    wanted = re.search(r"string mono: firstOf\(\[(.*?)\]\)", theme.read_text(encoding="utf-8"))
    assert wanted is not None
    assert tuple(json.loads(f"[{wanted[1]}]")) == machine.CLEAR_FONTS


def test_sound() -> None:
    absent = DeviceStatus(DeviceState.ABSENT, "no sound: aplay is not installed")
    assert is_bad(machine.check_sound(absent, wanted=True), State.WARNING, "aplay is not installed", "alsa-utils")
    assert is_bad(machine.check_sound(DeviceStatus(DeviceState.FAILING), wanted=True), State.WARNING, "failing")
    assert machine.check_sound(absent, wanted=False).state is State.OK
    assert machine.check_sound(DeviceStatus(DeviceState.READY), wanted=True).state is State.OK


def test_display() -> None:
    assert is_bad(machine.check_display({"DISPLAY": ""}), State.WARNING, "window", "cage")
    assert machine.check_display({"WAYLAND_DISPLAY": "wayland-0"}) == ok("display", "WAYLAND_DISPLAY=wayland-0")


def test_programs_that_are_absent_or_fail_say_nothing() -> None:
    assert machine.output_of("no-such-program") is None
    assert machine.output_of("false") is None
    assert machine.output_of("echo", "yes") == "yes\n"


# -- scanners -------------------------------------------------------------------------------------------------------


SERIAL = "serial:///dev/ttyACM0"


@pytest.mark.parametrize(
    "url", ["serial://", "serial:///dev/x?baud=0", "laser://x", "ttyACM0", "http://[x", "wedge://?layout=x"]
)
def test_address_that_no_driver_takes(url: str) -> None:
    (finding,) = scanners.scanner_findings(Settings(scanners=(url,)))
    assert is_bad(finding, State.FAILED, url, "settings")


@pytest.mark.parametrize("url", [SERIAL, "camera://0", "camera-folder:///pictures", "sim://", "wedge://"])
def test_address_that_a_driver_takes(url: str) -> None:
    assert scanners.address_error(url) == ""


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (DeviceStatus(DeviceState.ABSENT, "x is not there"), ("x is not there", "Connect")),
        (DeviceStatus(DeviceState.FAILING, "x: no permission", Cause.FORBIDDEN), ("no permission", "udev")),
        (DeviceStatus(DeviceState.FAILING, "x is in use", Cause.BUSY), ("in use", "Close the program")),
        (DeviceStatus(DeviceState.FAILING, "x fits 2 devices", Cause.AMBIGUOUS), ("fits", "address")),
        (DeviceStatus(DeviceState.FAILING, "x: more than 60", Cause.BABBLING), ("more than 60", "Unplug")),
    ],
)
def test_a_scanner_that_was_opened_says_how_it_is(status: DeviceStatus, words: tuple[str, ...]) -> None:
    assert is_bad(scanners.check_state("scanner desk", status), State.FAILED, *words)


def test_a_scanner_is_opened_for_a_moment_and_freed(tmp_path: Path) -> None:
    missing = f"serial://{tmp_path}/port"
    assert scanners.state_of(missing) == DeviceStatus(DeviceState.ABSENT, f"{tmp_path}/port is not there")
    (finding,) = scanners.scanner_findings(Settings(scanners=(missing,)))
    assert is_bad(finding, State.FAILED, "is not there")
    master, slave = os.openpty()
    try:
        for _ in range(2):
            assert scanners.state_of(f"serial://{os.ttyname(slave)}").state is DeviceState.READY
        (finding,) = scanners.scanner_findings(Settings(scanners=(f"serial://{os.ttyname(slave)}",)))
        assert finding.state is State.OK
    finally:
        os.close(slave)
        os.close(master)


@pytest.mark.parametrize(
    ("status", "state", "words"),
    [
        (
            DeviceStatus(DeviceState.ABSENT, "camera 0: not there; plug it in"),
            State.FAILED,
            ("not there", "listed here"),
        ),
        (DeviceStatus(DeviceState.FAILING, "may not", Cause.FORBIDDEN), State.FAILED, ("may not", "usermod -aG video")),
        (DeviceStatus(DeviceState.FAILING, "in use by x", Cause.BUSY), State.FAILED, ("in use by x", "kiosk itself")),
        (DeviceStatus(DeviceState.READY, "focus is 0, not 9", Cause.SETTINGS), State.WARNING, ("focus", "offers")),
    ],
)
def test_a_camera_that_was_opened_says_how_it_is(status: DeviceStatus, state: State, words: tuple[str, ...]) -> None:
    assert is_bad(scanners.check_state("scanner desk", status, is_camera=True), state, *words)


def test_a_folder_as_a_camera(tmp_path: Path) -> None:
    (found,) = scanners.scanner_findings(Settings(scanners=(f"camera-folder://{tmp_path}",)))
    assert found.state is State.OK
    (missing,) = scanners.scanner_findings(Settings(scanners=(f"camera-folder://{tmp_path}/none",)))
    assert is_bad(missing, State.FAILED, "No such file", "expected a folder of pictures")


def test_the_password_of_a_camera_is_not_shown() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
    (found,) = scanners.scanner_findings(Settings(scanners=(f"http://ann:secret@{host}/video?token=geheim",)))
    assert is_bad(found, State.FAILED, f"camera http://{host}/video?...: gives no pictures")
    assert not any(word in f"{found.check} {found.what}" for word in ("secret", "geheim"))


BY_ID = Path("/dev/v4l/by-id/usb-X-index0")
WEBCAM = VideoNode("C920", is_camera=True, formats=(VideoFormat("MJPG", ("640x480", "1280x720")),))


def test_a_camera_is_listed_with_its_address_and_what_it_offers() -> None:
    found = cameras.check_camera(BY_ID, WEBCAM, [])
    what = "C920, address camera:///dev/v4l/by-id/usb-X-index0, offers MJPG 640x480 1280x720"
    assert found == ok("camera usb-X-index0", what)


def test_a_camera_that_a_program_holds() -> None:
    found = cameras.check_camera(BY_ID, WEBCAM, [Holder("cheese", 4711)])
    assert is_bad(found, State.WARNING, "in use by cheese (process 4711)", "Close that")


@pytest.mark.parametrize(
    ("error", "group", "words"),
    [
        (PermissionError(13, "Permission denied"), "video", ("may not open", "usermod -aG video")),
        (PermissionError(13, "Permission denied"), "root", ("may not open", "udev rule", "video4linux")),
        (OSError(19, "No such device"), "video", ("No such device", "plug it in again")),
    ],
)
def test_a_camera_that_cannot_be_looked_at(error: OSError, group: str, words: tuple[str, ...]) -> None:
    assert is_bad(cameras.check_unusable(BY_ID, error, group), State.FAILED, *words)


@pytest.mark.skipif(sys.platform != "linux", reason="Video for Linux is only on Linux")
def test_cameras_are_listed_and_the_nodes_beside_them_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    beside = BY_ID.with_name("usb-X-index1")
    torn = BY_ID.with_name("usb-Y-index0")

    def look(path: str) -> VideoNode:
        if path == str(torn):
            raise OSError(5, "Input/output error")
        return WEBCAM if path == str(BY_ID) else VideoNode("C920", is_camera=False, formats=())

    monkeypatch.setattr(video_nodes, "named_nodes", lambda: [BY_ID, beside, torn])
    monkeypatch.setattr(video_nodes, "look", look)
    checks = [(found.check, found.state) for found in cameras.camera_findings()]
    assert checks == [("camera usb-X-index0", State.OK), ("camera usb-Y-index0", State.FAILED)]


def test_no_scanner_at_all() -> None:
    (finding,) = scanners.scanner_findings(Settings(scanners=()))
    assert is_bad(finding, State.WARNING, "typed", "wedge://")


# -- settings -------------------------------------------------------------------------------------------------------


def test_patterns_that_cannot_be_used() -> None:
    assert is_bad(check_site(Settings(site_patterns={"label": "(?P<lot>"})), State.FAILED, "label", "settings")
    assert is_bad(check_site(Settings(command_prefix="")), State.FAILED, "command prefix")
    assert check_site(Settings()).state is State.OK


# -- the label printer ----------------------------------------------------------------------------------------------


def test_a_station_without_a_label_printer_is_well() -> None:
    assert printers.check_printer("").state is State.OK


def test_a_label_printer_that_is_ready(tmp_path: Path) -> None:
    assert printers.check_printer(f"file://{tmp_path}").state is State.OK
    assert printers.check_printer("sim://").state is State.OK


def test_an_address_that_cannot_be_meant() -> None:
    assert is_bad(printers.check_printer("lpt://1"), State.FAILED, "no driver", "settings: printer")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert is_bad(
        printers.check_printer(f"file://{tmp_path}/gone"), State.FAILED, "cannot be written", "Make the folder"
    )


@pytest.mark.parametrize("trouble", [each for each in Trouble if each])
def test_every_trouble_of_a_printer_has_its_remedy(trouble: Trouble) -> None:
    found = printers.judge_printer("zpl+tcp://host", PrintResult(PrintEnd.NOT_READY, trouble, "why"))
    assert is_bad(found, State.FAILED, trouble.value, "why")
