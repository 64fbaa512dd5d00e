"""`lotline console`: the flows as text, one scan a line."""

import argparse
import json
import re
import sys
from typing import Any

from hardware.scan import Scan
from kiosk.app import opened_session
from kiosk.config import Settings
from kiosk.identification.scan_text import scan_text
from kiosk.runtime.session import Outcome, Session
from kiosk.snapshot import InputKind, Mood, Snapshot
from kiosk.workflow.states import Approving, Working
from kiosk.workflow.view import slot_values

_NUMBER = re.compile(r"[0-9]{1,7}(\.[0-9]{1,6})?", re.ASCII)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--json", action="store_true", help="one JSON document for every line")
    parser.add_argument("--literal", action="store_true", help="take <GS> and its like as they stand")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Take lines until the end of the input. Only `recorded` acknowledges."""
    with opened_session(settings) as session:
        if not args.json:
            _print_prompt(session.snapshot)
        for raw in sys.stdin.buffer:
            line = raw.rstrip(b"\r\n")
            if not line and not args.json:
                continue
            outcome = _take(session, line, literal=args.literal)
            if args.json:
                print(json.dumps(_document(session, line, outcome)), flush=True)
            else:
                _print_verdict(outcome)
                _print_prompt(outcome.snapshot)
    return 0


def _take(session: Session, line: bytes, *, literal: bool) -> Outcome:
    """A line is a scan; while a quantity is asked for, a short number is the quantity."""
    text = line.decode("utf-8", errors="surrogateescape")
    asked = session.snapshot.input
    if asked and asked.kind is InputKind.NUMBER and _NUMBER.fullmatch(text):
        return session.act(f"qty:{text}")
    if isinstance(session.state, Approving) and session.state.approver and text:
        return session.enter(text)
    aim, data = scan_text(text, literal)
    return session.take_scan(Scan(data, aim, "console"))


_SEVERITY = {
    Mood.NEUTRAL: "info",
    Mood.ACCEPTED: "accepted",
    Mood.DONE: "done",
    Mood.WARNING: "warning",
    Mood.REFUSED: "refused",
    Mood.DUPLICATE: "duplicate",
}


def _document(session: Session, line: bytes, outcome: Outcome) -> dict[str, Any]:
    shown = outcome.snapshot
    verdict: dict[str, str] = {"severity": "info", "key": "", "text": ""}
    if outcome.verdict:
        verdict = {"severity": _SEVERITY[outcome.verdict.mood], "key": outcome.verdict.key, "text": shown.verdict.text}
        if outcome.verdict.rule:
            verdict["rule"] = outcome.verdict.rule
    state = session.state
    slots = slot_values(state.job.slots) if isinstance(state, Working) else {}
    return {
        "scan": line.decode("utf-8", errors="backslashreplace"),
        "flow": shown.flow or shown.page.value,
        "state": shown.state,
        "prompt": shown.prompt,
        "verdict": verdict,
        "slots": slots,
        "recorded": [str(ref) for ref in outcome.recorded],
    }


def _print_verdict(outcome: Outcome) -> None:
    if outcome.verdict is None:
        return
    shown = outcome.snapshot.verdict
    rule = f" [{shown.rule}]" if shown.rule else ""
    print(f"{shown.word.upper()}{rule}: {shown.text}" if shown.word else shown.text)
    if shown.hint:
        print(f"  {shown.hint}")
    for ref in outcome.recorded:
        print(f"  recorded {ref}")


def _print_prompt(shown: Snapshot) -> None:
    where = f" ({shown.title}{': ' + shown.subject if shown.subject else ''})" if shown.title else ""
    for choice in shown.choices:
        print(f"  {choice.key.partition(':')[2]}. {choice.label} {choice.detail}".rstrip())
    print(f"> {shown.prompt}{where}", flush=True)
