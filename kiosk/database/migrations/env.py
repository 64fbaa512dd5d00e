"""Alembic's entry point; the connection comes from `kiosk.database.schema`."""

from alembic import context

from kiosk.database.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=connection.dialect.name == "sqlite")
context.run_migrations()
