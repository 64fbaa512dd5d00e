"""What the operator sees of a state: the one question, what is known, and what can be touched. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk import messages
from kiosk.domain.item import Tracking
from kiosk.domain.quantity import to_text
from kiosk.snapshot import Action, InputKind, InputRequest, Page, Row, RowState, Snapshot
from kiosk.workflow.context import Component, Context
from kiosk.workflow.flow import Flow, missing_slot
from kiosk.workflow.flows import FLOWS, MENU
from kiosk.workflow.handlers import REASONS
from kiosk.workflow.slots import Job, SlotName, Slots
from kiosk.workflow.states import (
    Approving,
    Choosing,
    Confirming,
    Home,
    LookingUp,
    SignedOut,
    State,
    Working,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue in the operator's language."""

    language: str = "en"

    def __call__(self, key: str, values: Mapping[str, str] | None = None) -> str:
        """The sentence of a key."""
        return messages.text(key, values, self.language)

    def action(self, key: str, *, label: str = "", primary: bool = False, enabled: bool = True) -> Action:
        """A button of the bottom row."""
        return Action(key, self(f"action.{label or key}"), primary=primary, enabled=enabled)


def view_of(state: State, context: Context, say: Words) -> Snapshot:
    """The snapshot of a state, without verdict, last scans and status."""
    match state:
        case Home():
            return _home(say)
        case LookingUp():
            return _look_up(say)
        case Working():
            return _working(state.job, context, say)
        case Choosing():
            return _choosing(state, context, say)
        case Confirming():
            return _confirming(state, context, say)
        case Approving():
            return _approving(state, context, say)
        case _:
            return Snapshot(
                page=Page.SIGN_IN,
                state=type(SignedOut()).__name__,
                prompt=say("prompt.sign_in"),
                hint=say("prompt.sign_in.hint"),
                actions=(say.action("type"),),
            )


def _home(say: Words) -> Snapshot:
    tiles = tuple(Action(f"flow:{name}", say(f"flow.{name}"), say(f"flow.{name}.detail"), icon=name) for name in MENU)
    return Snapshot(
        page=Page.HOME,
        state=Home.__name__,
        prompt=say("prompt.home"),
        hint=say("prompt.home.hint"),
        tiles=tiles,
        actions=(say.action("type"), say.action("sign-out")),
    )


def _look_up(say: Words) -> Snapshot:
    return Snapshot(
        page=Page.LOOK_UP,
        flow="look_up",
        state=LookingUp.__name__,
        title=say("flow.look_up"),
        prompt=say("prompt.look_up"),
        hint=say("prompt.look_up.hint"),
        actions=(say.action("type"), say.action("home", primary=True)),
    )


def _working(job: Job, context: Context, say: Words) -> Snapshot:
    flow = FLOWS[job.flow]
    missing = missing_slot(flow, job.slots)
    prompt, hint = _question(flow, job, missing, context, say)
    subject, detail = _subject(flow, job.slots, context)
    return Snapshot(
        page=Page.FLOW,
        flow=flow.name,
        state=Working.__name__,
        title=say(f"flow.{flow.name}"),
        prompt=prompt,
        hint=hint,
        subject=subject,
        subject_detail=detail,
        rows=_rows(flow, job, context, say),
        actions=_actions(flow, job, missing, say),
        input=_input(job, missing, context, say),
    )


def _question(flow: Flow, job: Job, missing: SlotName | None, context: Context, say: Words) -> tuple[str, str]:
    slots = job.slots
    if flow.has_parts and slots.unit is not None and missing in (SlotName.ITEM, None):
        return _component_question(job, context, say)
    if missing is None:
        return say("prompt.item"), say("prompt.item.hint")
    values = {
        "item": slots.item.name if slots.item else "",
        "tracking": f"tracking.{slots.item.tracking.value}" if slots.item else "slot.lot",
        "unit": slots.item.unit if slots.item else "",
        "lot": slots.lot.code if slots.lot else "",
    }
    key = f"prompt.{flow.name}.{missing.value}"
    if not messages.has(key):
        key = f"prompt.{missing.value}"
    return say(key, values), say(f"{key}.hint", values)


def _component_question(job: Job, context: Context, say: Words) -> tuple[str, str]:
    unit = job.slots.unit
    if job.is_taking_out:
        return say("prompt.build.out"), say("prompt.build.out.hint", {"unit": unit.code if unit else ""})
    next_one = _next_component(context)
    if next_one is None:
        key = "prompt.build.rework" if context.is_finished else "prompt.build.complete"
        return say(key), say(f"{key}.hint")
    values = {
        "item": next_one.item.name,
        "missing": to_text(next_one.missing),
        "unit": next_one.item.unit,
    }
    return say("prompt.build.item", values), say("prompt.build.item.hint", values)


def _next_component(context: Context) -> Component | None:
    """The first tracked component that is still to come."""
    return next((each for each in context.components if each.missing and each.item.is_tracked), None)


def _subject(flow: Flow, slots: Slots, context: Context) -> tuple[str, str]:
    if slots.unit is not None:
        item = context.items.get(slots.unit.item)
        return slots.unit.code, item.name if item else ""
    if slots.order is not None:
        names = ", ".join(context.items[line.item].name for line in slots.order.lines if line.item in context.items)
        return slots.order.id, names
    return "", ""


def _rows(flow: Flow, job: Job, context: Context, say: Words) -> tuple[Row, ...]:
    if flow.has_parts and job.slots.unit is not None:
        waiting = None if job.is_taking_out else _next_component(context)
        return tuple(_component_row(each, each is waiting, say) for each in context.components)
    missing = missing_slot(flow, job.slots)
    return tuple(
        Row(
            RowState.WAITING if name is missing else (RowState.DONE if _value(name, job.slots) else RowState.OPEN),
            say(f"row.{name.value}"),
            _value(name, job.slots) or (say("row.waiting") if name is missing else ""),
        )
        for name in flow.slots
        if name not in flow.optional or _value(name, job.slots)
    )


def _component_row(each: Component, is_waiting: bool, say: Words) -> Row:
    quantity = f"{to_text(each.required)} {each.item.unit}"
    if each.inside and each.missing:
        quantity = f"{to_text(each.inside)} / {quantity}"
    if each.item.tracking is Tracking.NONE:
        state = RowState.DONE if each.inside else RowState.NONE
        return Row(state, each.item.name, say("row.untracked"), quantity)
    if not each.missing:
        return Row(RowState.DONE, each.item.name, ", ".join(each.codes), quantity)
    value = ", ".join(each.codes) or (say("row.waiting") if is_waiting else "")
    return Row(RowState.WAITING if is_waiting else RowState.OPEN, each.item.name, value, quantity)


def _value(name: SlotName, slots: Slots) -> str:
    match name:
        case SlotName.ORDER:
            return slots.order.id if slots.order else ""
        case SlotName.PARTNER:
            return slots.partner.name if slots.partner else ""
        case SlotName.UNIT:
            return slots.unit.code if slots.unit else ""
        case SlotName.ITEM:
            return slots.item.name if slots.item else ""
        case SlotName.LOT:
            return slots.lot.code if slots.lot else ""
        case SlotName.LOCATION:
            return slots.location
        case SlotName.QUANTITY:
            return to_text(slots.quantity) if slots.quantity is not None else ""


def slot_values(slots: Slots) -> dict[str, str]:
    """The filled slots as text, by name."""
    return {name.value: value for name in SlotName if (value := _value(name, slots))}


def _actions(flow: Flow, job: Job, missing: SlotName | None, say: Words) -> tuple[Action, ...]:
    actions = [say.action("undo", enabled=bool(job.entries)), say.action("type")]
    if flow.has_parts and job.slots.unit is not None:
        actions.append(say.action("take-out", label="put-in" if job.is_taking_out else ""))
    actions.append(say.action("cancel"))
    ready = job.slots.order is not None and (job.slots.unit is not None or not flow.has_parts)
    if flow.finish:
        actions.append(say.action("finish", label=f"finish.{flow.name}", primary=True, enabled=ready))
    elif missing is SlotName.QUANTITY:
        actions.append(say.action("number", primary=True))
    else:
        actions.append(say.action("home", primary=True))
    return tuple(actions)


def _input(job: Job, missing: SlotName | None, context: Context, say: Words) -> InputRequest | None:
    """The number pad opens by itself when the quantity is what is missing."""
    if missing is not SlotName.QUANTITY or job.slots.item is None or job.slots.lot is None:
        return None
    component = context.component(job.slots.item.id)
    initial = to_text(component.missing) if component and component.missing else ""
    return InputRequest(InputKind.NUMBER, say("pad.quantity"), job.slots.item.unit, initial)


def _choosing(state: Choosing, context: Context, say: Words) -> Snapshot:
    choices = tuple(
        Action(f"choose:{number}", meaning.item.name if meaning.item else meaning.code, _detail(meaning.stock))
        for number, meaning in enumerate(state.meanings, 1)
    )
    return _question_page(state.job, context, say, "prompt.choose", "hint.choose", choices, Choosing.__name__)


def _detail(stock: object) -> str:
    places = stock if isinstance(stock, tuple) else ()
    return ", ".join(f"{place.location} {place.container}".strip() for place, _ in places)


def _confirming(state: Confirming, context: Context, say: Words) -> Snapshot:
    page = _question_page(state.pending.job, context, say, "prompt.confirm", "hint.warning", (), Confirming.__name__)
    from dataclasses import replace

    return replace(page, actions=(say.action("cancel"), say.action("ok", primary=True)))


def _approving(state: Approving, context: Context, say: Words) -> Snapshot:
    job = state.pending.job
    if not state.approver:
        return _question_page(job, context, say, "prompt.approve", "hint.approve", (), Approving.__name__)
    reasons = tuple(Action(f"choose:{n}", say(f"reason.{reason}")) for n, reason in enumerate(REASONS, 1))
    return _question_page(job, context, say, "prompt.reason", "hint.reason", reasons, Approving.__name__)


def _question_page(
    job: Job, context: Context, say: Words, prompt: str, hint: str, choices: tuple[Action, ...], state: str
) -> Snapshot:
    subject, detail = _subject(FLOWS[job.flow], job.slots, context)
    return Snapshot(
        page=Page.FLOW,
        flow=job.flow,
        state=state,
        title=say(f"flow.{job.flow}"),
        prompt=say(prompt),
        hint=say(hint),
        subject=subject,
        subject_detail=detail,
        rows=_rows(FLOWS[job.flow], job, context, say),
        choices=choices,
        actions=(say.action("type"), say.action("cancel")),
    )
