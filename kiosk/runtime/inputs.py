"""Turns a scan into the event that it is: a badge, a command, or a code with its meanings."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from hardware.scan import MAX_SCAN_BYTES, Scan
from kiosk.database.catalog import Catalog
from kiosk.database.meanings import Resolver
from kiosk.database.people import badge_hash, names_of, operator_of
from kiosk.database.secrets import site_secret
from kiosk.domain.movement import Evidence
from kiosk.identification.commands import parse_command
from kiosk.identification.identify import as_sent, identify
from kiosk.identification.plain import text_of
from kiosk.identification.reading import Reading
from kiosk.identification.roles import said
from kiosk.identification.scan_text import printable
from kiosk.identification.site_patterns import Site
from kiosk.workflow.events import BadgeShown, CommandGiven, Event, Scanned
from kiosk.workflow.label import Label

TYPED = "typed"
CAMERA = "camera"
_SELF_EVIDENT = ("gs1-element-string", "gs1-digital-link", "gs1-bracketed", "iso15434", "hibc", "mh10")
"""Standards whose data is never the number of a lot by chance."""
_BADGE = "badge"


@dataclass(frozen=True, slots=True)
class Input:
    """An event, and what the journal keeps of the scan behind it."""

    event: Event
    shown: str = ""
    """Printable; never a badge number."""
    scan: Scan | None = None
    kept: bytes = b""


def typed_scan(text: str) -> Scan:
    """What a person typed instead of scanning."""
    return Scan(text.encode("utf-8", "surrogateescape"), source=TYPED)


def read_scan(connection: Connection, catalog: Catalog, site: Site, scan: Scan) -> Input:
    """The input that a scan is, whatever its bytes are."""
    if len(scan.data) > MAX_SCAN_BYTES:
        values = (("size", str(len(scan.data))), ("limit", str(MAX_SCAN_BYTES)))
        shown = f"{len(scan.data)} bytes"
        return Input(Scanned(shown, (), problem="scan.too_long", problem_values=values), shown, scan)
    label = as_sent(scan, site)
    readings = identify(label, site)
    if (badge := _badge(connection, readings)) is not None:
        return _badge_input(connection, catalog, scan, badge)
    shown = printable(text_of(scan.data.decode("latin-1")))
    best = readings[0]
    command = parse_command(best.value("command") or "") if best.standard == "command" and best.complete else None
    if command:
        return Input(CommandGiven(command.name, command.argument or ""), shown, scan, scan.data)
    evidence = Evidence.TYPED if scan.source == TYPED else Evidence.SCANNED
    scanned = replace(_scanned(connection, catalog, readings, shown, evidence), label=_label_of(label))
    return Input(scanned, _in_words(scanned, shown), scan, scan.data)


def _label_of(scan: Scan) -> Label:
    return Label(scan.data.decode("latin-1"), scan.aim, scan.source, scan.device)


def _in_words(scanned: Scanned, shown: str) -> str:
    """The number that people know a label by, where it has just one; else all that the label says."""
    codes = {each.code for each in scanned.meanings}
    return codes.pop() if len(codes) == 1 else shown


def is_known(connection: Connection, catalog: Catalog, site: Site, scan: Scan) -> bool:
    """Whether a scan is anything but new text: a badge, a command, or a code of this plant."""
    event = read_scan(connection, catalog, site, scan).event
    return not isinstance(event, Scanned) or any(not each.is_stranger for each in event.meanings)


def _badge(connection: Connection, readings: tuple[Reading, ...]) -> str | None:
    """The badge number, if this is a badge: by its form, or because somebody wears exactly this code.

    Empty for a badge that cannot be read.
    """
    first = readings[0]
    if first.standard == "badge":
        return first.value("badge") or ""
    if any(each.standard == "badge" for each in readings if each.supposes):
        return ""  # with changed letters it is nobody's, and still no text for the journal
    if first.standard in _SELF_EVIDENT:
        return None
    plain = next((each for each in readings if each.standard == "plain" and each.complete), None)
    text = plain.value("text") if plain else None
    return text if text and operator_of(connection, text) else None


def _badge_input(connection: Connection, catalog: Catalog, scan: Scan, badge: str) -> Input:
    operator = operator_of(connection, badge) if badge else None
    known = catalog.operator(operator) if operator else None
    kept = badge_hash(site_secret(connection), badge).encode("ascii")
    if known is None:
        return Input(BadgeShown(None), _BADGE, scan, kept)
    return Input(BadgeShown(known, names_of(connection).get(known.id, "")), known.id, scan, kept)


def _scanned(
    connection: Connection, catalog: Catalog, readings: tuple[Reading, ...], shown: str, evidence: Evidence
) -> Scanned:
    claimed = readings[0]
    complete = [each for each in readings if each.complete]
    supposed = [each for each in readings if each.supposes]
    if any(each.standard == "command" for each in supposed):
        return Scanned(shown, (), evidence, "command.changed", (("code", shown),))
    if not supposed and (problem := _problem(claimed, complete, shown)):
        return Scanned(shown, (), evidence, *problem)
    if supposed or any(each.standard in _SELF_EVIDENT for each in complete):
        complete = [each for each in complete if each.standard != "plain"]
    resolver = Resolver(connection, catalog)
    meanings = resolver.meanings(complete, shown)
    candidates = (
        replace(each, is_supposed=True) for each in resolver.meanings(supposed, shown) if each not in meanings
    )
    meanings = (*meanings, *candidates)
    if any(each.standard == "command" for each in readings):
        # a torn or mistyped command label must not become the number of a lot
        meanings = tuple(each for each in meanings if not each.is_stranger)
        if not meanings:
            return Scanned(shown, (), evidence, "command.unknown", (("code", shown),))
    named = next((item for each in (*complete, *supposed) for item in said(each, "item")), None)
    if named and not meanings:
        return Scanned(shown, (), evidence, *_unknown_item(named, shown))
    return Scanned(shown, meanings, evidence)


_Problem = tuple[str, tuple[tuple[str, str], ...]]
"""Message key and its values."""


def _problem(claimed: Reading, complete: list[Reading], shown: str) -> _Problem | None:
    """Why a scan says nothing that can be used; None where it does."""
    if complete and (claimed.complete or claimed.standard in ("plain", "command", "site")):
        return None
    if claimed.standard == "plain" and any(error.code == "empty" for error in claimed.errors):
        return "scan.empty", ()
    why = claimed.errors[0].message if claimed.errors else "-"
    return "scan.damaged", (("code", shown), ("why", why))


def _unknown_item(named: str, shown: str) -> _Problem:
    if len(named) == 14 and named.isdigit():
        return "scan.unknown_gtin", (("code", shown), ("gtin", named))
    return "scan.unknown_item", (("code", shown), ("item", named))
