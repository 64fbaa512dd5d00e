"""Numbers that are given here: counted up, never one that exists, and not taken where nothing is recorded."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.database.numbers import next_number
from kiosk.domain.errors import FormError
from kiosk.domain.item import Item, Tracking
from tests.operations.product import Product

DAY = date(2026, 5, 4)
GLUE = Item("GLUE", "GLUE", "Glue", Tracking.LOT, number_template="G{yy}{station}-{seq:2}")


def take(product: Product, item: Item = GLUE, day: date = DAY, station: str = "ST") -> str:
    with product.ledger.transaction() as connection:
        return next_number(connection, item, day, station).code


def test_numbers_are_counted_up_in_each_series(product: Product) -> None:
    assert [take(product) for _ in range(3)] == ["G26ST-01", "G26ST-02", "G26ST-03"]
    assert take(product, day=date(2027, 1, 4)) == "G27ST-01"
    assert take(product, station="K2") == "G26K2-01"
    assert take(product) == "G26ST-04"


def test_two_items_with_one_template_share_its_numbers(product: Product) -> None:
    other = Item("PASTE", "PASTE", "Paste", Tracking.LOT, number_template=GLUE.number_template)
    assert [take(product), take(product, other), take(product)] == ["G26ST-01", "G26ST-02", "G26ST-03"]


def test_a_number_that_somebody_has_typed_is_passed_over(product: Product) -> None:
    product.load(
        [
            {"op": "location", "code": "STOCK"},
            {"op": "item", "code": "GLUE", "tracking": "lot"},
            {"op": "receive", "item": "GLUE", "lot": "G26ST-02", "quantity": "1", "to": "STOCK"},
        ]
    )
    assert [take(product), take(product)] == ["G26ST-01", "G26ST-03"]


def test_what_is_rolled_back_was_not_taken(product: Product) -> None:
    def take_and_fail() -> None:
        with product.ledger.transaction() as connection:
            next_number(connection, GLUE, DAY, "ST")
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        take_and_fail()
    assert take(product) == "G26ST-01"


def test_a_supplier_is_part_of_the_identity_where_the_item_says_so(product: Product) -> None:
    with product.ledger.transaction() as connection:
        ours = next_number(connection, replace(GLUE, numbers_per_supplier=True), DAY, "ST", "ACME")
    assert (ours.code, ours.issuer) == ("G26ST-01", "ACME")


@pytest.mark.parametrize("template", [None, "no count"])
def test_without_a_template_there_is_no_number(product: Product, template: str | None) -> None:
    with pytest.raises(FormError, match="template"):
        take(product, replace(GLUE, number_template=template))


def test_a_template_that_cannot_be_used_is_refused_when_it_is_loaded(product: Product) -> None:
    answer = product.load([{"op": "item", "code": "GLUE", "tracking": "lot", "number_template": "G{seq:3}"}])
    assert [each["rule"] for each in answer["refused"]] == ["FORM-1"]
    assert "needs {station}" in answer["refused"][0]["message"]
