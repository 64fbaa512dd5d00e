"""A site's own codes: regular expressions with named groups, and the prefixes of command and badge labels."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hardware.scan import Scan
from kiosk.domain.errors import KioskError
from kiosk.identification.commands import CHANGING_COMMANDS, Command, parse_command
from kiosk.identification.gs1.dates import iso_date
from kiosk.identification.keyboard_layouts import LAYOUTS
from kiosk.identification.pattern_cost import MAX_MATCHED_LENGTH, UnsafePatternError, check_cost
from kiosk.identification.plain import stranger_in, text_of
from kiosk.identification.reading import Element, Reading, ReadingError
from kiosk.identification.transport import SEPARATOR_WORDS, Transport, default_transport

GROUP_TITLES = {
    "item": "Item",
    "lot": "Lot",
    "serial": "Serial number",
    "quantity": "Quantity",
    "expiry": "Expiry",
    "order": "Order",
    "location": "Location",
    "operator": "Operator",
}
"""The groups a site pattern may have, and how they are called on the screen."""

_QUANTITY = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_DIGITS = re.compile(r"(?:[0-9]{2})?[0-9]{6}")


class SiteError(KioskError, ValueError):
    """A site setting that cannot be used; `name` says which, the text says why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SitePattern:
    """One label layout of the site."""

    name: str
    regex: re.Pattern[str]
    """Matches the whole data of a scan; its groups are among `GROUP_TITLES`."""


@dataclass(frozen=True, slots=True)
class Site:
    """What identification must know about the plant."""

    patterns: tuple[SitePattern, ...] = ()
    command_prefix: str = "LOT:"
    command_key: bytes | None = None
    """Secret of the site for the tags of command labels; None where commands are used without tags."""
    command_aliases: Mapping[str, Command] = field(default_factory=dict)
    """Command labels of another system, by their whole text."""
    badge_prefix: str = "BADGE:"
    badge_regex: re.Pattern[str] | None = None
    """Matches the whole data of badges that carry no prefix."""
    data_identifiers: bool = False
    """Whether bare MH10.8.2 data identifiers are used: `S123` is then serial 123, and no plain number."""
    transports: Mapping[str, Transport] = field(default_factory=dict)
    """Profiles of scanners, by the name of the device or by the kind of input, such as `wedge`."""
    year: int = 2026
    """The current year of the plant's calendar: two-digit years lie 49 years before to 50 years after it."""

    def transport_of(self, scan: Scan) -> Transport:
        """What is known of the scanner that read `scan`: of the device itself, else of its kind."""
        found = self.transports.get(scan.device) or self.transports.get(scan.source)
        return found or default_transport(scan.source)


def compile_site(  # noqa: PLR0913 - one keyword a setting
    patterns: Iterable[tuple[str, str]] = (),
    *,
    command_prefix: str = "LOT:",
    command_key: bytes | None = None,
    command_aliases: Mapping[str, str] | None = None,
    badge_prefix: str = "BADGE:",
    badge_regex: str | None = None,
    data_identifiers: bool = False,
    transports: Mapping[str, Transport] | None = None,
    year: int = 2026,
) -> Site:
    """Return a site from its settings; `patterns` are (name, regular expression).

    `command_aliases` are texts of labels and the commands they stand for, such as `FINISH`.

    Raises `SiteError` for a name used twice, a group that is not in `GROUP_TITLES`, an expression that is
    wrong, too long or could take too long to match, a key under 16 bytes, and prefixes that are empty, not
    printable or start one another.
    """
    compiled: dict[str, SitePattern] = {}
    for name, expression in patterns:
        if name in compiled:
            raise SiteError(name, "this name is used by two patterns")
        compiled[name] = SitePattern(name, _compile_pattern(name, expression))
    _check_prefixes(command_prefix, badge_prefix)
    if command_key is not None and len(command_key) < 16:
        raise SiteError("command key", f"expected at least 16 bytes, found {len(command_key)}")
    badge = None if badge_regex is None else _compile("badge", badge_regex)
    _check_transports(transports or {})
    return Site(
        tuple(compiled.values()),
        command_prefix,
        command_key,
        _aliases(command_aliases or {}, has_key=command_key is not None),
        badge_prefix,
        badge,
        data_identifiers,
        transports or {},
        year,
    )


def _compile(name: str, expression: str) -> re.Pattern[str]:
    try:
        regex = re.compile(expression, re.ASCII)
        check_cost(expression)
    except UnsafePatternError as error:
        raise SiteError(name, str(error)) from error
    except re.error as error:
        raise SiteError(name, f"{expression!r} is no regular expression: {error}") from error
    return regex


def _compile_pattern(name: str, expression: str) -> re.Pattern[str]:
    regex = _compile(name, expression)
    if not regex.groupindex:
        raise SiteError(name, f"{expression!r} has no named group; expected one of {', '.join(GROUP_TITLES)}")
    for group in regex.groupindex:
        if group not in GROUP_TITLES:
            raise SiteError(name, f"group {group!r} is unknown; expected one of {', '.join(GROUP_TITLES)}")
    return regex


def _check_prefixes(command_prefix: str, badge_prefix: str) -> None:
    for name, prefix in (("command prefix", command_prefix), ("badge prefix", badge_prefix)):
        if not prefix or not (prefix.isascii() and prefix.isprintable()):
            raise SiteError(name, f"expected printable ASCII characters, found {prefix!r}")
    if command_prefix.startswith(badge_prefix) or badge_prefix.startswith(command_prefix):
        raise SiteError("badge prefix", f"{badge_prefix!r} and {command_prefix!r} start one another")


def _aliases(codes: Mapping[str, str], *, has_key: bool) -> dict[str, Command]:
    aliases: dict[str, Command] = {}
    for text, code in codes.items():
        command = parse_command(code)
        if command is None:
            raise SiteError(f"command alias {text!r}", f"{code!r} is no command")
        if has_key and command.name in CHANGING_COMMANDS:
            raise SiteError(f"command alias {text!r}", f"{code} changes something and carries a tag on this site")
        if not text:
            raise SiteError("command alias", "expected the text of the label, found none")
        aliases[text] = command
    return aliases


def _check_transports(transports: Mapping[str, Transport]) -> None:
    for name, transport in transports.items():
        if transport.layout and transport.layout not in LAYOUTS:
            raise SiteError(name, f"layout {transport.layout!r} is unknown; expected one of {', '.join(LAYOUTS)}")
        if re.search("[0-9A-Za-z]", transport.separator) and transport.separator not in SEPARATOR_WORDS:
            raise SiteError(name, f"separator {transport.separator!r} could stand in a number; expected a sign")


def read_site_patterns(text: str, site: Site) -> Iterator[Reading]:
    """Yield one reading for every pattern of the site that matches the whole `text`, in the site's order."""
    if len(text) > MAX_MATCHED_LENGTH:
        return
    for pattern in site.patterns:
        match = pattern.regex.fullmatch(text)
        if match and any(match.groupdict().values()):
            yield _reading(pattern, match, site.year)


def _reading(pattern: SitePattern, match: re.Match[str], year: int) -> Reading:
    elements: list[Element] = []
    errors: list[ReadingError] = []
    for group, raw in match.groupdict().items():
        if not raw:
            continue
        value = _normal_value(group, raw, year)
        code = None
        if value is None:
            code = group if group in {"quantity", "expiry"} else "characters"
            errors.append(ReadingError(code, f"{raw!r} is no {GROUP_TITLES[group].lower()}", match.span(group)))
        elements.append(Element(group, GROUP_TITLES[group], value or raw, raw, match.span(group), code))
    proof = (f"pattern {pattern.name}",)
    return Reading("site", tuple(elements), proof, complete=not errors, errors=tuple(errors))


def _normal_value(group: str, raw: str, year: int) -> str | None:
    """Return a quantity as a decimal, an expiry as an ISO date, any other value as text without controls.

    None where it is not that.
    """
    if group == "quantity":
        return format(Decimal(raw), "f") if _QUANTITY.fullmatch(raw) else None
    if group == "expiry":
        digits = raw.replace("-", "") if _ISO_DATE.fullmatch(raw) else raw
        return iso_date(digits, year) if _DATE_DIGITS.fullmatch(digits) else None
    text = text_of(raw)
    return text if stranger_in(text) is None else None
