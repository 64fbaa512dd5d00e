from sqlalchemy import Connection

from kiosk.database.secrets import command_key, site_secret
from tests.operations.product import product_in_memory


def test_the_secret_is_made_once_and_the_key_of_commands_is_another() -> None:
    def keys(connection: Connection) -> tuple[bytes, bytes]:
        return site_secret(connection), command_key(connection)

    with product_in_memory() as product:
        with product.ledger.transaction() as connection:
            first = keys(connection)
        with product.ledger.transaction() as connection:
            assert keys(connection) == first
    assert first[0] != first[1]
    assert [len(key) for key in first] == [32, 32]
