"""`python -m tests.faults kill|labels [--times N] [--seed N]`: the long version."""

import argparse
import random
import tempfile
import time
from pathlib import Path

from tests.faults import kill, labels

SUITES = {"kill": kill.run, "labels": labels.run}


def main() -> None:
    """Run and print what was found; an AssertionError says what was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("what", choices=sorted(SUITES))
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    args = parser.parse_args()
    print(f"seed {args.seed}", flush=True)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="lotline-faults-") as folder:
        print(SUITES[args.what](Path(folder) / "plant.db", args.times, args.seed))
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
