"""Frozen values as JSON and back, by their types: dataclasses carry their name, what has its default is left out.

>>> from kiosk.domain.location import Place
>>> to_json(Place("STOCK"))
{'is': 'Place', 'location': 'STOCK'}
>>> from_json(Place, to_json(Place("STOCK")))
Place(location='STOCK', container='', owner='')
"""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any


def to_json(value: Any) -> Any:
    """The value as JSON; TypeError for a kind of value that no state holds."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, frozenset):
        return sorted(to_json(each) for each in value)
    if isinstance(value, tuple):
        return [to_json(each) for each in value]
    if isinstance(value, Mapping):
        return {name: to_json(each) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        named = ((each.name, getattr(value, each.name)) for each in fields(value) if not _is_default(value, each))
        return {"is": type(value).__name__} | {name: to_json(each) for name, each in named}
    raise TypeError(f"{type(value).__name__} has no written form")


def from_json(kind: Any, body: Any) -> Any:
    """The value of that type that `to_json` wrote; ValueError, KeyError or TypeError if the body is none."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _of_union(typing.get_args(kind), body)
    if origin in (tuple, frozenset):
        return _of_list(origin, typing.get_args(kind), body)
    if origin is not None:
        return {str(name): from_json(typing.get_args(kind)[1], each) for name, each in body.items()}
    if is_dataclass(kind) and isinstance(kind, type):
        return _of_dataclass(kind, body)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(body)
    if not isinstance(body, kind):
        raise TypeError(f"{body!r} is no {kind.__name__}")
    return body


def _is_default(value: Any, field: Field[Any]) -> bool:
    if field.default_factory is not MISSING:
        return bool(getattr(value, field.name) == field.default_factory())
    return field.default is not MISSING and bool(getattr(value, field.name) == field.default)


def _of_union(kinds: tuple[Any, ...], body: Any) -> Any:
    if body is None and type(None) in kinds:
        return None
    named = {each.__name__: each for each in kinds if each is not type(None)}
    only = next(iter(named.values())) if len(named) == 1 else None
    return from_json(only or named[body["is"]], body)


def _of_list(origin: Any, kinds: tuple[Any, ...], body: Any) -> Any:
    if origin is frozenset or kinds[-1] is Ellipsis:
        return origin(from_json(kinds[0], each) for each in body)
    return tuple(from_json(kind, each) for kind, each in zip(kinds, body, strict=True))


def _of_dataclass(kind: type, body: Any) -> Any:
    if body["is"] != kind.__name__:
        raise ValueError(f"{body['is']} where {kind.__name__} was expected")
    hints = _hints(kind)
    return kind(**{name: from_json(hints[name], each) for name, each in body.items() if name != "is"})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
