"""Genealogy: the links between lots, as the movements of their transformations prove them. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.location import Place
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import Evidence, Role
from kiosk.domain.quantity import share


class LinkState(StrEnum):
    """How an input belongs to an output."""

    CURRENT = "current"
    FORMER = "former"
    """It was inside, and was taken out again."""
    MEMBER = "member"
    """The output is a serial of the input lot; nothing was transformed."""


@dataclass(frozen=True, slots=True)
class Part:
    """One movement of an input, seen from one output of the same transformation. Keys are those of the database."""

    input: int
    output: int
    transformation: int
    role: Role
    quantity: int
    """What no undo has taken back, in micro."""
    evidence: Evidence
    at: int
    """Microseconds since 1970 in UTC."""
    station: str
    output_evidence: Evidence
    """The weakest evidence of the output's own movements."""
    produced: int
    """Quantity of this output, in micro."""
    outputs: int
    """How many output lots the transformation has."""
    produced_in_all: int | None
    """Sum over all outputs, in micro; None where their units differ."""


@dataclass(frozen=True, slots=True)
class Link:
    """An input lot in an output lot."""

    input: int
    output: int
    transformation: int | None
    state: LinkState
    quantity: int | None
    """Net, in micro of the input's unit; None where only bounds are known."""
    evidence: Evidence
    first: int
    """Instant of the first input, microseconds since 1970 in UTC."""
    last: int
    """Instant of the last input; for a former link of the last return."""
    last_input: int
    station: str
    bounds: tuple[int, int] | None = None
    """With several outputs: the least and the most that this one can hold, in micro."""
    expected: int | None = None
    """With several outputs of one unit: the share by quantity."""


@dataclass(frozen=True, slots=True)
class LotNode:
    """A lot as a trace shows it."""

    key: int
    id: str
    item: str
    """Item id."""
    code: str
    kind: LotKind
    status: str
    on_hand: tuple[tuple[Place, int], ...] = ()
    """Positive balances inside the plant, in micro."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A named hole in the trace."""

    kind: str
    grade: str
    """`break` or `weak`."""
    lot: int
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """The answer to "what is in it, and where did it go?"."""

    root: int
    lots: Mapping[int, LotNode]
    links: tuple[Link, ...]
    gaps: tuple[Gap, ...]


def links_of(parts: Iterable[Part]) -> list[Link]:
    """The links that these movements prove: one for what is inside, one for what was taken out again.

    Law 1: with several outputs the share of each is unknowable; it lies between nothing and everything.
    """
    groups: defaultdict[tuple[int, int, int], list[Part]] = defaultdict(list)
    for part in parts:
        groups[part.transformation, part.input, part.output].append(part)
    return [link for group in groups.values() for link in _links_of_pair(group)]


def _links_of_pair(parts: Sequence[Part]) -> list[Link]:
    taken = [part for part in parts if part.role is Role.INPUT]
    returned = [part for part in parts if part.role is Role.INPUT_RETURNED]
    if not taken:
        return []
    out = sum(part.quantity for part in returned)
    net = sum(part.quantity for part in taken) - out
    last_taken = max(part.at for part in taken)
    links = []
    if net > 0:
        links.append(_link(LinkState.CURRENT, net, taken, last_taken))
    if out > 0:
        links.append(_link(LinkState.FORMER, out, [*taken, *returned], last_taken))
    return links


def _link(state: LinkState, quantity: int, parts: Sequence[Part], last_taken: int) -> Link:
    first = min((part for part in parts if part.role is Role.INPUT), key=lambda part: (part.at, part.station))
    returns = [part.at for part in parts if part.role is Role.INPUT_RETURNED]
    evidence = max(first.output_evidence, *(part.evidence for part in parts))
    is_shared = first.outputs > 1
    expected = None
    if is_shared and first.produced_in_all is not None:
        expected = share(quantity, first.produced, first.produced_in_all)
    return Link(
        input=first.input,
        output=first.output,
        transformation=first.transformation,
        state=state,
        quantity=None if is_shared else quantity,
        evidence=evidence,
        first=first.at,
        last=max(returns, default=last_taken),
        last_input=last_taken,
        station=first.station,
        bounds=(0, quantity) if is_shared else None,
        expected=expected,
    )


def lots_in_cycles(links: Iterable[Link]) -> set[int]:
    """Lots that are their own ancestors within these links (law 7), by repeated peeling of lots that cannot be."""
    forward: defaultdict[int, set[int]] = defaultdict(set)
    backward: defaultdict[int, set[int]] = defaultdict(set)
    for link in links:
        forward[link.input].add(link.output)
        backward[link.output].add(link.input)
    suspects = set(forward) & set(backward)
    for ahead, behind in ((forward, backward), (backward, forward)):
        suspects = _peel(suspects, ahead, behind)
    return {lot for lot in suspects if _returns_to(lot, forward, suspects)}


def _peel(suspects: set[int], ahead: Mapping[int, set[int]], behind: Mapping[int, set[int]]) -> set[int]:
    left = set(suspects)
    degree = {lot: len(ahead.get(lot, set()) & left) for lot in left}
    ends = [lot for lot, count in degree.items() if count == 0]
    while ends:
        lot = ends.pop()
        left.discard(lot)
        for other in behind.get(lot, set()) & left:
            degree[other] -= 1
            if degree[other] == 0:
                ends.append(other)
    return left


def _returns_to(lot: int, forward: Mapping[int, set[int]], within: set[int]) -> bool:
    seen: set[int] = set()
    ahead = [lot]
    while ahead:
        for other in forward.get(ahead.pop(), set()) & within:
            if other == lot:
                return True
            if other not in seen:
                seen.add(other)
                ahead.append(other)
    return False
