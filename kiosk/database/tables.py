"""Every table, one schema for SQLite and PostgreSQL.

Three groups. `entry` is the truth and is only ever appended. Everything in `projections` is derived from entries and
can be rebuilt from them. `local` belongs to this station alone: scans, drafts, labels, names of people, the station.

Rows of the ledger point at each other by small integer keys of this database; plant-wide names stand in the entries.
Quantities are integers of 10^-6 base unit, instants are microseconds since 1970 in UTC.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

KEY = BigInteger().with_variant(Integer, "sqlite")
"""An integer key; on SQLite it must be INTEGER to be the row id."""


def _key(name: str = "key") -> Column[Any]:
    return Column(name, KEY, primary_key=True, autoincrement=True)


def _text(name: str, **options: Any) -> Column[Any]:
    return Column(name, Text, nullable=False, **options)


def _micro(name: str) -> Column[Any]:
    return Column(name, BigInteger, nullable=False)


# -- the truth ------------------------------------------------------------------------------------------------------

entry = Table(
    "entry",
    metadata,
    _key("arrival"),
    _text("station"),
    Column("seq", BigInteger, nullable=False),
    _text("stamp"),
    _text("kind"),
    _text("body"),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("station", "seq"),
    Index("ix_entry_replay", "stamp", "station", "seq"),
)

# -- projections: master data ---------------------------------------------------------------------------------------
# `stamp` is the replay-order key of the entry that said it last, so that entries may arrive in any order.

item = Table("item", metadata, _text("id", primary_key=True), _text("code"), _text("body"), _text("stamp"))
item_alias = Table(
    "item_alias",
    metadata,
    _text("code"),
    _text("item"),
    _text("kind"),
    _micro("quantity"),
    PrimaryKeyConstraint("code", "item"),
    Index("ix_item_alias_item", "item"),
)
bill = Table(
    "bill",
    metadata,
    _text("item"),
    _text("component"),
    _text("stamp"),
    _micro("quantity"),
    _text("substitutes"),
    PrimaryKeyConstraint("item", "component", "stamp"),
)
"""Every version of every bill line; in force at an entry is the newest one stamped before it."""
work_order = Table(
    "work_order",
    metadata,
    _text("id", primary_key=True),
    _text("kind"),
    _text("state"),
    _text("body"),
    _text("stamp"),
)
order_version = Table(
    "order_version",
    metadata,
    _text("id"),
    _text("stamp"),
    _text("body"),
    PrimaryKeyConstraint("id", "stamp"),
)
"""Every version of every work order, for its copied bill; in force at an entry is the newest one stamped before it."""
location = Table("location", metadata, _text("id", primary_key=True), _text("code"), _text("body"), _text("stamp"))
partner = Table("partner", metadata, _text("id", primary_key=True), _text("code"), _text("body"), _text("stamp"))
operator = Table("operator", metadata, _text("id", primary_key=True), _text("body"), _text("stamp"))

# -- projections: lots and movements --------------------------------------------------------------------------------

lot = Table(
    "lot",
    metadata,
    _key(),
    Column("id", String(32), nullable=False, unique=True),
    _text("item"),
    _text("kind"),
    _text("code"),
    _text("issuer"),
    _text("twin"),
    Index("ix_lot_code", "code"),
    Index("ix_lot_twin", "item", "twin"),
)
lot_fact = Table(
    "lot_fact",
    metadata,
    Column("lot", KEY, ForeignKey("lot.key"), nullable=False),
    _text("name"),
    _text("value"),
    _text("source"),
    _text("stamp"),
    PrimaryKeyConstraint("lot", "name"),
)
member = Table(
    "member",
    metadata,
    Column("serial", KEY, ForeignKey("lot.key"), nullable=False),
    Column("lot", KEY, ForeignKey("lot.key"), nullable=False),
    Column("arrival", KEY, nullable=False),
    PrimaryKeyConstraint("serial", "lot", "arrival"),
    Index("ix_member_lot", "lot"),
    Index("ix_member_arrival", "arrival"),
)
"""Every entry that stated a membership; it holds as long as a movement of that entry does."""
place = Table(
    "place",
    metadata,
    _key(),
    _text("location"),
    _text("container"),
    _text("owner"),
    UniqueConstraint("location", "container", "owner"),
)
balance = Table(
    "balance",
    metadata,
    Column("lot", KEY, ForeignKey("lot.key"), nullable=False),
    Column("place", KEY, ForeignKey("place.key"), nullable=False),
    _micro("quantity"),
    PrimaryKeyConstraint("lot", "place"),
    Index("ix_balance_stock", "place", sqlite_where=text("quantity > 0"), postgresql_where=text("quantity > 0")),
)
"""What every lot has at every place, where that is not nothing: who passed a thousand boxes leaves no row for them."""
IN_STOCK = balance.c.quantity > literal_column("0")
"""What is somewhere now. Not a bound zero: SQLite takes a partial index only where it can read the condition."""
serial_place = Table(
    "serial_place",
    metadata,
    Column("lot", KEY, ForeignKey("lot.key"), primary_key=True, autoincrement=False),
    Column("place", KEY, ForeignKey("place.key"), nullable=False),
    _text("stamp"),
)
"""The one place of every serial: where its last movement in replay order took it."""
movement = Table(
    "movement",
    metadata,
    _key(),
    Column("arrival", KEY, ForeignKey("entry.arrival"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("lot", KEY, ForeignKey("lot.key"), nullable=False),
    _micro("quantity"),
    _micro("remaining"),
    Column("source", KEY, ForeignKey("place.key"), nullable=False),
    Column("destination", KEY, ForeignKey("place.key"), nullable=False),
    Column("role", SmallInteger),
    Column("transformation", KEY, ForeignKey("transformation.key")),
    Column("evidence", SmallInteger, nullable=False),
    Column("reverses", KEY, ForeignKey("movement.key")),
    _micro("at"),
    _text("order"),
    _text("partner"),
    UniqueConstraint("arrival", "line"),
    Index("ix_movement_lot", "lot"),
    Index(
        "ix_movement_order",
        "order",
        sqlite_where=text("\"order\" <> ''"),
        postgresql_where=text("\"order\" <> ''"),
    ),
    Index(
        "ix_movement_genealogy",
        "transformation",
        "lot",
        "role",
        sqlite_where=text("transformation IS NOT NULL"),
        postgresql_where=text("transformation IS NOT NULL"),
    ),
)
"""`remaining` is the quantity that no undo has taken back. A reversal's role is that of the movement at the
root of what it takes back, plus REVERSED: it has no part in the genealogy but through `remaining`."""
REVERSED = 4

# -- projections: genealogy, holds ----------------------------------------------------------------------------------

transformation = Table(
    "transformation",
    metadata,
    _key(),
    _text("id", unique=True),
    _text("kind"),
    Column("unit", KEY, ForeignKey("lot.key")),
    _text("order"),
    Column("closed", Boolean, nullable=False),
    _text("stamp"),
    Index("ix_transformation_unit", "unit"),
)
"""Kind, unit and order are those of the first entry in replay order that states any; `stamp` is that entry's."""
participation = Table(
    "participation",
    metadata,
    Column("transformation", KEY, ForeignKey("transformation.key"), nullable=False),
    Column("side", SmallInteger, nullable=False),
    Column("lot", KEY, ForeignKey("lot.key"), nullable=False),
    _micro("taken"),
    _micro("returned"),
    Column("tracked", Boolean, nullable=False),
    PrimaryKeyConstraint("transformation", "side", "lot"),
    Index("ix_participation_lot", "lot", "side", "transformation"),
)
"""Which lots went into (side 0) and came out of (side 1) a transformation, and how much: the graph that a trace walks.

A membership is a transformation of its own kind, with the lot on side 0 and the serial on side 1."""
INPUT_SIDE, OUTPUT_SIDE = 0, 1
MEMBERSHIP = "membership"

hold = Table(
    "hold",
    metadata,
    _text("id", primary_key=True),
    Column("lot", KEY, ForeignKey("lot.key")),
    _text("location"),
    _text("reason"),
    _text("operator"),
    _micro("at"),
    _text("released"),
    _text("stamp"),
    Index("ix_hold_lot", "lot"),
    Index("ix_hold_location", "location"),
)
"""`released` names the entry that ended it, the first in replay order if several did; `stamp` is that entry's."""
client_key = Table(
    "client_key",
    metadata,
    _text("key"),
    _text("digest"),
    Column("arrival", KEY, ForeignKey("entry.arrival"), nullable=False),
    PrimaryKeyConstraint("key", "arrival"),
)
"""Under which keys programs sent their entries. Two kiosks may have taken the same one; that is a case for people."""

PROJECTIONS = (
    item,
    item_alias,
    bill,
    work_order,
    order_version,
    location,
    partner,
    operator,
    lot,
    lot_fact,
    member,
    place,
    balance,
    serial_place,
    transformation,
    movement,
    participation,
    hold,
    client_key,
)
"""Every derived table, in an order in which rows can be inserted."""

# -- local to this station ------------------------------------------------------------------------------------------

station = Table(
    "station",
    metadata,
    _text("id", primary_key=True),
    _text("fingerprint"),
    _text("since"),
    Column("number", Integer, nullable=False),
)
"""The identities this database has written under; the one with the highest number writes now."""
secret = Table("secret", metadata, _text("name", primary_key=True), Column("value", LargeBinary, nullable=False))
person = Table("person", metadata, _text("operator", primary_key=True), _text("name"))
badge = Table("badge", metadata, Column("hash", String(64), primary_key=True), _text("operator"))
scan_journal = Table(
    "scan_journal",
    metadata,
    _key("number"),
    _micro("at"),
    _text("source"),
    _text("device"),
    _text("aim"),
    Column("data", LargeBinary, nullable=False),
    _text("shown"),
    _text("flow"),
    _text("outcome"),
    _text("message"),
    _text("entry"),
)
"""Every scan and what became of it. A badge stands there as its keyed hash, never as read."""
draft = Table("draft", metadata, _text("name", primary_key=True), _text("body"))
print_job = Table(
    "print_job",
    metadata,
    _key("number"),
    _micro("at"),
    _text("code"),
    Column("lot", String(32), nullable=False),
    _text("subject"),
    Column("copies", Integer, nullable=False),
    _text("state"),
    _text("trouble"),
    _text("detail"),
    _text("operator"),
    _text("entry"),
    Index("ix_print_job_state", "state"),
    Index("ix_print_job_lot", "lot"),
)
"""Labels to print and what came of them. `lot` is a lot id or empty, `entry` the entry that the label was made for."""
number_series = Table(
    "number_series", metadata, _text("series", primary_key=True), Column("last", BigInteger, nullable=False)
)
"""The last count given in each series of numbers. The station's name is part of a series, so a copy begins anew."""
