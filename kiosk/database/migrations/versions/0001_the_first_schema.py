"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first schema."""
    op.create_table(
        "badge",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_badge")),
    )
    op.create_table(
        "bill",
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("component", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("substitutes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item", "component", "stamp", name=op.f("pk_bill")),
    )
    op.create_table(
        "draft",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_draft")),
    )
    op.create_table(
        "entry",
        sa.Column("arrival", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("arrival", name=op.f("pk_entry")),
        sa.UniqueConstraint("station", "seq", name=op.f("uq_entry_station_seq")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index("ix_entry_replay", ["stamp", "station", "seq"], unique=False)

    op.create_table(
        "item",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
    )
    op.create_table(
        "item_alias",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code", "item", name=op.f("pk_item_alias")),
    )
    with op.batch_alter_table("item_alias", schema=None) as batch_op:
        batch_op.create_index("ix_item_alias_item", ["item"], unique=False)

    op.create_table(
        "location",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
    )
    op.create_table(
        "lot",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("twin", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_lot")),
        sa.UniqueConstraint("id", name=op.f("uq_lot_id")),
    )
    with op.batch_alter_table("lot", schema=None) as batch_op:
        batch_op.create_index("ix_lot_code", ["code"], unique=False)
        batch_op.create_index("ix_lot_twin", ["item", "twin"], unique=False)

    op.create_table(
        "operator",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator")),
    )
    op.create_table(
        "order_version",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "stamp", name=op.f("pk_order_version")),
    )
    op.create_table(
        "partner",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
    )
    op.create_table(
        "person",
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("operator", name=op.f("pk_person")),
    )
    op.create_table(
        "place",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("container", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_place")),
        sa.UniqueConstraint("location", "container", "owner", name=op.f("uq_place_location_container_owner")),
    )
    op.create_table(
        "scan_journal",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_scan_journal")),
    )
    op.create_table(
        "secret",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secret")),
    )
    op.create_table(
        "station",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station")),
    )
    op.create_table(
        "work_order",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_order")),
    )
    op.create_table(
        "balance",
        sa.Column("lot", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["lot"], ["lot.key"], name=op.f("fk_balance_lot")),
        sa.ForeignKeyConstraint(["place"], ["place.key"], name=op.f("fk_balance_place")),
        sa.PrimaryKeyConstraint("lot", "place", name=op.f("pk_balance")),
    )
    with op.batch_alter_table("balance", schema=None) as batch_op:
        batch_op.create_index(
            "ix_balance_stock",
            ["place"],
            unique=False,
            sqlite_where=sa.text("quantity > 0"),
            postgresql_where=sa.text("quantity > 0"),
        )

    op.create_table(
        "client_key",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("arrival", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["arrival"], ["entry.arrival"], name=op.f("fk_client_key_arrival")),
        sa.PrimaryKeyConstraint("key", "arrival", name=op.f("pk_client_key")),
    )
    op.create_table(
        "hold",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("lot", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("released", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["lot"], ["lot.key"], name=op.f("fk_hold_lot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index("ix_hold_location", ["location"], unique=False)
        batch_op.create_index("ix_hold_lot", ["lot"], unique=False)

    op.create_table(
        "lot_fact",
        sa.Column("lot", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["lot"], ["lot.key"], name=op.f("fk_lot_fact_lot")),
        sa.PrimaryKeyConstraint("lot", "name", name=op.f("pk_lot_fact")),
    )
    op.create_table(
        "member",
        sa.Column("serial", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lot", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("arrival", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["lot"], ["lot.key"], name=op.f("fk_member_lot")),
        sa.ForeignKeyConstraint(["serial"], ["lot.key"], name=op.f("fk_member_serial")),
        sa.PrimaryKeyConstraint("serial", "lot", "arrival", name=op.f("pk_member")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index("ix_member_arrival", ["arrival"], unique=False)
        batch_op.create_index("ix_member_lot", ["lot"], unique=False)

    op.create_table(
        "serial_place",
        sa.Column("lot", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["lot"], ["lot.key"], name=op.f("fk_serial_place_lot")),
        sa.ForeignKeyConstraint(["place"], ["place.key"], name=op.f("fk_serial_place_place")),
        sa.PrimaryKeyConstraint("lot", name=op.f("pk_serial_place")),
    )
    op.create_table(
        "transformation",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("order", sa.Text(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["lot.key"], name=op.f("fk_transformation_unit")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_transformation")),
        sa.UniqueConstraint("id", name=op.f("uq_transformation_id")),
    )
    with op.batch_alter_table("transformation", schema=None) as batch_op:
        batch_op.create_index("ix_transformation_unit", ["unit"], unique=False)

    op.create_table(
        "movement",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("arrival", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("lot", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("remaining", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("destination", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.SmallInteger(), nullable=True),
        sa.Column("transformation", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("evidence", sa.SmallInteger(), nullable=False),
        sa.Column("reverses", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("order", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["arrival"], ["entry.arrival"], name=op.f("fk_movement_arrival")),
        sa.ForeignKeyConstraint(["destination"], ["place.key"], name=op.f("fk_movement_destination")),
        sa.ForeignKeyConstraint(["lot"], ["lot.key"], name=op.f("fk_movement_lot")),
        sa.ForeignKeyConstraint(["reverses"], ["movement.key"], name=op.f("fk_movement_reverses")),
        sa.ForeignKeyConstraint(["source"], ["place.key"], name=op.f("fk_movement_source")),
        sa.ForeignKeyConstraint(["transformation"], ["transformation.key"], name=op.f("fk_movement_transformation")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_movement")),
        sa.UniqueConstraint("arrival", "line", name=op.f("uq_movement_arrival_line")),
    )
    with op.batch_alter_table("movement", schema=None) as batch_op:
        batch_op.create_index(
            "ix_movement_genealogy",
            ["transformation", "lot", "role"],
            unique=False,
            sqlite_where=sa.text("transformation IS NOT NULL"),
            postgresql_where=sa.text("transformation IS NOT NULL"),
        )
        batch_op.create_index("ix_movement_lot", ["lot"], unique=False)
        batch_op.create_index(
            "ix_movement_order",
            ["order"],
            unique=False,
            sqlite_where=sa.text("\"order\" <> ''"),
            postgresql_where=sa.text("\"order\" <> ''"),
        )

    op.create_table(
        "participation",
        sa.Column("transformation", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("side", sa.SmallInteger(), nullable=False),
        sa.Column("lot", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("taken", sa.BigInteger(), nullable=False),
        sa.Column("returned", sa.BigInteger(), nullable=False),
        sa.Column("tracked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["lot"], ["lot.key"], name=op.f("fk_participation_lot")),
        sa.ForeignKeyConstraint(
            ["transformation"], ["transformation.key"], name=op.f("fk_participation_transformation")
        ),
        sa.PrimaryKeyConstraint("transformation", "side", "lot", name=op.f("pk_participation")),
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index("ix_participation_lot", ["lot", "side", "transformation"], unique=False)


def downgrade() -> None:
    """Back again."""
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_index("ix_participation_lot")

    op.drop_table("participation")
    with op.batch_alter_table("movement", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_movement_order", sqlite_where=sa.text("\"order\" <> ''"), postgresql_where=sa.text("\"order\" <> ''")
        )
        batch_op.drop_index("ix_movement_lot")
        batch_op.drop_index(
            "ix_movement_genealogy",
            sqlite_where=sa.text("transformation IS NOT NULL"),
            postgresql_where=sa.text("transformation IS NOT NULL"),
        )

    op.drop_table("movement")
    with op.batch_alter_table("transformation", schema=None) as batch_op:
        batch_op.drop_index("ix_transformation_unit")

    op.drop_table("transformation")
    op.drop_table("serial_place")
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_index("ix_member_lot")
        batch_op.drop_index("ix_member_arrival")

    op.drop_table("member")
    op.drop_table("lot_fact")
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.drop_index("ix_hold_lot")
        batch_op.drop_index("ix_hold_location")

    op.drop_table("hold")
    op.drop_table("client_key")
    with op.batch_alter_table("balance", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_balance_stock", sqlite_where=sa.text("quantity > 0"), postgresql_where=sa.text("quantity > 0")
        )

    op.drop_table("balance")
    op.drop_table("work_order")
    op.drop_table("station")
    op.drop_table("secret")
    op.drop_table("scan_journal")
    op.drop_table("place")
    op.drop_table("person")
    op.drop_table("partner")
    op.drop_table("order_version")
    op.drop_table("operator")
    with op.batch_alter_table("lot", schema=None) as batch_op:
        batch_op.drop_index("ix_lot_twin")
        batch_op.drop_index("ix_lot_code")

    op.drop_table("lot")
    op.drop_table("location")
    with op.batch_alter_table("item_alias", schema=None) as batch_op:
        batch_op.drop_index("ix_item_alias_item")

    op.drop_table("item_alias")
    op.drop_table("item")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index("ix_entry_replay")

    op.drop_table("entry")
    op.drop_table("draft")
    op.drop_table("bill")
    op.drop_table("badge")
