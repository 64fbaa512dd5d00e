"""Traces one lot of a database again and again until it is ended: the second process beside a writer."""

import sys
from datetime import UTC, datetime

from kiosk.database.connection import open_engine, read_in_pieces
from kiosk.database.trace import Direction, find_lots, trace


def main(path: str, code: str) -> None:
    """Say "tracing" after the first answer, then go on for ever."""
    engine = open_engine(path, create=False)
    today = datetime.now(UTC).date()
    is_first = True
    while True:
        read_in_pieces(engine, lambda each: trace(each, find_lots(each, code)[0].key, Direction.BOTH, today))
        if is_first:
            print("tracing", flush=True)
            is_first = False


if __name__ == "__main__":
    main(*sys.argv[1:])
