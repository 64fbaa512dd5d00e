"""The page of labels: what waits for paper or for an answer, and printing again what is known."""

from dataclasses import replace

from kiosk.domain.entry import EntryKind
from kiosk.domain.proposal import Proposal
from kiosk.snapshot import Mood
from kiosk.workflow.context import Context
from kiosk.workflow.effects import Print, Record, Settle
from kiosk.workflow.events import CommandGiven, Objected, ReasonGiven, Recorded, Scanned
from kiosk.workflow.handlers.home import command_at_home, only_meaning
from kiosk.workflow.handlers.outcome import Outcome, say, say_findings
from kiosk.workflow.label_job import ASKED, JobState, LabelJob
from kiosk.workflow.labels_due import subject_of
from kiosk.workflow.meaning import Meaning
from kiosk.workflow.states import Labelling

REASONS = ("unreadable", "lost", "more", "other")
"""Reasons offered for printing a label again; their words stand in the catalogue under `reprint.`."""
_ANSWERS = {"THERE": JobState.PRINTED, "AGAIN": JobState.QUEUED, "DROP": JobState.DROPPED}


def scan_at_labels(state: Labelling, event: Scanned, _context: Context) -> Outcome:
    """Show the label of what was scanned."""
    found = only_meaning(state, event)
    if not isinstance(found, Meaning):
        return found
    if subject_of(found) is None:
        return state, say(Mood.REFUSED, "print.none", code=found.code)
    return Labelling(state.operator, found, done=state.done), say(Mood.ACCEPTED, "look_up.found", code=found.code)


def command_at_labels(state: Labelling, event: CommandGiven, context: Context) -> Outcome:
    """Print, answer what waits, or leave."""
    match event.name:
        case "PRINT":
            return _print(state, event, context)
        case "JOB" | "CHOOSE":
            return _choose(state, event, context)
        case "THERE" | "AGAIN" | "DROP":
            return _answer(state, event, context)
        case "CANCEL" | "BACK" if state.job or state.meaning:
            kept = state.meaning if state.asks_reason else None
            return Labelling(state.operator, kept, done=state.done), say(Mood.NEUTRAL, "acknowledged")
        case _:
            return command_at_home(state, event, context)


def give_reason(state: Labelling, event: ReasonGiven, context: Context) -> Outcome:
    """A label of a lot that is printed by hand is an entry of its own, with its reason."""
    reason, lot = event.text.strip(), state.meaning.lot if state.meaning else None
    if not state.asks_reason or not reason or lot is None:
        return state, say(Mood.WARNING, "print.which_reason")
    proposal = Proposal(EntryKind.REPRINT, context.at, state.operator, reason=reason, named=(lot,))
    return state, (Record(proposal),)


def reprint_recorded(state: Labelling, _event: Recorded, _context: Context) -> Outcome:
    """The entry stands; now the label."""
    return _queued(replace(state, asks_reason=False))


def reprint_refused(state: Labelling, event: Objected, _context: Context) -> Outcome:
    """The rules object; nothing is printed."""
    return replace(state, asks_reason=False), say_findings(Mood.REFUSED, event.findings)


def _print(state: Labelling, event: CommandGiven, context: Context) -> Outcome:
    if state.meaning is None:
        return state, say(Mood.REFUSED, "command.not_now", command=event.code)
    if not context.labels.prints:
        return state, say(Mood.REFUSED, "print.no_printer")
    if state.meaning.lot and state.meaning.is_known and state.meaning.lot.code:
        return replace(state, asks_reason=True), say(Mood.WARNING, "print.which_reason")
    return _queued(state)


def _queued(state: Labelling) -> Outcome:
    subject = subject_of(state.meaning) if state.meaning else None
    if subject is None:
        raise ValueError("a label is of something")
    return state, (Print(subject), *say(Mood.DONE, "print.queued", code=subject.code))


def _choose(state: Labelling, event: CommandGiven, context: Context) -> Outcome:
    """A reason, or one of the labels that wait: by its number on the page, or touched."""
    number = int(event.argument) if event.argument.isascii() and event.argument.isdigit() else 0
    if state.asks_reason and event.name == "CHOOSE" and 1 <= number <= len(REASONS):
        return give_reason(state, ReasonGiven(REASONS[number - 1]), context)
    if event.name == "CHOOSE":
        number = context.jobs[number - 1].number if 1 <= number <= len(context.jobs) else 0
    job = job_at_hand(number, context)
    if job is None or state.asks_reason:
        return state, say(Mood.REFUSED, "command.not_now", command=event.code)
    asked = say(Mood.WARNING, "print.asked", code=job.code) if job.state is JobState.UNKNOWN else ()
    return Labelling(state.operator, job=number, done=state.done), asked or say(
        Mood.NEUTRAL, f"print.state.{job.state.value}", code=job.code
    )


def _answer(state: Labelling, event: CommandGiven, context: Context) -> Outcome:
    job = job_at_hand(state.job, context)
    if job is None or job.state is JobState.PRINTING or (event.name == "THERE" and job.state not in ASKED):
        return state, say(Mood.REFUSED, "command.not_now", command=event.code)
    answered = say(Mood.DONE, f"print.{event.name.lower()}", code=job.code)
    return Labelling(state.operator, done=state.done), (Settle(job.number, _ANSWERS[event.name]), *answered)


def job_at_hand(number: int, context: Context) -> LabelJob | None:
    """The label with that number among those that wait."""
    return next((job for job in context.jobs if job.number == number), None)
