"""A database in a file with its writer, and what happens in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from kiosk.database.connection import open_engine
from kiosk.database.schema import prepare
from tests.operations.product import Product


@contextmanager
def product_at(path: Path) -> Iterator[Product]:
    """The product on a file, made if it is not there."""
    engine = open_engine(str(path), create=True)
    prepare(engine)
    product = Product(engine)
    try:
        yield product
    finally:
        product.ledger.close()
        engine.dispose()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of a test is."""
    return tmp_path / "plant.db"


@pytest.fixture
def product(path: Path) -> Iterator[Product]:
    """An empty plant in a file."""
    with product_at(path) as made:
        yield made


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    """An empty file with the newest schema."""
    made = open_engine(str(path), create=True)
    prepare(made)
    yield made
    made.dispose()
