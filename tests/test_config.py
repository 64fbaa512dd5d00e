"""Settings: every default holds without a file, and every wrong file is explained."""

from pathlib import Path

import pytest

from kiosk.app import opened_runtime, opened_session
from kiosk.config import ConfigError, Settings, read_settings, site_of
from kiosk.identification.transport import Transport


def test_without_a_file_the_defaults_hold() -> None:
    assert read_settings(None) == Settings()


def test_a_file_changes_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(
        'station = "B2"\nmillimetre = 5\nscanners = ["sim://"]\n[site_patterns]\npart = "(?P<item>[0-9]+)"\n',
        encoding="utf-8",
    )
    settings = read_settings(path)
    assert (settings.station, settings.millimetre, settings.scanners) == ("B2", 5.0, ("sim://",))
    assert settings.site_patterns == {"part": "(?P<item>[0-9]+)"}
    assert settings.theme == "light"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("station = ", "not a TOML file"),
        ("colour = 'red'", "unknown colour"),
        ("station = 7", "station is 7, expected str"),
        ("sounds = 1", "sounds is 1, expected bool"),
        ("scanners = 'sim://'", "expected a list of texts"),
        ("station = 'a/b'", "1 to 20 letters"),
        ("theme = 'pink'", "must be light or dark"),
        ("millimetre = 99", "0 to 40"),
        ("[site_patterns]\npart = 3", "site_patterns.part must be a text"),
        ("[command_aliases]\nOBTVALI = 3", "command_aliases.OBTVALI must be a text"),
        ("[scanner_profiles]\nwedge = 3", "scanner_profiles.wedge must be a table"),
        ("[scanner_profiles.wedge]\ncolour = 3", "unknown colour"),
        ("[scanner_profiles.wedge]\ncaps_lock = 'on'", "caps_lock is 'on', expected bool"),
    ],
)
def test_a_wrong_file_is_explained(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=complaint):
        read_settings(path)


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_settings(tmp_path / "none.toml")


def test_a_printer_that_cannot_be_meant_is_explained(tmp_path: Path) -> None:
    settings = Settings(database=str(tmp_path / "plant.db"), printer="lpt://1")
    with pytest.raises(ConfigError, match=r"no driver for 'lpt'.*Correct it in the settings"), opened_runtime(settings):
        pass


def test_a_station_prints_where_it_has_a_printer(tmp_path: Path) -> None:
    path = str(tmp_path / "plant.db")
    with opened_session(Settings(database=path)) as alone:
        assert alone.snapshot.status.printer == ""
    with opened_session(Settings(database=path, printer="sim://")) as session:
        assert session.snapshot.status.printer == "Label printer ready"


def test_profiles_aliases_and_tags_reach_identification(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(
        'data_identifiers = true\ncommand_tags = true\n[command_aliases]\nOCDMENU = "HOME"\n'
        '[scanner_profiles.wedge]\nseparator = "|"\ncaps_lock = true\n',
        encoding="utf-8",
    )
    site = site_of(read_settings(path), 2026, b"0123456789abcdef")
    assert site.data_identifiers
    assert site.command_key == b"0123456789abcdef"
    assert site.command_aliases["OCDMENU"].name == "HOME"
    assert site.transports["wedge"] == Transport(separator="|", caps_lock=True)
    assert site_of(Settings(), 2026, b"0123456789abcdef").command_key is None
