"""INSERT that gives way to a row that is already there, in the words of both databases."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert


def insert_into(connection: Connection, table: Table) -> Insert:
    """An insert that knows `on_conflict_do_update` and `on_conflict_do_nothing`."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def replace_if_newer(connection: Connection, table: Table, *columns: str) -> Any:
    """Insert, or update `columns` and `stamp` where the row that is there was stamped earlier."""
    statement = insert_into(connection, table)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={name: new[name] for name in (*columns, "stamp")},
        where=table.c.stamp < new.stamp,
    )


def add_to(connection: Connection, table: Table, *columns: str) -> Any:
    """Insert, or add `columns` to the numbers that are there."""
    statement = insert_into(connection, table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={name: table.c[name] + statement.excluded[name] for name in columns},
    )
