"""The clock on the wall, as the runtime reads it."""

from datetime import UTC, datetime

_FIRST_TRUSTED = datetime(2026, 11, 1, tzinfo=UTC)
"""The software is younger than this: a clock that shows an earlier time has lost its battery."""


class WallClock:
    """The time of this machine with the offset of its time zone."""

    def now(self) -> datetime:
        """The present instant, aware."""
        return datetime.now(UTC).astimezone()

    def is_trusted(self) -> bool:
        """Whether the time can be right at all."""
        return datetime.now(UTC) >= _FIRST_TRUSTED
