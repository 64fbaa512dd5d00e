"""`python -m tests.faults kill|labels|fuzz [--times N] [--seed N]`: the long versions."""

import argparse
import random
import tempfile
import time
from pathlib import Path

from tests.faults import fuzz, kill, labels

_TIMES = {"kill": 200, "labels": 60, "fuzz": 1_000_000}


def main() -> None:
    """Run and print what was found; an AssertionError says what was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("what", choices=list(_TIMES))
    parser.add_argument("--times", type=int, help="200 or 60 kills, 1000000 inputs")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    args = parser.parse_args()
    print(f"seed {args.seed}", flush=True)
    began = time.perf_counter()
    times = args.times or _TIMES[args.what]
    if args.what == "fuzz":
        print(fuzz.run(times, args.seed))
    else:
        run = labels.run if args.what == "labels" else kill.run
        with tempfile.TemporaryDirectory(prefix="lotline-faults-") as folder:
            print(run(Path(folder) / "plant.db", times, args.seed))
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
