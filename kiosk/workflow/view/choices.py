"""Answers to touch when a question has several."""

from collections.abc import Sequence

from kiosk import messages
from kiosk.domain.quantity import to_text
from kiosk.snapshot import Action
from kiosk.workflow.events import BadgeShown, Event, Scanned
from kiosk.workflow.handlers.approval import REASONS
from kiosk.workflow.handlers.labelling import REASONS as REPRINT_REASONS
from kiosk.workflow.label_job import ASKED, JobState, LabelJob
from kiosk.workflow.meaning import Meaning
from kiosk.workflow.states import Choosing
from kiosk.workflow.view.words import Words


def meanings_to_choose(choosing: Choosing, say: Words) -> tuple[Action, ...]:
    """One answer a meaning, numbered from 1 as on the command labels."""
    write = _as_printed if choosing.is_doubtful else _as_known
    return tuple(write(f"choose:{number}", meaning, say) for number, meaning in enumerate(choosing.meanings, 1))


def codes_to_choose(key: str, codes: Sequence[tuple[str, Event]], say: Words) -> tuple[Action, ...]:
    """Codes in view, each as it is read and with what it stands for; their keys are `key:1`, `key:2` and so on."""
    return tuple(Action(f"{key}:{n}", shown, _stands_for(event, say)) for n, (shown, event) in enumerate(codes, 1))


def _stands_for(event: Event, say: Words) -> str:
    if isinstance(event, Scanned):
        names = {_label(meaning, say) for meaning in event.meanings if not meaning.is_stranger}
        return ", ".join(sorted(names))
    return say("what.badge" if isinstance(event, BadgeShown) else "what.command")


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
    return say(f"print.state.{job.state.value}")


def job_line(job: LabelJob, say: Words) -> str:
    """Where a label stands, and what stands in the way."""
    state = say(f"print.state.{job.state.value}", {"code": job.code})
    return f"{state} {say(f'printer.trouble.{job.trouble}', {'why': job.detail})}" if job.trouble else state


_ICONS = {JobState.UNKNOWN: "warning", JobState.FAILED: "refused", JobState.PRINTING: "label", JobState.QUEUED: "label"}


def _as_known(key: str, meaning: Meaning, say: Words) -> Action:
    return Action(key, _label(meaning, say), _detail(meaning))


def _as_printed(key: str, meaning: Meaning, say: Words) -> Action:
    """The number to compare with the label first, and how it comes about."""
    number = meaning.lot.code if meaning.lot and meaning.lot.code else _label(meaning, say)
    name = _label(meaning, say)
    how = say("choice.supposed" if meaning.is_supposed else "choice.as_scanned")
    parts = (name if name != number else "", *(value for _, value in meaning.facts), how)
    return Action(key, number, ", ".join(part for part in parts if part))


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
