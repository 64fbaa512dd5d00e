"""Consume: material goes into the open batch of a work order."""

from dataclasses import replace

from kiosk.domain.entry import EntryKind
from kiosk.domain.movement import Role
from kiosk.domain.order import OrderKind
from kiosk.domain.proposal import Proposal
from kiosk.workflow.context import Context
from kiosk.workflow.flow import Flow, general_proposal, line_of
from kiosk.workflow.job import Job
from kiosk.workflow.slots import SlotName, Slots


def _propose(flow: Flow, job: Job, slots: Slots, context: Context, operator: str) -> Proposal:
    into = replace(slots, transformation=context.batch)
    proposal = general_proposal(flow, job, slots, context, operator)
    return replace(proposal, lines=(line_of(flow.kind, into, Role.INPUT),))


CONSUME = Flow(
    name="consume",
    kind=EntryKind.CONSUME,
    slots=(SlotName.ORDER, SlotName.ITEM, SlotName.LOT, SlotName.QUANTITY),
    order_kind=OrderKind.WORK,
    propose=_propose,
    keeps=frozenset({SlotName.ORDER}),
)
