"""The product against the oracle: the same operations, the same answers, the same genealogy.

`LOTLINE_EXAMPLES=5000` tries that many random plants instead of the few that every change can afford.
"""

import json
import os
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from kiosk.database.verify import verify
from tests.operations.product import Product, product_in_memory
from tests.oracle.compare import differences, load_differences
from tests.oracle.example import TODAY, Example
from tests.oracle.examples import EXAMPLES
from tests.oracle.facts import LotKey
from tests.oracle.genealogy import DIRECTIONS, trace
from tests.oracle.plant import NOW, Plant
from tests.oracle.random_plant import operation_lists

RANDOM_PLANTS = int(os.environ.get("LOTLINE_EXAMPLES", "30"))


def assert_same_traces(plant: Plant, product: Product, lots: Iterable[LotKey], today: date) -> None:
    for lot in lots:
        for direction in DIRECTIONS:
            expected = trace(plant, lot, direction, today)
            found = product.trace(lot.code, lot.item, direction, today, kind=lot.kind, issuer=lot.issuer)
            assert differences(expected, found) == [], f"{lot} {direction}"


def assert_agrees(operations: list[dict[str, Any]], expected: dict[str, Any], plant: Plant, today: date) -> None:
    with product_in_memory(plant.now) as product:
        found = product.load(operations)
        assert load_differences(expected, found) == [], json.dumps(found["refused"])
        assert_same_traces(plant, product, sorted(plant.lots), today)
        assert verify(product.engine).damage is None


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_examples_come_out_as_written(example: Example) -> None:
    plant = Plant()
    plant.load(example.operations)
    assert_agrees(example.operations, example.answer, plant, TODAY)


# Without hypothesis' own shrinking, which would take minutes a failure: a list of sixty lines can be read.
@settings(
    max_examples=RANDOM_PLANTS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(operations=operation_lists())
def test_wild_plants_agree(operations: list[dict[str, Any]]) -> None:
    plant = Plant(now=NOW)
    assert_agrees(operations, plant.load(operations), plant, NOW.date())
