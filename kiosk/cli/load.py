"""`lotline load FILE`: operations from a file or standard input, through the same rules as the kiosk."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kiosk.app import opened_ledger
from kiosk.cli.output import print_line
from kiosk.clock import WallClock
from kiosk.config import Settings
from kiosk.domain.errors import KioskError
from kiosk.operations.loader import Loader, Turns


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="FILE", help="operations, one JSON object a line; - for standard input")
    parser.add_argument("--json", action="store_true", help="one JSON document as the answer")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Load and answer; 1 if a line was refused, or if the database stopped answering before the end."""
    with _lines(args.file) as lines, opened_ledger(settings) as ledger:
        answer = Loader(ledger, WallClock().now, settings.language, Turns()).load(lines)
    if args.json:
        print_line(json.dumps(answer.as_json()))
        return 0 if answer.is_whole else 1
    for each in answer.warnings:
        print_line(f"line {each.line}: warning {each.rule}: {each.message}", sys.stderr)
    for each in answer.refused:
        print_line(f"line {each.line}: refused {each.rule}: {each.message}", sys.stderr)
    if answer.stopped:
        print_line(f"stopped before the end: {answer.stopped}. Load the file again.", sys.stderr)
    print_line(f"{answer.recorded} recorded, {answer.already} already, {len(answer.refused)} refused")
    return 0 if answer.is_whole else 1


@contextmanager
def _lines(name: str) -> Iterator[TextIO]:
    if name == "-":
        yield sys.stdin
        return
    try:
        with Path(name).open(encoding="utf-8", errors="surrogateescape", newline="\n") as file:
            yield file
    except OSError as error:
        if error.filename != name:
            raise
        raise KioskError(f"{name} cannot be read: {error.strerror}") from error
