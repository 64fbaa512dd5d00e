"""What the model plant knows: lists of facts, dictionaries of balances, and the questions asked of them."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from .facts import (
    CUSTOMER,
    SCRAP,
    SUPPLIER,
    VIRTUAL,
    Bill,
    Entry,
    Item,
    Lot,
    LotKey,
    Membership,
    Movement,
    Order,
    Place,
    Transformation,
    total,
)


class Books:
    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self.locations: set[str] = set(VIRTUAL)
        self.partners: set[str] = set()
        self.operators: dict[str, frozenset[str]] = {"load": frozenset({"operator"})}
        self.orders: dict[str, Order] = {}
        self.bills: dict[str, Bill] = defaultdict(dict)
        self.lots: dict[LotKey, Lot] = {}
        self.lots_by_code: dict[str, list[LotKey]] = defaultdict(list)
        self.entries: list[Entry] = []
        self.movements: dict[LotKey, list[Movement]] = defaultdict(list)
        self.balances: dict[LotKey, dict[Place, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        self.moved_items: set[str] = set()
        self.transformations: dict[str, Transformation] = defaultdict(Transformation)
        self.input_of: dict[LotKey, dict[str, None]] = defaultdict(dict)
        self.output_of: dict[LotKey, dict[str, None]] = defaultdict(dict)
        self.stated_batches: dict[LotKey, list[Membership]] = defaultdict(list)
        self.stated_members: dict[LotKey, list[Membership]] = defaultdict(list)
        self.open_holds: dict[int, LotKey] = {}
        """Entry number of the hold -> the lot it blocks."""

    # Stock

    def balance(self, lot: LotKey, place: Place) -> Decimal:
        return self.balances[lot][place]

    def on_hand(self, lot: LotKey) -> dict[Place, Decimal]:
        """What stands inside the plant."""
        here = self.balances[lot].items()
        return {place: quantity for place, quantity in here if place.is_internal and quantity > 0}

    def standing(self, lot: LotKey) -> Place | None:
        """The place from which a serial could be fetched: in the plant, with a customer or in the scrap."""
        for place in sorted(self.on_hand(lot), key=str):
            return place
        for place in (Place(CUSTOMER), Place(SCRAP)):
            if self.balance(lot, place) > 0:
                return place
        return None

    def has_lasting_movement(self, lot: LotKey) -> bool:
        """Whether anything that ever happened to the lot is not undone."""
        return any(each.reverses is None and each.remaining > 0 for each in self.movements[lot])

    def went_back(self, lot: LotKey) -> bool:
        """Whether the last that happened to a serial is that it went to the supplier."""
        return bool(self.movements[lot]) and self.movements[lot][-1].target == Place(SUPPLIER)

    # Transformations; every sum counts only what is not undone

    def taken_in(self, transformation: str, lot: LotKey) -> Decimal:
        return total(self.transformations[transformation].inputs.get(lot))

    def returned_in(self, transformation: str, lot: LotKey) -> Decimal:
        return total(self.transformations[transformation].returns.get(lot))

    def made_in(self, transformation: str, lot: LotKey) -> Decimal:
        return total(self.transformations[transformation].outputs.get(lot))

    def inside(self, transformation: str, lot: LotKey) -> Decimal:
        return self.taken_in(transformation, lot) - self.returned_in(transformation, lot)

    def is_inside_any(self, lot: LotKey, but: str | None = None) -> bool:
        return any(self.inside(name, lot) > 0 for name in self.input_of[lot] if name != but)

    def inputs(self, transformation: str) -> list[LotKey]:
        moved = self.transformations[transformation].inputs
        return [lot for lot, movements in moved.items() if total(movements) > 0]

    def outputs(self, transformation: str) -> list[LotKey]:
        return [lot for lot, moved in self.transformations[transformation].outputs.items() if total(moved) > 0]

    # Membership, holds, expiry

    def _lasts(self, membership: Membership) -> bool:
        """A membership falls with the entry that stated it."""
        return any(each.remaining > 0 for each in self.entries[membership.entry].movements)

    def batches(self, serial: LotKey) -> dict[LotKey, Membership]:
        """The lots a serial is a member of, each with the first lasting statement."""
        found: dict[LotKey, Membership] = {}
        for each in self.stated_batches[serial]:
            if self._lasts(each):
                found.setdefault(each.batch, each)
        return found

    def members(self, batch: LotKey) -> dict[LotKey, Membership]:
        found: dict[LotKey, Membership] = {}
        for each in self.stated_members[batch]:
            if self._lasts(each):
                found.setdefault(each.serial, each)
        return found

    def is_held(self, lot: LotKey, batch: LotKey | None = None) -> bool:
        """Held itself or through a batch, also through one that is being stated just now."""
        concerned = {lot, *self.batches(lot), *([batch] if batch else [])}
        return any(held in concerned for held in self.open_holds.values())

    def expiry_day(self, lot: LotKey, batch: LotKey | None = None) -> date | None:
        """The earliest of the lot's own day and those of its batches."""
        concerned = {lot, *self.batches(lot), *([batch] if batch else [])}
        days = [self.lots[each].expiry for each in concerned if each in self.lots]
        return min((day for day in days if day is not None), default=None)

    # Ancestors

    def parents(self, lot: LotKey) -> set[LotKey]:
        """What went into the lot, one step back; an untracked item leads nowhere."""
        if not lot.is_tracked:
            return set()
        found = set(self.batches(lot))
        for name in self.output_of[lot]:
            if self.made_in(name, lot) > 0:
                found.update(self.inputs(name))
        return found

    def is_ancestor(self, ancestor: LotKey, lots: set[LotKey]) -> bool:
        """Whether `ancestor` is among the lots or anywhere behind them."""
        if ancestor in lots:
            return True
        if not self.input_of[ancestor] and not self.stated_members[ancestor]:
            return False  # never put into anything
        seen, waiting = set(lots), list(lots)
        while waiting:
            for parent in self.parents(waiting.pop()):
                if parent == ancestor:
                    return True
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        return False
