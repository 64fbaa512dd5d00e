"""The form of an operations line: which keys each operation takes, and what kind of value each key holds."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from kiosk.database.tables import MEMBERSHIP
from kiosk.domain.entry import EntryKind
from kiosk.domain.errors import FormError
from kiosk.domain.movement import EVIDENCE_BY_WORD
from kiosk.domain.quantity import check_decimal

LONGEST_TEXT = 300
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_FIRST_INSTANT = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_INSTANT = datetime(2200, 1, 1, tzinfo=UTC)
_UNWRITABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

COMMON = frozenset({"op", "id", "ref", "at", "operator", "approver", "reason", "evidence"})
_GOODS = frozenset(
    {"lot", "batch", "quantity", "container", "owner", "partner", "order", "document"}
    | {"expiry", "made_on", "best_before", "supplier_lot"}
)


@dataclass(frozen=True, slots=True)
class Form:
    """The keys of one operation beside the common ones."""

    required: frozenset[str]
    optional: frozenset[str] = frozenset()


def _form(required: str, optional: frozenset[str] = frozenset()) -> Form:
    return Form(frozenset(required.split()), optional)


FORMS: Mapping[EntryKind, Form] = {
    EntryKind.LOCATION: _form("code", frozenset({"name", "kind"})),
    EntryKind.PARTNER: _form("code", frozenset({"name", "role"})),
    EntryKind.OPERATOR: _form("code", frozenset({"name", "badge", "roles"})),
    EntryKind.ITEM: _form(
        "code",
        frozenset(
            {
                "name",
                "tracking",
                "unit",
                "gtin",
                "aliases",
                "shelf_life_days",
                "expiry_policy",
                "numbers_per_supplier",
            }
        )
        | {"lot_pattern", "number_template", "picture", "look_alikes"},
    ),
    EntryKind.BOM: _form("item component quantity", frozenset({"substitutes"})),
    EntryKind.ORDER: _form("code kind", frozenset({"item", "quantity", "lines", "partner", "state", "due"})),
    EntryKind.OPEN: _form("item to", _GOODS),
    EntryKind.RECEIVE: _form("item to", _GOODS),
    EntryKind.CONSUME: _form("item from transformation", _GOODS),
    EntryKind.UNCONSUME: _form("item to transformation", _GOODS),
    EntryKind.PRODUCE: _form("item to transformation", _GOODS),
    EntryKind.MOVE: _form("item from to", _GOODS),
    EntryKind.ADJUST: _form("item at_location", _GOODS),
    EntryKind.PACK: _form("item from container", _GOODS),
    EntryKind.UNPACK: _form("item container", _GOODS | {"from", "to"}),
    EntryKind.SHIP: _form("item from", _GOODS),
    EntryKind.RETURN: _form("item to", _GOODS),
    EntryKind.SCRAP: _form("item from", _GOODS),
    EntryKind.HOLD: _form("", frozenset({"item", "lot", "location", "partner"})),
    EntryKind.RELEASE: _form("hold"),
    EntryKind.UNDO: _form("entry", frozenset({"quantity"})),
}
"""Every operation that a file may hold."""


def parse_line(text: str) -> tuple[dict[str, Any], str]:
    """The operation on one line and its content; `op` is an EntryKind, quantities are decimal texts.

    The content is the same for two lines that say the same, however they are written; the client's `id` is no part of
    it.

    Raises FormError for anything that is not a well-formed operation.
    """
    try:
        line = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise FormError(f"this is not a JSON object: {error}") from error
    if not isinstance(line, dict):
        raise FormError("a line must be a JSON object")
    return parse_operation(line), content_of(line)


def parse_operation(line: Mapping[str, Any]) -> dict[str, Any]:
    """The operation in a JSON object; see `parse_line`."""
    given = {key: value for key, value in line.items() if value is not None}
    kind = _kind(given.get("op"))
    form = FORMS[kind]
    if unknown := sorted(given.keys() - COMMON - form.required - form.optional):
        raise FormError(f"{kind.value} does not take {', '.join(unknown)}")
    if missing := sorted(form.required - given.keys()):
        raise FormError(f"{kind.value} needs {', '.join(missing)}")
    parsed = {key: _parse(key, value) for key, value in given.items() if key != "op"}
    return {"op": kind} | parsed


def content_of(line: Mapping[str, Any]) -> str:
    """What a line says, apart from how it is written: equal for lines that mean the same."""
    said = {key: value for key, value in line.items() if value is not None and key != "id"}
    return json.dumps(said, sort_keys=True, ensure_ascii=True)


def _kind(op: object) -> EntryKind:
    try:
        kind = EntryKind(str(op)) if isinstance(op, str) else None
    except ValueError:
        kind = None
    if kind is None or kind not in FORMS:
        raise FormError(f"{op!r} is no operation; known are {', '.join(sorted(FORMS))}")
    return kind


def _parse(key: str, value: Any) -> Any:
    try:
        parser: Callable[[Any], Any] = _PARSERS.get(key) or check_text
        return parser(value)
    except FormError as error:
        raise FormError(f"{key}: {error}") from error


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON value")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise ValueError("a key stands twice")
    return dict(pairs)


def check_text(value: Any) -> str:
    """The value, if it is a text that can be written and read by people; raises FormError if not."""
    if not isinstance(value, str) or not value:
        raise FormError(f"{value!r} is not a text")
    if len(value) > LONGEST_TEXT:
        raise FormError(f"longer than {LONGEST_TEXT} characters")
    if any(unicodedata.category(letter) in _UNWRITABLE for letter in value):
        raise FormError(f"{value!r} holds a control or invisible character")
    return value


def _transformation(value: Any) -> str:
    if check_text(value).startswith(f"{MEMBERSHIP}:"):
        raise FormError(f"names that begin with {MEMBERSHIP}: are given by Lotline alone")
    return str(value)


def _quantity(value: Any) -> str:
    if not isinstance(value, str):
        raise FormError(f'quantity {value!r} must be a text such as "12" or "0.25"')
    return check_decimal(value)


def _day(value: Any) -> str:
    if not _DAY.fullmatch(check_text(value)):
        raise FormError(f"{value!r} is not a date such as 2027-03-31")
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise FormError(f"{value!r} is no day of the calendar") from error


def _instant(value: Any) -> datetime:
    try:
        at = datetime.fromisoformat(check_text(value))
    except ValueError as error:
        raise FormError(f"{value!r} is not a time such as 2026-11-23T14:07:00+01:00") from error
    if at.tzinfo is None:
        raise FormError(f"{value!r} lacks its offset from UTC, such as +01:00")
    if not _FIRST_INSTANT <= at < _LAST_INSTANT:
        raise FormError(f"{value!r} is not a time at which anything here happened")
    return at


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise FormError(f"{value!r} must be true or false")
    return value


def _days(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 100_000:
        raise FormError(f"{value!r} is not a number of days")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise FormError(f"{value!r} must be a list of texts")
    return tuple(check_text(each) for each in value)


def _choice(*words: str) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if value not in words:
            raise FormError(f"{value!r} is none of {', '.join(words)}")
        return str(value)

    return parse


def _objects(value: Any, required: frozenset[str], optional: frozenset[str]) -> tuple[dict[str, Any], ...]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise FormError("must be a list of objects")
    out = []
    for each in value:
        given = {key: inner for key, inner in each.items() if inner is not None}
        if wrong := sorted((given.keys() ^ required) - (given.keys() & optional)):
            raise FormError(f"missing or unknown: {', '.join(wrong)}")
        out.append({key: _parse(key, inner) for key, inner in given.items()})
    return tuple(out)


_PARSERS: dict[str, Callable[[Any], Any]] = {
    "at": _instant,
    "evidence": _choice(*EVIDENCE_BY_WORD),
    "quantity": _quantity,
    "transformation": _transformation,
    "expiry": _day,
    "made_on": _day,
    "best_before": _day,
    "due": _day,
    "numbers_per_supplier": _flag,
    "shelf_life_days": _days,
    "tracking": _choice("none", "lot", "serial"),
    "expiry_policy": _choice("warn", "block", "block_unless_approved"),
    "state": _choice("planned", "released", "closed"),
    "roles": _texts,
    "lots": _texts,
    "substitutes": _texts,
    "look_alikes": _texts,
    "lines": lambda value: _objects(value, frozenset({"item", "quantity"}), frozenset({"lots"})),
    "aliases": lambda value: _objects(value, frozenset({"code", "quantity"}), frozenset({"kind"})),
}
