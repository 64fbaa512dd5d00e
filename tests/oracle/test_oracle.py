"""The model against answers written by hand, so that the product is not measured with a wrong ruler."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from .compare import load_differences
from .example import TODAY, Example, Trace, moment
from .examples import EXAMPLES
from .facts import LotKey, Place
from .genealogy import Direction, trace
from .plant import Plant

TRACED = [
    pytest.param(example, each, id=f"{example.name}: {each.lot} {each.direction}")
    for example in EXAMPLES
    for each in example.traces
]
DIRECTIONS: dict[str, Direction] = {"back": "back", "forward": "forward", "both": "both"}


def answer_of(example: Example, expected: Trace) -> tuple[dict[str, Any], dict[str, str]]:
    """The trace, and the readable names of its lot ids."""
    plant = Plant()
    plant.load(example.operations)
    item, _, code = expected.lot.partition("/")
    answer = trace(plant, plant.lot_named(item, code), DIRECTIONS[expected.direction], TODAY)
    return answer, {lot["id"]: f"{lot['item']}/{lot['code']}" for lot in answer["lots"]}


def readable_link(link: dict[str, Any], names: dict[str, str]) -> tuple[str, str, str, str, str | None]:
    quantity = link["quantity"]
    if quantity is None:
        expected = f" ~{link['expected']}" if "expected" in link else ""
        quantity = f"{link['bounds'][0]}..{link['bounds'][1]}{expected}"
    return names[link["input"]], names[link["output"]], quantity, link["state"], link["transformation"]


def readable_place(place: dict[str, str]) -> str:
    box = f"[{place['container']}]" if "container" in place else ""
    return f"{place['location']}{box} {place['quantity']}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_lines_are_recorded_warned_of_and_refused_as_written(example: Example) -> None:
    assert load_differences(example.answer, Plant().load(example.operations)) == []


@pytest.mark.parametrize(("example", "expected"), TRACED)
def test_links_and_gaps_are_as_written(example: Example, expected: Trace) -> None:
    answer, names = answer_of(example, expected)
    links = [readable_link(link, names) for link in answer["links"]]
    assert sorted(links, key=str) == sorted(expected.links, key=str)
    assert sorted((gap["kind"], names[gap["lot"]]) for gap in answer["gaps"]) == sorted(expected.gaps)


@pytest.mark.parametrize(("example", "expected"), TRACED)
def test_lots_are_as_written(example: Example, expected: Trace) -> None:
    answer, names = answer_of(example, expected)
    lots = {names[lot["id"]]: lot for lot in answer["lots"]}
    assert lots.keys() == {expected.lot, *(end for link in expected.links for end in link[:2])}
    assert {name: lots[name]["status"] for name in expected.status} == expected.status
    stock = {name: sorted(map(readable_place, lots[name]["on_hand"])) for name in expected.on_hand}
    assert stock == {name: sorted(places.split(", ")) for name, places in expected.on_hand.items()}


@pytest.mark.parametrize(("example", "expected"), TRACED)
def test_times_and_evidence_are_as_written(example: Example, expected: Trace) -> None:
    answer, names = answer_of(example, expected)
    links = {(names[link["input"]], names[link["output"]], link["state"]): link for link in answer["links"]}
    times = {key: tuple(map(datetime.fromisoformat, links[key]["at"])) for key in expected.at}
    assert times == {key: tuple(map(moment, steps)) for key, steps in expected.at.items()}
    assert {key: links[key]["evidence"] for key in expected.evidence} == expected.evidence


def test_every_rule_and_every_kind_of_gap_has_an_example() -> None:
    rules = {each["rule"] for example in EXAMPLES for each in example.answer["refused"]}
    warnings = {each["rule"] for example in EXAMPLES for each in example.answer["warnings"]}
    assert rules == {
        *("FORM-1", "REF-1", "WHO-1", "TRACK-1", "TRACK-2", "TRACK-5", "QTY-1", "QTY-2", "SER-1", "SER-2"),
        *("ORD-1", "GEN-1", "BOM-1", "BOM-2", "HOLD-1", "EXP-1", "LOC-1"),
    }
    assert warnings == {"TRACK-4", "LOT-1", "EXP-1"}
    gaps = {kind for example in EXAMPLES for each in example.traces for kind, _ in each.gaps}
    assert gaps == {
        *("no_origin", "slot_empty", "bridge", "pairing_unknown", "made_twice", "two_places"),
        *("weak_evidence", "late", "cycle"),
    }


def test_a_lot_with_negative_stock_is_overdrawn() -> None:
    """No file of operations leads there: only two ledgers that are put together."""
    plant = Plant()
    plant.load([*EXAMPLES[0].operations])
    lot = LotKey("RESIN", "lot", "", "R1")
    plant.balances[lot][Place("LINE")] = Decimal(-1)
    answer = trace(plant, LotKey("PAINT", "lot", "", "P1"), "back", TODAY)
    assert [(gap["kind"], gap["grade"], gap["lot"]) for gap in answer["gaps"]] == [("overdrawn", "break", lot.id)]
