"""Scanners that change what they read: nothing is guessed, a person compares with the label."""

from tests.flows.stories.story import Story

GTIN = "0109506000134352"

STORIES = (
    Story(
        "a lost separator at receipt is asked about",
        f"""
        BADGE:B-1                        | Home             | done badge.welcome
        LOT:FLOW-receive                 | receive.item     | accepted flow.opened
        STOCK                            | receive.item     | accepted taken.location
        wedge:]C1{GTIN}10LX21S9         | Choosing         | warning scan.doubtful
        LOT:CHOOSE-2                     | receive.quantity | accepted taken.goods
        LOT:QTY-5                        | receive.item     | done done.receive       |  | 1
        wedge:]C1{GTIN}10LX21S9         | Choosing         | warning scan.doubtful
        LOT:CHOOSE-1                     | receive.quantity | accepted taken.goods
        LOT:QTY-6                        | receive.item     | done done.receive       |  | 1
        """,
        ledger="""
        receive | OP1 | CELL/LX 5 SUPPLIER>STOCK confirmed
        receive | OP1 | CELL/LX21S9 6 SUPPLIER>STOCK confirmed
        """,
    ),
    Story(
        "a replaced separator is asked about, even with one answer",
        f"""
        BADGE:B-1                        | Home             | done badge.welcome
        LOT:FLOW-receive                 | receive.item     | accepted flow.opened
        STOCK                            | receive.item     | accepted taken.location
        wedge:]C1{GTIN}10L7^375          | Choosing         | warning scan.doubtful
        LOT:CANCEL                       | receive.item     | neutral scan.forgotten
        wedge:]C1{GTIN}10L7^375          | Choosing         | warning scan.doubtful
        LOT:CHOOSE-1                     | receive.item     | done done.receive       |  | 1
        """,
        ledger="""
        receive | OP1 | CELL/L7 5 SUPPLIER>STOCK confirmed
        """,
    ),
    Story(
        "what the plant knows leaves no doubt, and a faithful input has none",
        f"""
        BADGE:B-1                        | Home             | done badge.welcome
        LOT:FLOW-consume                 | consume.order    | accepted flow.opened
        LOT:FLOW-receive                 | receive.item     | accepted flow.opened
        STOCK                            | receive.item     | accepted taken.location
        ]C1{GTIN}10LX21S9<GS>375        | receive.item     | done done.receive       |  | 1
        wedge:]C1{GTIN}10LX21S9         | Confirming       | warning lot.exists      | LOT-1
        LOT:FLOW-look_up                 | LookingUp        | accepted flow.opened
        wedge:]C1{GTIN}10LX21S9         | LookingUp        | accepted look_up.found
        wedge:]C1{GTIN}10LY21S9         | Choosing         | warning scan.doubtful
        """,
        ledger="""
        receive | OP1 | CELL/LX21S9 5 SUPPLIER>STOCK scanned
        """,
    ),
    Story(
        "a command with changed letters is none",
        """
        BADGE:B-1                        | Home             | done badge.welcome
        LOT:FLOW-receive                 | receive.item     | accepted flow.opened
        CELL                             | receive.lot      | accepted taken.goods
        wedge:lot:ok                     | receive.lot      | refused command.changed
        """,
    ),
)
