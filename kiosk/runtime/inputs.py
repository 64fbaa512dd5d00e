"""Turns a scan into the event that it is: a badge, a command, or a code with its meanings."""

from dataclasses import dataclass

from sqlalchemy import Connection

from hardware.scan import MAX_SCAN_BYTES, Scan
from kiosk.database.catalog import Catalog
from kiosk.database.meanings import Resolver
from kiosk.database.people import badge_hash, operator_of
from kiosk.database.secrets import site_secret
from kiosk.domain.movement import Evidence
from kiosk.identification.commands import parse_command
from kiosk.identification.identify import identify
from kiosk.identification.reading import Reading
from kiosk.identification.scan_text import printable
from kiosk.identification.site_patterns import Site
from kiosk.workflow.events import BadgeShown, CommandGiven, Event, Scanned

_EVIDENCE = {"typed": Evidence.TYPED}


@dataclass(frozen=True, slots=True)
class Input:
    """An event, and what the journal keeps of the scan behind it."""

    event: Event
    shown: str
    """Printable; never a badge number."""
    scan: Scan | None = None
    kept: bytes = b""
    is_touch: bool = False


def typed_scan(text: str) -> Scan:
    """What a person typed instead of scanning."""
    return Scan(text.encode("utf-8"), source="typed")


def read_scan(connection: Connection, catalog: Catalog, site: Site, scan: Scan) -> Input:
    """The input that a scan is, whatever its bytes are."""
    if len(scan.data) > MAX_SCAN_BYTES:
        values = (("size", str(len(scan.data))), ("limit", str(MAX_SCAN_BYTES)))
        shown = f"{len(scan.data)} bytes"
        return Input(Scanned(shown, (), problem="scan.too_long", problem_values=values), shown, scan, b"")
    readings = identify(scan, site)
    shown = printable(scan.data.decode("latin-1"))
    best = readings[0]
    if badge := _badge(connection, readings):
        operator = operator_of(connection, badge)
        known = catalog.operator(operator) if operator else None
        kept = badge_hash(site_secret(connection), badge).encode("ascii")
        return Input(BadgeShown(known), known.id if known else "badge", scan, kept)
    if best.standard == "command" and best.complete:
        command = parse_command(best.value("command") or "")
        if command:
            return Input(CommandGiven(command.name, command.argument or ""), shown, scan, scan.data)
    return Input(_scanned(connection, catalog, readings, scan, shown), shown, scan, scan.data)


def _badge(connection: Connection, readings: tuple[Reading, ...]) -> str | None:
    """The badge number, if this is a badge: by its prefix, or because somebody wears exactly this code."""
    first = readings[0]
    if first.standard == "badge":
        return first.value("badge")
    plain = next((each for each in readings if each.standard == "plain" and each.complete), None)
    text = plain.value("text") if plain else None
    return text if text and operator_of(connection, text) else None


def _scanned(
    connection: Connection, catalog: Catalog, readings: tuple[Reading, ...], scan: Scan, shown: str
) -> Scanned:
    evidence = _EVIDENCE.get(scan.source, Evidence.SCANNED)
    complete = [each for each in readings if each.complete]
    if not scan.data:
        return Scanned(shown, (), evidence, "scan.empty")
    claimed = readings[0]
    if not complete or (not claimed.complete and claimed.standard not in ("plain", "command", "site")):
        why = claimed.errors[0].message if claimed.errors else "-"
        return Scanned(shown, (), evidence, "scan.damaged", (("code", shown), ("why", why)))
    meanings = Resolver(connection, catalog).meanings(complete, shown)
    if not meanings:
        values = (("code", shown), ("expected", "slot.item"))
        return Scanned(shown, (), evidence, "scan.unknown", values)
    return Scanned(shown, meanings, evidence)
