"""Taking back."""

from tests.flows.stories.story import Story

STORIES = (
    Story(
        "several in a row, across flows, and once more",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:UNDO         | Home             | refused undo.nothing
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        STOCK            | receive.item     | accepted taken.location
        CELL             | receive.lot      | accepted taken.goods
        L7               | receive.quantity | accepted taken.goods
        LOT:QTY-5        | receive.item     | done done.receive       |  | 1
        MOTOR            | receive.lot      | accepted taken.goods
        M7               | receive.item     | done done.receive       |  | 1
        LOT:HOME         | Home             | neutral home
        SO-1             | ship.item        | accepted flow.opened
        L1               | ship.quantity    | accepted taken.goods
        LOT:QTY-2        | ship.item        | done done.ship          |  | 1
        L7               | ship.quantity    | accepted taken.goods
        LOT:UNDO         | ship.item        | neutral scan.forgotten
        LOT:UNDO         | ship.item        | done undo.done          |  | 1
        LOT:HOME         | Home             | neutral home
        LOT:UNDO         | Home             | done undo.done          |  | 1
        LOT:UNDO         | Home             | done undo.done          |  | 1
        LOT:UNDO         | Home             | refused undo.nothing
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        STOCK            | receive.item     | accepted taken.location
        MOTOR            | receive.lot      | accepted taken.goods
        M7               | receive.item     | done done.receive       |  | 1
        """,
        ledger="""
        receive | OP1 | CELL/L7 5 SUPPLIER>STOCK scanned
        receive | OP1 | MOTOR/M7 1 SUPPLIER>STOCK scanned
        ship SO-1 CUST | OP1 | CELL/L1 2 STOCK>CUSTOMER scanned
        undo | OP1 | CELL/L1 2 CUSTOMER>STOCK confirmed back
        undo | OP1 | MOTOR/M7 1 STOCK>SUPPLIER confirmed back
        undo | OP1 | CELL/L7 5 STOCK>SUPPLIER confirmed back
        receive | OP1 | MOTOR/M7 1 SUPPLIER>STOCK scanned
        """,
    ),
    Story(
        "a unit taken back step by step",
        """
        BADGE:B-1      | Home           | done badge.welcome
        LOT:FLOW-build | build.order    | accepted flow.opened
        MO-1           | build.location | accepted taken.order
        STOCK          | build.unit     | accepted taken.location
        SN1            | build.item     | accepted done.build.start |  | 1
        M1             | build.item     | accepted done.build       |  | 1
        L1             | build.item     | accepted done.build       |  | 1
        LOT:FINISH     | build.unit     | done done.build.finish    |  | 1
        LOT:UNDO       | build.item     | done undo.done            |  | 1
        LOT:UNDO       | build.item     | done undo.done            |  | 1
        LOT:UNDO       | build.item     | done undo.done            |  | 1
        LOT:UNDO       | build.unit     | neutral undo.begun
        LOT:UNDO       | build.unit     | refused undo.nothing
        SN1            | build.item     | accepted taken.unit
        M2             | build.item     | accepted done.build       |  | 1
        """,
        ledger="""
        start MO-1 | OP1 | opens unit MO-1/SN1 for SN1
        consume MO-1 | OP1 | MOTOR/M1 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        consume MO-1 | OP1 | CELL/L1 10 STOCK>PRODUCTION input MO-1/SN1 scanned
        produce MO-1 | OP1 | BIKE/SN1 1 PRODUCTION>STOCK output MO-1/SN1 scanned | closes unit MO-1/SN1 for SN1
        undo | OP1 | BIKE/SN1 1 STOCK>PRODUCTION output MO-1/SN1 confirmed back
        undo | OP1 | CELL/L1 10 PRODUCTION>STOCK input MO-1/SN1 confirmed back
        undo | OP1 | MOTOR/M1 1 PRODUCTION>STOCK input MO-1/SN1 confirmed back
        consume MO-1 | OP1 | MOTOR/M2 1 STOCK>PRODUCTION input MO-1/SN1 scanned
        """,
    ),
    Story(
        "goods that are gone: what stands on it is named, with approval it goes through",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        STOCK            | receive.item     | accepted taken.location
        CELL             | receive.lot      | accepted taken.goods
        L7               | receive.quantity | accepted taken.goods
        LOT:QTY-5        | receive.item     | done done.receive         |       | 1
        load:{"op":"ship","item":"CELL","lot":"L7","quantity":"4","from":"STOCK","partner":"CUST"}
        LOT:UNDO         | Approving        | warning quantity.too_much | QTY-1
        LOT:CANCEL       | receive.item     | neutral scan.forgotten
        LOT:HOME         | Home             | neutral home
        LOT:UNDO         | Approving        | warning quantity.too_much | QTY-1
        BADGE:B-1        | Approving        | refused who.self          | WHO-1
        BADGE:B-9        | Approving        | accepted approve.reason
        LOT:CHOOSE-1     | Home             | done undo.done            |       | 1
        LOT:UNDO         | Home             | refused undo.nothing
        """,
        ledger="""
        receive | OP1 | CELL/L7 5 SUPPLIER>STOCK scanned
        ship CUST | load | CELL/L7 4 STOCK>CUSTOMER imported
        undo | OP1+SUP | CELL/L7 4 ADJUSTMENT>STOCK inferred | CELL/L7 5 STOCK>SUPPLIER confirmed back
        | approved QTY-1 | reason found
        """,
    ),
    Story(
        "a serial that has moved on",
        """
        BADGE:B-1        | Home         | done badge.welcome
        LOT:FLOW-receive | receive.item | accepted flow.opened
        STOCK            | receive.item | accepted taken.location
        MOTOR            | receive.lot  | accepted taken.goods
        M7               | receive.item | done done.receive          |       | 1
        load:{"op":"move","item":"MOTOR","lot":"M7","from":"STOCK","to":"LINE","quantity":"1"}
        LOT:UNDO         | Approving    | warning location.elsewhere | LOC-1
        M7               | receive.item | duplicate serial.twice     | SER-3
        """,
        ledger="""
        receive | OP1 | MOTOR/M7 1 SUPPLIER>STOCK scanned
        move | load | MOTOR/M7 1 STOCK>LINE imported
        """,
    ),
    Story(
        "an entry that somebody else took back",
        """
        BADGE:B-1                          | Home             | done badge.welcome
        LOT:FLOW-receive                   | receive.item     | accepted flow.opened
        STOCK                              | receive.item     | accepted taken.location
        MOTOR                              | receive.lot      | accepted taken.goods
        M7                                 | receive.item     | done done.receive       |       | 1
        CELL                               | receive.lot      | accepted taken.goods
        L7                                 | receive.quantity | accepted taken.goods
        LOT:QTY-5                          | receive.item     | done done.receive       |       | 1
        load:{"op":"undo","entry":"ST/46"}
        LOT:UNDO                           | receive.item     | refused undo.too_much   | QTY-1
        LOT:UNDO                           | receive.item     | done undo.done          |       | 1
        LOT:UNDO                           | receive.item     | refused undo.nothing
        """,
        ledger="""
        receive | OP1 | MOTOR/M7 1 SUPPLIER>STOCK scanned
        receive | OP1 | CELL/L7 5 SUPPLIER>STOCK scanned
        undo | load | CELL/L7 5 STOCK>SUPPLIER imported back
        undo | OP1 | MOTOR/M7 1 STOCK>SUPPLIER confirmed back
        """,
    ),
    Story(
        "undo of a question or a half filled movement only forgets it",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        STOCK            | receive.item     | accepted taken.location
        CELL             | receive.lot      | accepted taken.goods
        L7               | receive.quantity | accepted taken.goods
        LOT:QTY-5        | receive.item     | done done.receive       |       | 1
        CELL             | receive.lot      | accepted taken.goods
        LOT:UNDO         | receive.item     | neutral scan.forgotten
        L1               | Confirming       | warning lot.exists      | LOT-1
        LOT:UNDO         | receive.item     | neutral scan.forgotten
        LOT:UNDO         | receive.item     | done undo.done          |       | 1
        """,
        ledger="""
        receive | OP1 | CELL/L7 5 SUPPLIER>STOCK scanned
        undo | OP1 | CELL/L7 5 STOCK>SUPPLIER confirmed back
        """,
    ),
)
