"""INSERT that gives way to a row that is already there, in the words of both databases."""

from functools import cache

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from kiosk.database.prepared import Prepared

Insert = sqlite.Insert | postgresql.Insert


def insert_into(connection: Connection, table: Table) -> Insert:
    """An insert that knows `on_conflict_do_update` and `on_conflict_do_nothing`."""
    return _insert(connection.dialect.name, table)


def replace_if_newer(connection: Connection, table: Table, *columns: str) -> Prepared:
    """Insert, or update `columns` and `stamp` where the row that is there was not stamped later."""
    return _replace_if_newer(connection.dialect.name, table, columns)


def add_to(connection: Connection, table: Table, *columns: str) -> Prepared:
    """Insert, or add `columns` to the numbers that are there."""
    return _add_to(connection.dialect.name, table, columns)


def _insert(dialect: str, table: Table) -> Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache
def _replace_if_newer(dialect: str, table: Table, columns: tuple[str, ...]) -> Prepared:
    statement = _insert(dialect, table)
    new = statement.excluded
    return Prepared(
        statement.on_conflict_do_update(
            index_elements=list(table.primary_key.columns),
            set_={name: new[name] for name in (*columns, "stamp")},
            where=table.c.stamp <= new.stamp,
        )
    )


@cache
def _add_to(dialect: str, table: Table, columns: tuple[str, ...]) -> Prepared:
    statement = _insert(dialect, table)
    return Prepared(
        statement.on_conflict_do_update(
            index_elements=list(table.primary_key.columns),
            set_={name: table.c[name] + statement.excluded[name] for name in columns},
        )
    )
