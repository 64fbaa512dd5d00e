"""Consuming material to a work order."""

from tests.flows.plant import GTIN_RESIN
from tests.flows.stories.story import Story

STORIES = (
    Story(
        "lots to a work order, in any order",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-consume | consume.order    | accepted flow.opened
        MO-2             | consume.item     | accepted taken.order
        R1               | consume.quantity | accepted taken.goods
        LOT:QTY-2.5      | consume.item     | done done.consume       |  | 1
        LOT:QTY-1        | consume.item     | accepted taken.quantity
        R1               | consume.item     | done done.consume       |  | 1
        R1               | consume.quantity | accepted taken.goods
        2,25             | consume.item     | done done.consume       |  | 1
        """,
        ledger="""
        consume MO-2 | OP1 | RESIN/R1 2.5 STOCK>PRODUCTION input MO-2#1 scanned
        consume MO-2 | OP1 | RESIN/R1 1 STOCK>PRODUCTION input MO-2#1 scanned
        consume MO-2 | OP1 | RESIN/R1 2.25 STOCK>PRODUCTION input MO-2#1 typed
        """,
    ),
    Story(
        "goods before their order",
        """
        BADGE:B-1        | Home          | done badge.welcome
        LOT:FLOW-consume | consume.order | accepted flow.opened
        R1               | consume.order | accepted taken.goods
        LOT:QTY-3        | consume.order | accepted taken.counted
        MO-2             | consume.item  | done done.consume       |       | 1
        M2               | Approving     | warning bill.not_on_it  | BOM-1
        BADGE:B-9        | Approving     | accepted approve.reason
        LOT:CHOOSE-3     | consume.item  | done done.consume       |       | 1
        """,
        ledger="""
        consume MO-2 | OP1 | RESIN/R1 3 STOCK>PRODUCTION input MO-2#1 scanned
        consume MO-2 | OP1+SUP | MOTOR/M2 1 STOCK>PRODUCTION input MO-2#1 scanned | approved BOM-1
        | reason substitute
        """,
    ),
    Story(
        "expired: a second person approves, for this movement only",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-consume | consume.order    | accepted flow.opened
        MO-2             | consume.item     | accepted taken.order
        R-OLD            | Approving        | warning expiry.passed   | EXP-1
        LOT:OK           | Approving        | warning expiry.passed   | EXP-1
        BADGE:B-9        | Approving        | accepted approve.reason
        LOT:OK           | Approving        | warning approve.which
        LOT:CHOOSE-2     | consume.quantity | accepted taken.goods
        LOT:QTY-2        | consume.item     | done done.consume       |       | 1
        R-OLD            | Approving        | warning expiry.passed   | EXP-1
        BADGE:B-9        | Approving        | accepted approve.reason
        R1               | consume.quantity | accepted taken.goods
        LOT:QTY-1        | consume.item     | done done.consume       |       | 1
        R-OLD            | Approving        | warning expiry.passed   | EXP-1
        LOT:CANCEL       | consume.item     | neutral scan.forgotten
        """,
        ledger="""
        consume MO-2 | OP1+SUP | RESIN/R-OLD 2 STOCK>PRODUCTION input MO-2#1 scanned | approved EXP-1
        | reason label_damaged
        consume MO-2 | OP1 | RESIN/R1 1 STOCK>PRODUCTION input MO-2#1 scanned
        """,
    ),
    Story(
        "expired: a warning, and what is not on the bill",
        """
        BADGE:B-1          | Home             | done badge.welcome
        LOT:FLOW-consume   | consume.order    | accepted flow.opened
        MO-2               | consume.item     | accepted taken.order
        T-OLD              | Approving        | warning bill.not_on_it  | BOM-1
        BADGE:B-9          | Approving        | accepted approve.reason
        enter:quick repair | Confirming       | warning expiry.passed   | EXP-1
        T-OLD              | consume.quantity | accepted taken.goods
        LOT:QTY-2          | consume.item     | done done.consume       |       | 1
        """,
        ledger="""
        consume MO-2 | OP1+SUP | TAPE/T-OLD 2 STOCK>PRODUCTION input MO-2#1 scanned | approved BOM-1 | warned EXP-1
        | reason quick repair
        """,
    ),
    Story(
        "an approval covers what was shown: more than is there comes up anew",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-consume | consume.order    | accepted flow.opened
        MO-2             | consume.item     | accepted taken.order
        R-OLD            | Approving        | warning expiry.passed   | EXP-1
        BADGE:B-9        | Approving        | accepted approve.reason
        LOT:CHOOSE-1     | consume.quantity | accepted taken.goods
        LOT:QTY-7        | Approving        | warning expiry.passed   | EXP-1
        LOT:QTY-6        | Approving        | warning expiry.passed   | EXP-1
        BADGE:B-9        | Approving        | accepted approve.reason
        LOT:CHOOSE-1     | consume.item     | done done.consume       |       | 1
        """,
        ledger="""
        consume MO-2 | OP1+SUP | RESIN/R-OLD 1 ADJUSTMENT>STOCK inferred
        | RESIN/R-OLD 6 STOCK>PRODUCTION input MO-2#1 scanned | approved EXP-1 QTY-1 | reason found
        """,
    ),
    Story(
        "nobody knows it, nothing is there, on hold, in another unit",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-consume | consume.order    | accepted flow.opened
        MO-2             | consume.item     | accepted taken.order
        R77              | consume.item     | refused scan.unknown_goods
        RESIN            | consume.lot      | accepted taken.goods
        R-1              | Approving        | warning track.twin         | TRACK-5
        BADGE:B-9        | Approving        | accepted approve.reason
        LOT:CHOOSE-1     | consume.quantity | accepted taken.goods
        LOT:QTY-1        | consume.item     | done done.consume          |         | 1
        RESIN            | consume.lot      | accepted taken.goods
        R99              | Approving        | warning track.unknown      | TRACK-5
        LOT:BACK         | consume.lot      | neutral scan.forgotten
        M3               | consume.lot      | refused item.other         | TRACK-3
        STOCK            | consume.lot      | refused scan.not_expected
        ACME             | consume.lot      | refused scan.not_expected
        SO-1             | consume.lot      | refused scan.not_expected
        MO-9             | consume.lot      | refused order.not_open     | ORD-1
        LOT:FINISH       | consume.lot      | refused command.not_now
        LOT:TAKE-OUT     | consume.lot      | refused command.not_now
        """,
        ledger="""
        consume MO-2 | OP1+SUP | RESIN/R-1 1 ADJUSTMENT>PRODUCTION input MO-2#1 scanned | approved TRACK-5
        | reason found
        """,
    ),
    Story(
        "several places: named by the location, by its number, by touch",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-consume | consume.order    | accepted flow.opened
        MO-2             | consume.item     | accepted taken.order
        R2               | Choosing         | warning scan.choose
        LINE             | consume.quantity | accepted taken.goods
        LOT:QTY-1        | consume.item     | done done.consume       |  | 1
        R2               | Choosing         | warning scan.choose
        LOT:CHOOSE-2     | consume.quantity | accepted taken.goods
        LOT:QTY-1        | consume.item     | done done.consume       |  | 1
        R2               | Choosing         | warning scan.choose
        act:choose:1     | consume.quantity | accepted taken.goods
        act:number       | consume.quantity | -
        enter:2          | consume.item     | done done.consume       |  | 1
        R2               | Choosing         | warning scan.choose
        LOT:CHOOSE-9     | Choosing         | refused command.not_now
        LOT:OK           | Choosing         | warning scan.choose
        R1               | consume.quantity | accepted taken.goods
        LOT:QTY-1        | consume.item     | done done.consume       |  | 1
        """,
        ledger="""
        consume MO-2 | OP1 | RESIN/R2 1 LINE>PRODUCTION input MO-2#1 scanned
        consume MO-2 | OP1 | RESIN/R2 1 STOCK>PRODUCTION input MO-2#1 confirmed
        consume MO-2 | OP1 | RESIN/R2 2 LINE>PRODUCTION input MO-2#1 typed
        consume MO-2 | OP1 | RESIN/R1 1 STOCK>PRODUCTION input MO-2#1 scanned
        """,
        plant=(
            {"op": "receive", "item": "RESIN", "lot": "R2", "quantity": "5", "to": "STOCK", "partner": "BRIX"},
            {"op": "receive", "item": "RESIN", "lot": "R2", "quantity": "5", "to": "LINE", "partner": "BRIX"},
        ),
    ),
    Story(
        "a station with a place of its own takes from there, or has it declared found",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-consume | consume.order    | accepted flow.opened
        MO-2             | consume.item     | accepted taken.order
        R2               | consume.quantity | accepted taken.goods
        LOT:QTY-1        | consume.item     | done done.consume         |       | 1
        R1               | consume.quantity | accepted taken.goods
        LOT:QTY-50       | Approving        | warning quantity.too_much | QTY-1
        LOT:QTY-40       | consume.item     | done done.consume         |       | 1
        R1               | consume.quantity | accepted taken.goods
        LOT:QTY-1        | Approving        | warning quantity.too_much | QTY-1
        BADGE:B-9        | Approving        | accepted approve.reason
        LOT:CHOOSE-1     | consume.item     | done done.consume         |       | 1
        """,
        ledger="""
        consume MO-2 | OP1 | RESIN/R2 1 LINE>PRODUCTION input MO-2#1 scanned
        consume MO-2 | OP1 | RESIN/R1 40 STOCK>PRODUCTION input MO-2#1 scanned
        consume MO-2 | OP1+SUP | RESIN/R1 1 ADJUSTMENT>LINE inferred
        | RESIN/R1 1 LINE>PRODUCTION input MO-2#1 scanned | approved QTY-1 | reason found
        """,
        plant=(
            {"op": "receive", "item": "RESIN", "lot": "R2", "quantity": "5", "to": "STOCK", "partner": "BRIX"},
            {"op": "receive", "item": "RESIN", "lot": "R2", "quantity": "5", "to": "LINE", "partner": "BRIX"},
        ),
        location="LINE",
    ),
    Story(
        "the label in hand counts, and does not change the books",
        f"""
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-consume | consume.order    | accepted flow.opened
        MO-2             | consume.item     | accepted taken.order
        (01){GTIN_RESIN}(17)260101(10)R9 | Approving | warning expiry.passed | EXP-1
        LOT:CANCEL       | consume.item     | neutral scan.forgotten
        (01){GTIN_RESIN}(17)290101(10)R9 | consume.quantity | accepted taken.goods
        2                | consume.item     | done done.consume       |       | 1
        (01){GTIN_RESIN}(17)290101(10)R1 | consume.quantity | accepted taken.goods
        2                | consume.item     | done done.consume       |       | 1
        """,
        ledger="""
        consume MO-2 | OP1 | RESIN/R9 2 STOCK>PRODUCTION input MO-2#1 typed
        consume MO-2 | OP1 | RESIN/R1 2 STOCK>PRODUCTION input MO-2#1 typed | fact expiry 2029-01-01 scanned
        """,
        plant=(
            {
                "op": "receive",
                "item": "RESIN",
                "lot": "R9",
                "quantity": "5",
                "to": "STOCK",
                "partner": "BRIX",
                "expiry": "2027-03-31",
            },
        ),
    ),
    Story(
        "one number of two items, and of two suppliers",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-consume | consume.order    | accepted flow.opened
        MO-2             | consume.item     | accepted taken.order
        R1               | consume.quantity | accepted taken.goods
        LOT:QTY-1        | consume.item     | done done.consume       |       | 1
        F7               | Choosing         | warning scan.choose
        BRIX             | Approving        | warning bill.not_on_it  | BOM-1
        BADGE:B-9        | Approving        | accepted approve.reason
        LOT:CHOOSE-3     | consume.quantity | accepted taken.goods
        LOT:QTY-1        | consume.item     | done done.consume       |       | 1
        """,
        ledger="""
        consume MO-2 | OP1 | RESIN/R1 1 STOCK>PRODUCTION input MO-2#1 scanned
        consume MO-2 | OP1+SUP | FOAM/F7/BRIX 1 STOCK>PRODUCTION input MO-2#1 scanned | approved BOM-1
        | reason substitute
        """,
        plant=(
            {"op": "receive", "item": "CELL", "lot": "R1", "quantity": "5", "to": "STOCK", "partner": "ACME"},
            {"op": "receive", "item": "FOAM", "lot": "F7", "quantity": "5", "to": "STOCK", "partner": "BRIX"},
        ),
    ),
)
