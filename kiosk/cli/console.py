"""`lotline console`: the flows as text, one scan a line."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from hardware.scan import MAX_SCAN_BYTES
from kiosk.app import opened_session
from kiosk.cli.output import print_line
from kiosk.config import Settings
from kiosk.runtime.session import Outcome, Session
from kiosk.snapshot import Mood, Snapshot
from kiosk.workflow.states import job_of
from kiosk.workflow.view import slot_values

_LONGEST = 4 * MAX_SCAN_BYTES
"""Bytes of a line that are read: enough to tell that it is too long, and no more."""
_SEVERITY = {
    Mood.NEUTRAL: "info",
    Mood.ACCEPTED: "accepted",
    Mood.DONE: "done",
    Mood.WARNING: "warning",
    Mood.REFUSED: "refused",
    Mood.DUPLICATE: "duplicate",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--json", action="store_true", help="one JSON document for every line")
    parser.add_argument("--literal", action="store_true", help="take <GS> and its like as they stand")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Take lines until the end of the input. Only `recorded` acknowledges."""
    with opened_session(settings) as session:
        if not args.json:
            _print_prompt(session.snapshot)
        for line in _lines(sys.stdin.buffer):
            if args.json:
                outcome = session.take_line(_text(line), literal=args.literal)
                print_line(json.dumps(_document(session, line, outcome)))
            elif line.strip():
                outcome = session.take_line(_text(line), literal=args.literal)
                _print_verdict(outcome)
                _print_prompt(outcome.snapshot)
    return 0


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines without their ends; of an endless one only the beginning is kept."""
    while piece := stream.readline(_LONGEST):
        line = piece
        while len(piece) == _LONGEST and not piece.endswith(b"\n"):
            piece = stream.readline(_LONGEST)
        yield line.removesuffix(b"\n").removesuffix(b"\r")


def _text(line: bytes) -> str:
    """The line as text; bytes that are no UTF-8 stay what they are."""
    return line.decode("utf-8", errors="surrogateescape")


def _document(session: Session, line: bytes, outcome: Outcome) -> dict[str, Any]:
    shown, job = outcome.snapshot, job_of(session.state)
    verdict: dict[str, str] = {"severity": "info", "key": "", "text": ""}
    if outcome.verdict:
        verdict = {"severity": _SEVERITY[outcome.verdict.mood], "key": outcome.verdict.key, "text": shown.verdict.text}
        if outcome.verdict.rule:
            verdict["rule"] = outcome.verdict.rule
    return {
        "scan": line.decode("utf-8", errors="backslashreplace"),
        "flow": shown.flow or shown.page.value,
        "state": shown.state,
        "prompt": shown.prompt,
        "verdict": verdict,
        "slots": slot_values(job.slots) if job else {},
        "recorded": [str(ref) for ref in outcome.recorded],
    }


def _print_verdict(outcome: Outcome) -> None:
    if outcome.verdict is None:
        return
    shown = outcome.snapshot.verdict
    rule = f" [{shown.rule}]" if shown.rule else ""
    print_line(f"{shown.word.upper()}{rule}: {shown.text}" if shown.word else shown.text)
    if shown.hint:
        print_line(f"  {shown.hint}")
    for ref in outcome.recorded:
        print_line(f"  recorded {ref}")


def _print_prompt(shown: Snapshot) -> None:
    where = f" ({shown.title}{': ' + shown.subject if shown.subject else ''})" if shown.title else ""
    if shown.look_up:
        _print_answer(shown)
    for choice in shown.choices:
        print_line(f"  {choice.key.partition(':')[2]}. {choice.label} {choice.detail}".rstrip())
    print_line(f"> {shown.prompt}{where}")


def _print_answer(shown: Snapshot) -> None:
    found = shown.look_up
    if found is None:
        return
    print_line("  " + ", ".join(part for part in (found.title, found.subtitle, found.status) if part))
    for fact in found.facts:
        print_line("  " + "  ".join(part for part in (f"{fact.title}:", fact.value, fact.quantity) if part))
    for mark, rows in (("<-", found.back), ("->", found.forward)):
        for row in rows:
            print_line(f"  {mark} {'  ' * row.depth}{row.title} {row.code}  {row.detail}".rstrip())
    for gap in found.gaps:
        print_line(f"  ! {gap}")
