"""Writes a scanner's profile into the settings file, and leaves all else in it as it stands."""

import os
from dataclasses import asdict
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from kiosk.config import ConfigError, ScannerProfile, Settings, default_file, read_settings
from kiosk.identification.transport import Transport


def write_profile(settings: Settings, name: str, profile: ScannerProfile) -> Path:
    """Write the profile of one scanner and return the file, which is made where there is none.

    Where the file lists addresses, or names no scanner, every scanner gets its table: a list and tables exclude each
    other. The file is replaced as a whole, so that a crash leaves the old one. Raises ConfigError where it cannot be
    written or would not be read again.
    """
    path = settings.file or default_file()
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
        tables = document.get("scanners")
        if not isinstance(tables, dict):
            document.pop("scanners", None)
            tables = tomlkit.table(is_super_table=True)
            for address in settings.scanners:
                if address != name:
                    tables[_table_name(address, tables)] = {"address": address}
            document["scanners"] = tables
        tables[name if name in tables else _table_name(name, tables)] = _as_table(profile)
        _replace(path, tomlkit.dumps(document))
        read_settings(path)
    except (OSError, TOMLKitError) as error:
        raise ConfigError(f"{path} cannot be written: {error}") from error
    return path


def _as_table(profile: ScannerProfile) -> dict[str, object]:
    """What differs from the default: the rest of a profile says nothing."""
    usual, found = asdict(Transport()), asdict(profile.transport)
    return {"address": profile.address} | {key: value for key, value in found.items() if value != usual[key]}


def _table_name(address: str, taken: object) -> str:
    """A short name for a scanner that has only an address: its kind, numbered where there are several."""
    kind = address.partition(":")[0] if "://" in address else address
    names = set(taken) if isinstance(taken, dict) else set()
    return next(each for each in (kind, *(f"{kind}{number}" for number in range(2, 1000))) if each not in names)


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
