"""Statements that are compiled once and then run by the driver.

They are written in SQLAlchemy's expressions, which say the same to both databases. But what SQLAlchemy does around each
execution takes forty times as long as SQLite takes to look a key up, and a scan needs some twenty statements; so on
SQLite, where the kiosk records, a statement that runs for every scan goes to the driver as text.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, SelectBase
from sqlalchemy.exc import DBAPIError

Parameters = Mapping[str, Any]
_NONE: Parameters = {}
_MOST_PLANS = 64
"""A list of keys makes another text for each length; long ones are rare and not worth keeping."""


CHUNK = 10_000
"""Names looked up by one statement; both databases take that many parameters."""
_Any = TypeVar("_Any")


def chunks(names: Sequence[_Any]) -> Iterator[Sequence[_Any]]:
    """The names in pieces that one statement can take."""
    for start in range(0, len(names), CHUNK):
        yield names[start : start + CHUNK]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement as text for one driver."""

    text: str
    names: tuple[str, ...]
    """The parameters in the order of the text's question marks."""
    constants: Mapping[str, Any]
    """Values that stand in the statement itself."""
    has_lists: bool
    """Whether a parameter is a list, with a question mark for each of its values."""

    def values(self, given: Parameters) -> tuple[Any, ...]:
        """The values in the order of the question marks."""
        values = [given[name] if name in given else self.constants[name] for name in self.names]
        if not self.has_lists:
            return tuple(values)
        return tuple(chain.from_iterable(value if _is_list(value) else (value,) for value in values))


def _is_list(value: object) -> bool:
    return type(value) in (list, tuple)


class Prepared:
    """One statement of the ledger. Thread-safe: a plan that two threads make is the same plan."""

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self._plans: dict[tuple[Any, ...], _Plan] = {}
        self._row: Callable[[Sequence[Any]], Any] = tuple
        self._convert: dict[int, Callable[[Any], Any]] = {}
        self._is_described = False

    def rows(self, connection: Connection, parameters: Parameters = _NONE) -> list[Any]:
        """All rows of a query, each with its columns as attributes."""
        if connection.dialect.name != "sqlite":
            return list(connection.execute(self.statement, parameters))
        found = self._run(connection, parameters).fetchall()
        if self._convert:
            found = [self._converted(row) for row in found]
        return list(map(self._row, found))

    def column(self, connection: Connection, parameters: Parameters = _NONE) -> list[Any]:
        """The first column of all rows of a query."""
        return [row[0] for row in self.rows(connection, parameters)]

    def row(self, connection: Connection, parameters: Parameters = _NONE) -> Any:
        """The one row of a query, or None if there is none."""
        found = self.rows(connection, parameters)
        return found[0] if found else None

    def value(self, connection: Connection, parameters: Parameters = _NONE) -> Any:
        """The first column of the one row of a query, or None if there is none."""
        found = self.rows(connection, parameters)
        return found[0][0] if found else None

    def write(self, connection: Connection, parameters: Parameters | Sequence[Parameters]) -> int:
        """Run a statement that changes rows, once or for each of several; gives how many it changed."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self.statement, parameters).rowcount
        return self._run(connection, parameters).rowcount

    def _run(self, connection: Connection, parameters: Parameters | Sequence[Parameters]) -> sqlite3.Cursor:
        many = None if isinstance(parameters, Mapping) else parameters
        first = parameters if isinstance(parameters, Mapping) else parameters[0]
        plan = self._plan(connection, first)
        values: Any = plan.values(first) if many is None else [plan.values(each) for each in many]
        if not connection.in_transaction():
            connection.begin()
        cursor: sqlite3.Cursor = connection.connection.cursor()  # type: ignore[assignment]  # the driver's own
        for hear in connection.dispatch.before_cursor_execute:
            hear(connection, cursor, plan.text, values, None, many is not None)
        try:
            return cursor.execute(plan.text, values) if many is None else cursor.executemany(plan.text, values)
        except sqlite3.Error as error:
            raise DBAPIError.instance(plan.text, values, error, sqlite3.Error, dialect=connection.dialect) from error

    def _plan(self, connection: Connection, given: Parameters) -> _Plan:
        """The plan for these parameters: another one for each set of names and each length of a list."""
        key = tuple([(name, len(value)) if _is_list(value) else name for name, value in given.items()])
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            plan = self._plans[key] = self._compile(connection, given)
        return plan

    def _compile(self, connection: Connection, given: Parameters) -> _Plan:
        statement: Any = self.statement
        compiled = statement.compile(dialect=connection.dialect, column_keys=list(given))
        if not self._is_described:
            self._describe(connection)
        constants = {name: value for name, value in compiled.params.items() if name not in given}
        has_lists = any(map(_is_list, (*given.values(), *constants.values())))
        text = compiled.construct_expanded_state(dict(given)).statement if has_lists else compiled.string
        return _Plan(text, tuple(compiled.positiontup), constants, has_lists)

    def _describe(self, connection: Connection) -> None:
        """Note the names of the columns, and how those are read that SQLite stores in another form."""
        if isinstance(self.statement, SelectBase):
            columns = list(self.statement.selected_columns)
            names = [column.key or "" for column in columns]
            row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 - named by a query
            self._row = row._make
            for number, column in enumerate(columns):
                read = column.type.dialect_impl(connection.dialect).result_processor(connection.dialect, None)
                if read is not None:
                    self._convert[number] = read
        self._is_described = True

    def _converted(self, row: Sequence[Any]) -> list[Any]:
        out = list(row)
        for number, read in self._convert.items():
            out[number] = read(out[number])
        return out
