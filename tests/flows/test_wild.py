"""Wild walks: whatever is scanned, touched and typed in whatever order, the kiosk answers, resumes, and stays true."""

from collections.abc import Mapping, Sequence
from random import Random

import pytest

from kiosk.database.verify import verify
from kiosk.workflow.draft import from_draft, to_draft
from kiosk.workflow.flows import FLOWS
from tests.flows.bench import Bench, open_bench, where
from tests.flows.plant import GTIN_BIKE, GTIN_CELL, GTIN_CELL_BOX
from tests.flows.test_stories import assert_complete

CODES = (
    *("BADGE:B-1", "BADGE:B-1", "BADGE:B-2", "BADGE:B-9", "BADGE:B-9", "BADGE:NOBODY"),
    *("L1", "L2", "L7", "M1", "M2", "M3", "MB1", "G1", "R1", "R-OLD", "T-OLD", "F7", "SN1", "SN2", "P1", "NEW"),
    *("CELL", "MOTOR", "SCREW", "BIKE", "RESIN", "FOAM", "PACK", "STOCK", "LINE", "ACME", "BRIX", "CUST"),
    *("PO-1", "PO-2", "MO-1", "MO-1", "MO-2", "MO-3", "MO-9", "SO-1", "SO-2", "TO-1", "", "?", "\x00"),
    *(
        f"(01){GTIN_CELL}(10)L7(37)5",
        f"(01){GTIN_CELL_BOX}(37)2",
        f"(01){GTIN_BIKE}(21)SN2",
        "(10)L7(17)270331",
        "(37)3",
    ),
    *(f"LOT:FLOW-{flow}" for flow in ("receive", "consume", "build", "produce", "ship", "look_up", "none")),
    *("LOT:OK", "LOT:OK", "LOT:CANCEL", "LOT:BACK", "LOT:HOME", "LOT:UNDO", "LOT:UNDO", "LOT:FINISH", "LOT:FINISH"),
    *(
        "LOT:TAKE-OUT",
        "LOT:SWAP",
        "LOT:TYPE",
        "LOT:SIGN-OUT",
        "LOT:CHOOSE-1",
        "LOT:CHOOSE-2",
        "LOT:QTY-1",
        "LOT:QTY-40",
    ),
    *("1", "2", "10", "0.5", "act:acknowledge", "act:cancel", "act:type", "act:number", "act:ok", "act:put-in"),
    *("act:choose:x", "act:flow:ship", "act:", "enter:", "enter:3", "enter:found it", "enter:L1", "enter:x\ny"),
)
SENSIBLE: Mapping[str, Sequence[str]] = {
    "SignedOut": ("BADGE:B-1",),
    "Home": tuple(f"LOT:FLOW-{flow}" for flow in FLOWS),
    "LookingUp": ("LOT:HOME",),
    "Choosing": ("LOT:CHOOSE-1", "STOCK"),
    "Confirming": ("LOT:OK", "LOT:CANCEL"),
    "Approving": ("BADGE:B-9", "LOT:CHOOSE-1", "LOT:CHOOSE-1"),
    "receive.item": (f"(01){GTIN_CELL}(10)L7(37)5", "MOTOR", "RESIN", "L1", "FOAM"),
    "receive.lot": ("N1", "N2", "N3", "N4", "M1"),
    "receive.partner": ("ACME", "BRIX"),
    "consume.order": ("MO-2", "MO-3"),
    "consume.item": ("R1", "R-OLD", "LOT:FLOW-produce"),
    "consume.lot": ("R1",),
    "build.order": ("MO-1", "SN1"),
    "build.unit": ("SN1", "SN2", "SN3"),
    "build.item": ("L1", "L2", "M1", "M2", "N1", "N2", "LOT:FINISH", "LOT:TAKE-OUT", "SCREW"),
    "build.lot": ("L1", "M2"),
    "produce.order": ("MO-2", "MO-3"),
    "produce.lot": ("P1", "P2", "LOT:FINISH"),
    "ship.order": ("SO-1", "SO-2"),
    "ship.item": ("L1", "L7", "M1", "LOT:HOME"),
    "ship.lot": ("L1",),
}
"""What an operator may well do next, by where the kiosk stands."""
STEPS = 150


def next_input(bench: Bench, before: str, chance: Random) -> str:
    """Mostly what makes sense, often anything, sometimes the same again."""
    luck = chance.random()
    if luck < 0.1:
        return before
    if luck < 0.4:
        return chance.choice(CODES)
    at = where(bench.session.state)
    if at.endswith("quantity"):
        return chance.choice(("1", "3", "LOT:QTY-2"))
    return chance.choice(("STOCK", "LINE") if at.endswith("location") else SENSIBLE.get(at, CODES))


@pytest.mark.parametrize("seed", range(12))
def test_a_wild_walk(seed: int) -> None:
    chance = Random(seed)
    with open_bench(location=chance.choice(["", "STOCK", "LINE"])) as bench:
        given = "BADGE:B-1"
        for _ in range(STEPS):
            outcome = bench.do(given)
            assert_complete(outcome.snapshot)
            assert outcome.snapshot.verdict.text or not outcome.verdict
            assert from_draft(to_draft(bench.session.state)) == bench.session.state
            if chance.random() < 0.05:
                state, shown = bench.session.state, bench.snapshot
                bench.reopen()
                assert bench.session.state == state
                assert (bench.snapshot.rows, bench.snapshot.subject_detail) == (shown.rows, shown.subject_detail)
            given = next_input(bench, given, chance)
        rows = bench.journal()
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        recorded = " ".join(row.entry for row in rows).split()
        assert len(recorded) == len(set(recorded)) <= len(bench.ledger())
        assert len(bench.ledger()) > 3
        assert verify(bench.product.engine).damage is None
