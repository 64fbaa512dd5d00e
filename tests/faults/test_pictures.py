"""The short version of the hostile pictures, and what becomes of each trap by itself."""

import random

import pytest

from hardware.scan import Scan
from kiosk.identification.identify import identify
from kiosk.identification.site_patterns import compile_site
from tests.faults import pictures
from tests.flows.bench import open_bench
from tests.flows.plant import GTIN_CELL

SITE = compile_site([], year=2026)


def test_hostile_pictures_do_no_harm() -> None:
    findings = pictures.run(7, pictures=60)
    assert findings.scans > 30
    assert findings.faults > 2
    assert findings.refused > findings.taken
    assert findings.grown_mb < 64, findings


def test_the_same_seed_shows_the_same_pictures() -> None:
    assert pictures.picture(random.Random(5)) == pictures.picture(random.Random(5))


@pytest.mark.parametrize("flow", ["receive", "consume", "build", "produce", "ship"])
def test_no_hostile_content_is_obeyed_in_any_flow(flow: str) -> None:
    with open_bench() as bench:
        bench.do("BADGE:B-1")
        for data in pictures.HOSTILE:
            bench.do(f"LOT:FLOW-{flow}")
            assert bench.snapshot.flow == flow
            pictures.take(bench, Scan(data, "]Q1", "camera", "bench", 0.0, 1))
            bench.do("act:acknowledge")
        assert not bench.ledger()


@pytest.mark.parametrize(
    ("data", "aim", "standard"),
    [
        (f"]C101{GTIN_CELL}10AB", "]Q1", "plain"),
        (f"]d201{GTIN_CELL}10AB", "]d1", "plain"),
        ("LOT:FLOW-ship", "]Q3", "gs1-element-string"),
        ("LOT:FLOW-ship", "]d2", "gs1-element-string"),
        ("BADGE:B-9", "]d2", "gs1-element-string"),
    ],
)
def test_what_the_symbol_is_counts_and_not_what_it_says_of_itself(data: str, aim: str, standard: str) -> None:
    readings = identify(Scan(data.encode(), aim, "camera"), SITE)
    assert readings[0].standard == standard
    assert not any(each.standard in ("command", "badge") for each in readings)
    assert standard == "plain" or not readings[0].complete


def test_a_digital_link_to_another_host_is_read_and_never_opened() -> None:
    (reading, *_) = identify(Scan(f"https://evil.example/01/{GTIN_CELL}/10/AB".encode(), "]Q1", "camera"), SITE)
    assert (reading.standard, reading.complete) == ("gs1-digital-link", True)
    assert [(element.key, element.value) for element in reading.elements] == [("01", GTIN_CELL), ("10", "AB")]
