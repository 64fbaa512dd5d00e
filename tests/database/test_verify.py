"""Verify: whatever is changed behind the ledger's back is found, and named where it is."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from kiosk.database import tables
from kiosk.database import verify as module
from kiosk.database.connection import open_engine, reading
from kiosk.database.verify import Damage, verify
from kiosk.domain.entry_format import hash_of
from tests.database.conftest import product_at
from tests.database.story import MASTER, STORY, WORK
from tests.flows.bench import sqlite_of
from tests.operations.product import Product, new_engine

ENTRIES = len(STORY)
Change = Callable[[sqlite3.Connection], object]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with a whole story."""
    path = tmp_path_factory.mktemp("whole") / "plant.db"
    with product_at(path) as product:
        assert product.load(STORY)["refused"] == []
    return path.read_bytes()


@pytest.fixture(scope="module")
def both(whole: bytes) -> Iterator[tuple[Engine, Engine]]:
    """Two copies of it in memory; one takes damage, the other is what its entries say."""
    engines = open_engine(":memory:", create=True), open_engine(":memory:", create=True)
    for engine in engines:
        with engine.connect() as connection:
            sqlite_of(connection).deserialize(whole)
            sqlite_of(connection).execute("PRAGMA foreign_keys=OFF")
    yield engines
    for engine in engines:
        engine.dispose()


def damage_after(path: Path, whole: bytes, change: Change) -> Damage | None:
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as raw:
        change(raw)
        raw.commit()
    engine = open_engine(str(path), create=False)
    try:
        return verify(engine).damage
    finally:
        engine.dispose()


def test_a_whole_database_is_whole(product: Product) -> None:
    product.load(STORY)
    found = verify(product.engine)
    assert (found.entries, found.stations, found.damage) == (ENTRIES, 1, None)


def test_an_empty_database_is_whole(product: Product) -> None:
    found = verify(product.engine)
    assert (found.entries, found.stations, found.damage) == (0, 0, None)


def test_a_database_in_memory_is_checked_where_it_is() -> None:
    engine = new_engine()
    product = Product(engine)
    product.load(STORY)
    assert verify(engine).damage is None
    product.ledger.close()
    engine.dispose()


def rewrite(seq: int, old: str, new: str, *, with_hash: bool) -> Change:
    """Change the text of an entry; a careful forger changes the hash too."""

    def change(raw: sqlite3.Connection) -> None:
        [(body,)] = raw.execute("SELECT body FROM entry WHERE seq = ?", [seq])
        assert old in body
        forged = body.replace(old, new, 1)
        raw.execute("UPDATE entry SET body = ? WHERE seq = ?", [forged, seq])
        if with_hash:
            raw.execute("UPDATE entry SET hash = ? WHERE seq = ?", [hash_of(forged), seq])

    return change


def sql(*statements: str, seq: int | None = None) -> Change:
    """Run statements; a question mark in them stands for `seq`."""
    given = [] if seq is None else [seq]
    return lambda raw: [raw.execute(statement, given) for statement in statements]


RECEIPT = len(MASTER) + 1


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        (rewrite(RECEIPT, "100", "101", with_hash=False), f"ST/{RECEIPT}", "hash does not fit"),
        (rewrite(RECEIPT, "100", "101", with_hash=True), f"ST/{RECEIPT + 1}", "does not follow the one before"),
        (rewrite(RECEIPT, '"format":1', '"format":2', with_hash=True), f"ST/{RECEIPT}", "not an entry of format 1"),
        (rewrite(RECEIPT, '"lots":[', '"lots":[],"more":[', with_hash=True), f"ST/{RECEIPT}", "unknown more"),
        (
            sql("UPDATE entry SET hash = 'x' || substr(hash, 2) WHERE seq = ?", seq=RECEIPT),
            f"ST/{RECEIPT}",
            "does not fit",
        ),
        (sql("DELETE FROM entry WHERE seq = ?", seq=RECEIPT), f"ST/{RECEIPT + 1}", f"entry ST/{RECEIPT} is missing"),
        (sql("DELETE FROM entry WHERE seq = 1"), "ST/2", "entry ST/1 is missing"),
        (sql("UPDATE entry SET seq = 999 WHERE seq = 3"), "ST/999", "does not say what its entry says"),
        (sql("UPDATE entry SET stamp = '0' WHERE seq = 3"), "ST/3", "does not say what its entry says"),
        (sql("UPDATE entry SET kind = 'move' WHERE seq = 3"), "ST/3", "does not say what its entry says"),
        (sql("UPDATE entry SET station = 'XX' WHERE seq = 3"), "XX/3", "does not say what its entry says"),
        (sql("UPDATE entry SET body = CAST(body AS BLOB) WHERE seq = 3"), "ST/3", "it is no text"),
        (sql("UPDATE entry SET hash = CAST(hash AS BLOB) WHERE seq = 3"), "ST/3", "hash does not fit"),
        (sql("UPDATE entry SET seq = 'x' WHERE seq = 3"), "ST/x", "does not say what its entry says"),
        (
            sql(
                "UPDATE entry SET arrival = 999 WHERE arrival = 3",
                "UPDATE entry SET arrival = 3 WHERE arrival = 4",
                "UPDATE entry SET arrival = 4 WHERE arrival = 999",
            ),
            "ST/4",
            "entry ST/3 is missing",
        ),
    ],
)
def test_a_changed_entry_is_named(path: Path, whole: bytes, change: Change, where: str, what: str) -> None:
    damage = damage_after(path, whole, change)
    assert damage is not None
    assert damage.where == where
    assert what in damage.what


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        (
            sql("UPDATE balance SET quantity = quantity + 1 WHERE lot = 1 AND place = 2"),
            "balance, row 1, 2",
            "quantity is",
        ),
        (sql("DELETE FROM balance WHERE lot = 1 AND place = 2"), "balance, row 1, 2", "the row is missing"),
        (sql("INSERT INTO balance VALUES (1, 7, 5)"), "balance, row 1, 7", "no entry says that there is such a row"),
        (
            sql("UPDATE movement SET remaining = 0 WHERE key = 1"),
            "movement, row 1",
            "remaining is 0, the entries say 1",
        ),
        (sql("UPDATE lot SET code = 'L2' WHERE code = 'L1'"), "lot, row 1", "code is 'L2', the entries say 'L1'"),
        (sql("UPDATE lot_fact SET value = '2030-01-01'"), "lot_fact, row 1, expiry", "value is '2030-01-01'"),
        (sql("UPDATE participation SET taken = 1 WHERE side = 1"), "participation, row", "taken is 1"),
        (sql("UPDATE serial_place SET place = 1"), "serial_place, row", "place is 1"),
        (sql("DELETE FROM member"), "member, row", "the row is missing"),
        (sql("UPDATE hold SET released = ''"), f"hold, row ST/{len(MASTER) + 10}#0", "released is ''"),
        (sql("UPDATE item SET body = '{}' WHERE id = 'CELL'"), "item, row CELL", "body is '{}'"),
        (sql("DELETE FROM bill WHERE component = 'CELL'"), "bill, row PACK, CELL", "the row is missing"),
        (sql("UPDATE work_order SET state = 'closed'"), "work_order, row MO-1", "state is 'closed'"),
        (sql("DELETE FROM order_version"), "order_version, row MO-1", "the row is missing"),
        (sql("UPDATE transformation SET closed = 1"), "transformation, row 1", "closed is 1, the entries say 0"),
        (sql("UPDATE transformation SET closed = 2"), "transformation, row 1", "closed is 2"),
        (sql("UPDATE participation SET tracked = 2 WHERE tracked = 1"), "participation, row", "tracked is 2"),
        (sql("UPDATE participation SET tracked = 0.5"), "participation, row", "tracked is 0.5"),
        (sql("DELETE FROM client_key"), "client_key, row k-1", "the row is missing"),
        (sql("UPDATE item_alias SET quantity = 2"), "item_alias, row 09506000134352, CELL", "quantity is 2"),
        (sql("UPDATE operator SET body = '[]' WHERE id = 'OP1'"), "operator, row OP1", "body is '[]'"),
        (sql("UPDATE partner SET code = 'X' WHERE id = 'ACME'"), "partner, row ACME", "code is 'X'"),
        (sql("UPDATE location SET code = 'X' WHERE id = 'LINE'"), "location, row LINE", "code is 'X'"),
        (sql("UPDATE place SET owner = 'X' WHERE key = 1"), "place, row 1", "owner is 'X'"),
    ],
)
def test_a_changed_projection_is_named_with_its_row(
    path: Path, whole: bytes, change: Change, where: str, what: str
) -> None:
    damage = damage_after(path, whole, change)
    assert damage is not None
    assert damage.where.startswith(f"table {where}")
    assert what in damage.what


@pytest.mark.parametrize("value", ["X'00FF'", "'zz'", "-7", "0.5"])
@pytest.mark.parametrize(
    "column",
    [
        f"{table.name}.{column.name}"
        for table in tables.PROJECTIONS
        for column in table.columns
        if not (column.primary_key and len(table.primary_key) == 1 and column.type.python_type is int)
    ],
)
def test_a_value_of_another_type_is_named_with_its_table(both: tuple[Engine, Engine], column: str, value: str) -> None:
    changed, sound = both
    table, name = column.split(".")
    with changed.connect() as live, live.begin() as change, reading(sound) as rebuilt:
        live.exec_driver_sql(f'UPDATE {table} SET "{name}" = {value} WHERE rowid = (SELECT max(rowid) FROM {table})')  # noqa: S608
        damage = module._check_file(live) or module._compare(live, rebuilt)
        change.rollback()
    assert damage is not None
    assert damage.where.startswith((f"table {table}, row", "file"))


def test_two_copies_of_a_whole_database_do_not_differ(both: tuple[Engine, Engine]) -> None:
    """So that the difference above is the change's."""
    with reading(both[0]) as live, reading(both[1]) as rebuilt:
        assert module._compare(live, rebuilt) is None


def test_every_projection_of_the_story_has_rows_to_lose(product: Product, path: Path) -> None:
    """So that the list above can tell something about each of them."""
    product.load(STORY)
    with closing(sqlite3.connect(path)) as raw:
        for table in tables.PROJECTIONS:
            assert raw.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] > 0, table.name  # noqa: S608


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_a_flipped_bit_in_any_entry_is_found(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, place: int, bit: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "flipped.db"

    def flip(raw: sqlite3.Connection) -> None:
        seq = place % ENTRIES + 1
        [(body,)] = raw.execute("SELECT body FROM entry WHERE seq = ?", [seq])
        content = bytearray(body.encode("utf-8"))
        content[place % len(content)] ^= 1 << bit
        raw.execute("UPDATE entry SET body = CAST(? AS TEXT) WHERE seq = ?", [bytes(content), seq])

    assert damage_after(path, whole, flip) is not None


def test_a_cut_off_tail_is_found_by_what_was_derived_from_it(path: Path, whole: bytes) -> None:
    damage = damage_after(path, whole, sql("DELETE FROM entry WHERE seq = ?", seq=ENTRIES))
    assert damage is not None
    assert damage.where.startswith("table ")


def test_damaged_pages_are_named_as_the_file(path: Path, whole: bytes) -> None:
    content = bytearray(whole)
    content[len(content) // 2 : len(content) // 2 + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    engine = open_engine(str(path), create=False)
    found = verify(engine)
    assert found.damage is not None
    assert found.damage.where == "file"
    engine.dispose()


def test_a_database_is_checked_while_it_is_written_to(product: Product) -> None:
    product.load(MASTER)

    def write_and_give_up() -> None:
        with product.ledger.transaction() as connection:
            connection.exec_driver_sql("DELETE FROM entry")
            assert verify(product.engine).entries == len(MASTER)
            raise KeyError

    with pytest.raises(KeyError):
        write_and_give_up()
    assert product.load(WORK)["refused"] == []


def test_more_entries_than_one_piece(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_entries_after", module._entries_after.limit(3))
    product.load(STORY)
    found = verify(product.engine)
    assert (found.entries, found.damage) == (ENTRIES, None)
