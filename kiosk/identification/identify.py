"""From a scan to all its readings, ranked; the only door into identification."""

import re
from collections.abc import Iterator
from dataclasses import replace

from hardware.scan import MAX_SCAN_BYTES, Scan
from kiosk.identification.badges import read_badge, read_prefixed_badge
from kiosk.identification.commands import is_unknown, read_alias, read_command
from kiosk.identification.doubts import doubtful_readings
from kiosk.identification.gs1.bracketed import read_bracketed
from kiosk.identification.gs1.digital_link import read_digital_link
from kiosk.identification.gs1.element_strings import SEPARATOR, read_element_strings
from kiosk.identification.gs1.gtin import read_gtin, read_upc_e
from kiosk.identification.gs1.pairs import pair_warnings
from kiosk.identification.hibc import read_hibc
from kiosk.identification.iso15434 import read_iso15434
from kiosk.identification.mh10 import read_mh10
from kiosk.identification.plain import read_plain
from kiosk.identification.reading import Element, Reading, ReadingError, Standard, repeated
from kiosk.identification.site_patterns import Site, read_site_patterns
from kiosk.identification.symbology import WITH_ECI, Routing, routing

_IDENTIFIED = ("symbology identifier",)
_ECI = re.compile(r"\\([0-9]{6})")
_COMPOSITE = "|]e0"
"""Stands between an EAN/UPC symbol and the composite component above it, in one transmission."""
_KEYS = frozenset({"00", "01", "02"})
"""One of these must stand in element strings that come without a symbology identifier."""
_UNCHECKED_ITF = frozenset({"]I0"})
"""ITF whose check digit the reader has not verified; ITF-14 often arrives so."""


def as_sent(scan: Scan, site: Site) -> Scan:
    """Return the scan as the label has it, with what the profile of its scanner takes back."""
    return site.transport_of(scan).as_sent(scan)


def identify(scan: Scan, site: Site) -> tuple[Reading, ...]:
    """Return every reading of `scan`, best first and at least one. Never raises, whatever the bytes are.

    `scan` is the label's, as `as_sent` gives it. Where no profile says what the scanner does, readings that suppose
    a change of the data stand behind all others: never complete, for a person to choose from.
    """
    text = scan.data.decode("latin-1")
    readings = _read(text, scan.aim, site)
    if site.transport_of(scan).is_faithful or len(text) > MAX_SCAN_BYTES:
        return readings
    doubtful = doubtful_readings(text, scan.aim, readings, site.year, lambda each, aim: _read(each, aim, site))
    return (*readings, *doubtful)


def _read(text: str, aim: str | None, site: Site) -> tuple[Reading, ...]:
    """Return every reading of the text as it stands.

    A symbology identifier that claims a standard leaves that one alone, right or wrong. Otherwise complete
    readings stand before those with errors, and plain text last; several complete readings are for the
    catalog to decide, in the context of the step. A command label is nothing else besides, and neither is a
    code behind the badge prefix; but an unknown command may well be a label of the site.
    """
    route = routing(aim)
    if len(text) > MAX_SCAN_BYTES:
        return (_oversize(text, route),)
    if route is Routing.GS1:
        return (_gs1(text, aim, site.year),)
    if route is Routing.GTIN:
        return (_gtin_or_composite(text, aim, site.year),)
    badge = read_prefixed_badge(text, site.badge_prefix)
    command = read_command(text, site.command_prefix, site.command_key)
    alias = read_alias(text, site.command_aliases)
    if reserved := badge or alias or (command if command and not is_unknown(command) else None):
        return (reserved,)
    candidates = [
        read_iso15434(text, site.year),
        *_gs1_candidates(text, aim, route, site.year),
        read_hibc(text, site.year),
        read_mh10(text, site.year) if site.data_identifiers else None,
        *_site_candidates(text, site),
        command,
    ]
    readings = [reading for reading in candidates if reading is not None]
    readings.sort(key=lambda reading: not reading.complete)
    return (*readings, read_plain(text, aim))


def _oversize(text: str, route: Routing) -> Reading:
    standards: dict[Routing, Standard] = {Routing.GS1: "gs1-element-string", Routing.GTIN: "gtin"}
    message = f"expected at most {MAX_SCAN_BYTES} bytes, found {len(text)}"
    error = ReadingError("oversize", message, (0, len(text)))
    return Reading(standards.get(route, "plain"), errors=(error,))


def _gs1(text: str, aim: str | None, year: int) -> Reading:
    announced = _ECI.match(text) if aim in WITH_ECI else None
    if announced is None:
        return read_element_strings(text, year, _IDENTIFIED)
    return read_element_strings(text, year, (*_IDENTIFIED, f"character set {announced[1]}"), announced.end())


def _gtin_or_composite(text: str, aim: str | None, year: int) -> Reading:
    linear, mark, _ = text.partition(_COMPOSITE)
    gtin = read_gtin(linear, aim)
    if not mark:
        return gtin
    above = read_element_strings(text, year, gtin.proof, len(linear) + len(mark))
    elements: tuple[Element, ...] = (*gtin.elements, *above.elements)
    errors = (*gtin.errors, *above.errors)
    if not errors and (twice := repeated(elements)):
        errors = (twice,)
    warnings = pair_warnings(elements)
    return replace(above, elements=elements, complete=not errors, errors=errors, warnings=warnings)


def _gs1_candidates(text: str, aim: str | None, route: Routing, year: int) -> Iterator[Reading | None]:
    if route is Routing.UNKNOWN:
        reading = read_element_strings(text, year)
        if text.startswith(SEPARATOR) or (reading.complete and any(e.key in _KEYS for e in reading.elements)):
            yield reading
    yield read_digital_link(text, year)
    yield read_bracketed(text, year)
    if route is Routing.UNKNOWN or aim in _UNCHECKED_ITF:
        reading = read_gtin(text, None)
        if reading.complete:
            yield reading
    if route is Routing.UNKNOWN:
        yield read_upc_e(text)


def _site_candidates(text: str, site: Site) -> Iterator[Reading | None]:
    yield from read_site_patterns(text, site)
    yield read_badge(text, site.badge_regex)
