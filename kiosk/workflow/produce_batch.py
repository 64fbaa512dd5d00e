"""Produce batch: a lot comes out of the open batch of a work order."""

from dataclasses import replace

from kiosk.domain.entry import EntryKind, TransformationChange, TransformationKind
from kiosk.domain.movement import Role
from kiosk.domain.order import OrderKind
from kiosk.domain.proposal import Proposal
from kiosk.workflow.context import Context
from kiosk.workflow.flow import Flow, general_proposal, line_of
from kiosk.workflow.job import Job
from kiosk.workflow.slots import SlotName, Slots


def _propose(flow: Flow, job: Job, slots: Slots, context: Context, operator: str) -> Proposal:
    out_of = replace(slots, transformation=context.batch)
    proposal = general_proposal(flow, job, slots, context, operator)
    change = TransformationChange(context.batch, TransformationKind.BATCH, order=proposal.order)
    return replace(proposal, lines=(line_of(flow.kind, out_of, Role.OUTPUT),), transformations=(change,))


def _finish(job: Job, context: Context, operator: str) -> Proposal:
    order = job.slots.order.id if job.slots.order else ""
    change = TransformationChange(context.batch, TransformationKind.BATCH, closes=True, order=order)
    return Proposal(
        kind=EntryKind.FINISH,
        at=context.at,
        operator=operator,
        approver=job.consent.approver,
        reason=job.consent.reason,
        order=order,
        transformations=(change,),
        closes=context.batch,
    )


PRODUCE_BATCH = Flow(
    name="produce",
    kind=EntryKind.PRODUCE,
    slots=(SlotName.ORDER, SlotName.ITEM, SlotName.LOT, SlotName.QUANTITY, SlotName.LOCATION),
    order_kind=OrderKind.WORK,
    creates=True,
    propose=_propose,
    finish=_finish,
    keeps=frozenset({SlotName.ORDER, SlotName.ITEM, SlotName.LOCATION}),
)
