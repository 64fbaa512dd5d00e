import re
from pathlib import Path

import pytest

import kiosk.identification
from hardware.scan import Scan
from kiosk import messages
from kiosk.identification.explanation import FAULTS, explain, explain_scan, meaning_of
from kiosk.identification.identify import identify
from kiosk.identification.reading import Element, Reading
from kiosk.identification.site_patterns import compile_site


def read(text: str, aim: str | None = None, source: str = "serial") -> tuple[Reading, ...]:
    return identify(Scan(text.encode(), aim, source), compile_site())


@pytest.mark.parametrize(
    ("key", "title", "value", "meaning"),
    [
        ("17", "", "2027-03-31", "expires 31 March 2027"),
        ("14D", "", "2027-03-31", "expires 31 March 2027"),
        ("expiry", "", "2027-03-31T16", "expires 31 March 2027, 16"),
        ("15", "", "2027-03-01", "best before 1 March 2027"),
        ("11", "", "2027-03-01", "made 1 March 2027"),
        ("16D", "", "2027-03-01", "made 1 March 2027"),
        ("12", "", "2027-03-01", "due 1 March 2027"),
        ("13", "", "2027-03-01", "packed 1 March 2027"),
        ("16", "", "2027-03-01", "to be sold by 1 March 2027"),
        ("7006", "", "2027-03-01", "1 March 2027"),
        ("7003", "", "2027-03-01T12:30", "expires 1 March 2027, 12:30"),
        ("01", "", "09506000134352", "the item itself; the check digit is right"),
        ("01", "", "19506000134359", "a pack of the item, packaging level 1; the check digit is right"),
        ("01", "", "99506000134355", "a pack of the item with changing content; the check digit is right"),
        ("37", "", "12", "12 pieces"),
        ("3102", "NET WEIGHT (kg)", "12.50", "12.50 kg"),
        ("3370", "KG PER m²", "1", ""),
        ("91", "", "X", "agreed between companies, no standard says what it means"),
        ("10", "", "L1", "everything of this lot was made together"),
        ("1T", "", "L1", ""),
    ],
)
def test_meanings(key: str, title: str, value: str, meaning: str) -> None:
    assert meaning_of(Element(key, title, value, value, (0, 1)), messages.text) == meaning


def test_a_wrong_value_means_nothing() -> None:
    assert meaning_of(Element("17", "", "270231", "270231", (0, 6), "date"), messages.text) == "wrong"


def test_a_label_is_explained_from_its_verdict_to_its_remarks() -> None:
    lines = explain(read("10L1", "]d2")[0], messages.text)
    assert [(line.title, line.value, line.is_wrong) for line in lines] == [
        ("GS1 label", "", False),
        ("Lot", "L1", False),
        ("Companion missing", "", False),
    ]
    assert lines[0].meaning == "usable, with remarks"


def test_errors_come_first() -> None:
    lines = explain(read("0109506000134353", "]d2")[0], messages.text)
    assert [line.title for line in lines] == ["GS1 label", "Check digit", "Item (GTIN)"]
    assert all(line.is_wrong for line in lines)
    assert lines[1].meaning.endswith("0950600013435 needs 2")


def test_what_cannot_be_seen_is_escaped() -> None:
    lines = explain(read("A\u202e1")[0], messages.text)
    assert [line.value for line in lines if line.value] == ["A\\u202e1"]


def test_candidates_say_what_they_suppose() -> None:
    lines = explain_scan(read("010950600013435210AB21C", "]C1", "wedge"), messages.text)
    assert [line.meaning for line in lines if line.title == "GS1 label"] == [
        "right in every part",
        "only if the separator behind (10) was lost",
    ]
    assert not [line for line in lines if line.is_wrong and line.title != "GS1 label"]


def test_every_code_has_its_word() -> None:
    package = Path(kiosk.identification.__path__[0])
    source = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    found = set(re.findall(r'(?:ReadingError|Fault|Rule|_refuse|warn)\(\s*"([a-z-]+)"', source))
    assert len(found) > 25
    assert found - {"transport"} <= set(FAULTS)
