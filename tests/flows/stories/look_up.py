"""Learning what a code is."""

from tests.flows.stories.story import Story

STORIES = (
    Story(
        "item, lot, serial, order, location, partner, nothing",
        """
        BADGE:B-1                 | Home      | done badge.welcome
        CELL                      | LookingUp | accepted look_up.found
        L1                        | LookingUp | accepted look_up.found
        M3                        | LookingUp | accepted look_up.found
        LOT:FLOW-look_up          | LookingUp | accepted flow.opened
        MO-1                      | LookingUp | accepted look_up.found
        STOCK                     | LookingUp | accepted look_up.found
        ACME                      | LookingUp | accepted look_up.found
        SCREW                     | LookingUp | accepted look_up.found
        (01)09506000134352(10)NEW | LookingUp | accepted look_up.found
        XYZ                       | LookingUp | refused scan.unknown_anywhere
        (37)10                    | LookingUp | refused scan.unknown_anywhere
        LOT:FINISH                | LookingUp | refused command.not_now
        LOT:QTY-2                 | LookingUp | refused command.not_now
        LOT:OK                    | LookingUp | neutral acknowledged
        LOT:CANCEL                | Home      | neutral home
        """,
    ),
    Story(
        "an order looked at opens its flow with it",
        """
        BADGE:B-1         | Home        | done badge.welcome
        LOT:FLOW-look_up  | LookingUp   | accepted flow.opened
        MO-2              | LookingUp   | accepted look_up.found
        act:flow:produce  | produce.lot | accepted flow.opened
        LOT:HOME          | Home        | neutral home
        MO-2              | LookingUp   | accepted look_up.found
        LOT:FLOW-ship     | ship.order  | accepted flow.opened
        LOT:HOME          | Home        | neutral home
        PO-1              | receive.lot | accepted flow.opened
        LOT:HOME          | Home        | neutral home
        MO-9              | LookingUp   | accepted look_up.found
        LOT:FLOW-nonsense | LookingUp   | refused command.not_now
        TO-1              | LookingUp   | accepted look_up.found
        """,
    ),
    Story(
        "one number of two items",
        """
        BADGE:B-1     | Home       | done badge.welcome
        L1            | Choosing   | warning scan.choose
        RESIN         | LookingUp  | accepted look_up.found
        L1            | Choosing   | warning scan.choose
        LOT:CHOOSE-2  | LookingUp  | accepted look_up.found
        L1            | Choosing   | warning scan.choose
        L2            | LookingUp  | accepted look_up.found
        L1            | Choosing   | warning scan.choose
        LOT:QTY-1     | Choosing   | warning scan.choose
        BADGE:B-2     | Home       | done badge.welcome
        L1            | Choosing   | warning scan.choose
        LOT:FLOW-ship | ship.order | accepted flow.opened
        """,
        plant=({"op": "receive", "item": "RESIN", "lot": "L1", "quantity": "5", "to": "STOCK", "partner": "ACME"},),
    ),
    Story(
        "one code of many things, a damaged label, a typed code",
        """
        BADGE:B-1           | Home      | done badge.welcome
        DUO                 | Choosing  | warning scan.choose
        LOT:CHOOSE-1        | LookingUp | accepted look_up.found
        DUO                 | Choosing  | warning scan.choose
        LOT:CHOOSE-2        | LookingUp | accepted look_up.found
        DUO                 | Choosing  | warning scan.choose
        LOT:CHOOSE-3        | LookingUp | accepted look_up.found
        DUO                 | Choosing  | warning scan.choose
        LOT:CHOOSE-4        | LookingUp | accepted look_up.found
        DUO                 | Choosing  | warning scan.choose
        LOT:CHOOSE-5        | LookingUp | accepted look_up.found
        ]d20109506000134353 | LookingUp | refused scan.damaged
        LOT:TYPE            | LookingUp | -
        enter:CELL          | LookingUp | accepted look_up.found
        """,
        plant=(
            {"op": "location", "code": "DUO", "name": "Place two"},
            {"op": "partner", "code": "DUO", "name": "Partner two", "role": "both"},
            {"op": "item", "code": "DUO", "name": "Item two", "tracking": "lot"},
            {"op": "order", "code": "DUO", "kind": "count", "item": "DUO", "quantity": "1"},
            {"op": "receive", "item": "CELL", "lot": "DUO", "quantity": "1", "to": "DUO", "partner": "DUO"},
        ),
    ),
)
