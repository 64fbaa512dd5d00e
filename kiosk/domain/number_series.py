"""Numbers that Lotline gives: an item's template, and the series of numbers that it stands for here and today.

A template is text with fields in braces: `{yyyy}` `{yy}` `{mm}` `{dd}` the date, `{ww}` the week (ISO 8601),
`{station}` the station, `{seq:4}` the number counted up, with that many digits. Every template counts and names the
station: two stations that do not see each other never give one number twice.

>>> series_of("L{yy}{ww}-{station}-{seq:3}", date(2026, 5, 4), "K1-7QKD").code(7)
'L2619-K17QKD-007'
"""

import re
from dataclasses import dataclass
from datetime import date

from kiosk.domain.errors import FormError

_FIELD = re.compile(r"\{([^{}]*)\}")
_SEQ = re.compile(r"seq:([1-9])")


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """Numbers that differ in their count alone."""

    before: str
    after: str
    width: int
    """Digits of the count, at least."""

    @property
    def name(self) -> str:
        """What tells it from every other series."""
        return f"{self.before}{{seq}}{self.after}"

    def code(self, count: int) -> str:
        """The number with that count."""
        return f"{self.before}{count:0{self.width}}{self.after}"


def series_of(template: str, day: date, station: str) -> NumberSeries:
    """The series of a template; raises FormError, naming the field, if the template is none."""
    fields = _FIELD.findall(template)
    counts = [field for field in fields if _SEQ.fullmatch(field)]
    if len(counts) != 1:
        raise FormError(f"number template {template!r} needs one {{seq:N}}, N digits, to count up")
    if "station" not in fields:
        raise FormError(f"number template {template!r} needs {{station}}: other stations give numbers too")
    before, after = (
        _FIELD.sub(lambda found: _said(template, found[1], day, station), part)
        for part in template.split(f"{{{counts[0]}}}")
    )
    if strange := re.search(r"[{}]|[^ -~]", before + after):
        raise FormError(f"number template {template!r} holds {strange[0]!r}, which no number of ours may hold")
    return NumberSeries(before, after, int(counts[0][-1]))


def _said(template: str, field: str, day: date, station: str) -> str:
    match field:
        case "yyyy":
            return f"{day:%Y}"
        case "yy":
            return f"{day:%y}"
        case "mm":
            return f"{day:%m}"
        case "dd":
            return f"{day:%d}"
        case "ww":
            return f"{day.isocalendar().week:02}"
        case "station":
            return station.replace("-", "")
        case _:
            raise FormError(
                f"number template {template!r} has {{{field}}}; known are yyyy, yy, mm, dd, ww, station and seq:N"
            )
