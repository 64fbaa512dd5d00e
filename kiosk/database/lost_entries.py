"""What this database once held and holds no more: told by the note beside it, and by its own journal of scans.

An older copy put in place of the file is whole in itself; only what stands outside its chain can tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from kiosk.database import tables
from kiosk.domain.loss import Loss
from kiosk.domain.movement import EntryRef


@dataclass(frozen=True, slots=True)
class Missed:
    """A loss, and how it was noticed."""

    loss: Loss
    said_by: str
    """Who says so, as the beginning of a sentence."""


def missed_entries(connection: Connection, noted: tuple[EntryRef, ...], held: dict[str, int]) -> Iterator[Missed]:
    """Every loss, also those for which somebody has answered.

    `noted` is what the note beside the database says, read before anything else; `held` the last seq of every station.
    A note about an identity that this database never had speaks of another database, which lay here before it.
    """
    own = set(connection.execute(select(tables.station.c.id)).scalars())
    for ref in noted:
        if ref.station in own and ref.seq > held.get(ref.station, 0):
            yield Missed(_loss(ref, held), "the note beside the database says")
    for ref in _acknowledged(connection):
        if ref.seq > held.get(ref.station, 0):
            yield Missed(_loss(ref, held), "the journal of scans says")


def _loss(last: EntryRef, held: dict[str, int]) -> Loss:
    return Loss(EntryRef(last.station, held.get(last.station, 0) + 1), last)


def _acknowledged(connection: Connection) -> list[EntryRef]:
    """The last entry of every station that was acknowledged to somebody who scanned."""
    journal, last = tables.scan_journal, dict[str, EntryRef]()
    for text in connection.execute(select(journal.c.entry).where(journal.c.entry != "")).scalars():
        for ref in filter(None, map(EntryRef.parse, str(text).split(" "))):
            if ref.station not in last or last[ref.station].seq < ref.seq:
                last[ref.station] = ref
    return list(last.values())
