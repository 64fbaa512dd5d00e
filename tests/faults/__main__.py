"""`python -m tests.faults WHAT [--times N] [--seconds N] [--seed N]`: the long versions."""

import argparse
import random
import tempfile
import time
from pathlib import Path

from tests.faults import fuzz, kill, labels, pictures, plugging, typing

_TIMES = {
    "kill": 200,
    "labels": 60,
    "fuzz": 1_000_000,
    "typing": 10_000,
    "plugging": 1_000,
    "babbling": 10,
    "pictures": 1_000,
}
"""Kills, kills, inputs, scans, cycles, megabytes, pictures."""


def main() -> None:
    """Run and print what was found; an AssertionError says what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("what", choices=list(_TIMES))
    parser.add_argument("--times", type=int, help=", ".join(f"{times} for {what}" for what, times in _TIMES.items()))
    parser.add_argument("--seconds", type=float, help="instead of --times, for pictures")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    args = parser.parse_args()
    times = args.times or _TIMES[args.what]
    print(f"seed {args.seed}", flush=True)
    began = time.perf_counter()
    match args.what:
        case "kill" | "labels":
            run = labels.run if args.what == "labels" else kill.run
            with tempfile.TemporaryDirectory(prefix="lotline-faults-") as folder:
                print(run(Path(folder) / "plant.db", times, args.seed))
        case "fuzz":
            print(fuzz.run(times, args.seed))
        case "typing":
            print(*(found := typing.run(times, args.seed)).mistakes, found, sep="\n")
        case "plugging":
            print(*plugging.run(times), sep="\n")
        case "babbling":
            _babble(times, args.seed)
        case "pictures":
            print(pictures.run(args.seed, seconds=args.seconds or 0.0, pictures=0 if args.seconds else times))
    print(f"{time.perf_counter() - began:.0f} s")


def _babble(megabytes: int, seed: int) -> None:
    from PySide6.QtCore import QCoreApplication

    from kiosk.ui.reference_counts import keep_constants
    from tests.faults import babbling

    keep_constants()
    application = QCoreApplication(["faults"])
    print(*babbling.run(megabytes, seed), sep="\n")
    application.quit()


if __name__ == "__main__":
    main()
