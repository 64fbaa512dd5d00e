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
    """Addresses of the scanners, such as `serial:///dev/ttyACM0?profile=cr` or `camera://0`."""
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
    scanner_profiles: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Address of a scanner, or a kind of input such as `wedge` -> what it does to the data: `separator` (what it sends
    instead of GS, or `kept`), `layout` (the keyboard the computer believes in), `caps_lock`, `prefix`, `suffix`."""
    sounds: bool = True
    printer: str = ""
    """Address of the label printer, such as `zpl+tcp://192.168.1.40:9100?dpi=203`; empty for none."""
    scan_new_labels: bool = False
    """Whether a number that is given here counts only when its printed label was scanned."""
    print_finished: bool = True
    """Whether a finished unit, and a lot that was made, get their label by themselves."""
    digital_link: str = "https://id.gs1.org"
    """Where the GS1 Digital Links on labels begin."""

    @property
    def database_url(self) -> str:
        """The database to use."""
        return self.database or str(default_folder() / "lotline.db")


def read_settings(path: Path | None) -> Settings:
    """The settings in a TOML file; the defaults where there is none.

    Raises ConfigError if the file cannot be read, is no TOML, has an unknown key, or a value of the wrong kind.
    """
    if path is None:
        return Settings()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}. Name another file with --config.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not a TOML file: {error}") from error
    known = {each.name: each for each in fields(Settings)}
    if unknown := sorted(raw.keys() - known.keys()):
        raise ConfigError(f"{path}: unknown {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    return _checked(path, Settings(**{name: _value(path, name, value) for name, value in raw.items()}))


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
        transports={name: Transport(**profile) for name, profile in settings.scanner_profiles.items()},
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
    for name, pattern in settings.site_patterns.items():
        if not isinstance(pattern, str):
            raise ConfigError(f"{path}: site_patterns.{name} must be a text")
    for name, command in settings.command_aliases.items():
        if not isinstance(command, str):
            raise ConfigError(f"{path}: command_aliases.{name} must be a text")
    for name, profile in settings.scanner_profiles.items():
        _check_profile(f"{path}: scanner_profiles.{name}", profile)
    return settings


def _check_profile(place: str, profile: Any) -> None:
    defaults = Transport()
    known = {each.name: type(getattr(defaults, each.name)) for each in fields(Transport)}
    if not isinstance(profile, dict):
        raise ConfigError(f"{place} must be a table with {', '.join(known)}")
    for key, value in profile.items():
        if key not in known:
            raise ConfigError(f"{place}: unknown {key}; known are {', '.join(known)}")
        if not isinstance(value, known[key]):
            raise ConfigError(f"{place}.{key} is {value!r}, expected {known[key].__name__}")
