"""`python -m tests.benchmarks [NAME...] [--quick]`: measures, and prints one line for everything that was measured."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from tests.benchmarks import camera, parse, receipt, record, start, trace
from tests.benchmarks.scale import FULL, QUICK, Scale
from tests.benchmarks.table import HEAD, Row, line_of

BENCHMARKS: dict[str, Callable[[Scale], Iterator[Row]]] = {
    "record": record.measure,
    "receipt": receipt.measure,
    "trace": trace.measure,
    "parse": parse.measure,
    "start": start.measure,
    "camera": camera.measure,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what is named, or everything; 1 if anything is over its limit."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="smaller ledgers and fewer samples")
    args = parser.parse_args(argv)
    if unknown := sorted(set(args.names) - BENCHMARKS.keys()):
        parser.error(f"no benchmark {', '.join(unknown)}; known are {', '.join(BENCHMARKS)}")
    return report(args.names or BENCHMARKS, QUICK if args.quick else FULL)


def disturbance(load: float, cores: int) -> str:
    """A warning where other programs keep the cores busy: waiting then hides in the peer's times as well."""
    if load <= cores / 4:
        return ""
    return f"load average {load:.1f} on {cores} cores: other programs disturb these figures"


def report(names: Iterable[str], scale: Scale) -> int:
    """Print the table as it grows; 1 if anything is over its limit."""
    if warning := disturbance(os.getloadavg()[0], os.cpu_count() or 1):
        print(warning, file=sys.stderr, flush=True)
    print(line_of(HEAD), flush=True)
    is_over = False
    for name in names:
        for row in BENCHMARKS[name](scale):
            print(line_of(row.cells()), flush=True)
            is_over |= row.verdict == "over"
    return 1 if is_over else 0


if __name__ == "__main__":
    sys.exit(main())
