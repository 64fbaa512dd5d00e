"""The product against the oracle: the same operations, the same answers, the same genealogy."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from kiosk.database.verify import verify
from tests.operations.product import Product, product_in_memory
from tests.oracle.compare import differences, load_differences
from tests.oracle.example import TODAY, Example
from tests.oracle.examples import EXAMPLES
from tests.oracle.facts import LotKey
from tests.oracle.genealogy import trace
from tests.oracle.plant import NOW, Plant
from tests.oracle.random_history import random_operations
from tests.oracle.random_plant import operation_lists

DIRECTIONS = ("back", "forward", "both")


def assert_same_traces(plant: Plant, product: Product, lots: list[LotKey], today: date) -> None:
    for lot in lots:
        for direction in DIRECTIONS:
            expected = trace(plant, lot, direction, today)
            found = product.trace(lot.code, lot.item, direction, today, kind=lot.kind, issuer=lot.issuer)
            assert differences(expected, found) == [], f"{lot} {direction}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_examples_come_out_as_written(example: Example) -> None:
    plant = Plant()
    plant.load(example.operations)
    with product_in_memory() as product:
        assert load_differences(example.answer, product.load(example.operations)) == []
        assert_same_traces(plant, product, sorted(plant.lots), TODAY)
        assert verify(product.engine).damage is None


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(operations=operation_lists())
def test_wild_plants_agree(operations: list[dict[str, Any]]) -> None:
    plant = Plant(now=NOW)
    expected = plant.load(operations)
    with product_in_memory(NOW) as product:
        found = product.load(operations)
        assert load_differences(expected, found) == [], json.dumps(found["refused"])
        assert_same_traces(plant, product, sorted(plant.lots), NOW.date())
        assert verify(product.engine).damage is None


def test_a_long_history_agrees() -> None:
    operations = list(random_operations(seed=7, count=3000))
    plant = Plant(now=NOW)
    expected = plant.load(operations)
    with product_in_memory(NOW) as product:
        assert load_differences(expected, product.load(operations)) == []
        assert_same_traces(plant, product, sorted(plant.lots)[::40], NOW.date())
        assert verify(product.engine).damage is None
        again = product.load(operations)
        assert again["recorded"] == 0
