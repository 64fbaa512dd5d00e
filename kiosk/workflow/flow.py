"""What a flow is: its slots in the order in which they are asked for, and the entry that they add up to."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.domain.entry import EntryKind
from kiosk.domain.location import ADJUSTMENT, SUPPLIER, Place
from kiosk.domain.lot import LotFact
from kiosk.domain.movement import Entered, Evidence, Role
from kiosk.domain.order import OrderKind
from kiosk.domain.proposal import FIXED_DESTINATION, FIXED_SOURCE, Line, Proposal
from kiosk.domain.quantity import MICRO, to_text
from kiosk.workflow.context import Context
from kiosk.workflow.job import Job
from kiosk.workflow.slots import SlotName, Slots


@dataclass(frozen=True, slots=True)
class Flow:
    """One way of working, offered on the home page."""

    name: str
    kind: EntryKind
    slots: tuple[SlotName, ...]
    """What it needs, in the order in which it asks."""
    order_kind: OrderKind
    creates: bool = False
    """Whether a number that nobody knows may be a new lot here."""
    optional: frozenset[SlotName] = frozenset()
    """Slots that are taken when scanned, and not asked for."""
    propose: Callable[["Flow", Job, Slots, Context, str], Proposal] | None = None
    """The entry that filled slots stand for; the general one if None."""
    finish: Callable[[Job, Context, str], Proposal] | None = None
    """The entry of the finishing action, where there is one."""
    suggest: Callable[[Slots, Context], int | None] = lambda _slots, _context: None
    """The quantity to fill in without asking, in micro; None to ask."""
    keeps: frozenset[SlotName] = frozenset()
    """Slots that stay filled for the next movement of the job."""

    @property
    def has_parts(self) -> bool:
        """Whether it builds a unit, so that components can be taken out."""
        return SlotName.UNIT in self.slots

    @property
    def makes_the_ordered(self) -> bool:
        """Whether its item is the one that the order is for."""
        return SlotName.ITEM in self.keeps

    @property
    def is_from_supplier(self) -> bool:
        """Whether the goods come from a supplier, who may be part of a lot's identity."""
        return FIXED_SOURCE.get(self.kind) == SUPPLIER


def missing_slot(flow: Flow, slots: Slots) -> SlotName | None:
    """The slot to ask for next; None when the movement is complete."""
    for name in flow.slots:
        if name is SlotName.PARTNER and needs_supplier(flow, slots):
            return name
        if name not in flow.optional and not _is_filled(name, slots):
            return name
    return None


def needs_supplier(flow: Flow, slots: Slots) -> bool:
    """Whether the lot has no identity yet, because its supplier numbers it and is not known."""
    by_supplier = slots.item is not None and slots.item.numbers_per_supplier
    return flow.is_from_supplier and by_supplier and not slots.supplier


def _is_filled(name: SlotName, slots: Slots) -> bool:
    return getattr(slots, name.value) is not None


def ready(flow: Flow, slots: Slots, context: Context) -> Slots:
    """For the next movement: the surroundings stay, the goods go, but an order for one item says which comes next."""
    kept = slots.without_goods()
    item = context.only_item() if flow.creates and slots.order is not None else None
    return replace(kept, item=item, item_is_implied=True) if item is not None else kept


def proposal_of(flow: Flow, job: Job, slots: Slots, context: Context, operator: str) -> Proposal:
    """The entry that filled slots stand for in this flow."""
    return (flow.propose or general_proposal)(flow, job, slots, context, operator)


def general_proposal(flow: Flow, job: Job, slots: Slots, context: Context, operator: str) -> Proposal:
    """The entry of a flow that moves one lot from its source to its destination."""
    line = line_of(flow.kind, slots)
    return Proposal(
        kind=flow.kind,
        at=context.at,
        operator=operator,
        lines=(line,),
        approver=job.consent.approver,
        reason=job.consent.reason,
        partner=slots.supplier,
        order=slots.order.id if slots.order else "",
    )


def line_of(kind: EntryKind, slots: Slots, role: Role | None = None) -> Line:
    """The movement that filled slots stand for; item and lot are filled.

    A quantity that is still to come is taken as one, for rules that look at the rest of it. Goods without a source are
    new to the plant: the rules have them declared found.
    """
    if slots.item is None or slots.lot is None:
        raise ValueError("a movement needs its item and its lot")
    source = FIXED_SOURCE.get(kind)
    destination = FIXED_DESTINATION.get(kind) or (slots.location.id if slots.location else "")
    quantity = slots.quantity if slots.quantity is not None else MICRO
    return Line(
        item=slots.item,
        lot=slots.lot,
        quantity=quantity,
        source=Place(source) if source else slots.source or Place(ADJUSTMENT),
        destination=Place(destination),
        evidence=slots.evidence,
        role=role,
        transformation=slots.transformation if role else None,
        batch=slots.batch,
        facts=tuple(
            LotFact(slots.lot.id, name, value, _fact_source(slots.facts_evidence)) for name, value in slots.facts
        ),
        entered=Entered(slots.entered or to_text(quantity), slots.item.unit, slots.factor),
    )


def _fact_source(evidence: Evidence) -> str:
    """Facts stand on the label: they were scanned unless the label was typed."""
    return Evidence.TYPED.word if evidence >= Evidence.TYPED else Evidence.SCANNED.word
