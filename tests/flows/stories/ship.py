"""Shipping."""

from tests.flows.stories.story import Story

STORIES = (
    Story(
        "lots and serials to a customer",
        """
        BADGE:B-1  | Home          | done badge.welcome
        SO-1       | ship.item     | accepted flow.opened
        L1         | ship.quantity | accepted taken.goods
        act:number | ship.quantity | -
        enter:50   | ship.item     | done done.ship            |       | 1
        L1         | ship.quantity | accepted taken.goods
        act:number | ship.quantity | -
        enter:12   | ship.item     | done done.ship            |       | 1
        M1         | ship.item     | refused order.not_planned | ORD-1
        RESIN      | ship.lot      | accepted taken.goods
        R1         | ship.lot      | refused order.not_planned | ORD-1
        LOT:BACK   | ship.item     | neutral scan.forgotten
        """,
        ledger="""
        ship SO-1 CUST | OP1 | CELL/L1 50 STOCK>CUSTOMER confirmed
        ship SO-1 CUST | OP1 | CELL/L1 12 STOCK>CUSTOMER typed
        """,
    ),
    Story(
        "pinned lots, the wrong kind of order",
        """
        BADGE:B-1     | Home       | done badge.welcome
        LOT:FLOW-ship | ship.order | accepted flow.opened
        PO-1          | ship.order | refused scan.not_expected
        MO-1          | ship.order | refused scan.not_expected
        TO-1          | ship.order | refused scan.not_expected
        ACME          | ship.order | refused scan.not_expected
        SO-2          | ship.item  | accepted taken.order
        M2            | ship.item  | refused order.other_lot   | ORD-1
        M1            | ship.item  | done done.ship            |       | 1
        M1            | ship.item  | duplicate serial.twice    | SER-3
        M3            | ship.item  | refused order.other_lot   | ORD-1
        LOT:UNDO      | ship.item  | done undo.done            |       | 1
        M1            | ship.item  | done done.ship            |       | 1
        """,
        ledger="""
        ship SO-2 CUST | OP1 | MOTOR/M1 1 STOCK>CUSTOMER scanned
        undo | OP1 | MOTOR/M1 1 CUSTOMER>STOCK confirmed back
        ship SO-2 CUST | OP1 | MOTOR/M1 1 STOCK>CUSTOMER scanned
        """,
    ),
    Story(
        "on hold, expired, nowhere",
        """
        BADGE:B-1     | Home          | done badge.welcome
        LOT:FLOW-ship | ship.order    | accepted flow.opened
        SO-9          | ship.item     | accepted taken.order
        M3            | ship.item     | refused hold.open     | HOLD-1
        T-OLD         | Confirming    | warning expiry.passed | EXP-1
        LOT:OK        | ship.quantity | accepted taken.goods
        3             | ship.item     | done done.ship        |         | 1
        SCREW         | ship.quantity | accepted taken.goods
        GEAR          | ship.lot      | accepted taken.goods
        G9            | Approving     | warning track.unknown | TRACK-5
        """,
        ledger="""
        ship SO-9 CUST | OP1 | TAPE/T-OLD 3 STOCK>CUSTOMER typed | warned EXP-1
        """,
        plant=(
            {
                "op": "order",
                "code": "SO-9",
                "kind": "delivery",
                "partner": "CUST",
                "lines": [
                    {"item": "MOTOR", "quantity": "9"},
                    {"item": "TAPE", "quantity": "9"},
                    {"item": "GEAR", "quantity": "9"},
                    {"item": "SCREW", "quantity": "100"},
                ],
            },
        ),
    ),
    Story(
        "several places",
        """
        BADGE:B-1     | Home          | done badge.welcome
        LOT:FLOW-ship | ship.order    | accepted flow.opened
        SO-1          | ship.item     | accepted taken.order
        L1            | Choosing      | warning scan.choose
        LOT:CHOOSE-1  | ship.quantity | accepted taken.goods
        LOT:QTY-2     | ship.item     | done done.ship       |  | 1
        L1            | Choosing      | warning scan.choose
        STOCK         | ship.quantity | accepted taken.goods
        LOT:QTY-2     | ship.item     | done done.ship       |  | 1
        """,
        ledger="""
        ship SO-1 CUST | OP1 | CELL/L1 2 LINE>CUSTOMER confirmed
        ship SO-1 CUST | OP1 | CELL/L1 2 STOCK>CUSTOMER scanned
        """,
        plant=({"op": "move", "item": "CELL", "lot": "L1", "quantity": "5", "from": "STOCK", "to": "LINE"},),
    ),
)
