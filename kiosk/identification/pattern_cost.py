"""A bound on the time a site's regular expression can take, so that no label can keep the kiosk busy.

Python's matcher tries one choice after the other: repeat or go on, this alternative or that one. Where the
next character decides (`[^;]+` before `;`), a wrong choice ends at once. The bound is the product of all
the choices that the next character does not decide; such a choice inside a repetition has no bound and is
refused.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MAX_MATCHED_LENGTH = 256
"""Expressions are tried on data up to this many characters."""
MAX_EXPRESSION_LENGTH = 256
MAX_CHOICES = 100_000
"""Room for two repetitions without upper bound that overlap with what follows them."""

_TOKEN = re.compile(
    r"(?P<atom>\\x[0-9A-Fa-f]{2}|\\[dDwWsS]|\\[^0-9A-Za-z]|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\()\[*+?|{^$])"
    r"|(?P<open>\(\?P<\w+>|\(\?:|\((?!\?))"
    r"|(?P<close>\))"
    r"|(?P<or>\|)"
    r"|(?P<repeat>[*+?]|\{(?P<low>\d*)(?P<comma>,?)(?P<high>\d*)\})[?+]?"
    r"|(?P<edge>\A\^|\$\Z)",
    re.DOTALL,
)


class UnsafePatternError(ValueError):
    """The expression may take too long, or uses what site patterns leave out; the text says what."""


Characters = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Atom:
    characters: Characters


@dataclass(frozen=True, slots=True)
class _Sequence:
    parts: tuple["_Node", ...]


@dataclass(frozen=True, slots=True)
class _Alternatives:
    options: tuple["_Node", ...]


@dataclass(frozen=True, slots=True)
class _Repetition:
    part: "_Node"
    low: int
    high: int


_Node = _Atom | _Sequence | _Alternatives | _Repetition


def check_cost(expression: str) -> None:
    """Raise `UnsafePatternError` unless `expression` is quick on every text that is not too long.

    `expression` must be one that `re.compile` accepts. Groups, classes, alternatives and repetitions may be
    used; references, assertions and flags may not.
    """
    if len(expression) > MAX_EXPRESSION_LENGTH:
        raise UnsafePatternError(f"expected at most {MAX_EXPRESSION_LENGTH} characters, found {len(expression)}")
    choices = _choices(_parse(_tokens(expression)), frozenset())
    if choices > MAX_CHOICES:
        raise UnsafePatternError(f"{expression!r} can match one text in too many ways; part its groups more clearly")


def _choices(node: _Node, follow: Characters) -> int:
    """Return the number of ways to match one text that the next character does not decide.

    `follow` holds the characters that can come behind `node`.
    """
    match node:
        case _Atom():
            return 1
        case _Sequence(parts):
            product = 1
            for part in reversed(parts):
                product *= _choices(part, follow)
                follow = _entry(part, follow)
            return product
        case _Alternatives(options):
            product = 1 if _are_disjoint([_entry(option, follow) for option in options]) else len(options)
            for option in options:
                product *= _choices(option, follow)
            return product
    again = _first(node.part)
    inner = _choices(node.part, again | follow if node.high > 1 else follow)
    if inner > 1 and node.high > 1:
        raise UnsafePatternError("a repetition holds choices that the next character does not decide")
    return inner if again.isdisjoint(follow) else inner * (node.high - node.low + 1)


def _entry(node: _Node, follow: Characters) -> Characters:
    """Return the characters that can come first where `node` and then `follow` stand."""
    return _first(node) | follow if _can_be_empty(node) else _first(node)


def _first(node: _Node) -> Characters:
    match node:
        case _Atom(characters):
            return characters
        case _Sequence(parts):
            entry: Characters = frozenset()
            for part in reversed(parts):
                entry = _entry(part, entry)
            return entry
        case _Alternatives(options):
            return frozenset().union(*(_first(option) for option in options))
    return _first(node.part)


def _can_be_empty(node: _Node) -> bool:
    match node:
        case _Atom():
            return False
        case _Sequence(parts):
            return all(_can_be_empty(part) for part in parts)
        case _Alternatives(options):
            return any(_can_be_empty(option) for option in options)
    return node.low == 0 or _can_be_empty(node.part)


def _are_disjoint(sets: Sequence[Characters]) -> bool:
    return sum(map(len, sets)) == len(frozenset().union(*sets))


def _tokens(expression: str) -> list[re.Match[str]]:
    """Return the tokens, last one first, so that the parser can pop them."""
    tokens: list[re.Match[str]] = []
    position = 0
    while position < len(expression):
        token = _TOKEN.match(expression, position)
        if token is None:
            raise UnsafePatternError(f"{expression[position : position + 4]!r} is not used in site patterns")
        tokens.append(token)
        position = token.end()
    return [token for token in reversed(tokens) if not token["edge"]]


def _parse(tokens: list[re.Match[str]]) -> _Node:
    """Parse up to the end or to the closing bracket of the group, which is consumed."""
    options: list[_Node] = []
    parts: list[_Node] = []
    while tokens:
        token = tokens.pop()
        if token["close"]:
            break
        if token["or"]:
            options.append(_Sequence(tuple(parts)))
            parts = []
        elif token["repeat"]:
            parts[-1] = _repetition(parts[-1], token)
        else:
            parts.append(_parse(tokens) if token["open"] else _Atom(_characters(token["atom"])))
    options.append(_Sequence(tuple(parts)))
    return _Alternatives(tuple(options))


def _repetition(part: _Node, token: re.Match[str]) -> _Repetition:
    longest = MAX_MATCHED_LENGTH
    if token["repeat"] in "*+?":
        low, high = {"*": (0, longest), "+": (1, longest), "?": (0, 1)}[token["repeat"]]
    else:
        low = int(token["low"] or 0)
        high = int(token["high"] or longest) if token["comma"] else low
    return _Repetition(part, min(low, longest), min(high, longest))


def _characters(atom: str) -> Characters:
    one = re.compile(atom, re.ASCII)
    return frozenset(chr(code) for code in range(256) if one.fullmatch(chr(code)))
