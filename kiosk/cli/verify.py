"""`lotline verify`: prove that nothing was changed or lost."""

import argparse
import json

from kiosk.app import opened_database
from kiosk.cli.output import print_line
from kiosk.config import Settings
from kiosk.database.verify import verify


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Verify and print; 1 if there is damage, with its first place."""
    with opened_database(settings, create=False) as engine:
        found = verify(engine)
    damage = found.damage
    if args.json:
        answer = {
            "ok": damage is None,
            "entries": found.entries,
            "stations": found.stations,
            "damage": None if damage is None else {"where": damage.where, "what": damage.what},
        }
        print_line(json.dumps(answer))
    elif damage is None:
        print_line(f"ok: {found.entries} entries of {found.stations} stations, chain, sequence and projections agree")
    else:
        print_line(f"damaged at {damage.where}: {damage.what}\nKeep the file as it is and restore the newest snapshot.")
    return 0 if damage is None else 1
