"""`lotline identify`: what a scan says. Opens no database and no window."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from hardware.scan import Scan
from kiosk import messages
from kiosk.cli.output import print_line
from kiosk.config import Settings, site_of
from kiosk.identification.explanation import meaning_of
from kiosk.identification.identify import as_sent, identify
from kiosk.identification.plain import text_of
from kiosk.identification.reading import Element, Reading, ReadingError, Span
from kiosk.identification.scan_text import data_bytes, printable, scan_text
from kiosk.identification.symbology import symbology_name


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "data", nargs="+", metavar="DATA", help="a scan as text; - reads one a line from standard input"
    )
    parser.add_argument("--aim", help='symbology identifier of data without the prefix, such as "]d2"')
    parser.add_argument("--scanner", default="unknown", help="device or kind of input whose profile applies: wedge")
    parser.add_argument("--literal", action="store_true", help="take <GS>, <RS>, <EOT> and <FNC1> as they are")
    parser.add_argument("--json", action="store_true", help="one JSON document a line")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print what every scan says; 1 where one of them has no reading that is complete, else 0.

    Raises SiteError where a prefix or pattern of the settings cannot be used.
    """
    site = site_of(settings, datetime.now(UTC).year)
    status = 0
    for text in _texts(args.data):
        scan = as_sent(_scan(text, args), site)
        readings = identify(scan, site)
        print_line(json.dumps(as_document(scan, readings)) if args.json else as_table(scan, readings))
        if not any(reading.complete for reading in readings):
            status = 1
    return status


def as_document(scan: Scan, readings: tuple[Reading, ...]) -> dict[str, object]:
    """Return the JSON document of one scan; spans index `raw`, which has one character a byte."""
    return {
        "raw": scan.data.decode("latin-1"),
        "symbology": scan.aim,
        "readings": [_reading_document(reading) for reading in readings],
    }


def as_table(scan: Scan, readings: tuple[Reading, ...]) -> str:
    """Return the answer for people: a line for the scan, for each reading, element, error and warning."""
    symbology = f"{scan.aim} {symbology_name(scan.aim)}" if scan.aim else ""
    data = scan.data.decode("latin-1")
    lines = ["  ".join(part for part in (symbology, printable(text_of(data))) if part)]
    for reading in readings:
        state = "only if " + reading.supposes if reading.supposes else "complete" if reading.complete else "not valid"
        lines.append(f"  {reading.standard}: {', '.join([state, *reading.proof])}")
        lines += _element_lines(reading)
        for error in reading.errors:
            if not reading.supposes:
                lines += [f"    ! {error.code}: {printable(error.message)}", *_underlined(data, error.span)]
        lines += [f"    ? {warning.code}: {printable(warning.message)}" for warning in reading.warnings]
    return "\n".join(lines)


def _element_lines(reading: Reading) -> Iterator[str]:
    """Title, value and meaning in columns."""
    values = [printable(element.value) for element in reading.elements]
    labels = [_label(element) for element in reading.elements]
    label_width, value_width = max(map(len, labels), default=0), max(map(len, values), default=0)
    for element, label, value in zip(reading.elements, labels, values, strict=True):
        meaning = meaning_of(element, messages.text)
        yield f"    {label:<{label_width}}  {value:<{value_width}}  {meaning}".rstrip()


def _underlined(data: str, span: Span) -> Iterator[str]:
    """The data with the place of an error marked."""
    before, marked = printable(data[: span[0]]), printable(data[slice(*span)])
    yield f"      {before}{marked}{printable(data[span[1] :])}"
    yield f"      {' ' * len(before)}{'^' * max(len(marked), 1)}"


def _label(element: Element) -> str:
    is_code = element.key.isupper() or element.key[0].isdigit()
    return f"({element.key}) {element.title}" if is_code else element.title


def _reading_document(reading: Reading) -> dict[str, object]:
    document: dict[str, object] = {
        "standard": reading.standard,
        "elements": [_element_document(element) for element in reading.elements],
        "proof": list(reading.proof),
        "complete": reading.complete,
        "errors": [_error_document(error) for error in reading.errors],
        "warnings": [_error_document(warning) for warning in reading.warnings],
    }
    if reading.supposes:
        document["supposes"] = reading.supposes
    return document


def _error_document(error: ReadingError) -> dict[str, object]:
    return {"code": error.code, "message": error.message, "span": list(error.span)}


def _element_document(element: Element) -> dict[str, object]:
    document: dict[str, object] = {
        "key": element.key,
        "title": element.title,
        "value": element.value,
        "raw": element.raw,
        "span": list(element.span),
    }
    if element.error is not None:
        document["error"] = element.error
    return document


def _texts(data: list[str]) -> Iterator[str]:
    for text in data:
        if text != "-":
            yield text
            continue
        # As bytes: text mode would also end a line at a carriage return inside the scan.
        for line in sys.stdin.buffer:
            yield line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "surrogateescape")


def _scan(text: str, args: argparse.Namespace) -> Scan:
    if args.aim is not None:
        return Scan(data_bytes(text, literal=args.literal), args.aim, args.scanner, args.scanner)
    found, data = scan_text(text, args.literal)
    return Scan(data, found, args.scanner, args.scanner)
