"""All checks, in the order in which a person mends things: libraries, settings, database, machine, devices."""

from collections.abc import Iterator
from datetime import UTC, datetime

from kiosk.config import Settings, site_of
from kiosk.doctor.cameras import camera_findings
from kiosk.doctor.finding import Finding, State, failed, ok
from kiosk.doctor.libraries import library_findings
from kiosk.doctor.machine import machine_findings
from kiosk.doctor.printers import check_printer
from kiosk.doctor.scanners import scanner_findings
from kiosk.identification.site_patterns import SiteError


def all_findings(settings: Settings) -> Iterator[Finding]:
    """Everything that can be checked on this machine with these settings, as it is found."""
    broken = set()
    for finding in library_findings():
        yield finding
        if finding.state is State.FAILED:
            broken.add(finding.check)
    yield check_site(settings)
    yield from _database_findings(settings, broken)
    yield from machine_findings(settings)
    yield from scanner_findings(settings)
    yield from camera_findings()
    yield check_printer(settings.printer)


def check_site(settings: Settings) -> Finding:
    """The prefixes and patterns by which this site's labels are recognised."""
    try:
        site = site_of(settings, datetime.now(UTC).year)
    except SiteError as error:
        remedy = "Correct it in the settings: site_patterns, scanners, command_aliases and the prefixes."
        return failed("site patterns", str(error), remedy)
    return ok("site patterns", f"{len(site.patterns)} patterns, commands {site.command_prefix}")


def _database_findings(settings: Settings, broken: set[str]) -> Iterator[Finding]:
    """The checks of the database, which need SQLAlchemy themselves."""
    if "library SQLAlchemy" in broken:
        yield failed("database", "not checked: SQLAlchemy does not load", "Mend the libraries first.")
        return
    from kiosk.doctor.database import database_findings

    yield from database_findings(settings)
