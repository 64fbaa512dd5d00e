"""The settings of one kiosk: one TOML file, every default visible here."""

import os
import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kiosk.domain.errors import KioskError
from kiosk.identification.site_patterns import Site, compile_site
from kiosk.identification.transport import Transport


class ConfigError(KioskError):
    """The configuration file cannot be used; the text names the file, the key and what it must be."""


def default_folder() -> Path:
    """Where databases live unless told otherwise: the user's data folder."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "lotline"


def default_file() -> Path:
    """The settings file that is read, where there is one, unless another is named."""
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "lotline" / "lotline.toml"


@dataclass(frozen=True, slots=True)
class ScannerProfile:
    """One scanner by name, and what its site has found out about it: a table `[scanners.NAME]` of the file."""

    address: str
    """Such as `serial:///dev/ttyACM0?profile=cr`; `hardware/registry.py` lists them all."""
    transport: Transport = field(default_factory=Transport)
    """What it does to the data; its fields are keys of the same table."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set, and what holds if nothing is."""

    station: str = "K1"
    """Name of the work station; entries carry it with four random letters behind."""
    station_title: str = "Lotline"
    """What the status strip shows as the place."""
    database: str = ""
    """File name or URL; empty means `lotline.db` in the user's data folder."""
    language: str = "en"
    theme: str = "light"
    """`light` or `dark`."""
    millimetre: float = 0.0
    """Pixels in a millimetre of the panel; 0 takes what the screen says of itself."""
    scanners: tuple[str, ...] = ("wedge://",)
    """Addresses of the scanners, such as `serial:///dev/ttyACM0?profile=cr` or `camera://0`; instead of the list the
    file may have a table `[scanners.NAME]` for each of them."""
    scanner_profiles: dict[str, ScannerProfile] = field(default_factory=dict)
    """Name -> scanner, from those tables."""
    location: str = ""
    """Code of the location that this station takes from and puts to; empty means it asks."""
    command_prefix: str = "LOT:"
    command_tags: bool = False
    """Whether labels of commands that change something must carry the site's tag: not every printer makes them."""
    command_aliases: dict[str, str] = field(default_factory=dict)
    """Command labels of another system: text of the label -> command, such as `OBTVALI = "FINISH"`."""
    badge_prefix: str = "BADGE:"
    site_patterns: dict[str, str] = field(default_factory=dict)
    """Name -> regular expression with named groups for labels that follow no standard."""
    data_identifiers: bool = False
    """Whether bare data identifiers (MH10.8.2) are used, so that `1TL26` is lot L26 and not the number 1TL26."""
    sounds: bool = True
    printer: str = ""
    """Address of the label printer, such as `zpl+tcp://192.168.1.40:9100?dpi=203`; empty for none."""
    scan_new_labels: bool = False
    """Whether a number that is given here counts only when its printed label was scanned."""
    print_finished: bool = True
    """Whether a finished unit, and a lot that was made, get their label by themselves."""
    digital_link: str = "https://id.gs1.org"
    """Where the GS1 Digital Links on labels begin."""
    volume: float = 1.0
    """Of the sounds, 0 to 1; never so low that a refusal is missed."""
    file: Path | None = None
    """Where these settings come from; None where there is no file. Not a key of the file."""

    @property
    def database_url(self) -> str:
        """The database to use."""
        return self.database or str(default_folder() / "lotline.db")

    @property
    def named_scanners(self) -> dict[str, str]:
        """Name -> address of every scanner; one without a table has its address for a name."""
        tables = {name: profile.address for name, profile in self.scanner_profiles.items()}
        return {address: address for address in self.scanners} | tables


def read_settings(path: Path | None) -> Settings:
    """The settings in a TOML file; the default file's or the defaults where none is named.

    Raises ConfigError if the file cannot be read, is no TOML, has an unknown key, or a value of the wrong kind.
    """
    if path is None:
        path = default_file()
        if not path.exists():
            return Settings()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}. Name another file with --config.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not a TOML file: {error}") from error
    tables = raw.pop("scanners") if isinstance(raw.get("scanners"), dict) else {}
    known = {each.name for each in fields(Settings)} - {"scanner_profiles", "file"}
    if unknown := sorted(raw.keys() - known):
        raise ConfigError(f"{path}: unknown {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    values = {name: _value(path, name, value) for name, value in raw.items()}
    if tables:
        values |= {"scanners": (), "scanner_profiles": {name: _profile(path, name, tables[name]) for name in tables}}
    return _checked(path, Settings(**values, file=path))


def _profile(path: Path, name: str, table: Any) -> ScannerProfile:
    """One table of a scanner; raises ConfigError."""
    defaults = Transport()
    kinds = {"address": str} | {each.name: type(getattr(defaults, each.name)) for each in fields(Transport)}
    where = f"{path}: scanners.{name}"
    if not isinstance(table, dict) or "address" not in table:
        raise ConfigError(f"{where} must be a table with an address")
    if unknown := sorted(table.keys() - kinds.keys()):
        raise ConfigError(f"{where}: unknown {', '.join(unknown)}; known are {', '.join(sorted(kinds))}")
    for key, value in table.items():
        if not isinstance(value, kinds[key]):
            raise ConfigError(f"{where}.{key} is {value!r}, expected {kinds[key].__name__}")
    return ScannerProfile(table.pop("address"), Transport(**table))


def site_of(settings: Settings, year: int, command_key: bytes | None = None) -> Site:
    """What identification must know about the plant; `year` is the current one of its calendar.

    `command_key` is the database's, for sites that use tags. Raises SiteError for what cannot be used: a pattern, a
    prefix, a profile, an alias.
    """
    return compile_site(
        settings.site_patterns.items(),
        command_prefix=settings.command_prefix,
        command_key=command_key if settings.command_tags else None,
        command_aliases=settings.command_aliases,
        badge_prefix=settings.badge_prefix,
        data_identifiers=settings.data_identifiers,
        transports={name: profile.transport for name, profile in settings.scanner_profiles.items()},
        year=year,
    )


def _value(path: Path, name: str, value: Any) -> Any:
    default = getattr(Settings(), name)
    if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    is_flag = isinstance(value, bool) == isinstance(default, bool)
    if is_flag and isinstance(value, type(default)) and not isinstance(default, tuple):
        return value
    expected = "a list of texts" if isinstance(default, tuple) else type(default).__name__
    raise ConfigError(f"{path}: {name} is {value!r}, expected {expected}")


def _checked(path: Path, settings: Settings) -> Settings:
    if not re.fullmatch(r"[A-Za-z0-9_.]{1,20}", settings.station):
        raise ConfigError(f"{path}: station {settings.station!r} must be 1 to 20 letters, digits, dots or underscores")
    if settings.theme not in ("light", "dark"):
        raise ConfigError(f"{path}: theme {settings.theme!r} must be light or dark")
    if not 0 <= settings.millimetre <= 40:
        raise ConfigError(f"{path}: millimetre {settings.millimetre} must be pixels a millimetre, 0 to 40")
    if not 0 <= settings.volume <= 1:
        raise ConfigError(f"{path}: volume {settings.volume} must be from 0 to 1")
    for name, pattern in settings.site_patterns.items():
        if not isinstance(pattern, str):
            raise ConfigError(f"{path}: site_patterns.{name} must be a text")
    for name, command in settings.command_aliases.items():
        if not isinstance(command, str):
            raise ConfigError(f"{path}: command_aliases.{name} must be a text")
    return settings
