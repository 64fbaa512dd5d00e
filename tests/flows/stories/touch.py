"""Without a scanner: everything is touched or typed."""

from tests.flows.stories.story import Story

STORIES = (
    Story(
        "receive by touch",
        """
        act:type         | SignedOut        | -
        enter:B-1        | Home             | done badge.welcome
        act:flow:receive | receive.item     | accepted flow.opened
        act:type         | receive.item     | -
        enter:CELL       | receive.lot      | accepted taken.goods
        act:type         | receive.lot      | -
        enter:L1         | Confirming       | warning lot.exists     | LOT-1
        act:ok           | receive.quantity | accepted taken.goods
        act:number       | receive.quantity | -
        enter:5          | receive.location | accepted taken.counted
        act:type         | receive.location | -
        enter:STOCK      | receive.item     | done done.receive      |       | 1
        act:type         | receive.item     | -
        enter:L1         | Confirming       | warning lot.exists     | LOT-1
        act:cancel       | receive.item     | neutral scan.forgotten
        act:undo         | receive.item     | done undo.done         |       | 1
        act:home         | Home             | neutral home
        act:sign-out     | SignedOut        | done badge.bye
        """,
        ledger="""
        receive | OP1 | CELL/L1 5 SUPPLIER>STOCK typed | warned LOT-1
        undo | OP1 | CELL/L1 5 STOCK>SUPPLIER confirmed back
        """,
    ),
    Story(
        "consume by touch",
        """
        act:type         | SignedOut        | -
        enter:B-1        | Home             | done badge.welcome
        act:flow:consume | consume.order    | accepted flow.opened
        act:type         | consume.order    | -
        enter:MO-2       | consume.item     | accepted taken.order
        act:type         | consume.item     | -
        enter:R-OLD      | Approving        | warning expiry.passed   | EXP-1
        act:type         | Approving        | -
        enter:B-9        | Approving        | accepted approve.reason
        act:choose:2     | consume.quantity | accepted taken.goods
        enter:1,5        | consume.item     | done done.consume       |       | 1
        act:home         | Home             | neutral home
        """,
        ledger="""
        consume MO-2 | OP1+SUP | RESIN/R-OLD 1.5 STOCK>PRODUCTION input MO-2#1 typed | approved EXP-1
        | reason label_damaged
        """,
    ),
    Story(
        "build a unit by touch",
        """
        act:type       | SignedOut      | -
        enter:B-1      | Home           | done badge.welcome
        act:flow:build | build.order    | accepted flow.opened
        act:type       | build.order    | -
        enter:MO-1     | build.location | accepted taken.order
        act:type       | build.location | -
        enter:STOCK    | build.unit     | accepted taken.location
        act:type       | build.unit     | -
        enter:SN1      | build.item     | accepted done.build.start |       | 1
        act:type       | build.item     | -
        enter:M1       | build.item     | accepted done.build       |       | 1
        act:take-out   | build.item     | accepted part.out
        act:put-in     | build.item     | accepted part.in
        act:take-out   | build.item     | accepted part.out
        act:type       | build.item     | -
        enter:M1       | build.item     | accepted done.build.out   |       | 1
        act:undo       | build.item     | done undo.done            |       | 1
        act:finish     | Approving      | warning bill.slot_empty   | BOM-3
        act:cancel     | build.item     | neutral scan.forgotten
        act:finish     | Approving      | warning bill.slot_empty   | BOM-3
        act:type       | Approving      | -
        enter:B-9      | Approving      | accepted approve.reason
        act:choose:5   | build.unit     | done done.build.finish    |       | 1
        act:cancel     | Home           | neutral home
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input MO-1/SN1 typed
        unconsume MO-1 | OP1 | MOTOR/M1 1 PRODUCTION>STOCK input_returned MO-1/SN1 typed
        undo | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input_returned MO-1/SN1 confirmed back
        produce MO-1 | OP1+SUP | BIKE/SN1 1 PRODUCTION>STOCK output MO-1/SN1 typed | approved BOM-3 | reason other
        | closes unit MO-1/SN1 for SN1
        """,
    ),
    Story(
        "make a batch by touch",
        """
        act:type         | SignedOut        | -
        enter:B-1        | Home             | done badge.welcome
        act:type         | Home             | -
        enter:MO-2       | LookingUp        | accepted look_up.found
        act:flow:produce | produce.lot      | accepted flow.opened
        act:type         | produce.lot      | -
        enter:P1         | produce.quantity | accepted taken.goods
        enter:5          | produce.location | accepted taken.counted
        act:type         | produce.location | -
        enter:LINE       | produce.lot      | done done.produce        |       | 1
        act:finish       | Approving        | warning bill.slot_empty  | BOM-3
        act:type         | Approving        | -
        enter:B-9        | Approving        | accepted approve.reason
        act:choose:1     | produce.lot      | done done.produce.finish |       | 1
        act:cancel       | Home             | neutral home
        """,
        ledger="""
        produce MO-2 | OP1 | PACK/P1 5 PRODUCTION>LINE output MO-2#1 typed | opens batch MO-2#1
        finish MO-2 | OP1+SUP | approved BOM-3 | reason found | closes batch MO-2#1
        """,
    ),
    Story(
        "ship by touch",
        """
        act:type      | SignedOut     | -
        enter:B-1     | Home          | done badge.welcome
        act:flow:ship | ship.order    | accepted flow.opened
        act:type      | ship.order    | -
        enter:SO-1    | ship.item     | accepted taken.order
        act:type      | ship.item     | -
        enter:L1      | Choosing      | warning scan.choose
        act:choose:2  | ship.quantity | accepted taken.goods
        act:number    | ship.quantity | -
        enter:3       | ship.item     | done done.ship       |  | 1
        act:home      | Home          | neutral home
        act:undo      | Home          | done undo.done       |  | 1
        """,
        ledger="""
        ship SO-1 CUST | OP1 | CELL/L1 3 STOCK>CUSTOMER typed
        undo | OP1 | CELL/L1 3 CUSTOMER>STOCK confirmed back
        """,
        plant=({"op": "move", "item": "CELL", "lot": "L1", "quantity": "5", "from": "STOCK", "to": "LINE"},),
    ),
    Story(
        "look up by touch",
        """
        act:type         | SignedOut   | -
        enter:B-1        | Home        | done badge.welcome
        act:flow:look_up | LookingUp   | accepted flow.opened
        act:type         | LookingUp   | -
        enter:M1         | LookingUp   | accepted look_up.found
        act:type         | LookingUp   | -
        enter:PO-1       | LookingUp   | accepted look_up.found
        act:flow:receive | receive.lot | accepted flow.opened
        act:home         | Home        | neutral home
        """,
    ),
    Story(
        "a number, its label, and printing it again by touch",
        """
        act:type         | SignedOut        | -
        enter:B-1        | Home             | done badge.welcome
        act:flow:receive | receive.item     | accepted flow.opened
        act:type         | receive.item     | -
        enter:GLUE       | receive.lot      | accepted taken.goods
        act:new          | receive.lot      | accepted number.printing
        act:again        | receive.lot      | accepted number.printing
        act:type         | receive.lot      | -
        enter:G-ST-1     | receive.quantity | accepted taken.goods
        enter:5          | receive.location | accepted taken.counted
        act:type         | receive.location | -
        enter:STOCK      | receive.item     | done done.receive      |  | 1
        act:home         | Home             | neutral home
        act:flow:look_up | LookingUp        | accepted flow.opened
        act:type         | LookingUp        | -
        enter:G-ST-1     | LookingUp        | accepted look_up.found
        act:flow:label   | Labelling        | accepted flow.opened
        act:print        | Labelling        | warning print.which_reason
        act:choose:2     | Labelling        | done print.queued      |  | 1
        act:job:1        | Labelling        | neutral print.state.queued
        act:drop         | Labelling        | done print.drop
        act:job:2        | Labelling        | neutral print.state.queued
        act:cancel       | Labelling        | neutral acknowledged
        act:home         | Home             | neutral home
        """,
        ledger="""
        receive | OP1 | GLUE/G-ST-1 5 SUPPLIER>STOCK typed
        reprint | OP1 | reason lost
        """,
        plant=(
            {"op": "item", "code": "GLUE", "name": "Glue", "tracking": "lot", "number_template": "G-{station}-{seq:1}"},
        ),
        labels="scans back",
        jobs="""
        G-ST-1 dropped
        G-ST-1 queued
        G-ST-1 queued entry 2
        """,
    ),
)
