"""The labels of the demonstration plant on paper: what the barcode panel offers, to be cut out and scanned."""

from collections.abc import Iterator
from datetime import date

from kiosk.demo.labels import DemoCode, codes
from kiosk.identification.gs1.element_strings import read_element_strings
from kiosk.labels.content import Content, LabelKind

_KINDS = {"Badges": LabelKind.BADGE, "Commands": LabelKind.COMMAND}


def contents(command_prefix: str, badge_prefix: str, today: date) -> Iterator[tuple[str, Content]]:
    """Every label with its group, in the order of the day."""
    for code in codes(command_prefix, badge_prefix):
        yield code.group, _content(code, today.year)


def _content(code: DemoCode, year: int) -> Content:
    data = code.data.decode("ascii")
    kind = _KINDS.get(code.group)
    if kind is not None:
        return Content(kind, "" if kind is LabelKind.BADGE else data, data, code.title)
    if code.aim != "]d2":
        return Content(LabelKind.ORDER, data, data, code.title)
    reading = read_element_strings(data, year)
    number = reading.value("21") or reading.value("10") or ""
    elements = tuple((element.key, element.raw) for element in reading.elements)
    return Content(LabelKind.LOT, number, data, code.title, elements)
