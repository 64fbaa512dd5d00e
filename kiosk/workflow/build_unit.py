"""Build unit: the finished serial first, then every component into it; taking a part out and putting another in."""

from dataclasses import replace

from kiosk.domain.entry import EntryKind, TransformationChange, TransformationKind
from kiosk.domain.location import PRODUCTION, Place
from kiosk.domain.movement import Role
from kiosk.domain.order import OrderKind, OrderState
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.quantity import MICRO
from kiosk.workflow.context import Context
from kiosk.workflow.flow import Flow, general_proposal, line_of
from kiosk.workflow.job import Job
from kiosk.workflow.slots import SlotName, Slots


def start_unit(job: Job, slots: Slots, context: Context, operator: str) -> Proposal:
    """The serial is bound to its transformation; nothing moves yet."""
    change = _change(slots)
    return Proposal(
        kind=EntryKind.START,
        at=context.at,
        operator=operator,
        approver=job.consent.approver,
        reason=job.consent.reason,
        order=change.order,
        transformations=(change,),
        named=(slots.unit,) if slots.unit else (),
    )


def _change(slots: Slots, *, closes: bool = False) -> TransformationChange:
    if slots.unit is None or slots.order is None:
        raise ValueError("a unit is built on its order")
    return TransformationChange(
        slots.transformation, TransformationKind.UNIT, closes=closes, unit=slots.unit.id, order=slots.order.id
    )


def _propose(flow: Flow, job: Job, slots: Slots, context: Context, operator: str) -> Proposal:
    proposal = general_proposal(flow, job, slots, context, operator)
    if context.is_finished and slots.order and slots.order.state is not OrderState.RELEASED:
        proposal = replace(proposal, order="")  # rework on the unit's own record, long after its order was closed
    if job.is_taking_out:
        line = replace(line_of(EntryKind.UNCONSUME, slots, Role.INPUT_RETURNED), source=Place(PRODUCTION))
        return replace(proposal, kind=EntryKind.UNCONSUME, lines=(line,))
    return replace(proposal, lines=(line_of(EntryKind.CONSUME, slots, Role.INPUT),))


def _finish(job: Job, context: Context, operator: str) -> Proposal:
    """The unit is made; one that was made before is closed again, so that empty places are judged (rule BOM-3)."""
    change = _change(job.slots, closes=True)
    made = Proposal(
        kind=EntryKind.FINISH,
        at=context.at,
        operator=operator,
        approver=job.consent.approver,
        reason=job.consent.reason,
        order=change.order,
        transformations=(change,),
        named=(job.slots.unit,) if job.slots.unit else (),
        closes=change.id,
    )
    if context.is_finished:
        return made
    return replace(made, kind=EntryKind.PRODUCE, lines=(_unit_line(job.slots, context),))


def _unit_line(slots: Slots, context: Context) -> Line:
    if slots.unit is None or slots.location is None:
        raise ValueError("a finished unit goes somewhere")
    return Line(
        item=context.items[slots.unit.item],
        lot=slots.unit,
        quantity=MICRO,
        source=Place(PRODUCTION),
        destination=Place(slots.location.id),
        evidence=slots.unit_evidence,
        role=Role.OUTPUT,
        transformation=slots.transformation,
    )


def _need(slots: Slots, context: Context) -> int | None:
    """What the bill still asks for of the component at hand, as far as it is there."""
    component = context.component(slots.item.id) if slots.item else None
    if component is None or not component.missing:
        return None
    return min(component.missing, slots.available) if slots.available else component.missing


BUILD_UNIT = Flow(
    name="build",
    kind=EntryKind.CONSUME,
    slots=(
        SlotName.ORDER,
        SlotName.LOCATION,
        SlotName.UNIT,
        SlotName.ITEM,
        SlotName.LOT,
        SlotName.QUANTITY,
    ),
    order_kind=OrderKind.WORK,
    propose=_propose,
    finish=_finish,
    suggest=_need,
    keeps=frozenset({SlotName.ORDER, SlotName.LOCATION, SlotName.UNIT}),
)
