"""Names and badges: outside the chain, and of badges only a keyed hash."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from kiosk.database.connection import reading, writing
from kiosk.database.people import badge_hash, enrol, names_of, operator_of
from kiosk.database.secrets import site_secret
from kiosk.database.verify import verify
from tests.database.story import MASTER
from tests.operations.product import Product


def test_a_badge_finds_its_wearer(engine: Engine) -> None:
    with writing(engine) as connection:
        enrol(connection, "OP1", "One", "B-1")
        enrol(connection, "OP2", None, "B-2")
        enrol(connection, "OP3", "Three", None)
    with writing(engine) as connection:
        assert operator_of(connection, "B-1") == "OP1"
        assert operator_of(connection, "B-9") is None
        assert names_of(connection) == {"OP1": "One", "OP3": "Three"}


def test_a_badge_is_given_to_somebody_else_and_a_name_is_changed(engine: Engine) -> None:
    with writing(engine) as connection:
        enrol(connection, "OP1", "One", "B-1")
        enrol(connection, "OP2", "Two", "B-1")
        enrol(connection, "OP1", "Uno", None)
        assert operator_of(connection, "B-1") == "OP2"
        assert names_of(connection) == {"OP1": "Uno", "OP2": "Two"}


def test_the_secret_of_a_site_is_made_once(engine: Engine) -> None:
    with writing(engine) as connection:
        first = site_secret(connection)
    with writing(engine) as connection:
        assert site_secret(connection) == first
    assert len(first) == 32
    assert badge_hash(first, "B-1") != badge_hash(b"x" * 32, "B-1")


def test_neither_names_nor_badges_are_in_the_ledger(product: Product, path: Path) -> None:
    product.load([*MASTER, {"op": "operator", "code": "OP7", "name": "Zaphod", "badge": "4711-0815", "id": "k-7"}])
    with closing(sqlite3.connect(path)) as raw:
        bodies = "".join(body for (body,) in raw.execute("SELECT body FROM entry"))
        everything = "".join(raw.iterdump())
    assert "OP7" in bodies
    assert "Zaphod" not in bodies
    assert "4711-0815" not in everything


def test_a_person_can_be_forgotten_and_the_ledger_stays_whole(product: Product, path: Path) -> None:
    product.load(MASTER)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DELETE FROM person")
        raw.execute("DELETE FROM badge")
        raw.commit()
    assert verify(product.engine).damage is None
    with reading(product.engine) as connection:
        assert names_of(connection) == {}
