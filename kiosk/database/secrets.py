"""The site's secret key, made once: it tags badges and what clients send, and never leaves the database."""

import hmac
import secrets

from sqlalchemy import Connection, insert, select

from kiosk.database import tables

_NAME = "site"


def site_secret(connection: Connection) -> bytes:
    """The 32 bytes of this site; made by the first transaction that asks for them."""
    table = tables.secret
    value = connection.execute(select(table.c.value).where(table.c.name == _NAME)).scalar_one_or_none()
    if value is None:
        value = secrets.token_bytes(32)
        connection.execute(insert(table).values(name=_NAME, value=value))
    return bytes(value)


def command_key(connection: Connection) -> bytes:
    """The key for the tags of this site's command labels, derived from its secret."""
    return hmac.digest(site_secret(connection), b"command labels", "sha256")
