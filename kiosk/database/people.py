"""Names and badges of operators, outside the chain: what is erased here leaves the ledger whole."""

import hashlib
import hmac

from sqlalchemy import Connection, select

from kiosk.database import tables
from kiosk.database.secrets import site_secret
from kiosk.database.upsert import insert_into


def badge_hash(key: bytes, badge: str) -> str:
    """64 hexadecimal digits that stand for a badge wherever it is kept."""
    return hmac.new(key, b"badge\n" + badge.encode("utf-8"), hashlib.sha256).hexdigest()


def enrol(connection: Connection, operator: str, name: str | None, badge: str | None) -> None:
    """Give an operator a name and a badge; what is None stays as it was."""
    if name is not None:
        insert = insert_into(connection, tables.person).values(operator=operator, name=name)
        update = insert.on_conflict_do_update(index_elements=["operator"], set_={"name": name})
        connection.execute(update)
    if badge is not None:
        hashed = badge_hash(site_secret(connection), badge)
        insert = insert_into(connection, tables.badge).values(hash=hashed, operator=operator)
        connection.execute(insert.on_conflict_do_update(index_elements=["hash"], set_={"operator": operator}))


def operator_of(connection: Connection, badge: str) -> str | None:
    """The operator who wears that badge."""
    hashed = badge_hash(site_secret(connection), badge)
    return connection.execute(select(tables.badge.c.operator).where(tables.badge.c.hash == hashed)).scalar_one_or_none()


def names_of(connection: Connection) -> dict[str, str]:
    """The names of operators, by pseudonym."""
    return {row.operator: row.name for row in connection.execute(select(tables.person))}
