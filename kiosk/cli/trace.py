"""`lotline trace CODE`: which lots are in it, and where did it go."""

import argparse
import json
from typing import Any

from sqlalchemy import Connection

from kiosk.app import opened_database
from kiosk.clock import WallClock
from kiosk.config import Settings
from kiosk.database.catalog import Catalog
from kiosk.database.connection import read_in_pieces
from kiosk.database.trace import Direction, LotName, find_lots
from kiosk.database.trace_answer import Json, answer_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("code", metavar="CODE", help="lot or serial number")
    parser.add_argument("--item", metavar="CODE", help="the item, where several have that number")
    parser.add_argument("--direction", choices=[each.value for each in Direction], default=Direction.BOTH.value)
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Trace and print; 1 if the code is unknown or means several lots."""
    direction, today = Direction(args.direction), WallClock().now().date()

    def read(connection: Connection) -> tuple[list[Json], Json]:
        """The lots that the code may mean, and the trace if it means one."""
        catalog = Catalog(connection)
        item = catalog.item(args.item) if args.item else None
        found = [] if args.item and item is None else find_lots(connection, args.code, item.id if item else None)
        answer = answer_of(connection, found[0].key, direction, today) if len(found) == 1 else {}
        return [_candidate(catalog, lot) for lot in found], answer

    with opened_database(settings, create=False) as engine:
        candidates, answer = read_in_pieces(engine, read)
    if not answer:
        return _say_candidates(args, candidates)
    if args.json:
        print(json.dumps(answer))
    else:
        _print_tree(answer)
    return 0


def _candidate(catalog: Catalog, lot: LotName) -> Json:
    return {"id": lot.id, "item": catalog.item_by_id(lot.item).code, "code": lot.code, "kind": lot.kind}


def _say_candidates(args: argparse.Namespace, candidates: list[Json]) -> int:
    if args.json:
        print(
            json.dumps({"error": "ambiguous" if candidates else "unknown", "code": args.code, "candidates": candidates})
        )
    elif candidates:
        print(f"{args.code} is the number of several lots. Name the item with --item, or give the id:")
        for each in candidates:
            print(f"  {each['item']}  {each['kind']}  {each['id']}")
    else:
        print(f"{args.code} is not known{' as ' + args.item if args.item else ''}.")
    return 1


def _print_tree(answer: dict[str, Any]) -> None:
    lots = {lot["id"]: lot for lot in answer["lots"]}
    root = lots[answer["root"]]
    where = ", ".join(f"{each['quantity']} at {each['location']}" for each in root["on_hand"]) or "none on hand"
    print(f"{root['code'] or '(untracked)'}  {root['item']}  {root['status']}  {where}")
    for title, here, there in (("made of", "output", "input"), ("went into", "input", "output")):
        print(f"{title}:")
        _print_branch(answer, lots, (root["id"],), (here, there))
    for gap in answer["gaps"]:
        print(f"{gap['grade']}: {gap['kind']} at {lots[gap['lot']]['code']}: {gap['remedy']}")


def _print_branch(answer: dict[str, Any], lots: dict[str, Any], path: tuple[str, ...], ends: tuple[str, str]) -> None:
    here, there = ends
    for link in answer["links"]:
        if link[here] != path[-1]:
            continue
        lot = lots[link[there]]
        amount = link["quantity"] or f"{link['bounds'][0]} to {link['bounds'][1]}"
        print(f"{'  ' * len(path)}{lot['code'] or '(untracked)'}  {lot['item']}  {amount}  {link['state']}")
        if lot["id"] not in path and len(path) < 50:
            _print_branch(answer, lots, (*path, lot["id"]), ends)
