"""The model plant: takes the lines of an operations file one by one and decides what becomes of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal

from . import masters, undo
from .books import Books
from .facts import (
    ADJUSTMENT,
    CUSTOMER,
    ENDLESS,
    ONE,
    PRODUCTION,
    SCRAP,
    SUPPLIER,
    ZERO,
    Bill,
    Entry,
    Item,
    Lot,
    LotKey,
    Membership,
    Movement,
    Place,
)
from .form import APPROVING, Line, read_line
from .rules import ROLES, Plan, violations

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""The moment of every line that states none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    state: Literal["recorded", "already", "refused"]
    rule: str | None = None
    warnings: tuple[str, ...] = ()


class Plant(Books):
    def __init__(self, station: str = "ST", now: datetime = NOW) -> None:
        super().__init__()
        self.station = station
        self.now = now
        self.references: dict[str, int] = {}
        self.contents: dict[str, dict[str, Any]] = {}
        self.line: Line | None = None

    def load(self, operations: Iterable[object]) -> dict[str, Any]:
        """Every line in turn; the answer has the shape of `lotline load --json`, lines counted from 1."""
        answer: dict[str, Any] = {"recorded": 0, "already": 0, "refused": [], "warnings": []}
        for number, operation in enumerate(operations, 1):
            outcome = self.apply(operation)
            if outcome.state == "refused":
                answer["refused"].append({"line": number, "rule": outcome.rule})
            else:
                answer[outcome.state] += 1
            answer["warnings"] += [{"line": number, "rule": rule} for rule in outcome.warnings]
        names = self.references.items()
        return {**answer, "entries": {name: f"{self.station}/{entry + 1}" for name, entry in names}}

    def apply(self, operation: object) -> Outcome:
        line = read_line(operation, self.now)
        if line is None:
            return Outcome("refused", "FORM-1")
        identity = line.get("id")
        if identity in self.contents:
            same = self.contents[identity] == line.fields
            return Outcome("already") if same else Outcome("refused", "FORM-1")
        rule, warnings = self._take(line)
        if rule is not None:
            return Outcome("refused", rule)
        if identity is not None:
            self.contents[identity] = line.fields
        if line.get("ref") is not None:
            self.references[line.get("ref")] = len(self.entries) - 1
        return Outcome("recorded", None, warnings)

    def lot_named(self, item: str, code: str = "") -> LotKey:
        """The lot somebody means by item and code: a serial before a batch of the same code."""
        found = sorted(lot for lot in self.lots if (lot.item, lot.code) == (item, code))
        return found[-1]

    def _take(self, line: Line) -> tuple[str | None, tuple[str, ...]]:
        if line.op in masters.RECORD:
            rule = masters.refusal(self, line) or self._who(line) or masters.late_refusal(self, line)
            if rule is None:
                self._begin(line)
                masters.RECORD[line.op](self, line)
            return rule, ()
        if line.op == "hold":
            return self._hold(line), ()
        if line.op == "release":
            return self._release(line), ()
        if line.op == "undo":
            return self._undo(line), ()
        return self._move(line)

    def _who(self, line: Line) -> str | None:
        approver = line.get("approver")
        if not self.operators.get(line.operator, frozenset()) - {"auditor"}:
            return "WHO-1"
        if approver is None:
            return None
        roles = self.operators.get(approver, frozenset())
        return None if approver != line.operator and roles & {*APPROVING} else "WHO-1"

    def _begin(self, line: Line) -> Entry:
        self.entries.append(Entry(line.op))
        self.line = line
        return self.entries[-1]

    def entry_named(self, name: str) -> int | None:
        if name in self.references:
            return self.references[name]
        station, _, number = name.rpartition("/")
        if station == self.station and number.isdecimal() and 1 <= int(number) <= len(self.entries):
            return int(number) - 1
        return None

    # Holds and undo

    def _hold(self, line: Line) -> str | None:
        item = self.items.get(line.get("item"))
        if item is not None and item.tracking == "none" and line.get("lot") is not None:
            return "FORM-1"
        rule = self._unknown_reference(line) or self._who(line)
        if rule is not None or item is None:
            return rule
        if item.tracking != "none" and (line.get("lot") is None or self._is_ambiguous(item, line)):
            return "TRACK-1"
        lot = self._lot(item, line)
        batch = LotKey(lot.item, "lot", lot.issuer, lot.code)
        if lot not in self.lots and batch in self.lots:
            lot = batch
        if lot.is_tracked and lot not in self.lots and not line.is_approved:
            return "TRACK-5"
        self._begin(line)
        self._know(lot)
        self.open_holds[len(self.entries) - 1] = lot
        return None

    def _release(self, line: Line) -> str | None:
        entry = self.entry_named(line.get("hold"))
        if entry is None or entry not in self.open_holds:
            return "REF-1"
        rule = self._who(line)
        if rule is None:
            self._begin(line)
            del self.open_holds[entry]
        return rule

    def _undo(self, line: Line) -> str | None:
        number = self.entry_named(line.get("entry"))
        if number is None:
            return "REF-1"
        entry = self.entries[number]
        rule = self._who(line) or undo.refusal(self, entry, line)
        if rule is not None:
            return rule
        self._begin(line)
        for movement in undo.standing_movements(entry):
            quantity = undo.taken_back(entry, movement, line.quantity)
            self._bring(movement.lot, movement.target, quantity)
            evidence = "inferred" if movement.evidence == "inferred" else None
            self._write(movement.lot, quantity, movement.target, movement.source, evidence).reverses = movement
            undo.take_back(movement, quantity)
        return None

    # Movements

    def _move(self, line: Line) -> tuple[str | None, tuple[str, ...]]:
        item = self.items.get(line.get("item"))
        if item is not None and not self._fits(item, line):
            return "FORM-1", ()
        rule = self._unknown_reference(line) or self._who(line)
        if rule is not None or item is None:
            return rule, ()
        if item.tracking != "none" and (line.get("lot") is None or self._is_ambiguous(item, line)):
            return "TRACK-1", ()
        plan = self._plan(item, line)
        warnings = []
        for code, severity in violations(self, plan):
            if severity == "W":
                warnings.append(code)
            elif severity == "B" or not line.is_approved:
                return code, ()
        self._record(plan)
        return None, tuple(warnings)

    def _fits(self, item: Item, line: Line) -> bool:
        """FORM-1 as far as it depends on the item, and a movement that goes nowhere."""
        if item.tracking == "none" and line.get("lot") is not None:
            return False
        if item.tracking != "serial" and (line.get("batch") is not None or line.quantity is None):
            return False
        source, target = route(line, line.quantity or ONE)
        return source != target

    def _unknown_reference(self, line: Line) -> str | None:
        places = [line.get(key) for key in ("from", "to", "at_location") if line.get(key) is not None]
        known = all(code in self.locations and Place(code).is_internal for code in places)
        for key, known_codes in (("item", self.items), ("partner", self.partners), ("order", self.orders)):
            known = known and (line.get(key) is None or line.get(key) in known_codes)
        return None if known else "REF-1"

    def _issuers(self, item: Item, line: Line) -> list[str]:
        lots = self.lots_by_code.get(line.get("lot"), [])
        return [lot.issuer for lot in lots if lot.item == item.code and lot.kind == item.tracking]

    def _is_ambiguous(self, item: Item, line: Line) -> bool:
        if not item.numbers_per_supplier or line.op == "receive":
            return False
        issuers = self._issuers(item, line)
        names_its_own = line.op == "open" and line.get("partner") is not None
        return len(issuers) > 1 and line.get("partner") not in issuers and not names_its_own

    def _lot(self, item: Item, line: Line) -> LotKey:
        if item.tracking == "none":
            return LotKey(item.code, "anonymous", "", "")
        issuer = ""
        if item.numbers_per_supplier:
            issuers = self._issuers(item, line)
            names_its_own = line.op == "receive" or (line.op == "open" and line.get("partner") is not None)
            if names_its_own or line.get("partner") in issuers:
                issuer = line.get("partner") or ""
            elif issuers:
                issuer = issuers[0]
        return LotKey(item.code, item.tracking, issuer, line.get("lot"))

    def _plan(self, item: Item, line: Line) -> Plan:
        lot = self._lot(item, line)
        batch = line.get("batch")
        quantity = ONE if line.quantity is None else line.quantity
        source, target = route(line, quantity)
        of_batch = None if batch is None else LotKey(item.code, "lot", lot.issuer, batch)
        return Plan(line, item, lot, of_batch, quantity, source, target)

    def _record(self, plan: Plan) -> None:
        line, lot = plan.line, plan.lot
        self._begin(line)
        self._know(lot)
        if line.get("expiry") is not None and (plan.is_creating or self.lots[lot].expiry is None):
            self.lots[lot].expiry = date.fromisoformat(line.get("expiry"))
        if plan.batch is not None:
            self._know(plan.batch)
            stated = Membership(lot, plan.batch, len(self.entries) - 1, line.at, line.evidence, self.station)
            self.stated_batches[lot].append(stated)
            self.stated_members[plan.batch].append(stated)
        self._bring(lot, plan.source, plan.quantity)
        movement = self._write(lot, plan.quantity, plan.source, plan.target, line.evidence)
        if plan.transformation is not None:
            self._transform(plan, plan.transformation, movement)

    def _transform(self, plan: Plan, name: str, movement: Movement) -> None:
        movement.transformation, movement.role = name, ROLES[plan.op]
        self.transformations[name].of_role(movement.role).setdefault(plan.lot, []).append(movement)
        if movement.role == "output":
            order = plan.line.get("order")
            bill: Bill = self.orders[order].bill if order is not None else self.bills[plan.lot.item]
            movement.bill = dict(bill)
            self.output_of[plan.lot][name] = None
        elif movement.role == "input":
            self.input_of[plan.lot][name] = None

    def _know(self, lot: LotKey) -> None:
        if lot not in self.lots:
            self.lots[lot] = Lot()
            self.lots_by_code[lot.code].append(lot)

    def _bring(self, lot: LotKey, place: Place, quantity: Decimal) -> None:
        """What an approval amounts to: the serial is fetched from where it was, the missing is found."""
        if lot.kind == "serial":
            stands = self.standing(lot)
            if stands is not None and stands != place:
                self._write(lot, quantity, stands, place, "inferred")
            if stands is not None:
                return
        missing = quantity - max(self.balance(lot, place), ZERO)
        if place.location not in ENDLESS and missing > 0:
            self._write(lot, missing, Place(ADJUSTMENT), place, "inferred")

    def _write(
        self, lot: LotKey, quantity: Decimal, source: Place, target: Place, evidence: str | None = None
    ) -> Movement:
        assert self.line is not None
        movement = Movement(
            len(self.entries) - 1,
            self.line.op,
            lot,
            quantity,
            source,
            target,
            self.line.at,
            evidence or self.line.evidence,
            self.station,
        )
        self.entries[-1].movements.append(movement)
        self.movements[lot].append(movement)
        self.balances[lot][source] -= quantity
        self.balances[lot][target] += quantity
        self.moved_items.add(lot.item)
        return movement


def route(line: Line, quantity: Decimal) -> tuple[Place, Place]:
    """Source and target of a movement line."""
    container, owner = line.get("container"), line.get("owner")
    source = Place(line.get("from"), container, owner)
    target = Place(line.get("to"), container, owner)
    at_location = Place(line.get("at_location"), container, owner)
    counted = (Place(ADJUSTMENT), at_location) if quantity > 0 else (at_location, Place(ADJUSTMENT))
    return {
        "receive": (Place(SUPPLIER), target),
        "open": (Place(ADJUSTMENT), target),
        "consume": (source, Place(PRODUCTION)),
        "unconsume": (Place(PRODUCTION), target),
        "produce": (Place(PRODUCTION), target),
        "move": (source, Place(line.get("to"), None, owner)),
        "adjust": counted,
        "pack": (Place(line.get("from"), None, owner), source),
        "unpack": (source, Place(line.get("to") or line.get("from"), None, owner)),
        "ship": (source, Place(CUSTOMER)),
        "return": (Place(CUSTOMER), target),
        "scrap": (source, Place(SCRAP)),
    }[line.op]
