"""GS1 Digital Link URIs: `https://id.gs1.org/01/09506000134352/10/ABC?17=260630`.

GS1 Digital Link Standard: URI Syntax. The values pass the same checks as in element strings; here are the rules of
the address: a primary key and its qualifiers in the path, attributes in the query, in any domain behind any path.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from kiosk.identification.gs1.application_identifiers import PRIMARY_KEYS, Alternative, ApplicationIdentifier, find
from kiosk.identification.gs1.elements import Found, gs1_reading
from kiosk.identification.reading import Reading, ReadingError, Span

_URI = re.compile(
    r"(?:https?|HTTPS?)://(?P<domain>\[[0-9A-Fa-f:.]+\](?::\d+)?|[0-9A-Za-z.:-]+)"
    r"(?P<path>/[!$%&-;=@-[\]_a-z~]*)(?:\?(?P<query>[!$%&-;=?@-[\]_a-z~]*))?(?:#[!$%&-;=?@-[\]_a-z~]*)?",
    re.ASCII,
)
"""Scheme in small or in capital letters; only the characters of RFC 3986."""
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class _Pair:
    key: str
    key_span: Span
    raw: str
    span: Span


def read_digital_link(text: str, current_year: int) -> Reading | None:
    """Read a web address; None for any other text, and for an address without a GS1 primary key in its path.

    Never raises; what is wrong is in the reading. Query keys that are not all digits belong to others and are
    passed over, as the standard allows.
    """
    uri = _URI.fullmatch(text)
    if uri is None:
        return None
    path = _path_pairs(uri["path"], uri.start("path"))
    if not path:
        return None
    query = list(_query_pairs(uri["query"] or "", uri.start("query")))
    found: list[Found] = []
    errors = [*_path_errors(path), *_query_errors(path, query)]
    for pair in (*path, *query):
        result = _found(pair, in_query=pair in query)
        if isinstance(result, Found):
            found.append(result)
        else:
            errors.append(result)
    return gs1_reading("gs1-digital-link", found, errors, ("digital link",), current_year, once=True)


def _exactly(key: str) -> ApplicationIdentifier | None:
    found = find(key)
    return found if found and found.ai == key else None


def _path_pairs(path: str, offset: int) -> list[_Pair]:
    """Return the pairs of AI and value from the primary key on; empty where there is none.

    The primary key is the last one from which the path goes on to its end in pairs of an AI and a value: what
    stands before it is the site's own. Where there is no such key, any primary key says what was meant.
    """
    segments: list[tuple[str, Span]] = []
    for segment in path.split("/"):
        segments.append((segment, (offset, offset + len(segment))))
        offset += len(segment) + 1
    start = len(segments) - 2
    while start > 0 and segments[start][0] not in PRIMARY_KEYS and _exactly(segments[start][0]):
        start -= 2
    if start <= 0 or segments[start][0] not in PRIMARY_KEYS:
        keys = [index for index, (segment, _) in enumerate(segments) if segment in PRIMARY_KEYS]
        start = keys[-1] if keys else len(segments)
    return [_pair(segments, index) for index in range(start, len(segments), 2)]


def _pair(segments: Sequence[tuple[str, Span]], index: int) -> _Pair:
    key, key_span = segments[index]
    raw, span = segments[index + 1] if index + 1 < len(segments) else ("", (key_span[1], key_span[1]))
    return _Pair(key, key_span, raw, span)


def _query_pairs(query: str, offset: int) -> Iterator[_Pair]:
    for parameter in query.split("&"):
        key, equals, raw = parameter.partition("=")
        if equals and key.isdigit():
            start = offset + len(key)
            yield _Pair(key, (offset, start), raw, (start + 1, start + 1 + len(raw)))
        offset += len(parameter) + 1


def _path_errors(path: Sequence[_Pair]) -> Iterator[ReadingError]:
    """Whether the qualifiers belong to the primary key, in their order."""
    primary = _exactly(path[0].key)
    sequences = primary.qualifiers if primary else None
    keys = tuple(pair.key for pair in path[1:])
    if sequences is None or any(_is_in_order(keys, sequence) for sequence in sequences):
        return
    if not all(map(_exactly, keys)):
        return  # said of each of them
    allowed = " or ".join(" ".join(f"({ai})" for ai in sequence) for sequence in sequences if sequence) or "nothing"
    message = f"expected {allowed} behind ({path[0].key}) in the path, in this order"
    yield ReadingError("digital-link", message, (path[1].key_span[0], path[-1].span[1]))


def _query_errors(path: Sequence[_Pair], query: Sequence[_Pair]) -> Iterator[ReadingError]:
    """Whether everything in the query is an attribute and has no place in the path."""
    primary = _exactly(path[0].key)
    sequences = (primary.qualifiers if primary else None) or ()
    qualifiers = tuple(pair.key for pair in path[1:])
    for pair in query:
        ai = _exactly(pair.key)
        if ai is None:
            continue
        if not ai.is_attribute:
            yield ReadingError("digital-link", f"({pair.key}) is no attribute for the query", pair.key_span)
        elif pair.key not in qualifiers and any(
            pair.key in each and _is_in_order(qualifiers, each) for each in sequences
        ):
            message = f"({pair.key}) qualifies ({path[0].key}) and stands in the path, not in the query"
            yield ReadingError("digital-link", message, pair.key_span)


def _is_in_order(keys: tuple[str, ...], sequence: Alternative) -> bool:
    """Whether `keys` are some of `sequence`, in its order."""
    rest = iter(sequence)
    return all(key in rest for key in keys)


def _found(pair: _Pair, *, in_query: bool) -> Found | ReadingError:
    ai = _exactly(pair.key)
    if ai is None:
        return ReadingError("unknown-ai", f"{pair.key!r} is no Application Identifier", pair.key_span)
    if _BROKEN_ESCAPE.search(pair.raw):
        message = f"({ai.ai}) {pair.raw!r}, expected two hexadecimal digits behind every %"
        return ReadingError("percent-encoding", message, pair.span)
    encoded = pair.raw.replace("+", " ") if in_query else pair.raw
    return Found(ai, unquote(encoded, "latin-1"), pair.raw, pair.span)
