"""`lotline doctor --scanner NAME`: the check of one scanner as text."""

import argparse
import json
import queue
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from hardware.devices import DeviceStatus, Scanner
from hardware.errors import DeviceError
from hardware.registry import WEDGE, open_scanner
from hardware.scan import Scan
from kiosk import messages
from kiosk.cli.output import print_line
from kiosk.config import ConfigError, Settings
from kiosk.doctor.finding import State
from kiosk.doctor.scanner_check.check import REPEATS, Line, ScannerCheck, Step
from kiosk.doctor.scanner_check.labels import LABELS, as_svg
from kiosk.doctor.scanner_check.profile_file import write_profile
from kiosk.doctor.scanner_check.reads import PAUSE_S, SHOWN_RAW, Collector, Read, in_words, read_of_scan

_Event = DeviceStatus | Scan | tuple[bytes, float]


class NoCheckError(ConfigError):
    """This scanner cannot be checked from here; the text says from where."""


@dataclass(frozen=True, slots=True)
class _Talk:
    """Says what the check wants and has found, on the error output where standard output is for JSON."""

    language: str
    as_json: bool

    def say(self, text: str) -> None:
        if self.as_json:
            print(text, file=sys.stderr, flush=True)
        else:
            print_line(text)

    def line(self, line: Line) -> str:
        return messages.text(line.key, line.values, self.language)

    def ask(self, check: ScannerCheck) -> None:
        values = {"count": str(REPEATS), "done": "0", "percent": "0"}
        self.say(f"\n{messages.text(f'check.step.{check.step}', values, self.language)}: {check.label.readable}")

    def show(self, before: ScannerCheck, after: ScannerCheck) -> None:
        if after.last is not None:
            self.say(f"  {in_words(after.last.transmitted())}")
        news = after.lines[len(before.lines) :] + ((after.trouble,) if after.trouble else ())
        for line in news:
            self.say(f"{line.state:<8} {self.line(line)}")
        if after.step is Step.REPEAT and before.step is Step.REPEAT:
            self.say(f"  {after.repeats.done} / {REPEATS}")
        elif after.step is not before.step and after.step is not Step.RESULT:
            self.ask(after)


def run_check(args: argparse.Namespace, settings: Settings) -> int:
    """Check the scanner that the arguments name; 1 if anything failed.

    Raises NoCheckError for one that the window reads, and for an address that cannot be meant.
    """
    if args.labels is not None:
        _write_labels(args.labels)
    address = settings.named_scanners.get(args.scanner, args.scanner)
    if address.startswith(f"{WEDGE}:"):
        raise NoCheckError("A keyboard scanner is checked in the kiosk: open it and touch the scanner button.")
    talk = _Talk(settings.language, args.json)
    check = _checked(ScannerCheck(args.scanner, address), talk)
    if args.json:
        lines = [{"state": line.state, "text": talk.line(line)} for line in check.lines]
        print_line(json.dumps({"scanner": args.scanner, "lines": lines, "profile": _flat(check)}))
    if args.write:
        values = {"file": str(write_profile(settings, args.scanner, check.profile()))}
        talk.say(messages.text("check.written", values, settings.language))
    elif not args.json:
        talk.say(f"\n{json.dumps(_flat(check))}")
    return 1 if any(line.state is State.FAILED for line in check.lines) else 0


def _flat(check: ScannerCheck) -> dict[str, object]:
    """The profile as a table of the settings has it."""
    profile = check.profile()
    return {"address": profile.address, **asdict(profile.transport)}


def _write_labels(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for label in LABELS.values():
            (folder / f"{label.name}.svg").write_text(as_svg(label), encoding="utf-8")
    except OSError as error:
        raise NoCheckError(f"{folder}: the labels cannot be written: {error.strerror}") from error


def _checked(check: ScannerCheck, talk: _Talk) -> ScannerCheck:
    """Lead through the check until it is done."""
    events: queue.Queue[_Event] = queue.Queue()
    scanner = _open(check, events)
    scanner.start(events.put, events.put)
    try:
        talk.ask(check)
        collector = Collector(check.address.partition(":")[0])
        while check.step is not Step.RESULT:
            read = _next_read(events, collector, talk, check.address.partition(":")[0] in SHOWN_RAW)
            if read is not None:
                after = check.take(read)
                talk.show(check, after)
                check = after
    finally:
        scanner.stop()
    return check


def _open(check: ScannerCheck, events: "queue.Queue[_Event]") -> Scanner:
    try:
        return open_scanner(check.address, check.name, lambda chunk, at: events.put((chunk, at)))
    except DeviceError as error:
        raise NoCheckError(str(error)) from error


def _next_read(events: "queue.Queue[_Event]", collector: Collector, talk: _Talk, is_raw: bool) -> Read | None:
    try:
        event = events.get(timeout=PAUSE_S)
    except queue.Empty:
        return collector.silence(time.monotonic())
    match event:
        case DeviceStatus():
            talk.say(f"{event.state}: {event.reason}" if event.reason else str(event.state))
            return None
        case Scan():
            return None if is_raw else read_of_scan(event)
        case (chunk, at):
            return collector.receive(chunk, at)
