"""Genealogy: the links between lots, as the movements of their transformations prove them. Pure."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from kiosk.domain.location import Place
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import Evidence
from kiosk.domain.quantity import share


class LinkState(StrEnum):
    """How an input belongs to an output."""

    CURRENT = "current"
    FORMER = "former"
    """It was inside, and was taken out again."""
    MEMBER = "member"
    """The output is a serial of the input lot; nothing was transformed."""


class Part(NamedTuple):
    """One movement of an input into a transformation, or back out of it. Keys are those of the database."""

    input: int
    transformation: int
    output: int | None
    """The output that the walk came from; None if it came from the input, which is in every output."""
    is_return: bool
    quantity: int
    """What no undo has taken back, in micro."""
    evidence: int
    at: int
    """Microseconds since 1970 in UTC."""
    station: str


class Output(NamedTuple):
    """One lot that came out of a transformation."""

    transformation: int
    lot: int
    produced: int
    """What no undo has taken back, in micro."""
    evidence: int
    """The weakest of its own movements."""


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


def links_of(parts: Iterable[Part], outputs: Iterable[Output], mixed: Container[int] = ()) -> list[Link]:
    """The links that these movements prove: one for what is inside, one for what was taken out again.

    `outputs` are all outputs of the transformations of the parts; those of the `mixed` ones have different units.
    Law 1: with several outputs the share of each is unknowable; it lies between nothing and everything.
    """
    made: defaultdict[int, dict[int, Output]] = defaultdict(dict)
    for each in outputs:
        made[each.transformation][each.lot] = each
    groups: defaultdict[tuple[int, int, int | None], list[Part]] = defaultdict(list)
    for part in parts:
        groups[part.transformation, part.input, part.output].append(part)
    links: list[Link] = []
    for (transformation, _, output), group in groups.items():
        together = made[transformation]
        seen_from = together.values() if output is None else (together[output],)
        in_all = None if transformation in mixed else sum(each.produced for each in together.values())
        for claim in _claims_of(group):
            links += (_link(claim, each, len(together), in_all) for each in seen_from)
    return links


class _Claim(NamedTuple):
    """How much of one input is in a transformation, or was, with the movements that prove it."""

    state: LinkState
    quantity: int
    proof: Sequence[Part]


def _claims_of(parts: Sequence[Part]) -> Iterator[_Claim]:
    """What is inside, and what was."""
    taken = [part for part in parts if not part.is_return]
    if not taken:
        return
    out = sum(part.quantity for part in parts if part.is_return)
    net = sum(part.quantity for part in taken) - out
    if net > 0:
        yield _Claim(LinkState.CURRENT, net, taken)
    if out > 0:
        yield _Claim(LinkState.FORMER, out, parts)


def _link(claim: _Claim, output: Output, outputs: int, in_all: int | None) -> Link:
    state, quantity, proof = claim
    taken = [part for part in proof if not part.is_return]
    first = min(taken, key=attrgetter("at", "station"))
    last_taken = max(part.at for part in taken)
    is_shared = outputs > 1
    return Link(
        input=first.input,
        output=output.lot,
        transformation=first.transformation,
        state=state,
        quantity=None if is_shared else quantity,
        evidence=Evidence(max(output.evidence, *(part.evidence for part in proof))),
        first=first.at,
        last=max((part.at for part in proof if part.is_return), default=last_taken),
        last_input=last_taken,
        station=first.station,
        bounds=(0, quantity) if is_shared else None,
        expected=share(quantity, output.produced, in_all) if is_shared and in_all is not None else None,
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
