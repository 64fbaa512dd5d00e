"""Build unit: the finished serial first, then every component into it; taking a part out and putting another in."""

from dataclasses import replace

from kiosk.domain.entry import EntryKind, TransformationChange, TransformationKind
from kiosk.domain.location import PRODUCTION, Place
from kiosk.domain.movement import Evidence, Role
from kiosk.domain.order import OrderKind
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.quantity import MICRO
from kiosk.workflow.context import Context
from kiosk.workflow.flow import Flow, general_proposal, line_of
from kiosk.workflow.slots import Job, SlotName, Slots


def _propose(flow: Flow, job: Job, slots: Slots, context: Context, operator: str) -> Proposal:
    if not context.is_started:
        return _start(job, slots, context, operator)
    proposal = general_proposal(flow, job, slots, context, operator)
    if job.is_taking_out:
        line = replace(line_of(EntryKind.UNCONSUME, slots, Role.INPUT_RETURNED), source=Place(PRODUCTION))
        return replace(proposal, kind=EntryKind.UNCONSUME, lines=(line,))
    return replace(proposal, lines=(line_of(EntryKind.CONSUME, slots, Role.INPUT),))


def _start(job: Job, slots: Slots, context: Context, operator: str) -> Proposal:
    order = slots.order.id if slots.order else ""
    unit = slots.unit
    change = TransformationChange(
        slots.transformation, TransformationKind.UNIT, unit=unit.id if unit else "", order=order
    )
    return Proposal(
        kind=EntryKind.START,
        at=context.at,
        operator=operator,
        approver=job.approver,
        reason=job.reason,
        order=order,
        transformations=(change,),
        named=(unit,) if unit else (),
    )


def _finish(job: Job, context: Context, operator: str) -> Proposal:
    slots = job.slots
    if slots.unit is None or slots.order is None:
        raise ValueError("a unit is finished on its order")
    name = slots.transformation
    line = Line(
        item=context.items[slots.unit.item],
        lot=slots.unit,
        quantity=MICRO,
        source=Place(PRODUCTION),
        destination=Place(slots.location),
        evidence=Evidence.SCANNED,
        role=Role.OUTPUT,
        transformation=name,
    )
    change = TransformationChange(name, TransformationKind.UNIT, closes=True, unit=slots.unit.id, order=slots.order.id)
    return Proposal(
        kind=EntryKind.PRODUCE,
        at=context.at,
        operator=operator,
        lines=(line,),
        approver=job.approver,
        reason=job.reason,
        order=slots.order.id,
        transformations=(change,),
        closes=name,
    )


def _need(slots: Slots, context: Context) -> int | None:
    """What the bill still asks for of the component at hand."""
    component = context.component(slots.item.id) if slots.item else None
    return component.missing or None if component else None


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
    has_parts=True,
)
