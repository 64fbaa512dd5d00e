"""Building units."""

from tests.flows.stories.story import Story

STORIES = (
    Story(
        "a unit of another order is asked about, and goes on under its own",
        """
        BADGE:B-1      | Home       | done badge.welcome
        LOT:FLOW-build | build.order | accepted flow.opened
        MO-1           | build.location | accepted taken.order
        STOCK          | build.unit | accepted taken.location
        SN1            | build.item | accepted done.build.start |  | 1
        MO-5           | build.unit | accepted taken.order
        SN1            | Confirming | warning unit.other_order  | ORD-1
        SN5            | build.item | accepted done.build.start |  | 1
        M1             | build.item | accepted done.build       |  | 1
        SN1            | Confirming | warning unit.other_order  | ORD-1
        LOT:CANCEL     | build.item | neutral scan.forgotten
        SN1            | Confirming | warning unit.other_order  | ORD-1
        SN1            | build.item | accepted taken.unit
        M2             | build.item | accepted done.build       |  | 1
        SN5            | Confirming | warning unit.other_order  | ORD-1
        LOT:OK         | build.item | accepted taken.unit
        """,
        plant=({"op": "order", "code": "MO-5", "kind": "work", "item": "BIKE", "quantity": "1"},),
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        start MO-5 | OP1 | opens unit MO-5/SN5 for SN5
        consume MO-5 | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input MO-5/SN5 scanned
        consume MO-1 | OP1 | MOTOR/M2 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        """,
    ),
    Story(
        "a unit, components in any order",
        """
        BADGE:B-1                 | Home        | done badge.welcome
        LOT:FLOW-build            | build.order | accepted flow.opened
        STOCK                     | build.order | accepted taken.location
        SN1                       | build.order | refused scan.unknown
        MO-1                      | build.unit  | accepted taken.order
        M1                        | build.unit  | refused item.other        | TRACK-3
        SN1                       | build.item  | accepted done.build.start |         | 1
        SN1                       | build.item  | duplicate unit.twice      | SER-3
        SCREW                     | build.item  | accepted done.build       |         | 1
        M1                        | build.item  | accepted done.build       |         | 1
        L1                        | build.item  | accepted done.build       |         | 1
        LOT:FINISH                | build.unit  | done done.build.finish    |         | 1
        (01)09506000134369(21)SN2 | build.item  | accepted done.build.start |         | 1
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | SCREW 12 STOCK>PRODUCTION input MO-1/SN1 scanned
        consume MO-1 | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        consume MO-1 | OP1 | CELL/L1 10 STOCK>PRODUCTION input MO-1/SN1 scanned
        produce MO-1 | OP1 | BIKE/SN1 1 PRODUCTION>STOCK output MO-1/SN1 scanned | closes unit MO-1/SN1 for SN1
        start MO-1 | OP1 | opens unit MO-1/SN2 for SN2
        """,
    ),
    Story(
        "unit before location, which is needed to finish",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        MO-1           | build.location | accepted taken.order
        SN1            | build.location | accepted done.build.start |  | 1
        M1             | build.location | accepted taken.counted
        LOT:FINISH     | build.location | refused finish.first
        STOCK          | build.item     | accepted done.build       |  | 1
        CELL           | build.lot      | accepted taken.goods
        L1             | build.item     | accepted done.build       |  | 1
        LOT:FINISH     | build.unit     | done done.build.finish    |  | 1
        LOT:FINISH     | build.unit     | refused finish.first
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        consume MO-1 | OP1 | CELL/L1 10 STOCK>PRODUCTION input MO-1/SN1 scanned
        produce MO-1 | OP1 | BIKE/SN1 1 PRODUCTION>STOCK output MO-1/SN1 scanned | closes unit MO-1/SN1 for SN1
        """,
    ),
    Story(
        "the quantity follows the bill and what is there",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        MO-1           | build.location | accepted taken.order
        STOCK          | build.unit     | accepted taken.location
        SN1            | build.item     | accepted done.build.start |       | 1
        L2             | build.item     | accepted done.build       |       | 1
        LOT:QTY-3      | build.item     | accepted taken.quantity
        L1             | build.item     | accepted done.build       |       | 1
        L1             | build.item     | accepted done.build       |       | 1
        L1             | build.item     | refused bill.slot_filled  | BOM-2
        LOT:QTY-2      | build.item     | accepted taken.quantity
        L2             | build.item     | refused bill.slot_filled  | BOM-2
        LOT:CANCEL     | build.item     | neutral scan.forgotten
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | CELL/L2 6 STOCK>PRODUCTION input MO-1/SN1 scanned
        consume MO-1 | OP1 | CELL/L1 3 STOCK>PRODUCTION input MO-1/SN1 scanned
        consume MO-1 | OP1 | CELL/L1 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        """,
    ),
    Story(
        "on hold, expired, wrong part, twice, place filled, not on the bill",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        MO-1           | build.location | accepted taken.order
        STOCK          | build.unit     | accepted taken.location
        SN1            | build.item     | accepted done.build.start |        | 1
        M3             | build.item     | refused hold.open         | HOLD-1
        M1             | build.item     | accepted done.build       |        | 1
        M1             | build.item     | duplicate serial.twice    | SER-3
        M2             | build.item     | refused bill.slot_filled  | BOM-2
        MOTOR          | build.item     | refused bill.slot_filled  | BOM-2
        MB1            | build.item     | refused bill.slot_filled  | BOM-2
        G1             | Approving      | warning bill.not_on_it    | BOM-1
        BADGE:B-9      | Approving      | accepted approve.reason
        LOT:CHOOSE-3   | build.item     | accepted done.build       |        | 1
        R-OLD          | Approving      | warning bill.not_on_it    | BOM-1
        BADGE:B-9      | Approving      | accepted approve.reason
        LOT:CHOOSE-1   | build.quantity | accepted taken.goods
        0.25           | build.item     | accepted done.build       |        | 1
        L2             | build.item     | accepted done.build       |        | 1
        CELL           | build.lot      | accepted taken.goods
        L1             | build.item     | accepted done.build       |        | 1
        CELL           | build.item     | refused bill.slot_filled  | BOM-2
        ACME           | build.item     | refused scan.not_expected
        SO-1           | build.item     | refused scan.not_expected
        PO-1           | build.item     | refused scan.not_expected
        MO-2           | build.item     | refused unit.not_serial
        MO-9           | build.item     | refused order.not_open    | ORD-1
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        consume MO-1 | OP1+SUP | GEAR/G1 1 STOCK>PRODUCTION input MO-1/SN1 scanned | approved BOM-1
        | reason substitute
        consume MO-1 | OP1+SUP | RESIN/R-OLD 0.25 STOCK>PRODUCTION input MO-1/SN1 typed | approved BOM-1 EXP-1
        | reason found
        consume MO-1 | OP1 | CELL/L2 6 STOCK>PRODUCTION input MO-1/SN1 scanned
        consume MO-1 | OP1 | CELL/L1 4 STOCK>PRODUCTION input MO-1/SN1 scanned
        """,
    ),
    Story(
        "finished with a part missing",
        """
        BADGE:B-1                | Home           | done badge.welcome
        LOT:FLOW-build           | build.order    | accepted flow.opened
        MO-1                     | build.location | accepted taken.order
        STOCK                    | build.unit     | accepted taken.location
        SN1                      | build.item     | accepted done.build.start |       | 1
        L1                       | build.item     | accepted done.build       |       | 1
        LOT:FINISH               | Approving      | warning bill.slot_empty   | BOM-3
        LOT:OK                   | Approving      | warning bill.slot_empty   | BOM-3
        LOT:CANCEL               | build.item     | neutral scan.forgotten
        LOT:FINISH               | Approving      | warning bill.slot_empty   | BOM-3
        BADGE:B-9                | Approving      | accepted approve.reason
        fitted at the customer's | build.unit     | done done.build.finish    |       | 1
        SN2                      | build.item     | accepted done.build.start |       | 1
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | CELL/L1 10 STOCK>PRODUCTION input MO-1/SN1 scanned
        produce MO-1 | OP1+SUP | BIKE/SN1 1 PRODUCTION>STOCK output MO-1/SN1 scanned | approved BOM-3
        | reason fitted at the customer's | closes unit MO-1/SN1 for SN1
        start MO-1 | OP1 | opens unit MO-1/SN2 for SN2
        """,
    ),
    Story(
        "take out and swap",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        MO-1           | build.location | accepted taken.order
        STOCK          | build.unit     | accepted taken.location
        SN1            | build.item     | accepted done.build.start |       | 1
        M1             | build.item     | accepted done.build       |       | 1
        LOT:TAKE-OUT   | build.item     | accepted part.out
        LOT:TAKE-OUT   | build.item     | accepted part.out
        M2             | build.item     | refused part.not_inside   | QTY-1
        M1             | build.item     | accepted done.build.out   |       | 1
        MB1            | build.item     | accepted done.build       |       | 1
        LOT:SWAP       | build.item     | accepted part.out
        act:put-in     | build.item     | accepted part.in
        L1             | build.item     | accepted done.build       |       | 1
        LOT:TAKE-OUT   | build.item     | accepted part.out
        LOT:QTY-4      | build.item     | accepted taken.quantity
        L1             | build.item     | accepted done.build.out   |       | 1
        LOT:TAKE-OUT   | build.item     | accepted part.out
        L1             | build.item     | accepted done.build.out   |       | 1
        LOT:TAKE-OUT   | build.item     | accepted part.out
        LOT:CANCEL     | build.item     | neutral scan.forgotten
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        unconsume MO-1 | OP1 | MOTOR/M1 1 PRODUCTION>STOCK input_returned MO-1/SN1 scanned
        consume MO-1 | OP1 | MOTOR-B/MB1 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        consume MO-1 | OP1 | CELL/L1 10 STOCK>PRODUCTION input MO-1/SN1 scanned
        unconsume MO-1 | OP1 | CELL/L1 4 PRODUCTION>STOCK input_returned MO-1/SN1 scanned
        unconsume MO-1 | OP1 | CELL/L1 6 PRODUCTION>STOCK input_returned MO-1/SN1 scanned
        """,
    ),
    Story(
        "rework of a finished unit",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        MO-1           | build.location | accepted taken.order
        STOCK          | build.unit     | accepted taken.location
        SN1            | build.item     | accepted done.build.start |       | 1
        M1             | build.item     | accepted done.build       |       | 1
        L1             | build.item     | accepted done.build       |       | 1
        LOT:FINISH     | build.unit     | done done.build.finish    |       | 1
        LOT:HOME       | Home           | neutral home
        LOT:FLOW-build | build.order    | accepted flow.opened
        SN1            | build.location | accepted taken.unit
        LOT:FINISH     | build.location | refused finish.first
        SN1            | build.location | duplicate unit.twice      | SER-3
        STOCK          | build.item     | accepted taken.location
        SN1            | build.item     | duplicate unit.twice      | SER-3
        LOT:TAKE-OUT   | build.item     | accepted part.out
        M1             | build.item     | accepted done.build.out   |       | 1
        LOT:FINISH     | Approving      | warning bill.slot_empty   | BOM-3
        LOT:CANCEL     | build.item     | neutral scan.forgotten
        M2             | build.item     | accepted done.build       |       | 1
        LOT:FINISH     | build.unit     | done finish.rework
        SN1            | build.item     | accepted taken.unit
        LOT:TAKE-OUT   | build.item     | accepted part.out
        M2             | build.item     | accepted done.build.out   |       | 1
        LOT:FINISH     | Approving      | warning bill.slot_empty   | BOM-3
        BADGE:B-9      | Approving      | accepted approve.reason
        LOT:CHOOSE-5   | build.unit     | done done.build.finish    |       | 1
        LOT:UNDO       | build.unit     | refused undo.closed
        LOT:UNDO       | build.unit     | done undo.done            |       | 1
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        consume MO-1 | OP1 | CELL/L1 10 STOCK>PRODUCTION input MO-1/SN1 scanned
        produce MO-1 | OP1 | BIKE/SN1 1 PRODUCTION>STOCK output MO-1/SN1 scanned | closes unit MO-1/SN1 for SN1
        unconsume MO-1 | OP1 | MOTOR/M1 1 PRODUCTION>STOCK input_returned MO-1/SN1 scanned
        consume MO-1 | OP1 | MOTOR/M2 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        unconsume MO-1 | OP1 | MOTOR/M2 1 PRODUCTION>STOCK input_returned MO-1/SN1 scanned
        finish MO-1 | OP1+SUP | approved BOM-3 | reason other | closes unit MO-1/SN1 for SN1
        undo | OP1 | MOTOR/M2 1 STOCK>PRODUCTION input_returned MO-1/SN1 confirmed back
        """,
    ),
    Story(
        "a known number never becomes a new unit",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        MO-1           | build.location | accepted taken.order
        LINE           | build.unit     | accepted taken.location
        M1             | build.unit     | refused item.other        | TRACK-3
        L1             | build.unit     | refused item.other        | TRACK-3
        ACME           | build.unit     | refused scan.not_expected
        CELL           | build.unit     | refused item.other        | TRACK-3
        LINE           | build.unit     | accepted taken.code
        MO-1           | build.unit     | accepted taken.code
        M99            | build.item     | accepted done.build.start |         | 1
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/M99 for M99
        """,
    ),
    Story(
        "two units on one bench, one left and taken up again",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        MO-1           | build.location | accepted taken.order
        STOCK          | build.unit     | accepted taken.location
        SN1            | build.item     | accepted done.build.start |  | 1
        M1             | build.item     | accepted done.build       |  | 1
        LOT:BACK       | build.unit     | neutral unit.left
        SN2            | build.item     | accepted done.build.start |  | 1
        M2             | build.item     | accepted done.build       |  | 1
        SN1            | build.item     | accepted taken.unit
        L1             | build.item     | accepted done.build       |  | 1
        SN2            | build.item     | accepted taken.unit
        LOT:BACK       | build.unit     | neutral unit.left
        LOT:BACK       | Home           | neutral home
        LOT:FLOW-build | build.order    | accepted flow.opened
        SN2            | build.location | accepted taken.unit
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        start MO-1 | OP1 | opens unit MO-1/SN2 for SN2
        consume MO-1 | OP1 | MOTOR/M2 1 STOCK>PRODUCTION input MO-1/SN2 scanned
        consume MO-1 | OP1 | CELL/L1 10 STOCK>PRODUCTION input MO-1/SN1 scanned
        """,
    ),
    Story(
        "a part that is in another unit, and one that was shipped",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        MO-1           | build.location | accepted taken.order
        STOCK          | build.unit     | accepted taken.location
        SN1            | build.item     | accepted done.build.start |       | 1
        M1             | build.item     | accepted done.build       |       | 1
        LOT:BACK       | build.unit     | neutral unit.left
        SN2            | build.item     | accepted done.build.start |       | 1
        M1             | build.item     | refused stock.inside      | SER-1
        M2             | build.item     | refused stock.none        | QTY-1
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        start MO-1 | OP1 | opens unit MO-1/SN2 for SN2
        """,
        plant=({"op": "ship", "item": "MOTOR", "lot": "M2", "quantity": "1", "from": "STOCK", "partner": "CUST"},),
    ),
    Story(
        "a station with a place of its own asks for no location",
        """
        BADGE:B-1  | Home       | done badge.welcome
        MO-1       | build.unit | accepted flow.opened
        SN1        | build.item | accepted done.build.start |  | 1
        M1         | build.item | accepted done.build       |  | 1
        L1         | build.item | accepted done.build       |  | 1
        LOT:FINISH | build.unit | done done.build.finish    |  | 1
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        consume MO-1 | OP1 | CELL/L1 10 STOCK>PRODUCTION input MO-1/SN1 scanned
        produce MO-1 | OP1 | BIKE/SN1 1 PRODUCTION>STOCK output MO-1/SN1 scanned | closes unit MO-1/SN1 for SN1
        """,
        location="STOCK",
    ),
    Story(
        "an order for lots is not built unit by unit",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        MO-2           | build.order    | refused unit.not_serial
        MO-1           | build.location | accepted taken.order
        STOCK          | build.unit     | accepted taken.location
        BIKE           | build.unit     | refused scan.not_expected
        """,
    ),
    Story(
        "a sub-assembly is no unit of this order; typed numbers are weaker",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        act:type       | build.order    | -
        enter:MO-1     | build.location | accepted taken.order
        STOCK          | build.unit     | accepted taken.location
        enter:SN1      | build.item     | accepted done.build.start |  | 1
        enter:M1       | build.item     | accepted done.build       |  | 1
        L1             | build.item     | accepted done.build       |  | 1
        LOT:FINISH     | build.unit     | done done.build.finish    |  | 1
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input MO-1/SN1 typed
        consume MO-1 | OP1 | CELL/L1 10 STOCK>PRODUCTION input MO-1/SN1 scanned
        produce MO-1 | OP1 | BIKE/SN1 1 PRODUCTION>STOCK output MO-1/SN1 typed | closes unit MO-1/SN1 for SN1
        """,
    ),
    Story(
        "a part needs its unit before it comes out; units that another program made, and that came from a supplier",
        """
        BADGE:B-1          | Home           | done badge.welcome
        LOT:FLOW-build     | build.order    | accepted flow.opened
        MO-1               | build.location | accepted taken.order
        LOT:TAKE-OUT       | build.location | refused finish.first
        SN9                | build.location | refused unit.exists | SER-2
        (01)09506000134369 | build.location | refused scan.not_expected
        SN8                | build.location | accepted taken.unit
        """,
        plant=(
            {"op": "receive", "item": "BIKE", "lot": "SN9", "quantity": "1", "to": "STOCK", "partner": "BRIX"},
            {
                "op": "produce",
                "item": "BIKE",
                "lot": "SN8",
                "quantity": "1",
                "to": "STOCK",
                "transformation": "T8",
                "order": "MO-1",
            },
        ),
    ),
)
