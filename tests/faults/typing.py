"""People of three speeds and a scanner at one keyboard: every scan whole, every typed key where it was meant.

A mistake is a scan that was never made, one that is neither delivered nor reported as lost, one that comes twice, a
typed key that is lost, doubled or out of order, and a scanner's key that reaches the application. Where somebody types
into a running scan there is one keyboard and two hands: the scan may be refused, by name, but not be wrong.
"""

import random
from collections import Counter, deque
from dataclasses import dataclass, field

from hardware.scanners.keys import KeyPress
from hardware.scanners.wedge import Accepted, Rejected, Verdict, WedgeDecoder
from tests.hardware.scanners.typing import places

_PLACES = places()
_LABEL = "abcdefghijklmnopqrstuvwxyz0123456789-./"
_TYPED = "abcdefghijklmnopqrstuvwxyz0123456789    \r"


@dataclass(frozen=True, slots=True)
class Typist:
    """How somebody types; seconds."""

    name: str
    gap_s: float
    spread: float
    hold_s: float


TYPISTS = (
    Typist("one finger", gap_s=0.45, spread=0.4, hold_s=0.120),
    Typist("touch typist", gap_s=0.17, spread=0.4, hold_s=0.090),
    Typist("fastest", gap_s=0.085, spread=0.45, hold_s=0.070),
)


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key going down or up at one time, and whose it is."""

    at: float
    key: str
    is_down: bool
    owner: int
    """Number of the scan; -1 for a person's."""


@dataclass
class Findings:
    """What came of it."""

    rounds: int = 0
    typed: int = 0
    scans: int = 0
    delivered: int = 0
    refused_by_name: int = 0
    """Scans into which somebody typed."""
    lost_into_scans: int = 0
    """Keys that somebody typed into a running scan and that went with it."""
    mistakes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.rounds} rounds: {self.typed} keys typed, {self.scans} scans, {self.delivered} delivered,\n"
            f"{self.refused_by_name} refused by name since somebody typed into them ({self.lost_into_scans} keys "
            f"lost with them); {len(self.mistakes)} mistakes"
        )


class _Desk:
    """One keyboard with its decoder; compares what comes out with what went in."""

    def __init__(self) -> None:
        self.decoder = WedgeDecoder(hears_releases=True)
        self.held: deque[Stroke] = deque()
        self.passed: list[Stroke] = []
        self.swallowed: list[Stroke] = []
        self.scans: list[bytes] = []
        self.reports = 0
        self._last = 0.0

    def play(self, strokes: list[Stroke]) -> None:
        for stroke in sorted(strokes, key=lambda each: each.at):
            self._let_time_pass(stroke.at)
            code, level = _PLACES[stroke.key]
            if stroke.is_down:
                self.held.append(stroke)
                press = KeyPress(code, stroke.key, shift=level == 1, at=stroke.at)
                self._settle(self.decoder.press(press))
                self._last = stroke.at
            else:
                self._settle(self.decoder.release(code, stroke.at))

    def rest(self) -> None:
        self._let_time_pass(self._last + 10)

    def _let_time_pass(self, until: float) -> None:
        """Let the timer fire as often as it is due before the next key."""
        while (patience_s := self.decoder.patience_s) is not None and self._last + patience_s < until:
            self._settle(self.decoder.flush())
            self._last += patience_s

    def _settle(self, outcomes: list[Accepted | Rejected]) -> None:
        for outcome in outcomes:
            keys = [self.held.popleft() for _ in range(outcome.keys)]
            if isinstance(outcome, Accepted):
                self.scans.append(outcome.scan.data)
                self.swallowed += keys
                continue
            self.reports += outcome.verdict in (Verdict.BROKEN, Verdict.MIXED)
            for position, key in enumerate(keys):
                (self.passed if position in outcome.typed else self.swallowed).append(key)


def run(times: int, seed: int) -> Findings:
    """Play that many rounds of typing and scanning; one in twenty has somebody typing into a running scan."""
    chance, findings = random.Random(seed), Findings()
    for number in range(times):
        findings.rounds += 1
        _round(chance, findings, number)
    return findings


def _round(chance: random.Random, findings: Findings, number: int) -> None:
    desk, typist = _Desk(), chance.choice(TYPISTS)
    typed = _typing(chance, typist, start=1.0)
    label = "".join(chance.choice(_LABEL) for _ in range(chance.randint(2, 40)))
    into = chance.random() < 0.05
    before_s = chance.uniform(0.0, typed[-1].at - 1.0) if into else typed[-1].at - 1.0 + chance.uniform(0.13, 0.5)
    scan = _scanning(chance, label, start=1.0 + before_s, owner=number)
    after = [] if into else _typing(chance, typist, start=scan[-1].at + chance.uniform(0.1, 0.5))
    desk.play(typed + scan + after)
    desk.rest()
    _judge(findings, desk, label.encode(), typed + after, into=into)


def _judge(findings: Findings, desk: _Desk, label: bytes, typed: list[Stroke], *, into: bool) -> None:
    presses = [each for each in sorted(typed, key=lambda one: one.at) if each.is_down]
    findings.typed += len(presses)
    findings.scans += 1
    findings.delivered += desk.scans == [label]
    mistakes = []
    if desk.scans not in ([label], []):
        mistakes.append(f"wrong scans {desk.scans} for {label!r}")
    if not desk.scans and not desk.reports:
        mistakes.append(f"{label!r} vanished")
    if not desk.scans and not into:
        mistakes.append(f"{label!r} refused though nobody typed into it")
    # Of two equal keys at one time nobody can say whose is whose, nor does it matter: what they type counts.
    passed, meant = [each.key for each in desk.passed], [each.key for each in presses]
    if leaked := Counter(passed) - Counter(meant):
        mistakes.append(f"keys of {label!r} reached the application or came twice: {leaked}")
    lost = Counter(meant) - Counter(passed)
    if into:
        findings.refused_by_name += not desk.scans
        findings.lost_into_scans += lost.total()
    elif lost:
        mistakes.append(f"{lost.total()} keys around {label!r} lost")
    if not _is_within(passed, meant):
        mistakes.append(f"keys around {label!r} out of order")
    findings.mistakes += mistakes


def _is_within(part: list[str], whole: list[str]) -> bool:
    """Whether the keys of `part` stand in `whole` in the same order."""
    rest = iter(whole)
    return all(key in rest for key in part)


def _typing(chance: random.Random, typist: Typist, start: float) -> list[Stroke]:
    at, strokes, up_at = start, [], dict.fromkeys(_TYPED, 0.0)
    for _ in range(chance.randint(1, 14)):
        key = chance.choice(_TYPED)
        at = max(at, up_at[key] + 0.01)
        hold_s = max(0.045, chance.gauss(typist.hold_s, 0.015))
        strokes += [Stroke(at, key, True, -1), Stroke(at + hold_s, key, False, -1)]
        up_at[key] = at + hold_s
        at += max(0.025, chance.lognormvariate(0, typist.spread) * typist.gap_s)
    return strokes


def _scanning(chance: random.Random, label: str, start: float, owner: int) -> list[Stroke]:
    gap_s, at, strokes = chance.uniform(0.002, 0.025), start, []
    for key in f"{label}\r":
        strokes += [Stroke(at, key, True, owner), Stroke(at + gap_s / 2, key, False, owner)]
        at += gap_s * chance.uniform(0.9, 1.3)
    return strokes
