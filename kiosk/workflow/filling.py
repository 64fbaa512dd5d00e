"""How a scan fills slots: every slot that it carries, narrowed by what the flow expects."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kiosk.domain.item import Item, Tracking
from kiosk.domain.location import PRODUCTION, Place
from kiosk.domain.lot import LotIdentity, LotKind, lot_of
from kiosk.domain.movement import Evidence
from kiosk.domain.proposal import FIXED_SOURCE
from kiosk.domain.quantity import MICRO
from kiosk.workflow.context import Context
from kiosk.workflow.events import Meaning
from kiosk.workflow.flow import Flow, missing_slot
from kiosk.workflow.slots import Job, SlotName, Slots


@dataclass(frozen=True, slots=True)
class Filled:
    """The scan fits."""

    slots: Slots
    starts_unit: bool = False
    """Whether it names a unit that nobody has begun yet."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """It fits in several ways; somebody must say which."""

    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """It does not fit: "this is X, expected Y"."""

    key: str
    values: dict[str, str] = field(default_factory=dict)
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """It is in already (rule SER-3); nothing changes."""

    code: str


Filling = Filled | Ambiguous | Mismatch | Duplicate


def fill(flow: Flow, job: Job, meanings: Sequence[Meaning], context: Context, evidence: Evidence) -> Filling:
    """What the job knows after a scan that may mean any of `meanings`."""
    fits = [(meaning, _fit(flow, job, meaning, context)) for meaning in meanings]
    filled: list[Pair] = [pair for pair in fits if isinstance(pair[1], Filled | Ambiguous)]
    if flow.has_parts and job.slots.unit is None:
        # a number that is known as something else never becomes a new unit unseen (rule TRACK-4)
        filled = [] if any(isinstance(fit, Mismatch) for _, fit in fits) else filled
    known = [pair for pair in filled if not pair[0].new_code] or filled
    if len(known) > 1:
        known = _on_the_bill(known, context) or known
    if len(known) == 1:
        fit = known[0][1]
        if isinstance(fit, Filled):
            weakest = max(job.slots.evidence, evidence)
            return replace(fit, slots=replace(fit.slots, evidence=weakest))
        return fit or Mismatch("scan.unknown")
    if known:
        return Ambiguous(tuple(meaning for meaning, _ in known))
    return _refusal(flow, job, [fit for _, fit in fits], meanings)


Pair = tuple[Meaning, Filling | None]


def _on_the_bill(pairs: list[Pair], context: Context) -> list[Pair]:
    """Those of several meanings that the order at hand asks for."""
    return [
        pair
        for pair in pairs
        if pair[0].item and (context.component(pair[0].item.id) or pair[0].item.id in context.items)
    ]


def _refusal(flow: Flow, job: Job, fits: list[Filling | None], meanings: Sequence[Meaning]) -> Filling:
    """The most telling of the reasons why nothing fitted."""
    for kind in (Duplicate, Mismatch):
        if found := next((fit for fit in fits if isinstance(fit, kind)), None):
            return found
    expected = missing_slot(flow, job.slots)
    values = {"code": meanings[0].code if meanings else "", "expected": f"slot.{expected}" if expected else ""}
    known = next((meaning for meaning in meanings if not meaning.new_code), None)
    if known is None:
        return Mismatch("scan.unknown", values)
    values["what"] = f"what.{_what(known)}"
    return Mismatch("scan.not_expected", values)


def _what(meaning: Meaning) -> str:
    for name in ("order", "location", "partner", "lot", "item"):
        if getattr(meaning, name) is not None:
            return name
    return "code"


def _fit(flow: Flow, job: Job, meaning: Meaning, context: Context) -> Filling | None:
    slots = job.slots
    if meaning.order:
        return _fit_order(flow, slots, meaning)
    if meaning.location:
        if SlotName.LOCATION not in flow.slots:
            return None
        return Filled(replace(slots, location=meaning.location.id))
    if meaning.partner:
        return Filled(replace(slots, partner=meaning.partner)) if SlotName.PARTNER in flow.slots else None
    if SlotName.ORDER in flow.slots and SlotName.ORDER not in flow.optional and slots.order is None:
        return None
    if SlotName.UNIT in flow.slots and (slots.unit is None or meaning.lot == slots.unit):
        return _fit_unit(slots, meaning, context)
    return _fit_goods(flow, job, meaning, context)


def _fit_order(flow: Flow, slots: Slots, meaning: Meaning) -> Filling | None:
    if meaning.order is None or meaning.order.kind is not flow.order_kind:
        return None
    fresh = Slots(order=meaning.order, location=slots.location)
    if flow.creates and SlotName.UNIT not in flow.slots and flow.name == "produce":
        return Filled(replace(fresh, item=meaning.item))
    return Filled(fresh)


def _fit_unit(slots: Slots, meaning: Meaning, context: Context) -> Filling | None:
    """The serial of the unit to build: a new number, or one that was started or made here before."""
    if slots.order is None:
        return None
    if slots.unit is not None:
        return Duplicate(meaning.code)
    if not slots.location:
        return None
    item = context.items[slots.order.lines[0].item]
    if item.tracking is not Tracking.SERIAL:
        return Mismatch("unit.not_serial", {"item": item.code, "order": slots.order.id})
    if meaning.item is not None and meaning.item.id != item.id:
        return Mismatch(
            "item.other", {"code": meaning.code, "item": meaning.item.name, "expected": item.name}, "TRACK-3"
        )
    if meaning.lot is not None and meaning.is_known:
        if not meaning.transformation:
            return Mismatch("unit.exists", {"code": meaning.code}, "SER-2")
        return Filled(replace(slots, unit=meaning.lot, transformation=meaning.transformation))
    code = meaning.lot.code if meaning.lot else meaning.new_code
    if not code:
        return None
    started = replace(slots, unit=lot_of(item, code), transformation=f"{slots.order.id}/{code}")
    return Filled(started, starts_unit=True)


def _fit_goods(flow: Flow, job: Job, meaning: Meaning, context: Context) -> Filling | None:
    slots = job.slots
    item = meaning.item or (slots.item if meaning.new_code else None)
    if item is None:
        return None
    if slots.item is not None and slots.item.id != item.id and (slots.lot is None or flow.name == "produce"):
        values = {"code": meaning.code, "item": item.name, "expected": slots.item.name}
        return Mismatch("item.other", values, "TRACK-3")
    lot = _lot_meant(item, slots, meaning)
    if lot is None:
        return Filled(replace(_cleared(slots), item=item, facts=meaning.facts))
    if _is_duplicate(flow, job, lot, context):
        return Duplicate(meaning.code)
    return _fit_lot(flow, job, item, lot, meaning, context)


def _lot_meant(item: Item, slots: Slots, meaning: Meaning) -> LotIdentity | None:
    supplier = slots.partner.id if slots.partner else (slots.order.partner if slots.order else "")
    if meaning.new_code:
        return lot_of(item, meaning.new_code, supplier) if item.is_tracked else None
    if meaning.lot is None and not item.is_tracked:
        return lot_of(item, "")
    if meaning.lot is not None and not meaning.is_known:
        return lot_of(item, meaning.lot.code, supplier)
    return meaning.lot


def _cleared(slots: Slots) -> Slots:
    return replace(slots, lot=None, batch=None, quantity=None, entered="", source=None, facts=())


def _is_duplicate(flow: Flow, job: Job, lot: LotIdentity, context: Context) -> bool:
    """SER-3: the same serial twice in one job; in a unit, the same serial while it is inside."""
    if lot.kind is not LotKind.SERIAL or job.is_taking_out:
        return False
    if flow.has_parts:
        return context.inside.get(lot.id, 0) > 0
    return lot.id in job.recorded


def _fit_lot(flow: Flow, job: Job, item: Item, lot: LotIdentity, meaning: Meaning, context: Context) -> Filling | None:
    slots = replace(_cleared(job.slots), item=item, lot=lot, facts=meaning.facts)
    if meaning.batch_code and lot.kind is LotKind.SERIAL:
        slots = replace(slots, batch=LotIdentity(item.id, LotKind.LOT, meaning.batch_code, lot.issuer))
    if job.is_taking_out:
        slots = replace(slots, source=Place(PRODUCTION))
    elif flow.kind not in FIXED_SOURCE:
        places = _sources(meaning, context)
        if not places:
            return Mismatch("stock.none", {"code": meaning.code, "item": item.name}, "QTY-1")
        if len(places) > 1:
            return Ambiguous(tuple(replace(meaning, stock=((place, amount),)) for place, amount in places))
        slots = replace(slots, source=places[0][0])
    return Filled(_with_quantity(flow, job, slots, meaning, context))


def _sources(meaning: Meaning, context: Context) -> tuple[tuple[Place, int], ...]:
    """Where the goods can be taken from: this station's location if they are there, else wherever they are."""
    here = context.station_location
    at_hand = tuple(each for each in meaning.stock if here and each[0].location == here.id)
    if at_hand or meaning.stock:
        return at_hand or meaning.stock
    return ((Place(here.id), 0),) if here else ()


def _with_quantity(flow: Flow, job: Job, slots: Slots, meaning: Meaning, context: Context) -> Slots:
    if slots.lot and slots.lot.kind is LotKind.SERIAL:
        return replace(slots, quantity=MICRO, entered="1")
    if job.is_taking_out and slots.lot:
        return replace(slots, quantity=context.inside.get(slots.lot.id) or None)
    if flow.creates and meaning.quantity is not None:
        return replace(slots, quantity=meaning.quantity, entered=meaning.entered)
    return replace(slots, quantity=flow.suggest(slots, context))
