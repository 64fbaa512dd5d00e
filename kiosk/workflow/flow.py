"""What a flow is: its slots in the order in which they are asked for, and the entry that they add up to."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.entry import EntryKind
from kiosk.domain.location import ADJUSTMENT, Place
from kiosk.domain.lot import LotFact
from kiosk.domain.movement import Entered, Role
from kiosk.domain.order import OrderKind
from kiosk.domain.proposal import FIXED_DESTINATION, FIXED_SOURCE, Line, Proposal
from kiosk.domain.quantity import to_text
from kiosk.workflow.context import Context
from kiosk.workflow.slots import Job, SlotName, Slots


@dataclass(frozen=True, slots=True)
class Flow:
    """One way of working, offered on the home page."""

    name: str
    kind: EntryKind
    slots: tuple[SlotName, ...]
    """What it needs, in the order in which it asks."""
    order_kind: OrderKind | None = None
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
    has_parts: bool = False
    """Whether components can be taken out."""


def missing_slot(flow: Flow, slots: Slots) -> SlotName | None:
    """The slot to ask for next; None when the movement is complete."""
    for name in flow.slots:
        if name in flow.optional and not _partner_needed(name, slots):
            continue
        if not _is_filled(name, slots):
            return name
    return None


def _partner_needed(name: SlotName, slots: Slots) -> bool:
    return name is SlotName.PARTNER and slots.item is not None and slots.item.numbers_per_supplier


def _is_filled(name: SlotName, slots: Slots) -> bool:
    match name:
        case SlotName.LOT:
            return slots.lot is not None
        case SlotName.QUANTITY:
            return slots.quantity is not None
        case SlotName.LOCATION:
            return bool(slots.location)
        case _:
            return getattr(slots, name.value) is not None


def general_proposal(flow: Flow, job: Job, slots: Slots, context: Context, operator: str) -> Proposal:
    """The entry of a flow that moves one lot from its source to its destination."""
    line = line_of(flow.kind, slots)
    return Proposal(
        kind=flow.kind,
        at=context.at,
        operator=operator,
        lines=(line,),
        approver=job.approver,
        reason=job.reason,
        partner=slots.partner.id if slots.partner else (slots.order.partner if slots.order else ""),
        order=slots.order.id if slots.order else "",
    )


def line_of(kind: EntryKind, slots: Slots, role: Role | None = None) -> Line:
    """The movement that filled slots stand for; item and lot are filled."""
    if slots.item is None or slots.lot is None:
        raise ValueError("a movement needs its item and its lot")
    source = FIXED_SOURCE.get(kind)
    destination = FIXED_DESTINATION.get(kind)
    quantity = slots.quantity if slots.quantity is not None else 1
    return Line(
        item=slots.item,
        lot=slots.lot,
        quantity=quantity,
        source=Place(source) if source else slots.source or Place(ADJUSTMENT),
        destination=Place(destination or slots.location),
        evidence=slots.evidence,
        role=role,
        transformation=slots.transformation if role else None,
        batch=slots.batch,
        facts=tuple(LotFact(slots.lot.id, name, value, slots.evidence.word) for name, value in slots.facts),
        entered=Entered(slots.entered or to_text(quantity), slots.item.unit),
    )
