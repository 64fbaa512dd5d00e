"""Receiving goods."""

from tests.flows.stories.story import Story

STORIES = (
    Story(
        "one label completes all",
        """
        BADGE:B-1                                | Home             | done badge.welcome
        LOT:FLOW-receive                         | receive.item     | accepted flow.opened
        ]d201095060001343521727033110L7<GS>37100 | receive.location | accepted taken.counted
        STOCK                                    | receive.item     | done done.receive      |  | 1
        ]d201095060001343521727033110L8<GS>3750  | receive.item     | done done.receive      |  | 1
        """,
        ledger="""
        receive | OP1 | CELL/L7 100 SUPPLIER>STOCK scanned | fact expiry 2027-03-31 scanned
        receive | OP1 | CELL/L8 50 SUPPLIER>STOCK scanned | fact expiry 2027-03-31 scanned
        """,
    ),
    Story(
        "slots in any order",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        LINE             | receive.item     | accepted taken.location
        LOT:QTY-12       | receive.item     | accepted taken.quantity
        CELL             | receive.lot      | accepted taken.counted
        L7               | receive.item     | done done.receive          |  | 1
        L8               | receive.item     | refused scan.unknown_goods
        CELL             | receive.lot      | accepted taken.goods
        L8               | receive.quantity | accepted taken.goods
        PO-1             | receive.quantity | accepted taken.order
        LOT:QTY-5        | receive.lot      | done done.receive          |  | 1
        """,
        ledger="""
        receive | OP1 | CELL/L7 12 SUPPLIER>LINE scanned
        receive PO-1 ACME | OP1 | CELL/L8 5 SUPPLIER>LINE scanned
        """,
    ),
    Story(
        "order after the goods, then lots without their item",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        CELL             | receive.lot      | accepted taken.goods
        L7               | receive.quantity | accepted taken.goods
        LOT:QTY-3        | receive.location | accepted taken.counted
        PO-1             | receive.location | accepted taken.order
        STOCK            | receive.lot      | done done.receive         |       | 1
        L8               | receive.quantity | accepted taken.goods
        LOT:QTY-4        | receive.lot      | done done.receive         |       | 1
        MOTOR            | receive.lot      | accepted taken.goods
        M7               | receive.lot      | refused order.not_planned | ORD-1
        """,
        ledger="""
        receive PO-1 ACME | OP1 | CELL/L7 3 SUPPLIER>STOCK scanned
        receive PO-1 ACME | OP1 | CELL/L8 4 SUPPLIER>STOCK scanned
        """,
    ),
    Story(
        "existing lot confirmed by the same scan",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        STOCK            | receive.item     | accepted taken.location
        L1               | Confirming       | warning lot.exists      | LOT-1
        L1               | receive.quantity | accepted taken.goods
        LOT:QTY-7        | receive.item     | done done.receive       |       | 1
        """,
        ledger="""
        receive | OP1 | CELL/L1 7 SUPPLIER>STOCK scanned | warned LOT-1
        """,
    ),
    Story(
        "existing lot confirmed by OK, with a damaged label between",
        """
        BADGE:B-1                | Home             | done badge.welcome
        LOT:FLOW-receive         | receive.item     | accepted flow.opened
        STOCK                    | receive.item     | accepted taken.location
        L1                       | Confirming       | warning lot.exists      | LOT-1
        LOT:OK                   | receive.quantity | accepted taken.goods
        LOT:QTY-7                | receive.item     | done done.receive       |       | 1
        L1                       | Confirming       | warning lot.exists      | LOT-1
        (01)09506000134353(10)L9 | receive.item     | refused scan.damaged
        LOT:OK                   | receive.item     | neutral acknowledged
        LOT:QTY-7                | receive.item     | accepted taken.quantity
        """,
        ledger="""
        receive | OP1 | CELL/L1 7 SUPPLIER>STOCK scanned | warned LOT-1
        """,
    ),
    Story(
        "existing lot superseded by the next scan",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        STOCK            | receive.item     | accepted taken.location
        L1               | Confirming       | warning lot.exists      | LOT-1
        CELL             | receive.lot      | accepted taken.goods
        L9               | receive.quantity | accepted taken.goods
        LOT:QTY-7        | receive.item     | done done.receive       |       | 1
        """,
        ledger="""
        receive | OP1 | CELL/L9 7 SUPPLIER>STOCK scanned
        """,
    ),
    Story(
        "a number known for another item",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        STOCK            | receive.item     | accepted taken.location
        RESIN            | receive.lot      | accepted taken.goods
        L1               | Confirming       | warning track.known_elsewhere | TRACK-4
        L1               | receive.quantity | accepted taken.goods
        LOT:QTY-2.5      | receive.item     | done done.receive             |         | 1
        """,
        ledger="""
        receive | OP1 | RESIN/L1 2.5 SUPPLIER>STOCK scanned | warned TRACK-4
        """,
    ),
    Story(
        "numbers given by suppliers",
        """
        BADGE:B-1        | Home            | done badge.welcome
        LOT:FLOW-receive | receive.item    | accepted flow.opened
        STOCK            | receive.item    | accepted taken.location
        FOAM             | receive.lot     | accepted taken.goods
        F7               | receive.partner | accepted taken.goods
        LOT:QTY-4        | receive.partner | accepted taken.counted
        CUST             | receive.partner | refused scan.not_expected
        BRIX             | receive.item    | done done.receive         |       | 1
        F7               | Confirming      | warning lot.exists        | LOT-1
        LOT:QTY-4        | Confirming      | warning lot.exists        | LOT-1
        FOAM             | receive.lot     | accepted taken.goods
        F7               | Confirming      | warning lot.exists        | LOT-1
        ACME             | receive.lot     | accepted taken.partner
        LOT:OK           | receive.lot     | neutral acknowledged
        LOT:QTY-1        | receive.lot     | accepted taken.quantity
        """,
        ledger="""
        receive BRIX | OP1 | FOAM/F7/BRIX 4 SUPPLIER>STOCK scanned
        """,
    ),
    Story(
        "numbers given by suppliers, on an order of the supplier",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        PO-2             | receive.item     | accepted taken.order
        STOCK            | receive.item     | accepted taken.location
        FOAM             | receive.lot      | accepted taken.goods
        F8               | receive.quantity | accepted taken.goods
        LOT:QTY-4        | receive.item     | done done.receive       |  | 1
        """,
        ledger="""
        receive PO-2 BRIX | OP1 | FOAM/F8/BRIX 4 SUPPLIER>STOCK scanned
        """,
    ),
    Story(
        "serials: twice in one job, a batch beside them, an untracked item",
        """
        BADGE:B-1                       | Home             | done badge.welcome
        LOT:FLOW-receive                | receive.item     | accepted flow.opened
        STOCK                           | receive.item     | accepted taken.location
        MOTOR                           | receive.lot      | accepted taken.goods
        M7                              | receive.item     | done done.receive       |       | 1
        M7                              | receive.item     | duplicate serial.twice  | SER-3
        TAG/CELL/L77                    | receive.quantity | accepted taken.goods
        LOT:QTY-2                       | receive.item     | done done.receive       |       | 1
        SCREW                           | receive.quantity | accepted taken.goods
        LOT:QTY-200                     | receive.item     | done done.receive       |       | 1
        (01)09506000134369(10)B5(21)SN5 | receive.item     | done done.receive       |       | 1
        (01)09506000134369(10)B5        | receive.lot      | accepted taken.goods
        SN6                             | receive.item     | done done.receive       |       | 1
        """,
        ledger="""
        receive | OP1 | MOTOR/M7 1 SUPPLIER>STOCK scanned
        receive | OP1 | CELL/L77 2 SUPPLIER>STOCK scanned
        receive | OP1 | SCREW 200 SUPPLIER>STOCK scanned
        receive | OP1 | BIKE/SN5 1 SUPPLIER>STOCK scanned | member of B5
        receive | OP1 | BIKE/SN6 1 SUPPLIER>STOCK scanned | member of B5
        """,
    ),
    Story(
        "a serial that was here before",
        """
        BADGE:B-1        | Home         | done badge.welcome
        LOT:FLOW-receive | receive.item | accepted flow.opened
        STOCK            | receive.item | accepted taken.location
        M1               | Approving    | warning serial.receive_again | SER-2
        BADGE:B-1        | Approving    | refused who.self             | WHO-1
        BADGE:B-2        | Approving    | refused who.role             | WHO-1
        BADGE:B-9        | Approving    | accepted approve.reason
        back from repair | receive.item | done done.receive            |       | 1
        LOT:CHOOSE-4     | receive.item | refused command.not_now
        """,
        ledger="""
        receive | OP1+SUP | MOTOR/M1 1 STOCK>SUPPLIER inferred | MOTOR/M1 1 SUPPLIER>STOCK scanned | approved SER-2
        | reason back from repair
        """,
    ),
    Story(
        "boxes of twenty, two labels for one pallet",
        """
        BADGE:B-1                         | Home             | done badge.welcome
        LOT:FLOW-receive                  | receive.item     | accepted flow.opened
        STOCK                             | receive.item     | accepted taken.location
        (02)19506000134359(37)3(17)270331 | receive.lot      | accepted taken.counted
        (10)L7                            | receive.item     | done done.receive          |  | 1
        (10)L8(15)270501                  | receive.item     | refused scan.unknown_goods
        CELL                              | receive.lot      | accepted taken.goods
        (10)L8(15)270501                  | receive.quantity | accepted taken.goods
        (30)8                             | receive.item     | done done.receive          |  | 1
        """,
        ledger="""
        receive | OP1 | CELL/L7 60=3x20 SUPPLIER>STOCK scanned | fact expiry 2027-03-31 scanned
        receive | OP1 | CELL/L8 8 SUPPLIER>STOCK scanned | fact best_before 2027-05-01 scanned
        """,
    ),
    Story(
        "an unknown place is no lot, and an order that is none",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        CELL             | receive.lot      | accepted taken.goods
        L7               | receive.quantity | accepted taken.goods
        LOT:QTY-5        | receive.location | accepted taken.counted
        STCK             | receive.location | refused scan.unknown
        SO-1             | receive.location | refused scan.not_expected
        MO-9             | receive.location | refused scan.not_expected
        STOCK            | receive.item     | done done.receive         |  | 1
        """,
        ledger="""
        receive | OP1 | CELL/L7 5 SUPPLIER>STOCK scanned
        """,
    ),
    Story(
        "a net weight on the label",
        """
        BADGE:B-1                            | Home         | done badge.welcome
        LOT:FLOW-receive                     | receive.item | accepted flow.opened
        STOCK                                | receive.item | accepted taken.location
        (01)09506000134383(3103)012500(10)R7 | receive.item | done done.receive       |  | 1
        """,
        ledger="""
        receive | OP1 | RESIN/R7 12.5 SUPPLIER>STOCK scanned
        """,
    ),
)
