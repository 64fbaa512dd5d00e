"""The schema of a database: made, checked by one statement, and migrated with Alembic only when it is old."""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DatabaseError
from sqlalchemy.schema import CreateIndex, CreateTable

from kiosk.database import tables
from kiosk.database.connection import UnusableDatabaseError, explain, reading, writing

NEWEST = "0002"
"""The revision that this software works with. Read here, so that a start needs no Alembic."""


def revision_of(connection: Connection) -> str | None:
    """The schema revision of a database; None if it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def prepare(engine: Engine) -> None:
    """Bring the database to the newest schema.

    Raises UnusableDatabaseError if it belongs to a newer version, or is no database of ours.
    """
    try:
        with reading(engine) as connection:
            revision = revision_of(connection)
            if revision == NEWEST:
                return
            others = [] if revision else inspect(connection).get_table_names()
        if others:
            raise UnusableDatabaseError(
                f"{engine.url.database} holds other data ({', '.join(others[:3])}). Name another file with --database."
            )
        if revision is not None and not _knows(revision):
            raise UnusableDatabaseError(
                f"{engine.url.database} was written by a newer version of Lotline (schema {revision}, this one knows "
                f"{NEWEST}). Install that version, or name another file with --database."
            )
        _upgrade(engine)
    except DatabaseError as error:
        raise UnusableDatabaseError(explain(error)) from error


def require(engine: Engine) -> None:
    """Refuse a database that is not at the newest schema, without changing it."""
    try:
        with reading(engine) as connection:
            revision = revision_of(connection)
    except DatabaseError as error:
        raise UnusableDatabaseError(explain(error)) from error
    if revision is None:
        raise UnusableDatabaseError(f"{engine.url.database} is not a Lotline database. Load data first.")
    if revision != NEWEST:
        prepare(engine)


def make_tables(connection: Connection) -> None:
    """Make all tables of the newest schema in an empty SQLite database that nobody keeps: it bears no revision."""
    for statement in _statements():
        connection.exec_driver_sql(statement)


@cache
def _statements() -> tuple[str, ...]:
    dialect = sqlite.dialect()
    found = []
    for table in tables.metadata.sorted_tables:
        found.append(str(CreateTable(table).compile(dialect=dialect)))
        found += [str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes]
    return tuple(found)


def _script_folder() -> Path:
    return Path(__file__).parent / "migrations"


def _knows(revision: str) -> bool:
    return any(_script_folder().glob(f"versions/*{revision}*.py"))


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_script_folder()))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
