"""A transaction of which nothing lasts: for what would come of an input if it were one."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection

from kiosk.database.ledger import Ledger


class TakenBackError(Exception):
    """Raised within a transaction, it ends it with nothing recorded."""


@contextmanager
def trial(ledger: Ledger) -> Iterator[Connection]:
    """As `Ledger.transaction`, but all that is recorded within is taken back at the end."""
    with suppress(TakenBackError), ledger.transaction() as connection:
        yield connection
        raise TakenBackError
