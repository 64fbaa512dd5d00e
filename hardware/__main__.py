"""`python -m hardware record ADDRESS FILE`: keep what a scanner sends, as a fixture or for somebody who can read it."""

import argparse
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from hardware.devices import DeviceStatus
from hardware.errors import DeviceError
from hardware.recording import Recorder
from hardware.registry import open_scanner
from hardware.scan import Scan

_Pause = threading.Event


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 done, 1 it cannot, 2 wrong call."""
    parser = argparse.ArgumentParser(prog="python -m hardware", description="Scanners, without the kiosk.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    record = commands.add_parser("record", help="keep the raw bytes of a scanner in a file")
    record.add_argument("address", help="such as serial:///dev/ttyACM0, hidpos://0c2e:0b61, evdev://05e0:1200")
    record.add_argument("file", type=Path)
    record.add_argument("--seconds", type=float, help="how long; else until Ctrl+C")
    args = parser.parse_args(argv)
    try:
        return _record(args.address, args.file, args.seconds)
    except (DeviceError, OSError) as error:
        print(f"hardware: {error}", file=sys.stderr)  # noqa: T201
        return 1


def _record(address: str, file: Path, seconds: float | None) -> int:
    recorder = Recorder(file, address)
    try:
        scanner = open_scanner(address, tap=recorder.take)
        scanner.start(_tell_scan, _tell_status)
        try:
            _Pause().wait(seconds)
        except KeyboardInterrupt:
            _tell("")
        finally:
            scanner.stop()
    finally:
        recorder.close()
    _tell(f"{recorder.count} pieces in {file}")
    return 0


def _tell_scan(scan: Scan) -> None:
    _tell(f"scan: {(scan.aim or '').encode() + scan.data!r}")


def _tell_status(status: DeviceStatus) -> None:
    _tell(f"{status.state}: {status.reason}" if status.reason else str(status.state))


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
