"""Keys: small numbers for names, given once, in the order in which things are first named."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, Engine, event, insert

from kiosk.database import keys as module
from kiosk.database import tables
from kiosk.database.connection import writing
from kiosk.database.keys import Keys, find_lots
from kiosk.domain.location import Place
from kiosk.domain.lot import LotIdentity, LotKind

ONE, TWO, THREE = (LotIdentity("CELL", LotKind.LOT, code) for code in ("L1", "L2", "L3"))


@contextmanager
def transaction(engine: Engine, keys: Keys) -> Iterator[Connection]:
    with writing(engine) as connection:
        keys.begin()
        yield connection


def test_numbers_are_given_in_the_order_of_first_mention(engine: Engine) -> None:
    keys = Keys()
    with transaction(engine, keys) as connection:
        assert keys.lots.keys(connection, [TWO, ONE, TWO]) == {TWO: 1, ONE: 2}
        assert keys.lots.keys(connection, [THREE, ONE]) == {THREE: 3, ONE: 2}
        assert keys.places.keys(connection, [Place("A"), Place("A", "BOX")]) == {Place("A"): 1, Place("A", "BOX"): 2}
        assert keys.transformations.keys(connection, ["T2", "T1"]) == {"T2": 1, "T1": 2}
    again = Keys()
    with transaction(engine, again) as connection:
        assert again.lots.keys(connection, [ONE, TWO, THREE]) == {TWO: 1, ONE: 2, THREE: 3}
        assert again.places.keys(connection, [Place("A", "BOX")]) == {Place("A", "BOX"): 2}
        assert again.transformations.keys(connection, ["T1"]) == {"T1": 2}


def test_finding_makes_nothing(engine: Engine) -> None:
    keys = Keys()
    with transaction(engine, keys) as connection:
        assert keys.lots.find(connection, [ONE]) == {}
        assert keys.lots.keys(connection, [ONE]) == {ONE: 1}
        assert keys.lots.find(connection, [ONE, TWO]) == {ONE: 1}
        assert find_lots(connection, [ONE.id, TWO.id]) == {ONE.id: 1}
        assert find_lots(connection, []) == {}


def test_what_was_not_there_may_be_there_in_the_next_transaction(engine: Engine) -> None:
    keys, other = Keys(), Keys()
    with transaction(engine, keys) as connection:
        assert keys.lots.find(connection, [TWO]) == {}
    with transaction(engine, other) as connection:
        other.lots.keys(connection, [ONE, TWO])
    with transaction(engine, keys) as connection:
        assert keys.lots.find(connection, [TWO]) == {TWO: 2}
        assert keys.lots.keys(connection, [THREE]) == {THREE: 3}


def test_what_is_known_is_not_asked_for_again(engine: Engine) -> None:
    keys = Keys()
    with transaction(engine, keys) as connection:
        keys.lots.keys(connection, [ONE])
        asked: list[str] = []
        event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        keys.lots.keys(connection, [ONE])
        keys.lots.find(connection, [ONE])
        assert asked == []
        keys.lots.find(connection, [TWO])
        keys.lots.find(connection, [TWO])
        assert len(asked) == 1


def test_after_a_rollback_nothing_is_taken_for_known(engine: Engine) -> None:
    keys = Keys()

    def fail() -> None:
        with transaction(engine, keys) as connection:
            keys.lots.keys(connection, [ONE])
            keys.places.keys(connection, [Place("A")])
            keys.transformations.keys(connection, ["T1"])
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    keys.forget()
    with transaction(engine, keys) as connection:
        assert keys.lots.keys(connection, [TWO]) == {TWO: 1}
        assert keys.places.keys(connection, [Place("B")]) == {Place("B"): 1}
        assert keys.transformations.keys(connection, ["T2"]) == {"T2": 1}


def test_it_does_not_remember_without_end(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_REMEMBERED", 1)
    keys = Keys()
    with transaction(engine, keys) as connection:
        keys.lots.keys(connection, [ONE, TWO])
    with transaction(engine, keys) as connection:
        assert keys.lots._known == {}
        assert keys.lots.keys(connection, [ONE]) == {ONE: 1}


def test_a_number_that_was_given_by_hand_is_passed_over(engine: Engine) -> None:
    keys = Keys()
    with transaction(engine, keys) as connection:
        row = {"key": 40, "id": "x", "item": "", "kind": "", "code": "", "issuer": "", "twin": ""}
        connection.execute(insert(tables.lot), row)
        assert keys.lots.keys(connection, [ONE, TWO]) == {ONE: 41, TWO: 42}
