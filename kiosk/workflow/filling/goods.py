"""Fills item, lot and quantity of the goods that move."""

from dataclasses import replace

from kiosk.domain.item import Item
from kiosk.domain.location import PRODUCTION, Place
from kiosk.domain.lot import LotIdentity, LotKind, lot_of
from kiosk.domain.proposal import FIXED_SOURCE
from kiosk.workflow.context import Context
from kiosk.workflow.filling.outcome import Ambiguous, Attempt, Duplicate, Filled, Filling, Mismatch, other_label
from kiosk.workflow.filling.quantity import suggested, with_label
from kiosk.workflow.meaning import Meaning
from kiosk.workflow.slots import Slots


def fit_goods(attempt: Attempt) -> Filling | None:
    """An item, a lot of it, or a remark about the goods at hand."""
    slots, meaning = attempt.slots, attempt.meaning
    if meaning.is_remark:
        return Filled(with_label(attempt, slots).weakened_by(attempt.evidence))
    item = meaning.item or (slots.item if meaning.is_stranger and slots.lot is None else None)
    if item is None:
        return None
    if (other := other_label(attempt)) is not None:
        return other
    if _is_other_item(attempt, item) and slots.item:
        values = {"code": meaning.code, "item": item.name, "expected": slots.item.name}
        return Mismatch("item.other", values, "TRACK-3")
    lot = _lot_meant(attempt, item)
    if lot is not None and _is_duplicate(attempt, lot):
        return Duplicate(meaning.code)
    if _is_filled_place(attempt, item):
        values = {"item": item.name, "lot": meaning.code, "transformation": slots.transformation}
        return Mismatch("bill.slot_filled", values, "BOM-2")
    base = replace(_base(slots, item, lot), item=item, item_is_implied=False, lot=lot)
    labelled = with_label(attempt, base).weakened_by(attempt.evidence)
    return Filled(labelled) if lot is None else _fit_source(attempt, labelled, item, lot)


def _is_other_item(attempt: Attempt, item: Item) -> bool:
    """TRACK-3: not the item that was said before; a label that names its item goes before it where any item will do."""
    slots = attempt.slots
    if slots.item is None or slots.item.id == item.id:
        return False
    is_free = attempt.meaning.names_item or slots.item_is_implied or slots.lot is not None
    return attempt.flow.makes_the_ordered or not is_free


def _lot_meant(attempt: Attempt, item: Item) -> LotIdentity | None:
    slots, meaning = attempt.slots, attempt.meaning
    if not item.is_tracked:
        return lot_of(item, "")
    code = meaning.new_code or (meaning.lot.code if meaning.lot else "")
    if not code:
        return None
    by_supplier = attempt.flow.is_from_supplier and item.numbers_per_supplier
    if meaning.lot is None or by_supplier:
        return lot_of(item, code, slots.supplier)
    return meaning.lot


def _base(slots: Slots, item: Item, lot: LotIdentity | None) -> Slots:
    """What stays of the goods at hand: all of it while it belongs to what was scanned, else nothing."""
    is_same_item = slots.item is None or slots.item.id == item.id
    is_same_lot = slots.lot is None or slots.lot == lot
    return slots if is_same_item and is_same_lot else slots.without_goods()


def _is_duplicate(attempt: Attempt, lot: LotIdentity) -> bool:
    """SER-3: the same serial twice in one job; in a unit, the same serial while it is inside."""
    if lot.kind is not LotKind.SERIAL or attempt.job.is_taking_out:
        return False
    if attempt.flow.has_parts:
        return attempt.context.inside.get(lot.id, 0) > 0
    return lot.id in attempt.job.recorded


def _is_filled_place(attempt: Attempt, item: Item) -> bool:
    """BOM-2: all that the bill asks for of this component is in the unit."""
    component = attempt.context.component(item.id) if attempt.flow.has_parts else None
    return component is not None and not component.missing and not attempt.job.is_taking_out


def _fit_source(attempt: Attempt, slots: Slots, item: Item, lot: LotIdentity) -> Filling:
    if attempt.job.is_taking_out:
        return _fit_taking_out(attempt, slots, item, lot)
    meaning, context = attempt.meaning, attempt.context
    if attempt.flow.kind in FIXED_SOURCE:
        return Filled(suggested(attempt.flow, slots, attempt.context))
    places = _sources(meaning, context)
    if len(places) > 1:
        return Ambiguous(tuple(replace(meaning, stock=(place,)) for place in places))
    if places:
        placed = replace(slots, source=places[0][0], available=places[0][1])
        return Filled(suggested(attempt.flow, placed, context))
    return _nowhere(attempt, slots, item, lot)


def _nowhere(attempt: Attempt, slots: Slots, item: Item, lot: LotIdentity) -> Filling:
    """Nothing of it is in stock, and this station has no place of its own where it may have been found."""
    meaning = attempt.meaning
    if meaning.inside and lot.kind is LotKind.SERIAL:
        values = {"code": meaning.code, "item": item.name, "unit": ", ".join(meaning.inside)}
        return Mismatch("stock.inside", values, "SER-1")
    if meaning.is_known or not item.is_tracked:
        return Mismatch("stock.none", {"code": meaning.code, "item": item.name}, "QTY-1")
    return Filled(suggested(attempt.flow, slots, attempt.context))


def _sources(meaning: Meaning, context: Context) -> tuple[tuple[Place, int], ...]:
    """Where the goods can be taken from: this station's location if they are there, else wherever they are."""
    here = context.station_location
    at_hand = tuple(each for each in meaning.stock if here and each[0].location == here.id)
    if at_hand or meaning.stock:
        return at_hand or meaning.stock
    return ((Place(here.id), 0),) if here and not meaning.inside else ()


def _fit_taking_out(attempt: Attempt, slots: Slots, item: Item, lot: LotIdentity) -> Filling:
    inside = attempt.context.inside.get(lot.id, 0)
    if not inside:
        unit = attempt.slots.unit.code if attempt.slots.unit else ""
        values = {"code": attempt.meaning.code, "item": item.name, "unit": unit}
        return Mismatch("part.not_inside", values, "QTY-1")
    taken = replace(slots, source=Place(PRODUCTION), available=inside)
    return Filled(taken if taken.quantity else replace(taken, quantity=inside))
