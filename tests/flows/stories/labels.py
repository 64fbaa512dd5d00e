"""Numbers that are given here, their labels, and printing again."""

from tests.flows.stories.story import Story

GLUE = {
    "op": "item",
    "code": "GLUE",
    "name": "Glue",
    "tracking": "lot",
    "unit": "kg",
    "number_template": "G{yy}{ww}-{station}-{seq:3}",
}
FRAME = {"op": "item", "code": "FRAME", "name": "Frame", "tracking": "serial", "number_template": "F{station}{seq:4}"}
CART = {"op": "item", "code": "CART", "name": "Cart", "tracking": "serial", "number_template": "C{station}{seq:4}"}
CARTS = (
    FRAME,
    CART,
    {"op": "bom", "item": "CART", "component": "CELL", "quantity": "2"},
    {"op": "order", "code": "MO-5", "kind": "work", "item": "CART", "quantity": "2"},
)

STORIES = (
    Story(
        "goods without a number get one, and its label",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        LOT:NEW          | receive.item     | refused command.not_now
        GLUE             | receive.lot      | accepted taken.goods
        LOT:AGAIN        | receive.lot      | refused command.not_now
        LOT:NEW          | receive.quantity | accepted taken.goods
        LOT:NEW          | receive.quantity | refused command.not_now
        5                | receive.location | accepted taken.counted
        STOCK            | receive.item     | done done.receive     |  | 1
        GLUE             | receive.lot      | accepted taken.goods
        LOT:NEW          | receive.quantity | accepted taken.goods
        LOT:CANCEL       | receive.item     | neutral scan.forgotten
        FRAME            | receive.lot      | accepted taken.goods
        LOT:NEW          | receive.item     | done done.receive     |  | 1
        RESIN            | receive.lot      | accepted taken.goods
        LOT:NEW          | receive.lot      | refused number.no_template
        SCREW            | receive.quantity | accepted taken.goods
        LOT:NEW          | receive.quantity | refused command.not_now
        """,
        ledger="""
        receive | OP1 | GLUE/G2619-ST-001 5 SUPPLIER>STOCK typed
        receive | OP1 | FRAME/FST0001 1 SUPPLIER>STOCK confirmed
        """,
        plant=(GLUE, FRAME),
        labels="prints",
        jobs="""
        G2619-ST-001 queued entry 1
        FST0001 queued entry 2
        """,
    ),
    Story(
        "a number counts when its printed label was scanned",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        STOCK            | receive.item     | accepted taken.location
        GLUE             | receive.lot      | accepted taken.goods
        LOT:NEW          | receive.lot      | accepted number.printing
        L1               | receive.lot      | refused number.other_label
        CELL             | receive.lot      | refused number.other_label
        LOT:QTY-3        | receive.lot      | accepted taken.quantity
        LOT:AGAIN        | receive.lot      | accepted number.printing
        G2619-ST-001     | receive.item     | done done.receive         |  | 1
        GLUE             | receive.lot      | accepted taken.goods
        LOT:NEW          | receive.lot      | accepted number.printing
        LOT:CANCEL       | receive.item     | warning number.forgotten
        GLUE             | receive.lot      | accepted taken.goods
        LOT:NEW          | receive.lot      | accepted number.printing
        G2619-ST-003     | receive.quantity | accepted taken.goods
        2                | receive.item     | done done.receive         |  | 1
        GLUE             | receive.lot      | accepted taken.goods
        LOT:NEW          | receive.lot      | accepted number.printing
        LOT:FLOW-ship    | ship.order       | warning flow.opened
        LOT:HOME         | Home             | neutral home
        """,
        ledger="""
        receive | OP1 | GLUE/G2619-ST-001 3 SUPPLIER>STOCK scanned
        receive | OP1 | GLUE/G2619-ST-003 2 SUPPLIER>STOCK typed
        """,
        plant=(GLUE,),
        labels="scans back",
        jobs="""
        G2619-ST-001 queued
        G2619-ST-001 queued
        G2619-ST-002 queued
        G2619-ST-003 queued
        G2619-ST-004 queued
        """,
    ),
    Story(
        "a unit gets its number when it is begun, and no second label when it is finished",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        LOT:NEW        | build.order    | refused command.not_now
        MO-5           | build.location | accepted taken.order
        LINE           | build.unit     | accepted taken.location
        LOT:NEW        | build.item     | accepted done.build.start  |  | 1
        LOT:NEW        | build.item     | refused command.not_now
        L1             | build.item     | accepted done.build        |  | 1
        LOT:FINISH     | build.unit     | done done.build.finish     |  | 1
        OWN-1          | build.item     | accepted done.build.start  |  | 1
        L1             | build.item     | accepted done.build        |  | 1
        LOT:FINISH     | build.unit     | done done.build.finish     |  | 1
        """,
        ledger="""
        start MO-5 | OP1 | opens unit MO-5/CST0001 for CST0001
        consume MO-5 | OP1 | CELL/L1 2 STOCK>PRODUCTION input MO-5/CST0001 scanned
        produce MO-5 | OP1 | CART/CST0001 1 PRODUCTION>LINE output MO-5/CST0001 confirmed
        | closes unit MO-5/CST0001 for CST0001
        start MO-5 | OP1 | opens unit MO-5/OWN-1 for OWN-1
        consume MO-5 | OP1 | CELL/L1 2 STOCK>PRODUCTION input MO-5/OWN-1 scanned
        produce MO-5 | OP1 | CART/OWN-1 1 PRODUCTION>LINE output MO-5/OWN-1 scanned
        | closes unit MO-5/OWN-1 for OWN-1
        """,
        plant=CARTS,
        labels="prints",
        jobs="""
        CST0001 queued entry 1
        OWN-1 queued entry 6
        """,
    ),
    Story(
        "the number of a unit that must be scanned",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        LINE           | build.order    | accepted taken.location
        MO-5           | build.unit     | accepted taken.order
        LOT:NEW        | build.unit     | accepted number.printing
        OTHER          | build.unit     | refused number.other_label
        CST0001        | build.item     | accepted done.build.start  |  | 1
        LOT:CANCEL     | build.unit     | neutral unit.left
        LOT:NEW        | build.unit     | accepted number.printing
        LOT:CANCEL     | build.unit     | warning number.forgotten
        """,
        ledger="""
        start MO-5 | OP1 | opens unit MO-5/CST0001 for CST0001
        """,
        plant=CARTS,
        labels="scans back",
        jobs="""
        CST0001 queued
        CST0002 queued
        """,
    ),
    Story(
        "a lot that is made gets one label, however often more of it is made",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-produce | produce.order    | accepted flow.opened
        MO-2             | produce.lot      | accepted taken.order
        LINE             | produce.lot      | accepted taken.location
        P1               | produce.quantity | accepted taken.goods
        LOT:QTY-15       | produce.lot      | done done.produce        |         | 1
        P1               | produce.quantity | accepted taken.goods
        LOT:QTY-1        | produce.lot      | done done.produce        |         | 1
        """,
        ledger="""
        produce MO-2 | OP1 | PACK/P1 15 PRODUCTION>LINE output MO-2#1 scanned | opens batch MO-2#1
        produce MO-2 | OP1 | PACK/P1 1 PRODUCTION>LINE output MO-2#1 scanned | opens batch MO-2#1
        """,
        labels="prints",
        jobs="P1 queued entry 1",
    ),
    Story(
        "a label is printed again, with its reason",
        """
        BADGE:B-1      | Home      | done badge.welcome
        LOT:PRINT      | Home      | refused command.not_now
        LOT:FLOW-label | Labelling | accepted flow.opened
        LOT:PRINT      | Labelling | refused command.not_now
        L1             | Labelling | accepted look_up.found
        LOT:PRINT      | Labelling | warning print.which_reason
        LOT:CHOOSE-9   | Labelling | refused command.not_now
        LOT:CHOOSE-1   | Labelling | done print.queued           |  | 1
        STOCK          | Labelling | accepted look_up.found
        LOT:PRINT      | Labelling | done print.queued
        SCREW          | Labelling | accepted look_up.found
        LOT:PRINT      | Labelling | done print.queued
        PO-1           | Labelling | accepted look_up.found
        LOT:PRINT      | Labelling | done print.queued
        ACME           | Labelling | refused print.none
        XYZ            | Labelling | refused scan.unknown_anywhere
        M1             | Labelling | accepted look_up.found
        LOT:PRINT      | Labelling | warning print.which_reason
        smudged        | Labelling | done print.queued           |  | 1
        LOT:PRINT      | Labelling | warning print.which_reason
        LOT:CANCEL     | Labelling | neutral acknowledged
        LOT:CANCEL     | Labelling | neutral acknowledged
        LOT:BACK       | Home      | neutral home
        """,
        ledger="""
        reprint | OP1 | reason unreadable
        reprint | OP1 | reason smudged
        """,
        labels="prints",
        jobs="""
        L1 queued entry 1
        STOCK queued
        SCREW queued
        PO-1 queued
        M1 queued entry 2
        """,
    ),
    Story(
        "labels that wait are answered",
        """
        BADGE:B-1      | Home      | done badge.welcome
        LOT:FLOW-label | Labelling | accepted flow.opened
        STOCK          | Labelling | accepted look_up.found
        LOT:PRINT      | Labelling | done print.queued
        LOT:PRINT      | Labelling | done print.queued
        LOT:CHOOSE-3   | Labelling | refused command.not_now
        LOT:CHOOSE-2   | Labelling | neutral print.state.queued
        LOT:THERE      | Labelling | refused command.not_now
        LOT:DROP       | Labelling | done print.drop
        LOT:DROP       | Labelling | refused command.not_now
        LOT:CHOOSE-1   | Labelling | neutral print.state.queued
        LOT:CANCEL     | Labelling | neutral acknowledged
        LOT:AGAIN      | Labelling | refused command.not_now
        LOT:UNDO       | Labelling | refused undo.nothing
        LOT:OK         | Labelling | neutral acknowledged
        LOT:TYPE       | Labelling | -
        LOT:FLOW-look_up | LookingUp | accepted flow.opened
        """,
        labels="prints",
        jobs="""
        STOCK queued
        STOCK dropped
        """,
    ),
    Story(
        "a station without a printer",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-label   | Labelling        | accepted flow.opened
        L1               | Labelling        | accepted look_up.found
        LOT:PRINT        | Labelling        | refused print.no_printer
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        GLUE             | receive.lot      | accepted taken.goods
        LOT:NEW          | receive.quantity | accepted taken.goods
        """,
        plant=(GLUE,),
    ),
    Story(
        "a number that is taken is passed over, and a template that cannot be used is named",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        STOCK            | receive.item     | accepted taken.location
        FRAME            | receive.lot      | accepted taken.goods
        FST0001          | receive.item     | done done.receive     |  | 1
        FRAME            | receive.lot      | accepted taken.goods
        LOT:NEW          | receive.item     | done done.receive     |  | 1
        """,
        ledger="""
        receive | OP1 | FRAME/FST0001 1 SUPPLIER>STOCK scanned
        receive | OP1 | FRAME/FST0002 1 SUPPLIER>STOCK confirmed
        """,
        plant=(FRAME,),
    ),
)
