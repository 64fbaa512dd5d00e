"""The catalog: master data as it stands now, read once and forgotten when somebody changes it."""

from typing import Any

import pytest
from sqlalchemy import event

from kiosk.database import catalog as module
from kiosk.domain.order import PROGRAM
from kiosk.domain.quantity import MICRO
from tests.database.story import MASTER
from tests.operations.product import Product


@pytest.fixture
def catalog(product: Product) -> module.Catalog:
    product.load(MASTER)
    return module.Catalog(product.engine.connect())


def test_an_item_is_found_by_code_and_alias(product: Product, catalog: module.Catalog) -> None:
    found = catalog.item("CELL")
    assert found is not None
    assert catalog.item("09506000134352") == found
    assert catalog.item_by_id("CELL") == found
    assert catalog.item("WHEEL") is None
    with pytest.raises(KeyError):
        catalog.item_by_id("WHEEL")


def test_an_alias_of_two_items_means_neither(product: Product, catalog: module.Catalog) -> None:
    with product.ledger.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO item_alias VALUES ('TWICE', 'CELL', 'code', 1)")
        connection.exec_driver_sql("INSERT INTO item_alias VALUES ('TWICE', 'BOARD', 'code', 1)")
        found = module.Catalog(connection)
        assert found.item("TWICE") is None


def test_places_partners_people_orders(catalog: module.Catalog) -> None:
    for find, code in ((catalog.location, "STOCK"), (catalog.partner, "ACME"), (catalog.operator, "OP1")):
        found: Any = find(code)
        assert found is not None
        assert found.id == code
        assert find("NOBODY") is None
    virtual = catalog.location("SUPPLIER")
    assert virtual is not None
    assert virtual.kind == "supplier"
    assert catalog.operator("load") is PROGRAM
    order = catalog.order("MO-1")
    assert order is not None
    assert [line.component for line in order.bill] == ["CELL", "BOARD"]


def test_a_bill_is_the_sum_of_its_changes(product: Product, catalog: module.Catalog) -> None:
    product.load(
        [
            {"op": "bom", "item": "PACK", "component": "CELL", "quantity": "12"},
            {"op": "bom", "item": "PACK", "component": "BOARD", "quantity": "0"},
        ]
    )
    assert [(line.component, line.quantity) for line in catalog.bill("PACK")] == [("CELL", 12 * MICRO)]
    assert catalog.bill("CELL") == ()


def test_what_was_read_is_not_read_again_until_it_is_forgotten(product: Product, catalog: module.Catalog) -> None:
    asked: list[str] = []
    event.listen(product.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    catalog.item("CELL")
    catalog.item("CELL")
    assert len([text for text in asked if "item" in text]) == 1
    catalog.forget()
    catalog.item("CELL")
    assert len([text for text in asked if "item" in text]) == 2


def test_it_does_not_remember_without_end(catalog: module.Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_REMEMBERED", 2)
    for code in ("CELL", "BOARD", "PACK", "SCREW"):
        assert catalog.item(code) is not None
    assert len(catalog._known) <= 2
