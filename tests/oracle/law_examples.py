"""Hand-written answers: the laws of genealogy, one by one."""

from .example import (
    Example,
    Trace,
    approved,
    bill,
    consume,
    give_back,
    pack,
    produce,
    receive,
    refused,
    ship,
    unconsume,
    unpack,
    warned,
    work_order,
)

LAWS = (
    Example(
        "law 1: with one output every input is in it, with its quantity",
        (
            receive("RESIN", "R1", "50"),
            receive("RESIN", "R2", "50"),
            consume("RESIN", "R1", "10.5", "MIX"),
            consume("RESIN", "R1", "1.5", "MIX"),
            consume("RESIN", "R2", "8", "MIX"),
            produce("PAINT", "P1", "20", "MIX"),
        ),
        (
            Trace(
                "PAINT/P1",
                "back",
                (
                    ("RESIN/R1", "PAINT/P1", "12", "current", "MIX"),
                    ("RESIN/R2", "PAINT/P1", "8", "current", "MIX"),
                ),
                status={"PAINT/P1": "in_stock"},
                on_hand={"RESIN/R1": "STOCK 38", "PAINT/P1": "STOCK 20"},
                at={("RESIN/R1", "PAINT/P1", "current"): (3, 4)},
            ),
            Trace("RESIN/R2", "forward", (("RESIN/R2", "PAINT/P1", "8", "current", "MIX"),)),
            Trace("RESIN/R2", "back", ()),
        ),
    ),
    Example(
        "law 1: with several outputs the share is shown as bounds and expectation",
        (
            receive("RESIN", "R1", "50"),
            consume("RESIN", "R1", "10", "MIX"),
            produce("PAINT", "P1", "2", "MIX"),
            produce("PAINT", "P2", "4", "MIX"),
        ),
        (
            Trace("PAINT/P1", "back", (("RESIN/R1", "PAINT/P1", "0..10 ~3.333333", "current", "MIX"),)),
            Trace(
                "RESIN/R1",
                "both",
                (
                    ("RESIN/R1", "PAINT/P1", "0..10 ~3.333333", "current", "MIX"),
                    ("RESIN/R1", "PAINT/P2", "0..10 ~6.666667", "current", "MIX"),
                ),
            ),
        ),
    ),
    Example(
        "law 1: outputs in different units have no expected share",
        (
            receive("RESIN", "R1", "50"),
            consume("RESIN", "R1", "10", "MIX"),
            produce("PAINT", "P1", "2", "MIX"),
            produce("CELL", "C1", "3", "MIX"),
        ),
        (Trace("PAINT/P1", "back", (("RESIN/R1", "PAINT/P1", "0..10", "current", "MIX"),)),),
    ),
    Example(
        "law 2: each unit has its own parts, also within one order",
        (
            bill("PACK", "BOARD", "1"),
            work_order("MO-1", "PACK"),
            receive("BOARD", "B1"),
            receive("BOARD", "B2"),
            consume("BOARD", "B1", "1", "T1", order="MO-1"),
            consume("BOARD", "B2", "1", "T2", order="MO-1"),
            produce("PACK", "P1", "1", "T1", order="MO-1"),
            produce("PACK", "P2", "1", "T2", order="MO-1"),
        ),
        (
            Trace("PACK/P1", "back", (("BOARD/B1", "PACK/P1", "1", "current", "T1"),)),
            Trace(
                "BOARD/B2",
                "forward",
                (("BOARD/B2", "PACK/P2", "1", "current", "T2"),),
                status={"BOARD/B2": "consumed"},
            ),
        ),
    ),
    Example(
        "law 3: a swap after finishing leaves a former and a current part",
        (
            receive("BOARD", "B1"),
            receive("BOARD", "B2"),
            consume("BOARD", "B1", "1", "T1"),
            produce("PACK", "P1", "1", "T1"),
            unconsume("BOARD", "B1", "1", "T1"),
            consume("BOARD", "B2", "1", "T1"),
        ),
        (
            Trace(
                "PACK/P1",
                "both",
                (
                    ("BOARD/B1", "PACK/P1", "1", "former", "T1"),
                    ("BOARD/B2", "PACK/P1", "1", "current", "T1"),
                ),
                status={"BOARD/B1": "in_stock", "BOARD/B2": "consumed"},
                at={
                    ("BOARD/B1", "PACK/P1", "former"): (3, 5),
                    ("BOARD/B2", "PACK/P1", "current"): (6, 6),
                },
            ),
            Trace("BOARD/B1", "back", ()),
        ),
    ),
    Example(
        "law 3: a partly returned input gives both links; a part is not made of the unit it comes out of",
        (
            receive("CELL", "C1", "20"),
            consume("CELL", "C1", "10", "T1"),
            produce("PACK", "P1", "1", "T1"),
            unconsume("CELL", "C1", "3", "T1"),
            refused("QTY-1", unconsume("CELL", "C1", "8", "T1")),
            refused("QTY-1", approved(unconsume("CELL", "C1", "8", "T1"))),
        ),
        (
            Trace(
                "PACK/P1",
                "back",
                (
                    ("CELL/C1", "PACK/P1", "7", "current", "T1"),
                    ("CELL/C1", "PACK/P1", "3", "former", "T1"),
                ),
                on_hand={"CELL/C1": "STOCK 13"},
                at={("CELL/C1", "PACK/P1", "former"): (2, 4)},
            ),
            Trace("CELL/C1", "back", ()),
        ),
    ),
    Example(
        "law 4: dismantling what was bought is a transformation",
        (
            receive("BIKE", "OLD"),
            consume("BIKE", "OLD", "1", "D1"),
            produce("PACK", "P9", "1", "D1"),
        ),
        (
            Trace("PACK/P9", "back", (("BIKE/OLD", "PACK/P9", "1", "current", "D1"),)),
            Trace(
                "BIKE/OLD",
                "forward",
                (("BIKE/OLD", "PACK/P9", "1", "current", "D1"),),
                status={"BIKE/OLD": "consumed"},
            ),
        ),
    ),
    Example(
        "law 5: packing moves, and links nothing",
        (
            receive("CELL", "C1", "20"),
            receive("BOARD", "B1"),
            pack("CELL", "C1", "8", "BOX1"),
            pack("BOARD", "B1", "1", "BOX1"),
            unpack("CELL", "C1", "2", "BOX1", to="LINE"),
            ship("CELL", "C1", "6", container="BOX1"),
        ),
        (
            Trace("CELL/C1", "both", (), on_hand={"CELL/C1": "STOCK 12, LINE 2"}),
            Trace("BOARD/B1", "both", (), on_hand={"BOARD/B1": "STOCK[BOX1] 1"}),
        ),
    ),
    Example(
        "law 6: an untracked item is a node, and a bridge when something tracked is behind it",
        (
            receive("RESIN", "R1", "5"),
            receive("SCREW", None, "100"),
            consume("RESIN", "R1", "5", "FOAMING"),
            produce("FOAM", None, "4", "FOAMING"),
            consume("FOAM", None, "1", "T1"),
            consume("SCREW", None, "8", "T1"),
            produce("PACK", "P1", "1", "T1"),
        ),
        (
            Trace(
                "PACK/P1",
                "back",
                (("FOAM/", "PACK/P1", "1", "current", "T1"), ("SCREW/", "PACK/P1", "8", "current", "T1")),
                (("bridge", "FOAM/"),),
                status={"FOAM/": "in_stock"},
            ),
            Trace("RESIN/R1", "forward", (("RESIN/R1", "FOAM/", "5", "current", "FOAMING"),)),
            Trace("FOAM/", "both", (), (("bridge", "FOAM/"),)),
            Trace("SCREW/", "back", ()),
        ),
    ),
    Example(
        "law 7: a core comes back into a new unit, the walk ends and says so",
        (
            receive("BOARD", "B1"),
            consume("BOARD", "B1", "1", "T1"),
            produce("PACK", "P1", "1", "T1"),
            consume("PACK", "P1", "1", "T2"),
            refused("SER-1", unconsume("BOARD", "B1", "2", "T1")),
            refused("GEN-1", consume("PACK", "P1", "1", "T1")),
            refused("GEN-1", approved(produce("BOARD", "B1", "1", "T1"))),
            refused("GEN-1", produce("BOARD", "B1", "1", "T2")),
            approved(produce("BOARD", "B1", "1", "T2")),
        ),
        (
            Trace(
                "PACK/P1",
                "back",
                (
                    ("BOARD/B1", "PACK/P1", "1", "current", "T1"),
                    ("PACK/P1", "BOARD/B1", "1", "current", "T2"),
                ),
                (("cycle", "BOARD/B1"), ("cycle", "PACK/P1")),
            ),
        ),
    ),
    Example(
        "law 7: a circle of three, closed by rework",
        (
            receive("BOARD", "B1"),
            consume("BOARD", "B1", "1", "T1"),
            produce("PACK", "P1", "1", "T1"),
            consume("PACK", "P1", "1", "T2"),
            produce("CELL", "C1", "5", "T2"),
            consume("CELL", "C1", "1", "T3"),
            produce("BIKE", "K1", "1", "T3"),
            refused("GEN-1", consume("BIKE", "K1", "1", "T1")),
            approved(consume("BIKE", "K1", "1", "T1")),
        ),
        (
            Trace(
                "BOARD/B1",
                "forward",
                (
                    ("BOARD/B1", "PACK/P1", "1", "current", "T1"),
                    ("PACK/P1", "CELL/C1", "1", "current", "T2"),
                    ("CELL/C1", "BIKE/K1", "1", "current", "T3"),
                    ("BIKE/K1", "PACK/P1", "1", "current", "T1"),
                ),
                (("cycle", "PACK/P1"), ("cycle", "CELL/C1"), ("cycle", "BIKE/K1")),
            ),
        ),
    ),
    Example(
        "law 8: all of a lot is one, whenever it came and went",
        (
            receive("CELL", "C1", "10"),
            consume("CELL", "C1", "10", "T1"),
            produce("PACK", "P1", "1", "T1"),
            warned("LOT-1", receive("CELL", "C1", "10")),
            consume("CELL", "C1", "10", "T2"),
            produce("PACK", "P2", "1", "T2"),
        ),
        (
            Trace(
                "CELL/C1",
                "forward",
                (
                    ("CELL/C1", "PACK/P1", "10", "current", "T1"),
                    ("CELL/C1", "PACK/P2", "10", "current", "T2"),
                ),
            ),
        ),
    ),
    Example(
        "law 8: an input later than the last departure of its output is late",
        (
            receive("CELL", "C1", "10"),
            consume("CELL", "C1", "4", "T1"),
            produce("PACK", "P1", "1", "T1"),
            ship("PACK", "P1"),
            consume("CELL", "C1", "1", "T1"),
        ),
        (
            Trace(
                "PACK/P1",
                "back",
                (("CELL/C1", "PACK/P1", "5", "current", "T1"),),
                (("late", "CELL/C1"),),
                status={"PACK/P1": "shipped"},
            ),
            Trace(
                "CELL/C1",
                "forward",
                (("CELL/C1", "PACK/P1", "5", "current", "T1"),),
                (("late", "CELL/C1"),),
            ),
        ),
    ),
    Example(
        "law 8: an input at the moment of departure is not late",
        (
            receive("CELL", "C1", "10"),
            consume("CELL", "C1", "4", "T1", at="2026-03-02T10:00:00+01:00"),
            produce("PACK", "P1", "1", "T1"),
            ship("PACK", "P1", at="2026-03-02T09:00:00Z"),
        ),
        (Trace("PACK/P1", "back", (("CELL/C1", "PACK/P1", "4", "current", "T1"),)),),
    ),
    Example(
        "law 8: rework between two shipments is not late",
        (
            receive("CELL", "C1", "10"),
            consume("CELL", "C1", "4", "T1"),
            produce("PACK", "P1", "1", "T1"),
            ship("PACK", "P1"),
            give_back("PACK", "P1"),
            consume("CELL", "C1", "1", "T1"),
            ship("PACK", "P1"),
        ),
        (Trace("PACK/P1", "back", (("CELL/C1", "PACK/P1", "5", "current", "T1"),)),),
    ),
)
