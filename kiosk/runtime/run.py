"""What one input leads to, within its transaction: steps of the machine until nothing is asked any more."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from hardware.scan import Scan
from kiosk.database import journal, print_queue
from kiosk.database.ledger import Ledger
from kiosk.domain.entry import to_instant
from kiosk.domain.movement import EntryRef
from kiosk.runtime.books import Books
from kiosk.runtime.inputs import Input
from kiosk.runtime.surroundings import Surroundings
from kiosk.snapshot import InputKind, Mood
from kiosk.workflow.context import Context
from kiosk.workflow.draft import to_draft
from kiosk.workflow.effects import LookAgain, OpenPad, Print, Say, Settle, Supersede
from kiosk.workflow.events import BadgeShown, CommandGiven, Event
from kiosk.workflow.handlers.questions import question_of
from kiosk.workflow.machine import step
from kiosk.workflow.states import Approving, Choosing, Confirming, State, job_of, operator_of

_OUTCOMES = {Mood.REFUSED: "refused", Mood.WARNING: journal.QUESTION, Mood.DUPLICATE: "duplicate"}


@dataclass(frozen=True, slots=True)
class Done:
    """What it has led to so far."""

    state: State
    context: Context
    verdict: Say | None = None
    opens_pad: InputKind | None = None
    supersedes: bool = False
    """Whether an open question was overtaken."""
    recorded: tuple[EntryRef, ...] = ()
    changes_labels: bool = False
    """Whether the print queue has changed."""
    row: journal.JournalRow | None = None
    """What was written into the journal."""


@dataclass(frozen=True, slots=True)
class Run:
    """The surroundings of one input."""

    ledger: Ledger
    connection: Connection
    now: datetime
    surroundings: Surroundings

    def do(self, state: State, given: Input, *, is_refused: bool) -> Done:
        """Step, do the effects, write journal and draft, read what is shown.

        `is_refused`: a refusal stands on the screen.
        """
        done = Done(state, self.context_of(state))
        if is_refused and given.event == CommandGiven("OK") and isinstance(state, Choosing | Confirming | Approving):
            done = replace(
                done, verdict=question_of(state)
            )  # this OK answers the refusal that stands before the question
        else:
            done = self._steps(done, given.event)
        return replace(self._write_down(state, given, done), context=self.context_of(done.state))

    def context_of(self, state: State) -> Context:
        """What the machine may know beside the event."""
        return self.surroundings.of(self.connection, state, self.now)

    def _steps(self, done: Done, event: Event) -> Done:
        books = Books(self.ledger, self.connection, self.now, self.surroundings)
        waiting = [event]
        while waiting:
            after = step(done.state, waiting.pop(), done.context)
            done = replace(done, state=after.state)
            for effect in after.effects:
                match effect:
                    case Say():
                        done = replace(done, verdict=effect)
                    case OpenPad():
                        done = replace(done, opens_pad=effect.kind)
                    case Supersede():
                        done = replace(done, supersedes=True)
                    case Print() | Settle():
                        self._label(effect, done.state, books)
                        done = replace(done, changes_labels=True)
                    case _:
                        if isinstance(effect, LookAgain):
                            done = replace(done, context=self.context_of(done.state))
                        waiting.append(books.answer(effect))
        return replace(done, recorded=tuple(books.recorded))

    def _label(self, effect: Print | Settle, state: State, books: Books) -> None:
        """Put a label into the queue, or say what is to become of one that waits there."""
        if isinstance(effect, Settle):
            print_queue.answer(self.connection, effect.number, effect.state, operator_of(state))
            return
        lot = effect.subject.lot
        if effect.is_automatic and lot is not None and print_queue.has_label(self.connection, lot.id):
            return
        entry = str(books.recorded[-1]) if books.recorded else ""
        wanted = print_queue.NewJob(effect.subject, to_instant(self.now), operator_of(state), entry)
        print_queue.enqueue(self.connection, wanted)

    def _write_down(self, before: State, given: Input, done: Done) -> Done:
        """Journal and draft, in the same transaction as the entry."""
        if done.supersedes:
            journal.supersede_question(self.connection)
        if given.scan is not None:
            row = self._row(given, given.scan, done)
            journal.append_scan(self.connection, row)
            done = replace(done, row=row)
        if done.state != before:
            journal.save_draft(self.connection, to_draft(done.state))
        return done

    def _row(self, given: Input, scan: Scan, done: Done) -> journal.JournalRow:
        job = job_of(done.state)
        return journal.JournalRow(
            at=to_instant(self.now),
            source=scan.source,
            device=scan.device,
            aim=scan.aim or "",
            data=given.kept,
            shown=given.shown,
            flow=job.flow if job else "",
            outcome=_outcome(given.event, done),
            message=done.verdict.key if done.verdict else "",
            entry=" ".join(str(ref) for ref in done.recorded),
        )


def _outcome(event: Event, done: Done) -> str:
    """What became of a scan, in one word of the journal."""
    if done.recorded:
        return "recorded"
    if done.verdict and done.verdict.mood in _OUTCOMES:
        return _OUTCOMES[done.verdict.mood]
    if isinstance(event, BadgeShown):
        return "badge"
    return "command" if isinstance(event, CommandGiven) else "taken"
