"""Values as JSON: every kind of value that a state may hold, and none that it may not."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from kiosk.domain.item import Item, Tracking
from kiosk.domain.movement import Evidence
from kiosk.workflow.values_as_json import from_json, to_json


@dataclass(frozen=True)
class Pair:
    """Two of a kind."""

    numbers: tuple[int, str] = (0, "")
    codes: frozenset[str] = frozenset()
    words: dict[str, str] | None = None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (str, "x"),
        (int, 7),
        (bool, True),
        (Tracking, Tracking.LOT),
        (Evidence, Evidence.TYPED),
        (Pair, Pair((1, "a"), frozenset({"b", "a"}), {"k": "v"})),
        (Pair, Pair()),
        (Pair | None, None),
        (Pair | Item, Item("A", "A", "Name", Tracking.SERIAL)),
        (tuple[tuple[str, int], ...], (("a", 1), ("b", 2))),
    ],
)
def test_values_come_back(kind: Any, value: Any) -> None:
    assert from_json(kind, to_json(value)) == value


def test_what_has_its_default_is_left_out() -> None:
    assert to_json(Pair()) == {"is": "Pair"}


def test_sets_are_written_in_order() -> None:
    assert to_json(frozenset({"c", "a", "b"})) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [(int, "7"), (Pair, {"is": "Item"}), (Tracking, "nothing"), (tuple[int, str], [1]), (Pair | Item, {"is": "Car"})],
)
def test_other_bodies_are_refused(kind: Any, body: Any) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        from_json(kind, body)


def test_other_values_are_refused() -> None:
    with pytest.raises(TypeError):
        to_json(date(2026, 5, 4))
