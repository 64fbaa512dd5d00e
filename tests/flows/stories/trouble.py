"""Labels and inputs that cannot be used."""

from tests.flows.stories.story import Story

STORIES = (
    Story(
        "damaged, unknown, oversized, empty, garbage",
        """
        BADGE:B-1                                    | Home             | done badge.welcome
        LOT:FLOW-receive                             | receive.item     | accepted flow.opened
        ]d20109506000134353                          | receive.item     | refused scan.damaged
        ]d20109506000134376                          | receive.item     | refused scan.unknown_gtin
        (01)09506000134376(10)L9                     | receive.item     | refused scan.unknown_gtin
        ]d201095060001343521099999999999999999999999 | receive.item     | refused scan.damaged
        act:type                                     | receive.item     | -
        enter:                                       | receive.item     | refused scan.empty
        enter:CELL                                   | receive.lot      | accepted taken.goods
        act:type                                     | receive.lot      | -
        enter:]C1                                    | receive.lot      | refused scan.damaged
        L9                                           | receive.quantity | accepted taken.goods
        act:cancel                                   | receive.item     | neutral scan.forgotten
        L9                                           | receive.item     | refused scan.unknown_goods
        act:cancel                                   | Home             | neutral home
        act:cancel                                   | Home             | neutral home
        act:nonsense                                 | Home             | refused command.not_now
        """,
    ),
    Story(
        "numbers that are none, and commands that do not fit",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        CELL             | receive.lot      | accepted taken.goods
        L7               | receive.quantity | accepted taken.goods
        act:number       | receive.quantity | -
        enter:a dozen    | receive.quantity | refused quantity.no_number | QTY-2
        enter:0          | receive.quantity | refused quantity.no_number | QTY-2
        enter:-3         | receive.quantity | refused quantity.no_number | QTY-2
        enter:0.0000001  | receive.quantity | refused quantity.no_number | QTY-2
        enter:2.5        | receive.quantity | refused quantity.fraction  | QTY-2
        enter:12         | receive.location | accepted taken.counted
        STOCK            | receive.item     | done done.receive          |       | 1
        LOT:CHOOSE-1     | receive.item     | refused command.not_now
        LOT:FINISH       | receive.item     | refused command.not_now
        LOT:TAKE-OUT     | receive.item     | refused command.not_now
        LOT:SWAP         | receive.item     | refused command.not_now
        LOT:QTY-0        | receive.item     | refused command.unknown
        LOT:FLY          | receive.item     | refused command.unknown
        act:qty:x        | receive.item     | refused quantity.no_number | QTY-2
        """,
        ledger="""
        receive | OP1 | CELL/L7 12 SUPPLIER>STOCK typed
        """,
    ),
)
