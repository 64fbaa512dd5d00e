"""The settings file keeps all that it holds, and gets a table for each scanner."""

from pathlib import Path

import pytest

from kiosk.config import ConfigError, ScannerProfile, Settings, default_file, read_settings
from kiosk.doctor.scanner_check.profile_file import write_profile
from kiosk.identification.transport import Transport

PROFILE = ScannerProfile("serial:///dev/x?profile=lf", Transport(separator="|", prefix="##"))


def test_a_list_of_addresses_becomes_tables_and_all_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(
        'station = "B2"  # by the window\nscanners = ["wedge://", "serial:///dev/x", "serial:///dev/y"]\n\n[site_patterns]\n'
        'part = "(?P<item>[0-9]+)"\n',
        encoding="utf-8",
    )
    assert write_profile(read_settings(path), "serial:///dev/x", PROFILE) == path
    settings = read_settings(path)
    assert settings.scanner_profiles == {
        "wedge": ScannerProfile("wedge://"),
        "serial": ScannerProfile("serial:///dev/y"),
        "serial2": PROFILE,
    }
    assert settings.site_patterns == {"part": "(?P<item>[0-9]+)"}
    assert 'station = "B2"  # by the window' in path.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [path]


def test_a_table_is_replaced_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(
        '[scanners.desk]\naddress = "serial:///dev/x"\ncaps_lock = true\n[scanners.door]\naddress = "sim://"\n',
        encoding="utf-8",
    )
    write_profile(read_settings(path), "desk", PROFILE)
    assert read_settings(path).scanner_profiles == {"desk": PROFILE, "door": ScannerProfile("sim://")}


def test_without_a_file_the_usual_one_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert write_profile(Settings(), "wedge://", ScannerProfile("wedge://?layout=de")) == default_file()
    assert read_settings(None).scanner_profiles == {"wedge": ScannerProfile("wedge://?layout=de")}


def test_controls_in_a_profile_survive(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    profile = ScannerProfile("sim://", Transport(prefix="\x01\"'", suffix="\xe9"))
    write_profile(Settings(file=path), "sim", profile)
    assert read_settings(path).scanner_profiles["sim"] == profile


@pytest.mark.parametrize("text", ["scanners = [", "[scanners.desk]\naddress = 7\n"])
def test_a_file_that_cannot_be_used_is_left_and_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"kiosk\.toml"):
        write_profile(Settings(file=path), "other", PROFILE)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="cannot be written"):
        write_profile(Settings(file=tmp_path / "file" / "kiosk.toml"), "desk", PROFILE)
