"""The hybrid logical clock: a time that never runs backwards, whatever the clock on the wall does.

Kulkarni et al., "Logical Physical Clocks" (2014): the largest time seen, and a counter for what happens within it.
"""

from datetime import UTC, datetime
from typing import Protocol

_COUNTER_LIMIT = 0xFFFF


class Clock(Protocol):
    """Where the time comes from; the runtime has the real one, tests a fixed one."""

    def now(self) -> datetime:
        """The present instant, aware, with the offset of the plant's time zone."""
        ...

    def is_trusted(self) -> bool:
        """Whether the wall clock is believed to be right (synchronised, not before the software was made)."""
        ...


def next_stamp(now: datetime, last: str) -> str:
    """The stamp after `last` at the instant `now`: `milliseconds-counter` in hexadecimal, sortable as text.

    >>> first = next_stamp(datetime(2026, 11, 23, tzinfo=UTC), "")
    >>> next_stamp(datetime(2020, 1, 1, tzinfo=UTC), first) > first
    True
    """
    milliseconds = int(now.astimezone(UTC).timestamp() * 1000)
    if not last:
        return f"{max(milliseconds, 0):012x}-0000"
    seen, _, count = last.partition("-")
    if milliseconds > int(seen, 16):
        return f"{milliseconds:012x}-0000"
    if int(count, 16) == _COUNTER_LIMIT:
        return f"{int(seen, 16) + 1:012x}-0000"
    return f"{seen}-{int(count, 16) + 1:04x}"
