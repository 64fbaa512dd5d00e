"""Reading GS1 element strings, with full validation, beside biip on the same strings."""

from collections.abc import Iterator

import biip

from hardware.scan import Scan
from kiosk.identification.identify import identify
from kiosk.identification.site_patterns import Site
from tests.benchmarks.scale import Scale
from tests.benchmarks.table import Row
from tests.benchmarks.timing import interleaved, median

_LIMIT = 2.0
STRINGS = (
    ("]d2", "01095060001343521727033110L2609-14"),
    ("]d2", "010950600013435221S-000123\x1d10L1"),
    ("]d2", "0109506000134352112609141727033110L2609\x1d21S-0001\x1d37100"),
    ("]C1", "00095060001111111119"),
    ("]C1", "0109506000134352310300125010L1"),
    ("]Q3", "010950600013435210ABC123\x1d21XYZ789\x1d240EXTRA"),
    ("]e0", "0109506000134352"),
)
"""Symbology identifier and data: labels of parts, units, cases and pallets."""


def measure(scale: Scale) -> Iterator[Row]:
    """The time of one scan, over all strings."""
    site = Site()
    scans = [Scan(data.encode(), aim) for aim, data in STRINGS]
    typed = [Scan(data.encode(), aim, "wedge") for aim, data in STRINGS]
    texts = [aim + data for aim, data in STRINGS]
    for scan, text in zip(scans, texts, strict=True):
        assert identify(scan, site)[0].complete, text
        assert biip.parse(text).gs1_message, text

    def own() -> None:
        for scan in scans:
            identify(scan, site)

    def doubted() -> None:
        for scan in typed:
            identify(scan, site)

    def peer() -> None:
        for text in texts:
            biip.parse(text)

    runs = {"own": own, "doubted": doubted, "biip": peer}
    interleaved(runs, 3)
    taken = interleaved(runs, scale.parse_rounds)
    one = 1000 / len(STRINGS)
    yield Row(
        "parse: one GS1 scan that a keyboard may have changed",
        median(taken["doubted"]) * one,
        "us",
        median(taken["biip"]) * one,
        _LIMIT,
    )
    yield Row("parse: one GS1 scan", median(taken["own"]) * one, "us", median(taken["biip"]) * one, _LIMIT)
