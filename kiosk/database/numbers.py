"""Gives new numbers, counted up in the transaction of the scan that asks. One that was given is never given again."""

from datetime import date

from sqlalchemy import Connection, bindparam, insert, select, update

from kiosk.database import tables
from kiosk.database.prepared import Prepared
from kiosk.domain.errors import FormError
from kiosk.domain.item import Item
from kiosk.domain.lot import LotIdentity, lot_of
from kiosk.domain.number_series import series_of


def next_number(connection: Connection, item: Item, day: date, station: str, supplier: str = "") -> LotIdentity:
    """A lot or serial of the item that nobody has yet.

    Raises FormError if the item has no number template, or one that cannot be used.
    """
    if item.number_template is None:
        raise FormError(f"{item.code} has no number template")
    series = series_of(item.number_template, day, station)
    last: int | None = _last.value(connection, {"of": series.name})
    count = (last or 0) + 1
    while _known.row(connection, {"number": series.code(count)}) is not None:
        count += 1
    (_insert if last is None else _update).write(connection, {"of": series.name, "count": count})
    return lot_of(item, series.code(count), supplier)


_table = tables.number_series
_last = Prepared(select(_table.c.last).where(_table.c.series == bindparam("of")))
_known = Prepared(select(tables.lot.c.key).where(tables.lot.c.code == bindparam("number")).limit(1))
_insert = Prepared(insert(_table).values(series=bindparam("of"), last=bindparam("count")))
_update = Prepared(update(_table).where(_table.c.series == bindparam("of")).values(last=bindparam("count")))
