"""Receive: goods of a supplier come in, each with its lot or serial."""

from kiosk.domain.entry import EntryKind
from kiosk.domain.order import OrderKind
from kiosk.workflow.flow import Flow
from kiosk.workflow.slots import SlotName

RECEIVE = Flow(
    name="receive",
    kind=EntryKind.RECEIVE,
    slots=(
        SlotName.ORDER,
        SlotName.ITEM,
        SlotName.LOT,
        SlotName.PARTNER,
        SlotName.QUANTITY,
        SlotName.LOCATION,
    ),
    order_kind=OrderKind.PURCHASE,
    creates=True,
    optional=frozenset({SlotName.ORDER, SlotName.PARTNER}),
    keeps=frozenset({SlotName.ORDER, SlotName.PARTNER, SlotName.LOCATION}),
)
