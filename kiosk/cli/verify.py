"""`lotline verify`: prove that nothing was changed or lost, and answer for what is known to be lost."""

import argparse
import json
import sys
from typing import Any

from kiosk.app import opened_database, opened_ledger
from kiosk.cli.output import print_line
from kiosk.clock import WallClock
from kiosk.config import Settings
from kiosk.database.verify import Verification, verify
from kiosk.domain.errors import KioskError
from kiosk.domain.loss import AcknowledgedLoss
from kiosk.operations.losses import acknowledge


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument(
        "--acknowledge-loss",
        metavar="REASON",
        help="answer for entries that are lost, as after an older copy was put back on purpose; it is recorded",
    )
    parser.add_argument("--by", metavar="BADGE", help="who answers: the badge of somebody who may approve")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Verify and print; 1 if there is damage, with its first place, or if nobody may or need answer for a loss."""
    if (args.acknowledge_loss is None) != (args.by is None):
        print_line("lotline verify: --acknowledge-loss REASON and --by BADGE go together", sys.stderr)
        return 2
    found = _verify(settings)
    if args.by is not None:
        if not found.missing:
            raise KioskError(
                found.damage.what if found.damage else "nothing is missing: there is no loss to answer for"
            )
        with opened_ledger(settings) as ledger:
            acknowledge(ledger, found.missing, args.by, args.acknowledge_loss, WallClock().now)
        found = _verify(settings)
    if args.json:
        print_line(json.dumps(_as_json(found)))
    else:
        _print(found)
    return 0 if found.damage is None else 1


def _verify(settings: Settings) -> Verification:
    with opened_database(settings, create=False) as engine:
        return verify(engine)


def _as_json(found: Verification) -> dict[str, Any]:
    return {
        "ok": found.damage is None,
        "entries": found.entries,
        "stations": found.stations,
        "damage": None if found.damage is None else {"where": found.damage.where, "what": found.damage.what},
        "acknowledged": [_loss_json(each) for each in found.acknowledged],
    }


def _loss_json(known: AcknowledgedLoss) -> dict[str, str]:
    return {
        "first": str(known.loss.first),
        "last": str(known.loss.last),
        "entry": str(known.entry),
        "operator": known.operator,
        "reason": known.reason,
        "at": known.at.isoformat().replace("+00:00", "Z"),
    }


def _print(found: Verification) -> None:
    for known in found.acknowledged:
        who = f"{known.operator} on {known.at:%Y-%m-%d} in {known.entry}: {known.reason}"
        print_line(f"lost and answered for: {known.loss}, by {who}")
    if found.damage is None:
        print_line(f"ok: {found.entries} entries of {found.stations} stations, chain, sequence and projections agree")
        return
    print_line(f"damaged at {found.damage.where}: {found.damage.what}")
    print_line("Keep the file as it is and restore the newest snapshot.")
    if found.missing:
        print_line("If an older copy was put back on purpose: verify --acknowledge-loss REASON --by BADGE.")
