"""Answers to touch when a question has several."""

from kiosk import messages
from kiosk.domain.quantity import to_text
from kiosk.snapshot import Action
from kiosk.workflow.handlers.approval import REASONS
from kiosk.workflow.handlers.labelling import REASONS as REPRINT_REASONS
from kiosk.workflow.label_job import ASKED, JobState, LabelJob
from kiosk.workflow.meaning import Meaning
from kiosk.workflow.view.words import Words


def meanings_to_choose(meanings: tuple[Meaning, ...], say: Words) -> tuple[Action, ...]:
    """One answer a meaning, numbered from 1 as on the command labels."""
    return tuple(
        Action(f"choose:{number}", _label(meaning, say), _detail(meaning)) for number, meaning in enumerate(meanings, 1)
    )


def reasons_to_choose(say: Words) -> tuple[Action, ...]:
    """The reasons offered for an approval."""
    return tuple(Action(f"choose:{number}", say(f"reason.{reason}")) for number, reason in enumerate(REASONS, 1))


def reprint_reasons_to_choose(say: Words) -> tuple[Action, ...]:
    """The reasons offered for printing a label again."""
    return tuple(
        Action(f"choose:{number}", say(f"reprint.{reason}")) for number, reason in enumerate(REPRINT_REASONS, 1)
    )


def jobs_to_choose(jobs: tuple[LabelJob, ...], say: Words) -> tuple[Action, ...]:
    """The labels that wait, each with where it stands and why."""
    return tuple(
        Action(f"job:{job.number}", job.code, _short_line(job, say), primary=job.state in ASKED, icon=_ICONS[job.state])
        for job in jobs
    )


def _short_line(job: LabelJob, say: Words) -> str:
    """Where a label stands, in a few words; its own page says more."""
    waits_for = f"status.printer.{job.trouble}"
    if job.state is JobState.QUEUED and messages.has(waits_for):
        return say(waits_for)
    return say(f"label.state.{job.state.value}")


def job_line(job: LabelJob, say: Words) -> str:
    """Where a label stands, and what stands in the way."""
    state = say(f"label.state.{job.state.value}", {"code": job.code})
    return f"{state} {say(f'printer.trouble.{job.trouble}', {'why': job.detail})}" if job.trouble else state


_ICONS = {JobState.UNKNOWN: "warning", JobState.FAILED: "refused", JobState.PRINTING: "label", JobState.QUEUED: "label"}


def _label(meaning: Meaning, say: Words) -> str:
    if meaning.order:
        return f"{say(f'what.order.{meaning.order.kind.value}')} {meaning.order.id}"
    if meaning.location:
        return meaning.location.name
    if meaning.partner:
        return meaning.partner.name
    return meaning.item.name if meaning.item else meaning.code


def _detail(meaning: Meaning) -> str:
    """What tells it from the others: its number, its supplier, where it is."""
    parts = [meaning.lot.code, meaning.lot.issuer] if meaning.lot else []
    unit = meaning.item.unit if meaning.item else ""
    for place, quantity in meaning.stock:
        where = f"{place.location} {place.container} {place.owner}".strip()
        parts.append(f"{where}: {to_text(quantity)} {unit}")
    return ", ".join(part for part in parts if part)
