"""One operator's conversation with the ledger: each input is one step and one transaction.

Not for several threads at once; `worker.Runtime` gives it a thread of its own.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from hardware.scan import Scan
from kiosk.database import journal
from kiosk.database.connection import explain
from kiosk.database.context import read_context
from kiosk.database.ledger import Ledger, Recorded, Refused
from kiosk.database.undo import lines_to_undo
from kiosk.domain.clock import Clock
from kiosk.domain.entry import EntryKind, to_instant
from kiosk.domain.errors import DamagedError
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import EntryRef
from kiosk.domain.proposal import Proposal
from kiosk.domain.rules.check import first_obstacle
from kiosk.domain.rules.finding import Finding, Severity
from kiosk.identification.site_patterns import Site
from kiosk.runtime.inputs import Input, read_scan, typed_scan
from kiosk.runtime.look_up import look_up
from kiosk.snapshot import InputKind, InputRequest, LastScan, LookUp, Mood, Snapshot, Status, Verdict
from kiosk.workflow import events
from kiosk.workflow.context import Context
from kiosk.workflow.draft import from_draft, to_draft
from kiosk.workflow.effects import Effect, Judge, Record, Say, TakeBack
from kiosk.workflow.flow import missing_slot
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.handlers import job_of, operator_of
from kiosk.workflow.machine import step
from kiosk.workflow.slots import Job, SlotName
from kiosk.workflow.states import (
    Approving,
    Choosing,
    Confirming,
    Home,
    LookingUp,
    Pending,
    SignedOut,
    State,
    TakingBack,
    Working,
)
from kiosk.workflow.view import Words, view_of

_log = logging.getLogger(__name__)

SHOWN_SCANS = 8
_OUTCOMES = {
    Mood.REFUSED: "refused",
    Mood.WARNING: "question",
    Mood.DUPLICATE: "duplicate",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one input led to."""

    snapshot: Snapshot
    verdict: Say | None
    recorded: tuple[EntryRef, ...]
    """Entries that are durable now."""


@dataclass(frozen=True, slots=True)
class Place:
    """What this station is."""

    title: str = ""
    location: str = ""
    """Code of the location it takes from and puts to; empty if none is set."""
    language: str = "en"


class Session:
    """Holds the state between inputs; what it shows is durable already."""

    def __init__(self, ledger: Ledger, site: Site, clock: Clock, place: Place) -> None:
        self._ledger = ledger
        self._site = site
        self._clock = clock
        self._place = place
        self._words = Words(place.language)
        self._number = 0
        self._verdict = Verdict()
        self._input: InputRequest | None = None
        self.scanner = self._words("status.scanner.ready")
        self.scanner_ok = True
        with ledger.transaction() as connection:
            self.state = self._resume(connection)
            self._context = self._read_context(connection, self.state)
            self._last = [self._last_scan(row) for row in journal.last_scans(connection, SHOWN_SCANS)]
            self._look_up: LookUp | None = None
        self.snapshot = self._make_snapshot()

    # -- inputs

    def take_scan(self, scan: Scan) -> Outcome:
        """A code was read."""
        self._input = None
        return self._take(lambda connection: read_scan(connection, self._ledger.catalog, self._site, scan))

    def act(self, key: str) -> Outcome:
        """A button was touched: the key of an Action, or `acknowledge`."""
        if key in ("type", "number"):
            return self._open_pad(key)
        self._input = None
        if key == "acknowledge":
            self._verdict = replace(self._verdict, mood=Mood.NEUTRAL, word="", text="", hint="", rule="")
        name, _, argument = key.partition(":")
        name = "OK" if name == "acknowledge" else name.upper()
        return self._take(lambda _: Input(events.CommandGiven(name, argument), shown="", is_touch=True))

    def enter(self, text: str) -> Outcome:
        """The pad's answer."""
        self._input = None
        state = self.state
        if isinstance(state, Approving) and state.approver:
            return self._take(lambda _: Input(events.ReasonGiven(text), shown="", is_touch=True))
        if isinstance(state, Working) and missing_slot(FLOWS[state.job.flow], state.job.slots) is SlotName.QUANTITY:
            return self._take(lambda _: Input(events.QuantityGiven(text), shown=text, is_touch=True))
        scan = typed_scan(text)
        return self._take(lambda connection: read_scan(connection, self._ledger.catalog, self._site, scan))

    def report_scanner(self, text: str, *, ok: bool) -> Snapshot:
        """The state of the scanners, for the status strip."""
        self.scanner, self.scanner_ok = text, ok
        self.snapshot = self._make_snapshot()
        return self.snapshot

    def lose_scan(self, why: str) -> Outcome:
        """A scanner vanished in the middle of a code: nothing is half taken, and it is said."""
        return self._show(Say(Mood.REFUSED, "scan.lost", {"why": why}), ())

    # -- one step

    def _take(self, read: Callable[[Connection], Input]) -> Outcome:
        """One input, one transaction: read it, step, do the effects, write journal and draft, then show."""
        try:
            with self._ledger.transaction() as connection:
                given = read(connection)
                state, verdict, recorded = self._run(connection, given)
                self._write_down(connection, given, state, verdict, recorded)
                context = self._read_context(connection, state)
                found = look_up(connection, self._ledger.catalog, state, self._clock.now().date(), self._words)
        except DatabaseError as error:
            _log.warning("not recorded: %s", error)
            return self._show(Say(Mood.REFUSED, "database.trouble", {"why": explain(error)}), ())
        self.state, self._context, self._look_up = state, context, found
        if not given.is_touch or verdict:
            self._remember(given, verdict, recorded)
        return self._show(verdict, recorded)

    def _run(self, connection: Connection, given: Input) -> tuple[State, Say | None, tuple[EntryRef, ...]]:
        state, verdict = self.state, None
        recorded: list[EntryRef] = []
        waiting: list[events.Event] = [given.event]
        while waiting:
            event = waiting.pop(0)
            after = step(state, event, self._read_context(connection, state))
            state = after.state
            for effect in after.effects:
                match effect:
                    case Say():
                        verdict = effect
                    case _:
                        waiting.append(self._do(connection, effect, recorded))
        return state, verdict, tuple(recorded)

    def _do(self, connection: Connection, effect: Effect, recorded: list[EntryRef]) -> events.Event:
        """Do an effect; its answer is the next event."""
        match effect:
            case Judge():
                return self._judge(effect)
            case Record():
                return self._record(effect.proposal, effect.confirmed, recorded)
            case TakeBack():
                return self._take_back(connection, effect, recorded)
            case Say():
                raise ValueError("a verdict has no answer")

    def _judge(self, effect: Judge) -> events.Event:
        """What the rules say of a movement whose quantity or place is still to come."""
        findings, _ = self._ledger.judge(effect.proposal)
        relevant = tuple(each for each in findings if each.rule not in ("QTY-1", "QTY-2"))
        obstacle = first_obstacle(relevant, effect.proposal, effect.confirmed)
        if obstacle is None:
            return events.Cleared()
        return events.Objected((obstacle, *(each for each in relevant if each is not obstacle)))

    def _record(
        self, proposal: Proposal, confirmed: frozenset[tuple[str, str]], recorded: list[EntryRef]
    ) -> events.Event:
        outcome = self._ledger.record(proposal, confirmed)
        if isinstance(outcome, Refused):
            return events.Objected(outcome.findings)
        recorded.append(outcome.ref)
        lots = [line.lot for line in proposal.lines if line.lot.kind is LotKind.SERIAL]
        return events.Recorded(outcome.ref, lots[0].id if len(lots) == 1 else "")

    def _take_back(self, connection: Connection, effect: TakeBack, recorded: list[EntryRef]) -> events.Event:
        lines = lines_to_undo(connection, self._ledger.catalog, effect.ref)
        if not lines:
            return events.Objected((Finding("QTY-1", Severity.BLOCK, "undo.nothing"),))
        proposal = Proposal(EntryKind.UNDO, self._clock.now(), effect.operator, lines=lines, reverses=effect.ref)
        outcome = self._ledger.record(proposal, frozenset())
        if isinstance(outcome, Recorded):
            recorded.append(outcome.ref)
            return events.Recorded(outcome.ref)
        return events.Objected(outcome.findings)

    def _read_context(self, connection: Connection, state: State) -> Context:
        here = self._ledger.catalog.location(self._place.location) if self._place.location else None
        return read_context(connection, self._ledger.catalog, _job(state), self._clock.now(), here)

    # -- journal and draft

    def _write_down(
        self, connection: Connection, given: Input, state: State, verdict: Say | None, recorded: tuple[EntryRef, ...]
    ) -> None:
        if given.scan is not None:
            job = _job(state)
            journal.append_scan(
                connection,
                journal.JournalRow(
                    at=to_instant(self._clock.now()),
                    source=given.scan.source,
                    device=given.scan.device,
                    aim=given.scan.aim or "",
                    data=given.kept,
                    shown=given.shown,
                    flow=job.flow if job else "",
                    outcome=_outcome(verdict, recorded),
                    message=verdict.key if verdict else "",
                    entry=" ".join(str(ref) for ref in recorded),
                ),
            )
        if state != self.state:
            journal.save_draft(connection, to_draft(state))

    def _resume(self, connection: Connection) -> State:
        body = journal.load_draft(connection)
        if body is None:
            return SignedOut()
        try:
            return from_draft(body)
        except DamagedError as error:
            _log.warning("%s", error)
            return SignedOut()

    # -- what is shown

    def _open_pad(self, key: str) -> Outcome:
        asks_reason = isinstance(self.state, Approving) and self.state.approver
        title = self._words("pad.reason" if asks_reason else f"pad.{'quantity' if key == 'number' else 'text'}")
        self._input = InputRequest(InputKind.NUMBER if key == "number" else InputKind.TEXT, title)
        self.snapshot = self._make_snapshot()
        return Outcome(self.snapshot, None, ())

    def _show(self, verdict: Say | None, recorded: tuple[EntryRef, ...]) -> Outcome:
        if verdict:
            self._number += 1
            self._verdict = Verdict(
                mood=verdict.mood,
                word=self._words(f"mood.{verdict.mood.value}"),
                text=self._words(verdict.key, verdict.values),
                hint=self._hint(verdict),
                rule=verdict.rule,
                key=verdict.key,
                number=self._number,
            )
        self.snapshot = self._make_snapshot()
        return Outcome(self.snapshot, verdict, recorded)

    def _hint(self, verdict: Say) -> str:
        if verdict.mood is Mood.REFUSED:
            return self._words("hint.refused")
        if isinstance(self.state, Confirming):
            return self._words("hint.warning")
        if isinstance(self.state, Approving):
            return self._words("hint.reason" if self.state.approver else "hint.approve")
        return self._words("hint.choose") if isinstance(self.state, Choosing) else ""

    def _make_snapshot(self) -> Snapshot:
        base = view_of(self.state, self._context, self._words)
        now = self._clock.now()
        return replace(
            base,
            input=self._input or base.input,
            verdict=self._verdict,
            last_scans=tuple(self._last),
            look_up=self._look_up if isinstance(self.state, LookingUp) else None,
            must_acknowledge=self._verdict.mood is Mood.REFUSED,
            status=Status(
                station=self._place.title,
                job=base.subject,
                scanner=self.scanner,
                scanner_ok=self.scanner_ok,
                plant=self._words("status.plant.alone"),
                operator=operator_of(self.state) if not isinstance(self.state, Pending) else "",
                time=now.strftime("%H:%M"),
            ),
        )

    def _remember(self, given: Input, verdict: Say | None, recorded: tuple[EntryRef, ...]) -> None:
        shown = given.shown or (self._words(verdict.key, verdict.values) if verdict else "")
        row = LastScan(self._clock.now().strftime("%H:%M"), shown, self._word_of(_outcome(verdict, recorded)))
        self._last = [row, *self._last][:SHOWN_SCANS]

    def _last_scan(self, row: journal.JournalRow) -> LastScan:
        from kiosk.domain.entry import from_instant

        at = from_instant(row.at).astimezone(self._clock.now().tzinfo)
        return LastScan(at.strftime("%H:%M"), row.shown, self._word_of(row.outcome))

    def _word_of(self, outcome: str) -> str:
        return self._words(f"outcome.{outcome}")


def _outcome(verdict: Say | None, recorded: tuple[EntryRef, ...]) -> str:
    if recorded:
        return "recorded"
    return _OUTCOMES.get(verdict.mood, "taken") if verdict else "taken"


def _job(state: State) -> Job | None:
    match state:
        case Working() | Choosing() | Confirming() | Approving() | Pending():
            return job_of(state) if not isinstance(state, Pending) else state.job
        case TakingBack() if isinstance(state.before, Working):
            return state.before.job
        case _:
            return None


__all__ = ["Home", "Outcome", "Place", "Session"]
