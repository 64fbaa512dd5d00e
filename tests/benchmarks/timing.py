"""Measures several things in turns, so that what disturbs the machine disturbs all of them."""

import math
import time
from collections.abc import Callable, Mapping, Sequence

Call = Callable[[], object]


def no_pause() -> None:
    """Go on at once."""


def interleaved(calls: Mapping[str, Call], rounds: int, pause: Call = no_pause) -> dict[str, list[float]]:
    """Milliseconds of every call in every round; each round begins with another one, each call follows a `pause`."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    names = list(calls)
    for number in range(rounds):
        first = number % len(names)
        for name in (*names[first:], *names[:first]):
            pause()
            began = time.perf_counter_ns()
            calls[name]()
            taken[name].append((time.perf_counter_ns() - began) / 1e6)
    return taken


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` (0 to 1) of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def growth(values: Sequence[float]) -> float:
    """How many times the first value the last one is."""
    return values[-1] / values[0]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return percentile(values, 0.5)
