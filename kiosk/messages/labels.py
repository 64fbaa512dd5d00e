"""What stands on labels and on the page of labels."""

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "label.badges": "Badges",
    "label.commands": "Commands",
    "label.kind.lot": "Lots",
    "label.kind.serial": "Serials",
    "label.kind.item": "Items",
    "label.kind.location": "Locations",
    "label.kind.order": "Orders",
    "label.kind.container": "Containers",
    "label.command.OK": "OK",
    "label.command.CANCEL": "Cancel",
    "label.command.BACK": "Back",
    "label.command.HOME": "Home",
    "label.command.TYPE": "Type it",
    "label.command.SWAP": "Swap a part",
    "label.command.TAKE-OUT": "Take a part out",
    "label.command.UNDO": "Undo",
    "label.command.FINISH": "Finish",
    "label.command.SIGN-OUT": "Sign out",
}
