"""`lotline doctor`: what is wrong with this installation, and what to do about it."""

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from kiosk.cli.output import print_line
from kiosk.config import Settings
from kiosk.doctor.checks import all_findings
from kiosk.doctor.finding import Finding, State


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--scanner", metavar="NAME", help="check one scanner: its name in the settings, or an address")
    parser.add_argument(
        "--labels", type=Path, metavar="FOLDER", help="with --scanner: write the labels there, to print"
    )
    parser.add_argument("--write", action="store_true", help="with --scanner: write what was found into the settings")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Check and print; 1 if anything failed, 0 where there are warnings at most."""
    if args.scanner is not None:
        from kiosk.cli.scanner_check import run_check

        return run_check(args, settings)
    return report(all_findings(settings), as_json=args.json)


def report(findings: Iterable[Finding], *, as_json: bool) -> int:
    """Print findings, for people each as soon as it is there; the exit status."""
    found = []
    for finding in findings:
        found.append(finding)
        if not as_json:
            print_line(as_text(finding))
    counts = {state: sum(each.state is state for each in found) for state in State}
    is_ok = not counts[State.FAILED]
    if as_json:
        print_line(json.dumps({"ok": is_ok, "checks": [asdict(each) for each in found]}))
    else:
        print_line(", ".join(f"{count} {state}" for state, count in counts.items()))
    return 0 if is_ok else 1


def as_text(finding: Finding) -> str:
    """A line for what was found, and one for the remedy."""
    line = f"{finding.state:<8} {finding.check}: {finding.what}"
    return f"{line}\n         -> {finding.remedy}" if finding.remedy else line
