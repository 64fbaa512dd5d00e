"""The page of labels."""

from kiosk.snapshot import Page, Snapshot
from kiosk.workflow.context import Context
from kiosk.workflow.flows import LABELS
from kiosk.workflow.handlers.labelling import job_at_hand
from kiosk.workflow.label_job import ASKED, JobState, LabelJob
from kiosk.workflow.states import Labelling
from kiosk.workflow.view.choices import job_line, jobs_to_choose, reprint_reasons_to_choose
from kiosk.workflow.view.words import Words


def labels_page(state: Labelling, context: Context, say: Words) -> Snapshot:
    """What waits; or one of them with its answers; or the label of what was scanned."""
    job = job_at_hand(state.job, context)
    if job is not None:
        return _one_job(job, say)
    home = say.action("home", "action.home", primary=True)
    actions = [say.action("type", "action.type"), home]
    if state.meaning is not None:
        printing = say.action("print", "action.print", icon="label", primary=True, enabled=not state.asks_reason)
        actions = [say.action("type", "action.type"), say.action("cancel", "action.cancel", icon="back"), printing]
    prompt = "prompt.reprint" if state.asks_reason else "prompt.label"
    return Snapshot(
        page=Page.LABELS,
        flow=LABELS,
        state="Labelling",
        title=say(f"flow.{LABELS}"),
        prompt=say(prompt),
        hint=say(f"{prompt}.hint"),
        actions=tuple(actions),
        choices=reprint_reasons_to_choose(say) if state.asks_reason else jobs_to_choose(context.jobs, say),
    )


def _one_job(job: LabelJob, say: Words) -> Snapshot:
    actions = [say.action("cancel", "action.cancel", icon="back")]
    if job.state is not JobState.PRINTING:
        actions.insert(0, say.action("drop", "action.drop", icon="cancel"))
    if job.state in ASKED:
        actions.append(say.action("again", "action.again", icon="label"))
        actions.append(say.action("there", "action.there", icon="accepted", primary=True))
    asked = "prompt.printed" if job.state is JobState.UNKNOWN else "prompt.job"
    return Snapshot(
        page=Page.LABELS,
        flow=LABELS,
        state="Labelling",
        title=say(f"flow.{LABELS}"),
        prompt=say(asked, {"code": job.code}),
        hint=job_line(job, say),
        subject=job.code,
        actions=tuple(actions),
    )
