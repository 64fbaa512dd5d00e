"""A kiosk that receives goods without numbers as fast as it can.

`python -m tests.faults.printing_kiosk DB PORT WHAT`
"""

import sys
import threading

from hardware.printers.network import NetworkPrinter, NetworkSettings
from hardware.scan import Scan
from kiosk.app import opened_session
from kiosk.config import Settings
from kiosk.runtime import Runtime
from kiosk.snapshot import Snapshot

AHEAD = 3
"""Receipts that are on their way at one time."""


def main(database: str, port: str, what: str) -> None:
    """Receive, or only print what waits; until somebody kills it."""
    settings = Settings(database=database, printer=f"zpl+tcp://127.0.0.1:{port}", scanners=())
    patient = NetworkSettings("127.0.0.1", int(port), answer_s=0.2, patience_s=0.1, pause_s=0.005)
    with opened_session(settings) as session:
        runtime = Runtime(session, NetworkPrinter(patient), retry_s=0.05)
        if what == "receive":
            room = threading.Semaphore(AHEAD)

            def recorded(snapshot: Snapshot) -> None:
                if snapshot.verdict.key == "done.receive":
                    room.release()

            runtime.listen(recorded)
            for data in (b"BADGE:B-1", b"LOT:HOME", b"LOT:FLOW-receive", b"STOCK"):
                runtime.scan(Scan(data))
            while True:
                room.acquire(timeout=0.1)
                for data in (b"GLUE", b"LOT:NEW", b"LOT:QTY-5"):
                    runtime.scan(Scan(data))
        threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
