"""GS1 Digital Link URIs: `https://id.gs1.org/01/09506000134352/10/ABC?17=260630`.

GS1 Digital Link Standard: URI Syntax. The values pass the same checks as in element strings; which qualifiers
may follow which key, and in which order, is asked of biip.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from biip import ParseConfig, ParseError
from biip.gs1_digital_link_uris import GS1DigitalLinkURI

from kiosk.identification.gs1.application_identifiers import find
from kiosk.identification.gs1.elements import Found, gs1_reading
from kiosk.identification.reading import Reading, ReadingError, Span

PRIMARY_KEYS = frozenset(
    {"00", "01", "253", "255", "401", "402", "414", "415", "417"}
    | {"8003", "8004", "8006", "8010", "8013", "8017", "8018"}
)
NOT_IN_QUERY = frozenset(
    {"03", "21", "22", "235", "254", "7040", "7041", "8011", "8014", "8019", "8020"}
    | {"8040", "8041", "8042", "8043", "8200"}
)
"""AIs that are no data attributes: they stand in the path, or in no Digital Link at all."""

_URI = re.compile(r"(?=[!-~]+\Z)https?://[^/?#]+(?P<path>/[^?#]*)(?:\?(?P<query>[^#]*))?(?:#.*)?", re.IGNORECASE)
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DATES_ARE_OURS = ParseConfig(gs1_element_strings_verify_date=False)
"""biip would choose the century by the clock of this computer."""


@dataclass(frozen=True, slots=True)
class _Pair:
    key: str
    key_span: Span
    raw: str
    span: Span
    in_query: bool


def read_digital_link(text: str, current_year: int) -> Reading | None:
    """Read a web address; None for any other text, and for an address without a GS1 primary key in its path.

    Never raises; what is wrong is in the reading. Query keys that are not all digits belong to others and are
    passed over, as the standard allows.
    """
    uri = _URI.fullmatch(text)
    if uri is None or PRIMARY_KEYS.isdisjoint(uri["path"].split("/")):
        return None
    found: list[Found] = []
    errors: list[ReadingError] = []
    pairs = (
        *_path_pairs(uri["path"], uri.start("path")),
        *_query_pairs(uri["query"] or "", uri.start("query")),
    )
    for pair in pairs:
        result = _found(pair)
        if isinstance(result, Found):
            found.append(result)
        else:
            errors.append(result)
    reading = gs1_reading("gs1-digital-link", found, errors, ("digital link",), current_year)
    return reading if reading.errors else _with_structure_checked(reading, text)


def _path_pairs(path: str, offset: int) -> Iterator[_Pair]:
    """Yield key and value segments from the first primary key on."""
    segments: list[tuple[str, Span]] = []
    for segment in path.split("/"):
        if segments or segment in PRIMARY_KEYS:
            segments.append((segment, (offset, offset + len(segment))))
        offset += len(segment) + 1
    for index in range(0, len(segments), 2):
        key, key_span = segments[index]
        raw, span = segments[index + 1] if index + 1 < len(segments) else ("", (key_span[1], key_span[1]))
        yield _Pair(key, key_span, raw, span, in_query=False)


def _query_pairs(query: str, offset: int) -> Iterator[_Pair]:
    for parameter in query.split("&"):
        key, equals, raw = parameter.partition("=")
        if key.isascii() and key.isdigit():
            start = offset + len(key)
            value_start = start + len(equals)
            yield _Pair(key, (offset, start), raw, (value_start, value_start + len(raw)), in_query=True)
        offset += len(parameter) + 1


def _found(pair: _Pair) -> Found | ReadingError:
    ai = find(pair.key)
    if ai is None or ai.ai != pair.key:
        return ReadingError("unknown-ai", f"{pair.key!r} is no Application Identifier", pair.key_span)
    if pair.in_query and ai.ai in NOT_IN_QUERY:
        return ReadingError("digital-link", f"({ai.ai}) does not stand in the query", pair.key_span)
    if _BROKEN_ESCAPE.search(pair.raw):
        return ReadingError("percent-encoding", f"({ai.ai}) has a % without two hexadecimal digits", pair.span)
    encoded = pair.raw.replace("+", " ") if pair.in_query else pair.raw
    return Found(ai, unquote(encoded, "latin-1"), pair.raw, pair.span)


def _with_structure_checked(reading: Reading, text: str) -> Reading:
    try:
        GS1DigitalLinkURI.parse(text, config=_DATES_ARE_OURS)
    except (ParseError, ValueError) as error:
        fault = ReadingError("digital-link", str(error), (0, len(text)))
        return replace(reading, complete=False, errors=(fault,))
    return reading
