"""Statements that the driver runs give what SQLAlchemy would have given."""

from collections.abc import Iterator

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    create_engine,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import StaticPool

from kiosk.database import prepared as module
from kiosk.database.prepared import Prepared, chunks

THING = Table(
    "thing",
    MetaData(),
    Column("key", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("is_open", Boolean, nullable=False),
)
ROWS = [{"key": 1, "name": "one", "is_open": True}, {"key": 2, "name": "zwei ä \N{SNOWMAN}", "is_open": False}]
ADD = Prepared(insert(THING))
ALL = select(THING).order_by(THING.c.key)
SOME = ALL.where(THING.c.key.in_(bindparam("keys", expanding=True)))


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    THING.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        assert ADD.write(connection, ROWS) == len(ROWS)
        yield connection


@pytest.mark.parametrize("keys", [[], [2], [1, 2], (2, 3), list(range(500))], ids=len)
def test_a_list_has_any_length(connection: Connection, keys: list[int]) -> None:
    found = Prepared(SOME).rows(connection, {"keys": keys})
    assert found == connection.execute(SOME, {"keys": keys}).all()


def test_rows_have_names_and_the_types_of_the_columns(connection: Connection) -> None:
    first, second = Prepared(ALL).rows(connection)
    assert (first.key, first.name, first.is_open) == (1, "one", True)
    assert type(first.is_open) is bool
    assert second.name == ROWS[1]["name"]


def test_constants_in_a_statement_stand_beside_what_is_given(connection: Connection) -> None:
    statement = Prepared(
        select(THING.c.key).where(THING.c.name == "one", THING.c.key.in_((1, 2, 3)), THING.c.key > bindparam("least"))
    )
    assert statement.column(connection, {"least": 0}) == [1]
    assert statement.column(connection, {"least": 1}) == []


def test_one_row_or_none(connection: Connection) -> None:
    statement = Prepared(select(THING.c.name, THING.c.key).where(THING.c.key == bindparam("wanted")))
    assert statement.row(connection, {"wanted": 1}) == ("one", 1)
    assert statement.value(connection, {"wanted": 1}) == "one"
    assert statement.row(connection, {"wanted": 9}) is None
    assert statement.value(connection, {"wanted": 9}) is None


def test_a_change_says_how_many_rows_it_changed(connection: Connection) -> None:
    rename = Prepared(update(THING).where(THING.c.key == bindparam("of")).values(name=bindparam("to")))
    assert rename.write(connection, {"of": 1, "to": "uno"}) == 1
    assert rename.write(connection, {"of": 9, "to": "nove"}) == 0
    assert [row.name for row in Prepared(ALL).rows(connection)] == ["uno", ROWS[1]["name"]]


def test_it_is_part_of_the_transaction(engine: Engine) -> None:
    with engine.connect() as connection:
        ADD.write(connection, ROWS[0])
        assert connection.in_transaction()
        connection.rollback()
        assert Prepared(ALL).rows(connection) == []


def test_what_the_driver_refuses_is_the_error_that_sqlalchemy_raises(connection: Connection) -> None:
    with pytest.raises(IntegrityError, match="UNIQUE"):
        ADD.write(connection, ROWS[0])


def test_who_listens_to_the_statements_hears_these_too(engine: Engine, connection: Connection) -> None:
    heard: list[tuple[str, object, bool]] = []
    event.listen(engine, "before_cursor_execute", lambda *given: heard.append((given[2], given[3], given[5])))
    Prepared(SOME).rows(connection, {"keys": [1, 2]})
    ADD.write(connection, [{"key": 3, "name": "", "is_open": True}])
    (query, values, is_many), (_, rows, are_many) = heard
    assert "(?, ?)" in query
    assert (values, is_many) == ((1, 2), False)
    assert (rows, are_many) == ([(3, "", True)], True)


def test_it_does_not_remember_plans_without_end(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_PLANS", 2)
    statement = Prepared(SOME)
    for length in range(5):
        statement.rows(connection, {"keys": list(range(length))})
    assert len(statement._plans) <= 2


def test_elsewhere_sqlalchemy_runs_it(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.dialect, "name", "another")
    assert Prepared(SOME).rows(connection, {"keys": [1]}) == [(1, "one", True)]
    assert ADD.write(connection, {"key": 3, "name": "", "is_open": True}) == 1


def test_pieces_hold_everything_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 3)
    assert [list(piece) for piece in chunks(range(8))] == [[0, 1, 2], [3, 4, 5], [6, 7]]
    assert list(chunks([])) == []
