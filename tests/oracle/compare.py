"""Two answers side by side, whatever their order and whatever the ids of their lots."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

LotName = tuple[str, str, str]
"""Item, kind, code."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A trace that can be compared with `==`; stations, remedies and entries of gaps are left out."""

    root: LotName
    lots: frozenset[tuple[LotName, str, frozenset[tuple[str, str | None, Decimal]]]]
    links: frozenset[tuple[object, ...]]
    """(input, output, transformation, state, quantity, bounds, expected, evidence, first, last)"""
    gaps: frozenset[tuple[str, str, LotName]]
    repeated: frozenset[tuple[object, ...]]
    """(input, output, transformation, state) of links shown more than once."""


def normalise(trace: dict[str, Any]) -> Normal:
    names: dict[str, LotName] = {lot["id"]: (lot["item"], lot["kind"], lot["code"]) for lot in trace["lots"]}
    shown = Counter(_link_ends(link) for link in trace["links"])
    return Normal(
        names[trace["root"]],
        frozenset((names[lot["id"]], lot["status"], _stock(lot)) for lot in trace["lots"]),
        frozenset(_link_key(link, names) + _link_value(link) for link in trace["links"]),
        frozenset((gap["kind"], gap["grade"], names[gap["lot"]]) for gap in trace["gaps"]),
        frozenset(_link_key(link, names) for link in trace["links"] if shown[_link_ends(link)] > 1),
    )


def _link_ends(link: dict[str, Any]) -> tuple[object, ...]:
    """What names a link, by lot ids: two suppliers' lots of one number are two lots with two links."""
    return link["input"], link["output"], link["transformation"], link["state"]


def _stock(lot: dict[str, Any]) -> frozenset[tuple[str, str | None, Decimal]]:
    places = lot["on_hand"]
    return frozenset((each["location"], each.get("container"), Decimal(each["quantity"])) for each in places)


def _link_key(link: dict[str, Any], names: dict[str, LotName]) -> tuple[object, ...]:
    return names[link["input"]], names[link["output"]], link["transformation"], link["state"]


def _link_value(link: dict[str, Any]) -> tuple[object, ...]:
    bounds, quantity, expected = link.get("bounds"), link["quantity"], link.get("expected")
    return (
        None if quantity is None else Decimal(quantity),
        None if bounds is None else (Decimal(bounds[0]), Decimal(bounds[1])),
        None if expected is None else Decimal(expected),
        link["evidence"],
        *(datetime.fromisoformat(moment).astimezone(UTC) for moment in link["at"]),
    )


def differences(expected: dict[str, Any], actual: dict[str, Any]) -> list[str]:
    """What a reader needs to know about two traces that are not the same; empty if they are."""
    left, right = normalise(expected), normalise(actual)
    found = [] if left.root == right.root else [f"root: expected {left.root}, found {right.root}"]
    for part in ("lots", "links", "gaps", "repeated"):
        wanted, given = getattr(left, part), getattr(right, part)
        found += [f"{part}: missing {each}" for each in sorted(wanted - given, key=repr)]
        found += [f"{part}: unexpected {each}" for each in sorted(given - wanted, key=repr)]
    return found


def load_differences(expected: dict[str, Any], actual: dict[str, Any]) -> list[str]:
    """The same for two answers of `load`: numbers, and (line, rule) of refusals and warnings."""
    found = [
        f"{part}: expected {expected[part]}, found {actual[part]}"
        for part in ("recorded", "already")
        if expected[part] != actual[part]
    ]
    for part in ("refused", "warnings"):
        wanted = {(each["line"], each["rule"]) for each in expected[part]}
        given = {(each["line"], each["rule"]) for each in actual[part]}
        found += [f"{part}: missing {each}" for each in sorted(wanted - given)]
        found += [f"{part}: unexpected {each}" for each in sorted(given - wanted)]
    return found
