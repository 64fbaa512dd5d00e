"""Templates: how large a label of a kind is and where its parts stand. TOML files in `resources/labels`, in mm."""

import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from kiosk.domain.errors import KioskError
from kiosk.labels.content import LabelKind

FOLDER = Path(__file__).parents[2] / "resources" / "labels"


class TemplateError(KioskError):
    """A template cannot be used; the text names the file, the key and what it must be."""


class Carrier(StrEnum):
    """The kind of symbol; whether it is GS1 follows from what it says."""

    DATA_MATRIX = "data-matrix"
    BARS = "bars"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class SymbolPart:
    """Where a symbol stands. The room includes its quiet zone."""

    carrier: Carrier
    x: float
    y: float
    width: float
    height: float
    least: float
    """Width of a module, at least."""
    most: float
    """Width of a module, at most."""
    says: str = "data"
    """`data`, or `link`: then it is left out where the label has no Digital Link."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """Where a text stands."""

    says: str
    """`title`, `code`, `facts`, `readable` (the elements of a GS1 symbol), or a text in quotes."""
    x: float
    y: float
    width: float
    height: float
    size: float
    """Size of the type, at most."""
    least: float
    """The size down to which it shrinks to fit, in as many lines as its room has."""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RulePart:
    """A black line."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of label."""

    name: str
    width: float
    height: float
    copies: int
    symbols: tuple[SymbolPart, ...]
    texts: tuple[TextPart, ...]
    rules: tuple[RulePart, ...] = ()


@cache
def template_of(kind: LabelKind) -> Template:
    """The template of a kind of label."""
    return read_template(FOLDER / f"{kind.value}.toml")


def read_template(path: Path) -> Template:
    """Read a template; raises TemplateError if it is none."""
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
        parts = {name: body.pop(name, []) for name in ("symbol", "text", "rule")}
        head = {"copies": 1} | body
        _check_head(head)
        return Template(
            path.stem,
            float(head["width"]),
            float(head["height"]),
            int(head["copies"]),
            tuple(_part(SymbolPart, each) for each in parts["symbol"]),
            tuple(_part(TextPart, each) for each in parts["text"]),
            tuple(_part(RulePart, each) for each in parts["rule"]),
        )
    except OSError as error:
        raise TemplateError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise TemplateError(f"{path} is no template of a label: {error}") from error


_SAID = frozenset({"title", "code", "facts", "readable", "data", "link"})


def _check_head(head: dict[str, Any]) -> None:
    if set(head) != {"width", "height", "copies"}:
        raise ValueError(f"expected width, height and copies, found {', '.join(sorted(head))}")


_Part = TypeVar("_Part", SymbolPart, TextPart, RulePart)


def _part(kind: type[_Part], body: dict[str, Any]) -> _Part:
    types = {each.name: each.type for each in fields(kind)}
    if unknown := sorted(body.keys() - types.keys()):
        raise ValueError(f"unknown {', '.join(unknown)}; known are {', '.join(types)}")
    values: dict[str, Any] = {name: _value(name, types[name], value) for name, value in body.items()}
    return kind(**values)


def _value(name: str, kind: Any, value: Any) -> Any:
    """A value of the type that its field has; TOML writes lengths as 2 or 2.5."""
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if kind is Carrier:
        return Carrier(value)
    if name == "says" and not (value in _SAID or (isinstance(value, str) and value[:1] == value[-1:] == '"')):
        raise ValueError(f"says is {value!r}, expected a text in quotes or one of {', '.join(sorted(_SAID))}")
    if kind in (str, bool) and isinstance(value, kind):
        return value
    raise ValueError(f"{name} is {value!r}, expected {kind.__name__}")
