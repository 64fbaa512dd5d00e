"""What must hold of the model for any list of operations, and of the random lists themselves."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from .compare import differences, normalise
from .facts import LotKey, Place
from .genealogy import trace
from .links import walk
from .plant import Plant
from .random_plant import operation_lists, random_operations

TODAY = date(2026, 3, 3)


def plant_of(operations: list[dict[str, Any]]) -> Plant:
    plant = Plant()
    plant.load(operations)
    return plant


def quantities_are_conserved_and_never_negative(plant: Plant) -> None:
    for lot, moved in plant.movements.items():
        sums: dict[Place, Decimal] = defaultdict(Decimal)
        for each in moved:
            sums[each.source] -= each.quantity
            sums[each.target] += each.quantity
        assert {place: size for place, size in sums.items() if size} == {
            place: size for place, size in plant.balances[lot].items() if size
        }
        assert all(size >= 0 for place, size in sums.items() if place.is_internal)
        assert all(0 <= each.remaining <= each.quantity for each in moved)


def a_serial_is_in_one_place_at_a_time(plant: Plant) -> None:
    for lot in plant.lots:
        if lot.kind == "serial":
            held = [plant.balance(lot, Place(code)) for code in ("CUSTOMER", "SCRAP")]
            assert sum([*plant.on_hand(lot).values(), *held]) <= 1


def no_more_comes_back_than_went_in(plant: Plant) -> None:
    for name, moved in plant.transformations.items():
        assert all(plant.inside(name, lot) >= 0 for lot in moved.inputs)


def back_and_forward_tell_the_same_links(plant: Plant) -> None:
    tracked = [lot for lot in plant.lots if lot.is_tracked]

    def pairs(*, forward: bool, far: Callable[[Any], LotKey]) -> set[tuple[LotKey, LotKey]]:
        walks = {lot: walk(plant, lot, forward=forward) for lot in tracked}
        return {(lot, far(link)) for lot, links in walks.items() for link in links}

    ancestors = pairs(forward=False, far=lambda link: link.input)
    descendants = pairs(forward=True, far=lambda link: link.output)
    assert {(a, b) for a, b in ancestors if b.is_tracked} == {(b, a) for a, b in descendants if b.is_tracked}


def both_directions_are_the_union_of_back_and_forward(plant: Plant) -> None:
    for lot in plant.lots:
        back, forth, both = (
            normalise(trace(plant, lot, direction, TODAY)) for direction in ("back", "forward", "both")
        )
        assert both.links == back.links | forth.links
        assert both.lots == back.lots | forth.lots
        assert not both.repeated
        assert back.gaps <= both.gaps


LAWS: tuple[Callable[[Plant], None], ...] = (
    quantities_are_conserved_and_never_negative,
    a_serial_is_in_one_place_at_a_time,
    no_more_comes_back_than_went_in,
    back_and_forward_tell_the_same_links,
    both_directions_are_the_union_of_back_and_forward,
)


# One plant for all laws: to make it up takes longer than to judge it.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(operation_lists())
def test_the_laws_hold_for_any_plant(operations: list[dict[str, Any]]) -> None:
    plant = plant_of(operations)
    for holds in LAWS:
        holds(plant)


@pytest.mark.parametrize("seed", range(5))
def test_the_long_history_is_refused_exactly_where_it_says_so(seed: int) -> None:
    operations = list(random_operations(seed, 4000))
    answer = Plant().load(operations)
    marked = [
        {"line": line, "rule": each["id"].partition("!")[2]}
        for line, each in enumerate(operations, 1)
        if "!" in each["id"]
    ]
    assert answer["refused"] == marked
    assert 0.02 < len(marked) / len(operations) < 0.04
    assert len({each["id"] for each in operations}) == len(operations)


def test_the_long_history_is_the_same_for_the_same_seed() -> None:
    assert list(random_operations(7, 500)) == list(random_operations(7, 500))
    assert list(random_operations(7, 500)) != list(random_operations(8, 500))


def test_a_difference_is_named() -> None:
    plant = plant_of(list(random_operations(3, 1500)))
    lot = next(lot for lot in plant.lots if lot.item == "BIKE")
    answer, other = (trace(plant, lot, "back", TODAY) for _ in range(2))
    assert answer["links"]
    assert differences(answer, other) == []
    other["links"] = other["links"][1:] + other["links"][-1:]
    found = differences(answer, other)
    assert any("links: missing" in each for each in found)
    assert any("repeated: unexpected" in each for each in found)


def test_equal_numbers_of_two_suppliers_are_two_links() -> None:
    plant = plant_of(
        [
            {"op": "location", "code": "A"},
            *({"op": "partner", "code": code, "role": "supplier"} for code in ("ACME", "BOLT")),
            {"op": "item", "code": "P", "tracking": "lot", "unit": "each", "numbers_per_supplier": True},
            {"op": "item", "code": "L", "tracking": "lot", "unit": "each"},
            *(_of_each_supplier({"op": "receive", "to": "A"})),
            *(_of_each_supplier({"op": "consume", "from": "A", "transformation": "T1"})),
            {"op": "produce", "item": "L", "lot": "9", "quantity": "1", "to": "A", "transformation": "T1"},
        ]
    )
    answer = trace(plant, LotKey("L", "lot", "", "9"), "back", TODAY)
    assert len(answer["links"]) == 2
    assert not normalise(answer).repeated


def _of_each_supplier(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation | {"item": "P", "lot": "1", "quantity": "1", "partner": code} for code in ("ACME", "BOLT")]
