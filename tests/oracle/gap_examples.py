"""Hand-written answers: undo, membership, states, and every kind of gap."""

from .example import (
    Example,
    Trace,
    adjust,
    approved,
    bill,
    consume,
    hold,
    move,
    opening,
    produce,
    receive,
    refused,
    release,
    scrap,
    ship,
    unconsume,
    undo,
    work_order,
)

UNDO = (
    Example(
        "undo takes out of the sum, undo of the undo puts it back",
        (
            receive("CELL", "C1", "10"),
            consume("CELL", "C1", "6", "T1", ref="c"),
            produce("PACK", "P1", "1", "T1"),
            undo("c", ref="u", quantity="2"),
            refused("QTY-1", undo("c", quantity="5")),
            undo("c", ref="v"),
            refused("QTY-1", undo("c")),
            refused("QTY-1", approved(undo("c"))),
            undo("v"),
        ),
        (Trace("PACK/P1", "both", (("CELL/C1", "PACK/P1", "4", "current", "T1"),)),),
    ),
    Example(
        "an undone production leaves nothing to trace",
        (
            receive("CELL", "C1", "10"),
            consume("CELL", "C1", "6", "T1"),
            produce("PACK", "P1", "1", "T1", ref="p"),
            undo("p"),
        ),
        (
            Trace("PACK/P1", "back", (), (("no_origin", "PACK/P1"),), status={"PACK/P1": "gone"}),
            Trace("CELL/C1", "forward", ()),
        ),
    ),
    Example(
        "what is gone cannot be undone without approval, and leaves a break",
        (
            receive("CELL", "C1", "10", ref="r"),
            consume("CELL", "C1", "7", "T1"),
            produce("PACK", "P1", "1", "T1"),
            refused("QTY-1", undo("r")),
            undo("r", quantity="3"),
            refused("QTY-1", undo("r")),
            approved(undo("r")),
            refused("REF-1", undo("nothing")),
        ),
        (
            Trace(
                "PACK/P1",
                "back",
                (("CELL/C1", "PACK/P1", "7", "current", "T1"),),
                (("no_origin", "CELL/C1"),),
            ),
        ),
    ),
    Example(
        "what was found for a consumption goes with as much of it as is taken back",
        (
            receive("CELL", "C1", "5"),
            approved(consume("CELL", "C1", "10", "T1", ref="c")),
            produce("PACK", "P1", "1", "T1"),
            refused("QTY-1", undo("c", quantity="11")),
            undo("c", quantity="7", ref="u"),
            refused("QTY-1", undo("c", quantity="4")),
            refused("QTY-1", move("CELL", "C1", "3")),
            undo("c", quantity="1"),
            undo("u", quantity="6"),
            refused("QTY-1", move("CELL", "C1", "3")),
        ),
        (
            Trace(
                "PACK/P1",
                "back",
                (("CELL/C1", "PACK/P1", "8", "current", "T1"),),
                (("no_origin", "CELL/C1"),),
                on_hand={"CELL/C1": "STOCK 2"},
            ),
        ),
    ),
    Example(
        "an input that has come back cannot be undone as well",
        (
            receive("CELL", "C1", "10"),
            consume("CELL", "C1", "6", "T1", ref="c"),
            produce("PACK", "P1", "1", "T1"),
            unconsume("CELL", "C1", "4", "T1", ref="back"),
            refused("QTY-1", undo("c")),
            undo("c", quantity="2"),
            undo("back"),
            undo("c"),
        ),
        (Trace("PACK/P1", "back", ()),),
    ),
    Example(
        "an undone membership is none",
        (
            receive("BOARD", "S1", batch="WRONG", ref="r"),
            undo("r"),
            receive("BOARD", "S1", batch="RIGHT"),
        ),
        (Trace("BOARD/S1", "back", (("BOARD/RIGHT", "BOARD/S1", "1", "member", None),)),),
    ),
)

GAPS = (
    Example(
        "one serial that is built into two products is at two places",
        (
            receive("BOARD", "S1"),
            consume("BOARD", "S1", "1", "T1"),
            produce("PACK", "P1", "1", "T1"),
            approved(consume("BOARD", "S1", "1", "T2")),
            produce("PACK", "P2", "1", "T2"),
        ),
        (
            Trace(
                "PACK/P1",
                "back",
                (("BOARD/S1", "PACK/P1", "1", "current", "T1"),),
                (("two_places", "BOARD/S1"), ("no_origin", "BOARD/S1")),
            ),
            Trace(
                "BOARD/S1",
                "forward",
                (("BOARD/S1", "PACK/P1", "1", "current", "T1"), ("BOARD/S1", "PACK/P2", "1", "current", "T2")),
                (("two_places", "BOARD/S1"), ("no_origin", "BOARD/S1")),
            ),
        ),
    ),
    Example(
        "once the wrong record is undone, the serial is at one place again",
        (
            receive("BOARD", "S1"),
            consume("BOARD", "S1", "1", "T1"),
            produce("PACK", "P1", "1", "T1"),
            approved(consume("BOARD", "S1", "1", "T2", ref="c")),
            approved(undo("c")),
        ),
        (Trace("PACK/P1", "back", (("BOARD/S1", "PACK/P1", "1", "current", "T1"),)),),
    ),
    Example(
        "membership is walked both ways, and no siblings are met",
        (
            receive("BOARD", "S1", batch="LOT7"),
            receive("BOARD", "S2", batch="LOT7"),
            consume("BOARD", "S1", "1", "T1"),
            produce("PACK", "P1", "1", "T1"),
            hold("BOARD", "LOT7", "h"),
        ),
        (
            Trace(
                "PACK/P1",
                "back",
                (
                    ("BOARD/S1", "PACK/P1", "1", "current", "T1"),
                    ("BOARD/LOT7", "BOARD/S1", "1", "member", None),
                ),
                status={"BOARD/S1": "hold", "PACK/P1": "in_stock", "BOARD/LOT7": "hold"},
                at={("BOARD/LOT7", "BOARD/S1", "member"): (1, 1)},
                evidence={("BOARD/LOT7", "BOARD/S1", "member"): "scanned"},
            ),
            Trace(
                "BOARD/LOT7",
                "forward",
                (
                    ("BOARD/LOT7", "BOARD/S1", "1", "member", None),
                    ("BOARD/LOT7", "BOARD/S2", "1", "member", None),
                    ("BOARD/S1", "PACK/P1", "1", "current", "T1"),
                ),
            ),
        ),
    ),
    Example(
        "no_origin: opening stock, found stock, and what an approval declared found",
        (
            opening("CELL", "C1", "10"),
            adjust("CELL", "C2", "5"),
            refused("TRACK-5", consume("CELL", "C3", "5", "T1")),
            approved(consume("CELL", "C3", "5", "T1")),
            consume("CELL", "C1", "1", "T1"),
            consume("CELL", "C2", "5", "T1"),
            produce("PACK", "P1", "1", "T1"),
            receive("CELL", "C4", "2"),
        ),
        (
            Trace(
                "PACK/P1",
                "back",
                (
                    ("CELL/C1", "PACK/P1", "1", "current", "T1"),
                    ("CELL/C2", "PACK/P1", "5", "current", "T1"),
                    ("CELL/C3", "PACK/P1", "5", "current", "T1"),
                ),
                (("no_origin", "CELL/C1"), ("no_origin", "CELL/C2"), ("no_origin", "CELL/C3")),
                status={"CELL/C1": "in_stock", "CELL/C3": "consumed"},
            ),
            Trace(
                "CELL/C1",
                "forward",
                (("CELL/C1", "PACK/P1", "1", "current", "T1"),),
                (("no_origin", "CELL/C1"),),
            ),
            Trace("CELL/C4", "both", ()),
        ),
    ),
    Example(
        "slot_empty: by the bill of the moment, by the order's copy, and by the number of serials",
        (
            produce("PACK", "P0", "1", "T0"),
            bill("PACK", "CELL", "2"),
            bill("PACK", "SCREW", "4"),
            produce("PACK", "P1", "1", "T1"),
            work_order("MO-1", "PACK"),
            bill("PACK", "BOARD", "2"),
            receive("CELL", "C1", "10"),
            receive("BOARD", "B1"),
            consume("CELL", "C1", "1", "T2", order="MO-1"),
            produce("PACK", "P2", "1", "T2", order="MO-1"),
            consume("CELL", "C1", "1", "T3"),
            consume("BOARD", "B1", "1", "T3"),
            produce("PACK", "P3", "1", "T3"),
        ),
        (
            Trace("PACK/P0", "back", ()),
            Trace("PACK/P1", "back", (), (("slot_empty", "PACK/P1"),)),
            Trace("PACK/P2", "back", (("CELL/C1", "PACK/P2", "1", "current", "T2"),)),
            Trace(
                "PACK/P3",
                "both",
                (
                    ("BOARD/B1", "PACK/P3", "1", "current", "T3"),
                    ("CELL/C1", "PACK/P3", "1", "current", "T3"),
                ),
                (("slot_empty", "PACK/P3"),),
            ),
        ),
    ),
    Example(
        "slot_empty: fewer serials than the units of a batch need",
        (
            bill("CELL", "BOARD", "2"),
            *(receive("BOARD", f"B{number}") for number in range(1, 4)),
            *(consume("BOARD", f"B{number}", "1", "T1") for number in range(1, 4)),
            produce("CELL", "C1", "2", "T1"),
        ),
        (
            Trace(
                "CELL/C1",
                "back",
                tuple((f"BOARD/B{number}", "CELL/C1", "1", "current", "T1") for number in range(1, 4)),
                (("slot_empty", "CELL/C1"),),
            ),
        ),
    ),
    Example(
        "slot_empty: a part taken out and not replaced",
        (
            bill("PACK", "BOARD", "1"),
            receive("BOARD", "B1"),
            consume("BOARD", "B1", "1", "T1"),
            produce("PACK", "P1", "1", "T1"),
            unconsume("BOARD", "B1", "1", "T1"),
        ),
        (
            Trace(
                "PACK/P1",
                "back",
                (("BOARD/B1", "PACK/P1", "1", "former", "T1"),),
                (("slot_empty", "PACK/P1"),),
            ),
        ),
    ),
    Example(
        "pairing_unknown: a serial used where several lots came out",
        (
            receive("BOARD", "B1"),
            consume("BOARD", "B1", "1", "T1"),
            produce("PACK", "P1", "1", "T1"),
            produce("PACK", "P2", "1", "T1"),
        ),
        (
            Trace(
                "PACK/P1",
                "back",
                (("BOARD/B1", "PACK/P1", "0..1 ~0.5", "current", "T1"),),
                (("pairing_unknown", "BOARD/B1"),),
            ),
            Trace(
                "BOARD/B1",
                "forward",
                (
                    ("BOARD/B1", "PACK/P1", "0..1 ~0.5", "current", "T1"),
                    ("BOARD/B1", "PACK/P2", "0..1 ~0.5", "current", "T1"),
                ),
                (("pairing_unknown", "BOARD/B1"),),
            ),
        ),
    ),
    Example(
        "made_twice: one number, two productions",
        (
            produce("PACK", "P1", "1", "T1"),
            refused("SER-2", produce("PACK", "P1", "1", "T2")),
            approved(produce("PACK", "P1", "1", "T2")),
        ),
        (
            Trace(
                "PACK/P1",
                "both",
                (),
                (("made_twice", "PACK/P1"),),
                on_hand={"PACK/P1": "STOCK 1"},
            ),
        ),
    ),
    Example(
        "weak_evidence: the weakest movement of a link speaks for it",
        (
            receive("CELL", "C1", "10", evidence="typed"),
            consume("CELL", "C1", "1", "T1"),
            consume("CELL", "C1", "1", "T1", evidence="confirmed"),
            unconsume("CELL", "C1", "1", "T1", evidence="inferred"),
            receive("CELL", "C2", "10"),
            consume("CELL", "C2", "1", "T1"),
            produce("PACK", "P1", "1", "T1"),
        ),
        (
            Trace(
                "PACK/P1",
                "back",
                (
                    ("CELL/C1", "PACK/P1", "1", "current", "T1"),
                    ("CELL/C1", "PACK/P1", "1", "former", "T1"),
                    ("CELL/C2", "PACK/P1", "1", "current", "T1"),
                ),
                (("weak_evidence", "CELL/C1"),),
                evidence={
                    ("CELL/C1", "PACK/P1", "current"): "confirmed",
                    ("CELL/C1", "PACK/P1", "former"): "inferred",
                    ("CELL/C2", "PACK/P1", "current"): "scanned",
                },
            ),
        ),
    ),
    Example(
        "status: hold, expired, in stock, shipped, consumed, scrapped, gone",
        (
            receive("CELL", "HELD", "1"),
            hold("CELL", "HELD", "h"),
            receive("CELL", "OLD", "1", expiry="2026-05-31"),
            receive("CELL", "GOOD", "1", expiry="2026-06-01"),
            receive("CELL", "SENT", "1"),
            ship("CELL", "SENT", "1"),
            receive("CELL", "LOST", "1"),
            adjust("CELL", "LOST", "-1"),
            receive("CELL", "BROKEN", "1"),
            scrap("CELL", "BROKEN", "1"),
            receive("CELL", "FREE", "1"),
            hold("CELL", "FREE", "f"),
            release("f"),
            move("CELL", "FREE", "1"),
        ),
        (
            Trace("CELL/HELD", "back", (), status={"CELL/HELD": "hold"}),
            Trace("CELL/OLD", "back", (), status={"CELL/OLD": "expired"}),
            Trace("CELL/GOOD", "back", (), status={"CELL/GOOD": "in_stock"}),
            Trace("CELL/SENT", "back", (), status={"CELL/SENT": "shipped"}),
            Trace("CELL/LOST", "back", (), status={"CELL/LOST": "gone"}),
            Trace("CELL/BROKEN", "back", (), status={"CELL/BROKEN": "scrapped"}),
            Trace("CELL/FREE", "back", (), on_hand={"CELL/FREE": "LINE 1"}),
        ),
    ),
)
