"""The schema: made by migrations, equal to the tables, refused when it is somebody else's."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Table, create_mock_engine, inspect, text
from sqlalchemy.schema import CreateTable

from kiosk.database import schema, tables
from kiosk.database.connection import UnusableDatabaseError, open_engine, reading, writing
from kiosk.database.schema import NEWEST, prepare, require, revision_of

POSTGRESQL = create_mock_engine("postgresql://", lambda *_: None).dialect


def test_migrating_an_empty_file_gives_the_tables_of_the_code(engine: Engine) -> None:
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
        assert revision_of(connection) == NEWEST


def test_indexes_have_the_columns_and_conditions_of_the_code(engine: Engine) -> None:
    other = open_engine(":memory:", create=True)
    tables.metadata.create_all(other)
    statement = text("SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
    with reading(engine) as migrated, reading(other) as created:
        assert migrated.execute(statement).scalars().all() == created.execute(statement).scalars().all()
    other.dispose()


def test_the_newest_revision_is_the_last_migration() -> None:
    folder = Path(schema.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_heads() == [NEWEST]


def test_preparing_twice_changes_nothing(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO person VALUES ('OP1', 'One')"))
    prepare(engine)
    require(engine)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT name FROM person")).scalar_one() == "One"


def test_a_newer_schema_is_left_alone(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for open_it in (prepare, require):
        with pytest.raises(UnusableDatabaseError, match=r"newer version of Lotline \(schema 9999"):
            open_it(engine)


def test_the_database_of_another_program_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
        other.commit()
    engine = open_engine(str(path), create=True)
    with pytest.raises(UnusableDatabaseError, match=r"holds other data \(recipe\)"):
        prepare(engine)
    assert inspect(engine).get_table_names() == ["recipe"]
    engine.dispose()


def test_a_command_that_reads_makes_no_schema(path: Path) -> None:
    path.touch()
    engine = open_engine(str(path), create=False)
    with pytest.raises(UnusableDatabaseError, match="not a Lotline database"):
        require(engine)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_database_that_cannot_be_read_is_no_crash(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    for use in (prepare, require):
        engine = open_engine(str(path), create=False)
        with pytest.raises(UnusableDatabaseError):
            use(engine)
        engine.dispose()


def test_going_back_leaves_nothing_behind(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_in_postgresql_too(table: Table) -> None:
    assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=POSTGRESQL))


def test_every_projection_is_listed_once_and_can_be_filled_in_order() -> None:
    local = {"entry", "station", "secret", "person", "badge", "scan_journal", "draft", "print_job", "number_series"}
    assert {table.name for table in tables.PROJECTIONS} == tables.metadata.tables.keys() - local
    seen = {"entry"}
    for table in tables.PROJECTIONS:
        assert {key.column.table.name for key in table.foreign_keys} - {table.name} <= seen
        seen.add(table.name)
