"""Badges, hand-over, signing out."""

from tests.flows.stories.story import Story

STORIES = (
    Story(
        "nobody is here",
        """
        L1               | SignedOut | refused who.nobody    | WHO-1
        LOT:FLOW-receive | SignedOut | refused who.nobody    | WHO-1
        LOT:UNDO         | SignedOut | refused who.nobody    | WHO-1
        LOT:OK           | SignedOut | neutral acknowledged
        BADGE:B-77       | SignedOut | refused badge.unknown | WHO-1
        BADGE:           | SignedOut | refused badge.unknown | WHO-1
        LOT:TYPE         | SignedOut | -
        enter:B-1        | Home      | done badge.welcome
        """,
    ),
    Story(
        "another badge takes over the job",
        """
        BADGE:B-1        | Home             | done badge.welcome
        BADGE:B-2        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        CELL             | receive.lot      | accepted taken.goods
        L7               | receive.quantity | accepted taken.goods
        BADGE:B-77       | receive.quantity | refused badge.unknown  | WHO-1
        BADGE:B-1        | receive.quantity | done badge.welcome
        LOT:QTY-5        | receive.location | accepted taken.counted
        STOCK            | receive.item     | done done.receive      |       | 1
        L1               | Confirming       | warning lot.exists     | LOT-1
        LOT:OK           | receive.quantity | accepted taken.goods
        LOT:QTY-1        | receive.item     | done done.receive      |       | 1
        L1               | Confirming       | warning lot.exists     | LOT-1
        BADGE:B-2        | receive.item     | done badge.welcome
        L1               | Confirming       | warning lot.exists     | LOT-1
        LOT:OK           | receive.quantity | accepted taken.goods
        """,
        ledger="""
        receive | OP1 | CELL/L7 5 SUPPLIER>STOCK scanned
        receive | OP1 | CELL/L1 1 SUPPLIER>STOCK scanned | warned LOT-1
        """,
    ),
    Story(
        "who only looks records nothing",
        """
        BADGE:B-5        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        CELL             | receive.lot      | accepted taken.goods
        L7               | receive.lot      | refused who.looks_only | WHO-1
        """,
        plant=({"op": "operator", "code": "EYE", "name": "Eve", "badge": "B-5", "roles": ["auditor"]},),
    ),
    Story(
        "signing out leaves the job open",
        """
        BADGE:B-1        | Home             | done badge.welcome
        LOT:FLOW-receive | receive.item     | accepted flow.opened
        CELL             | receive.lot      | accepted taken.goods
        L7               | receive.quantity | accepted taken.goods
        LOT:SIGN-OUT     | SignedOut        | done badge.bye.open
        L7               | SignedOut        | refused who.nobody     | WHO-1
        BADGE:B-2        | receive.quantity | done badge.welcome
        LOT:QTY-3        | receive.location | accepted taken.counted
        STOCK            | receive.item     | done done.receive      |       | 1
        LOT:HOME         | Home             | neutral home
        LOT:SIGN-OUT     | SignedOut        | done badge.bye
        BADGE:B-1        | Home             | done badge.welcome
        """,
        ledger="""
        receive | OP2 | CELL/L7 3 SUPPLIER>STOCK scanned
        """,
    ),
    Story(
        "commands in the middle of a question",
        """
        BADGE:B-1                | Home             | done badge.welcome
        LOT:FLOW-receive         | receive.item     | accepted flow.opened
        STOCK                    | receive.item     | accepted taken.location
        L1                       | Confirming       | warning lot.exists           | LOT-1
        BADGE:B-77               | Confirming       | refused badge.unknown        | WHO-1
        L1                       | receive.quantity | accepted taken.goods
        LOT:QTY-1                | receive.item     | done done.receive            |       | 1
        L1                       | Confirming       | warning lot.exists           | LOT-1
        LOT:CHOOSE-1             | Confirming       | refused command.not_now
        L1                       | receive.quantity | accepted taken.goods
        LOT:UNDO                 | receive.item     | neutral scan.forgotten
        L1                       | Confirming       | warning lot.exists           | LOT-1
        LOT:TYPE                 | Confirming       | -
        enter:L1                 | receive.quantity | accepted taken.goods
        LOT:BACK                 | receive.item     | neutral scan.forgotten
        L1                       | Confirming       | warning lot.exists           | LOT-1
        LOT:HOME                 | Home             | neutral home
        LOT:FLOW-receive         | receive.item     | accepted flow.opened
        M1                       | Approving        | warning serial.receive_again | SER-2
        BADGE:B-77               | Approving        | refused badge.unknown        | WHO-1
        BADGE:B-9                | Approving        | accepted approve.reason
        enter:                   | Approving        | warning approve.which
        enter:  back from repair | receive.location | accepted taken.counted
        STOCK                    | receive.item     | done done.receive            |       | 1
        LOT:SIGN-OUT             | SignedOut        | done badge.bye.open
        """,
        ledger="""
        receive | OP1 | CELL/L1 1 SUPPLIER>STOCK scanned | warned LOT-1
        receive | OP1+SUP | MOTOR/M1 1 STOCK>SUPPLIER inferred | MOTOR/M1 1 SUPPLIER>STOCK scanned | approved SER-2
        | reason back from repair
        """,
    ),
)
