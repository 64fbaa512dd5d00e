"""One page a state."""

from dataclasses import replace

from kiosk.snapshot import Page, Snapshot
from kiosk.workflow.context import Context
from kiosk.workflow.flows import FLOWS, LABELS, LOOK_UP, MENU, flows_for
from kiosk.workflow.job import Job
from kiosk.workflow.states import Approving, Choosing, Confirming, Home, Labelling, LookingUp, State, Working, ground_of
from kiosk.workflow.view.actions import flow_actions, pad_for
from kiosk.workflow.view.choices import meanings_to_choose, reasons_to_choose
from kiosk.workflow.view.labels import labels_page
from kiosk.workflow.view.questions import question
from kiosk.workflow.view.rows import rows_of, subject_of
from kiosk.workflow.view.words import Words


def view_of(state: State, context: Context, say: Words) -> Snapshot:
    """The snapshot of a state, without verdict, last scans and status."""
    match state:
        case Home():
            return _home(state, say)
        case LookingUp():
            return _look_up(state, say)
        case Labelling():
            return labels_page(state, context, say)
        case Working():
            return _working(state.job, context, say)
        case Choosing() | Confirming() | Approving():
            return _question_page(state, context, say)
        case _:
            return _sign_in(say)


def _question_page(state: Choosing | Confirming | Approving, context: Context, say: Words) -> Snapshot:
    match state:
        case Choosing():
            choices = meanings_to_choose(state, say)
            page = replace(_asking(state, context, say, "choose"), choices=choices)
            return replace(page, hint=say("hint.choose.doubtful")) if state.is_doubtful else page
        case Confirming():
            page = _asking(state, context, say, "confirm")
            confirm = say.action("ok", "action.ok", icon="accepted", primary=True)
            return replace(page, actions=(say.action("cancel", "action.cancel"), confirm))
        case Approving() if state.approver:
            return replace(_asking(state, context, say, "reason"), choices=reasons_to_choose(say))
        case _:
            return _asking(state, context, say, "approve")


def _sign_in(say: Words) -> Snapshot:
    return Snapshot(
        page=Page.SIGN_IN,
        state="SignedOut",
        prompt=say("prompt.sign_in"),
        hint=say("prompt.sign_in.hint"),
        actions=(say.action("type", "action.type"),),
    )


def _home(state: Home, say: Words) -> Snapshot:
    tiles = tuple(
        say.action(f"flow:{name}", f"flow.{name}", detail=say(f"flow.{name}.detail"), icon=name) for name in MENU
    )
    return Snapshot(
        page=Page.HOME,
        state="Home",
        prompt=say("prompt.home"),
        hint=say("prompt.home.hint"),
        tiles=tiles,
        actions=(
            say.action("undo", "action.undo", enabled=bool(state.done)),
            say.action("type", "action.type"),
            say.action("sign-out", "action.sign-out"),
        ),
    )


def _look_up(state: LookingUp, say: Words) -> Snapshot:
    order = state.meaning.order if state.meaning else None
    flows = flows_for(order, state.meaning.item if state.meaning else None) if order else ()
    return Snapshot(
        page=Page.LOOK_UP,
        flow=LOOK_UP,
        state="LookingUp",
        title=say(f"flow.{LOOK_UP}"),
        prompt=say("prompt.look_up"),
        hint=say("prompt.look_up.hint"),
        actions=(
            say.action("type", "action.type"),
            *(say.action(f"flow:{flow.name}", f"flow.{flow.name}", icon=flow.name) for flow in flows),
            *((say.action(f"flow:{LABELS}", f"flow.{LABELS}", icon=LABELS),) if state.meaning and not flows else ()),
            say.action("home", "action.home", primary=True),
        ),
    )


def _working(job: Job, context: Context, say: Words) -> Snapshot:
    return replace(
        _job_page(job, context, say, "Working"),
        actions=flow_actions(job, context, say),
        input=pad_for(job, context, say),
    )


def _job_page(job: Job, context: Context, say: Words, state: str) -> Snapshot:
    prompt, hint = question(job, context, say)
    subject, detail = subject_of(job.slots, context)
    return Snapshot(
        page=Page.FLOW,
        flow=job.flow,
        state=state,
        title=say(f"flow.{job.flow}"),
        prompt=prompt,
        hint=hint,
        subject=subject,
        subject_detail=detail,
        rows=rows_of(FLOWS[job.flow], job, context, say),
    )


def _asking(state: Choosing | Confirming | Approving, context: Context, say: Words, what: str) -> Snapshot:
    """The page of an open question: the job behind it stays in sight."""
    ground, name = ground_of(state), type(state).__name__
    page = Snapshot(page=Page.FLOW, state=name)
    if isinstance(ground, Working):
        page = _job_page(ground.job, context, say, name)
    return replace(
        page,
        prompt=say(f"prompt.{what}"),
        hint=say(f"hint.{what}"),
        actions=(say.action("type", "action.type"), say.action("cancel", "action.cancel")),
    )
