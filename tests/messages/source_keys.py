"""Finds the message keys in the source: constants that are one, and f-strings that make some."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from kiosk.messages import ENGLISH

TOP = Path(__file__).parents[2] / "kiosk"
NAMESPACES = frozenset(key.split(".")[0] for key in ENGLISH)
SPEAKERS = {"Say": 1, "say": 1, "Finding": 2, "Mismatch": 0, "Sentence": 0}
"""Calls that take a message key and its values -> which argument the key is."""


def trees() -> Iterator[ast.AST]:
    """Every module that may say something: not the catalogue itself, and not the database, whose columns look alike."""
    for path in TOP.rglob("*.py"):
        if not {"messages", "database"} & set(path.parts):
            yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def is_key(text: str) -> bool:
    """Whether a text has the form of a key of a known family."""
    family, dot, rest = text.partition(".")
    return bool(dot) and family in NAMESPACES and all(part.replace("-", "_").isidentifier() for part in rest.split("."))


def constants() -> set[str]:
    """Keys that stand in the source as they are."""
    texts = {node.value for node in trees() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    single = {text for text in texts if text in ENGLISH and "." not in text}
    return single | {text for text in texts if is_key(text)}


def patterns() -> set[str]:
    """f-strings that make keys, `done.{}.finish`."""
    found = set()
    for node in trees():
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)  # type: ignore[misc]  # texts
            if is_key(text.replace("{}", "x")):
                found.add(text)
    return found


def spoken() -> Iterator[tuple[str, set[str]]]:
    """Calls with a constant key and values written beside it: the key, and the names of the values."""
    for node in trees():
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in SPEAKERS:
            continue
        position = SPEAKERS[node.func.id]
        if len(node.args) <= position or not isinstance(node.args[position], ast.Constant):
            continue
        key = node.args[position]
        names = _names(node, position)
        if isinstance(key, ast.Constant) and names is not None:
            yield str(key.value), names


def _names(call: ast.Call, position: int) -> set[str] | None:
    """The names of the values of a call; None where they are made somewhere else."""
    given = call.args[position + 1 :]
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    names = {keyword.arg for keyword in call.keywords if keyword.arg}
    for each in given:
        if isinstance(each, ast.Dict):
            names |= {str(key.value) for key in each.keys if isinstance(key, ast.Constant)}
        elif not isinstance(each, ast.Constant):
            return None
    return names


def expanded(table: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The keys that patterns make with the words they are filled with."""
    return {pattern.replace("{}", word) for pattern, words in table.items() for word in words}
