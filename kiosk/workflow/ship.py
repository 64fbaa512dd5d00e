"""Ship: goods leave for a customer on a delivery order."""

from kiosk.domain.entry import EntryKind
from kiosk.domain.order import OrderKind
from kiosk.workflow.flow import Flow
from kiosk.workflow.slots import SlotName

SHIP = Flow(
    name="ship",
    kind=EntryKind.SHIP,
    slots=(SlotName.ORDER, SlotName.ITEM, SlotName.LOT, SlotName.QUANTITY),
    order_kind=OrderKind.DELIVERY,
    keeps=frozenset({SlotName.ORDER}),
)
