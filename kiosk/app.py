"""The composition root: settings -> database -> ledger. Read from top to bottom."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from hardware.errors import DeviceError
from hardware.printers.printer import Printer
from hardware.printers.registry import open_printer
from kiosk.clock import WallClock
from kiosk.config import ConfigError, Settings, default_folder, site_of
from kiosk.database.connection import UnusableDatabaseError, open_engine, parse_url
from kiosk.database.ledger import Ledger, open_ledger
from kiosk.database.schema import prepare, require
from kiosk.database.secrets import command_key
from kiosk.runtime import Runtime, Session
from kiosk.runtime.scanners import connected_scanners
from kiosk.runtime.session import Place as Station
from kiosk.workflow.label_job import NO_LABELS, LabelPolicy


@contextmanager
def opened_database(settings: Settings, *, create: bool) -> Iterator[Engine]:
    """The database of the settings at its newest schema; with `create` a missing one is made.

    Raises UnusableDatabaseError with what to do if it cannot be used.
    """
    url = settings.database_url
    if create and not settings.database:
        _make_folder(default_folder())
    engine = open_engine(url, create=create)
    try:
        if create or parse_url(url).database in (None, "", ":memory:"):
            prepare(engine)
        else:
            require(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def opened_ledger(settings: Settings) -> Iterator[Ledger]:
    """The writer of the settings' database."""
    with opened_database(settings, create=True) as engine:
        ledger = open_ledger(engine, WallClock(), settings.station)
        try:
            yield ledger
        finally:
            ledger.close()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableDatabaseError(
            f"{folder} cannot be made: {error.strerror}. Name a file with --database."
        ) from error


@contextmanager
def opened_session(settings: Settings) -> Iterator[Session]:
    """A conversation with the settings' database, at the step where this station stopped."""
    with opened_ledger(settings) as ledger:
        place = Station(
            settings.station_title,
            settings.location,
            settings.language,
            _label_policy(settings),
            settings.digital_link,
        )
        with ledger.transaction() as connection:
            key = command_key(connection)
        yield Session(ledger, site_of(settings, WallClock().now().year, key), WallClock(), place)


def _printer_of(settings: Settings) -> Printer | None:
    """The label printer; raises ConfigError for an address that cannot be meant."""
    try:
        return open_printer(settings.printer) if settings.printer else None
    except DeviceError as error:
        raise ConfigError(f"{error}. Correct it in the settings: printer.") from error


def _label_policy(settings: Settings) -> LabelPolicy:
    printer = _printer_of(settings)
    if printer is None:
        return NO_LABELS
    return LabelPolicy(
        prints=True,
        scans_back=settings.scan_new_labels,
        prints_finished=settings.print_finished,
        dpi=printer.dpi,
    )


@contextmanager
def opened_runtime(settings: Settings, *, demo: bool = False) -> Iterator[Runtime]:
    """The runtime with its scanners, on the settings' database or a throw-away demonstration plant."""
    with ExitStack() as stack:
        if demo:
            settings = stack.enter_context(_demo_settings(settings))
        printer = _printer_of(settings)
        runtime = Runtime(stack.enter_context(opened_session(settings)), printer)
        stack.callback(runtime.close)
        runtime.answer_through(stack.enter_context(connected_scanners(settings, runtime)))
        yield runtime


@contextmanager
def _demo_settings(settings: Settings) -> Iterator[Settings]:
    from kiosk.demo import opened_demo

    with opened_demo() as path:
        # Never on a real printer: a label of a plant that does not exist would look like any other.
        yield replace(settings, database=str(path), station_title="Demonstration plant", printer="sim://")
