"""Making batches."""

from tests.flows.stories.story import Story

STORIES = (
    Story(
        "material in, a lot out, the batch closed",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-produce | produce.order    | accepted flow.opened
        LOT:FINISH       | produce.order    | refused finish.first
        MO-2             | produce.lot      | accepted taken.order
        LOT:FINISH       | produce.lot      | refused finish.nothing
        LOT:FLOW-consume | consume.item     | accepted flow.opened
        R1               | consume.quantity | accepted taken.goods
        LOT:QTY-10       | consume.item     | done done.consume        |         | 1
        LOT:FLOW-produce | produce.lot      | accepted flow.opened
        P1               | produce.quantity | accepted taken.goods
        LOT:QTY-15       | produce.location | accepted taken.counted
        LOT:FINISH       | produce.location | refused finish.first
        STOCK            | produce.lot      | done done.produce        |         | 1
        P2               | produce.quantity | accepted taken.goods
        5                | produce.lot      | done done.produce        |         | 1
        P1               | produce.quantity | accepted taken.goods
        LOT:QTY-1        | produce.lot      | done done.produce        |         | 1
        RESIN            | produce.lot      | refused item.other       | TRACK-3
        LOT:FINISH       | produce.lot      | done done.produce.finish |         | 1
        LOT:FINISH       | produce.lot      | refused finish.nothing
        P1               | Confirming       | warning lot.exists       | LOT-1
        P1               | produce.quantity | accepted taken.goods
        2                | produce.lot      | done done.produce        |         | 1
        LOT:UNDO         | produce.lot      | done undo.done           |         | 1
        LOT:UNDO         | produce.lot      | refused undo.closed
        LOT:UNDO         | produce.lot      | done undo.done           |         | 1
        """,
        ledger="""
        consume MO-2 | OP1 | RESIN/R1 10 STOCK>PRODUCTION input MO-2#1 scanned
        produce MO-2 | OP1 | PACK/P1 15 PRODUCTION>STOCK output MO-2#1 scanned | opens batch MO-2#1
        produce MO-2 | OP1 | PACK/P2 5 PRODUCTION>STOCK output MO-2#1 confirmed | opens batch MO-2#1
        produce MO-2 | OP1 | PACK/P1 1 PRODUCTION>STOCK output MO-2#1 scanned | opens batch MO-2#1
        finish MO-2 | OP1 | closes batch MO-2#1
        produce MO-2 | OP1 | PACK/P1 2 PRODUCTION>STOCK output MO-2#2 typed | warned LOT-1 | opens batch MO-2#2
        undo | OP1 | PACK/P1 2 STOCK>PRODUCTION output MO-2#2 confirmed back
        undo | OP1 | PACK/P1 1 STOCK>PRODUCTION output MO-2#1 confirmed back
        """,
    ),
    Story(
        "closed without material, approved",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-produce | produce.order    | accepted flow.opened
        MO-3             | produce.lot      | accepted taken.order
        LINE             | produce.lot      | accepted taken.location
        P7               | produce.quantity | accepted taken.goods
        3                | produce.lot      | done done.produce        |       | 1
        LOT:FINISH       | Approving        | warning bill.slot_empty  | BOM-3
        BADGE:B-9        | Approving        | accepted approve.reason
        LOT:CHOOSE-5     | produce.lot      | done done.produce.finish |       | 1
        """,
        ledger="""
        produce MO-3 | OP1 | PACK/P7 3 PRODUCTION>LINE output MO-3#1 typed | opens batch MO-3#1
        finish MO-3 | OP1+SUP | approved BOM-3 | reason other | closes batch MO-3#1
        """,
    ),
    Story(
        "a batch whose output was taken back after it was closed keeps what went into it for the next output",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-consume | consume.order    | accepted flow.opened
        MO-2             | consume.item     | accepted taken.order
        R1               | consume.quantity | accepted taken.goods
        LOT:QTY-10       | consume.item     | done done.consume        |  | 1
        LOT:FLOW-produce | produce.lot      | accepted flow.opened
        STOCK            | produce.lot      | accepted taken.location
        P1               | produce.quantity | accepted taken.goods
        20               | produce.lot      | done done.produce        |  | 1
        LOT:FINISH       | produce.lot      | done done.produce.finish |  | 1
        LOT:UNDO         | produce.lot      | refused undo.closed
        LOT:UNDO         | produce.lot      | done undo.done           |  | 1
        P2               | produce.quantity | accepted taken.goods
        20               | produce.lot      | done done.produce        |  | 1
        """,
        ledger="""
        consume MO-2 | OP1 | RESIN/R1 10 STOCK>PRODUCTION input MO-2#1 scanned
        produce MO-2 | OP1 | PACK/P1 20 PRODUCTION>STOCK output MO-2#1 confirmed | opens batch MO-2#1
        finish MO-2 | OP1 | closes batch MO-2#1
        undo | OP1 | PACK/P1 20 STOCK>PRODUCTION output MO-2#1 confirmed back
        produce MO-2 | OP1 | PACK/P2 20 PRODUCTION>STOCK output MO-2#1 confirmed | opens batch MO-2#1
        """,
    ),
    Story(
        "another order begins anew, a lot of another item is asked about",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-produce | produce.order    | accepted flow.opened
        MO-2             | produce.lot      | accepted taken.order
        STOCK            | produce.lot      | accepted taken.location
        L1               | Confirming       | warning track.known_elsewhere | TRACK-4
        L1               | produce.quantity | accepted taken.goods
        MO-3             | produce.lot      | accepted taken.order
        P1               | produce.quantity | accepted taken.goods
        3                | produce.lot      | done done.produce             |         | 1
        MO-9             | produce.lot      | refused order.not_open        | ORD-1
        SO-1             | produce.lot      | refused scan.not_expected
        """,
        ledger="""
        produce MO-3 | OP1 | PACK/P1 3 PRODUCTION>STOCK output MO-3#1 typed | opens batch MO-3#1
        """,
    ),
)
