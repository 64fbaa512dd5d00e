"""The menu: every flow that can be chosen, in the order of the home page. A new flow is one line here."""

from collections.abc import Mapping

from kiosk.domain.item import Item, Tracking
from kiosk.domain.order import Order, OrderState
from kiosk.workflow.build_unit import BUILD_UNIT
from kiosk.workflow.consume import CONSUME
from kiosk.workflow.flow import Flow
from kiosk.workflow.produce_batch import PRODUCE_BATCH
from kiosk.workflow.receive import RECEIVE
from kiosk.workflow.ship import SHIP

LOOK_UP = "look_up"
"""The flow without slots: anything may be scanned."""
LABELS = "label"
"""The page of labels: those that wait, and printing again."""

FLOWS: Mapping[str, Flow] = {flow.name: flow for flow in (RECEIVE, CONSUME, BUILD_UNIT, PRODUCE_BATCH, SHIP)}
MENU = (*FLOWS, LOOK_UP, LABELS)


def flows_for(order: Order, item: Item | None) -> tuple[Flow, ...]:
    """The flows in which an order is worked on; `item` is the finished item of a work order.

    What has serials is built unit by unit; everything else is made in batches. An order that is not open has none.
    """
    if order.state is not OrderState.RELEASED:
        return ()
    fitting = [flow for flow in FLOWS.values() if flow.order_kind is order.kind]
    is_serial = item is not None and item.tracking is Tracking.SERIAL
    by_unit = [flow for flow in fitting if flow.has_parts == is_serial]
    return tuple(by_unit or fitting)
