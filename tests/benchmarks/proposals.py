"""What a shift records while it is measured: proposals such as a scan makes, prepared beforehand."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from kiosk.clock import WallClock
from kiosk.database.ledger import Ledger, Recorded
from kiosk.domain.entry import EntryKind, TransformationChange, TransformationKind
from kiosk.domain.item import Item
from kiosk.domain.location import PRODUCTION, SUPPLIER, Place
from kiosk.domain.lot import LotFact, LotIdentity, lot_of
from kiosk.domain.movement import Entered, Evidence, Role
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.quantity import MICRO
from tests.benchmarks.plant import COMPONENTS, OF_BOARD

_STOCK = Place("STOCK")


class Shift:
    """Prepares goods and started units for so many samples of each kind, and proposes what uses them."""

    def __init__(self, ledger: Ledger, samples: int) -> None:
        self._samples = samples
        self._at = WallClock().now()
        with ledger.transaction():
            self._items = {code: _item(ledger, code) for code in (*COMPONENTS, "BOARD", "UNIT")}
            record_it(ledger, self._goods())
            for number in range(samples):
                record_it(ledger, self._start(number))

    def receipts(self) -> Iterator[Proposal]:
        """A new lot of a component with its expiry, on every step."""
        item = self._items["C01"]
        for number in count():
            lot = lot_of(item, f"R{number:06}-{self._at:%H%M%S%f}")
            line = self._line(item, lot, 100, EntryKind.RECEIVE)
            facts = (LotFact(lot.id, "expiry", "2031-12-31", "scanned"),)
            yield Proposal(EntryKind.RECEIVE, self._at, "OP1", (replace(line, facts=facts),), partner="ACME")

    def consumptions(self) -> Iterator[Proposal]:
        """One unit of a lot into a batch; a new batch after nine."""
        for number in count():
            item = self._items[OF_BOARD[number % len(OF_BOARD)]]
            lot = lot_of(item, self._lot_code(item))
            line = self._line(item, lot, 1, EntryKind.CONSUME)
            batch = f"BATCH-{number // len(OF_BOARD)}"
            yield Proposal(EntryKind.CONSUME, self._at, "OP1", (replace(line, role=Role.INPUT, transformation=batch),))

    def components(self) -> Iterator[Proposal]:
        """The board of a started unit, on the unit's order."""
        item = self._items["BOARD"]
        for number in range(self._samples):
            line = self._line(item, lot_of(item, f"SCAN-{number:06}"), 1, EntryKind.CONSUME)
            into = replace(line, role=Role.INPUT, transformation=f"BUILD-{number}")
            yield Proposal(EntryKind.CONSUME, self._at, "OP1", (into,), order="MO-1")

    def serials(self, how_many: int, prefix: str) -> Proposal:
        """One receipt of many new serials."""
        item = self._items["BOARD"]
        lots = (lot_of(item, f"{prefix}-{number:06}") for number in range(how_many))
        lines = tuple(self._line(item, lot, 1, EntryKind.RECEIVE) for lot in lots)
        return Proposal(EntryKind.RECEIVE, self._at, "OP1", lines, partner="ACME")

    def _goods(self) -> Proposal:
        boards = self.serials(self._samples, "SCAN")
        lots = [(self._items[code], self._lot_code(self._items[code])) for code in OF_BOARD]
        lines = (self._line(item, lot_of(item, code), self._samples, EntryKind.RECEIVE) for item, code in lots)
        return replace(boards, lines=(*boards.lines, *lines))

    def _start(self, number: int) -> Proposal:
        unit = lot_of(self._items["UNIT"], f"STARTED-{number:06}")
        change = TransformationChange(f"BUILD-{number}", TransformationKind.UNIT, unit=unit.id, order="MO-1")
        return Proposal(EntryKind.START, self._at, "OP1", order="MO-1", transformations=(change,), named=(unit,))

    def _lot_code(self, item: Item) -> str:
        return f"SHIFT-{item.code}"

    def _line(self, item: Item, lot: LotIdentity, quantity: int, kind: EntryKind) -> Line:
        is_received = kind is EntryKind.RECEIVE
        return Line(
            item=item,
            lot=lot,
            quantity=quantity * MICRO,
            source=Place(SUPPLIER) if is_received else _STOCK,
            destination=_STOCK if is_received else Place(PRODUCTION),
            evidence=Evidence.SCANNED,
            entered=Entered(str(quantity), item.unit),
        )


def record_it(ledger: Ledger, proposal: Proposal) -> None:
    """Record within the transaction at hand; AssertionError where the rules refuse."""
    outcome = ledger.record(proposal)
    assert isinstance(outcome, Recorded), outcome.findings[0]


def _item(ledger: Ledger, code: str) -> Item:
    item = ledger.catalog.item(code)
    assert item is not None, code
    return item
