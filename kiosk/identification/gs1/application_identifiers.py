"""The rows of the table of GS1 Application Identifiers, ready to check values with."""

import re
from dataclasses import dataclass
from functools import cache

from kiosk.identification.gs1.ai_table import AI_TABLE
from kiosk.identification.gs1.component_rules import RULES, Rule

_SETS = {"N": "[0-9]", "X": '[!"%-?A-Z_a-z]', "Y": "[#\\-/0-9A-Z]", "Z": "[0-9A-Za-z_=\\-]"}
_DECIMALS = re.compile(r"3[1-6]\d\d|39[0245]\d")
MOMENTS = frozenset({"yymmd0", "yymmdd", "yyyymmdd", "hh", "mi", "ss", "hhmi"})
"""Names of dates and times in the table."""
_COMPONENT = re.compile(r"(\[?)([NXYZ])(\.\.)?(\d+)\]?((?::\w+)*)", re.ASCII)

Alternative = tuple[str, ...]
"""AIs that must stand together; `n` is any digit."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a value, such as the thirteen digits and the serial number of a GDTI."""

    kind: str
    """N digits, X character set 82, Y character set 39, Z file-safe base64."""
    least: int
    most: int
    """Characters; equal to `least` where the length is fixed."""
    is_optional: bool
    rules: tuple[str, ...]
    """Names of `RULES` and of the dates and times in `values.py`."""
    stranger: re.Pattern[str]
    """Finds a character that does not belong to its kind."""


@dataclass(frozen=True, slots=True)
class ApplicationIdentifier:
    """One row of the table."""

    ai: str
    title: str
    """Data title of the standard, such as `BATCH/LOT`."""
    format: str
    """Format of the value in GS1 notation, such as `N13 [X..17]`."""
    predefined_length: int | None
    """Length of the value where it is pre-defined, so that no separator is needed."""
    least_length: int
    max_length: int
    components: tuple[Component, ...]
    pattern: re.Pattern[str]
    """Matches a whole value; one group a component."""
    checks: tuple[tuple[int, Rule], ...]
    """Group of the pattern and a rule that it must keep."""
    has_check: bool
    """Whether check digits or characters prove the value."""
    has_moment: bool
    """Whether the value is dates and times."""
    has_decimals: bool
    """Measures, amounts and percentages: the last digit of the AI counts the decimal places."""
    is_attribute: bool
    """Whether it may stand in the query of a Digital Link."""
    qualifiers: tuple[Alternative, ...] | None
    """For a primary key of a Digital Link: the AIs that may follow it in the path, in this order."""
    needs: tuple[Alternative, ...]
    """What must stand beside it: one of these; nothing where it is empty."""
    excludes: Alternative
    """What must not stand beside it."""


def _expand(table: str) -> dict[str, str]:
    lines: dict[str, str] = {}
    for line in table.splitlines():
        first, _, last = line.partition(";")[0].partition("-")
        for number in range(int(first), int(last or first) + 1):
            lines[str(number).zfill(len(first))] = line
    return lines


_LINES = _expand(AI_TABLE)
_LENGTHS = {ai[:2]: len(ai) for ai in _LINES}
"""The first two digits say how long an AI is (GS1 General Specifications, section 7.8.2)."""

ALL = tuple(_LINES)
"""Every AI there is."""
PRIMARY_KEYS = frozenset(ai for ai, line in _LINES.items() if line.split(";")[5])
"""The AIs that can be the primary key of a Digital Link."""


def find(text: str) -> ApplicationIdentifier | None:
    """Return the AI at the start of `text`, or None. No AI is the beginning of another one."""
    ai = text[: _LENGTHS.get(text[:2], 0)]
    return _row(ai) if ai in _LINES else None


@cache
def _row(ai: str) -> ApplicationIdentifier:
    _, flags, parts, needs, excludes, path, title = _LINES[ai].split(";")
    components = tuple(_component(part) for part in parts.split())
    most = sum(component.most for component in components)
    return ApplicationIdentifier(
        ai=ai,
        title=title,
        format=" ".join(part.partition(":")[0] for part in parts.split()),
        predefined_length=most if "*" in flags else None,
        least_length=sum(component.least for component in components if not component.is_optional),
        max_length=most,
        components=components,
        pattern=re.compile("".join(_group(component) for component in components)),
        checks=tuple(
            (group, RULES[name])
            for group, component in enumerate(components, 1)
            for name in component.rules
            if name in RULES
        ),
        has_check=any(name in {"csum", "csumalpha", "iban"} for component in components for name in component.rules),
        has_moment=any(name in MOMENTS for component in components for name in component.rules),
        has_decimals=bool(_DECIMALS.fullmatch(ai)),
        is_attribute="?" in flags,
        qualifiers=_qualifiers(path),
        needs=tuple(tuple(alternative.split("+")) for alternative in needs.split()),
        excludes=tuple(excludes.split()),
    )


def _component(part: str) -> Component:
    ((optional, kind, up_to, length, rules),) = _COMPONENT.findall(part)
    names = tuple(rules.split(":")[1:]) + (("cset64",) if kind == "Z" else ())
    stranger = re.compile(_SETS[kind].replace("[", "[^", 1))
    return Component(kind, 1 if up_to else int(length), int(length), bool(optional), names, stranger)


def _group(component: Component) -> str:
    repeat = f"{{{component.least},{component.most}}}"
    return f"({_SETS[component.kind]}{repeat})" + ("?" if component.is_optional else "")


def _qualifiers(path: str) -> tuple[Alternative, ...] | None:
    if not path:
        return None
    return tuple(tuple(sequence.split()) for sequence in path.removeprefix("key").split("|"))
