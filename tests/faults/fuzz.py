"""Feeds identification with bytes that nobody printed: no exception, no lie about itself, and an answer in time.

One part are random bytes, one part pieces of real labels in random order, one part real labels with one byte changed.
The time of an answer is that of the processor; what is over the limit is tried again, beside biip's parse of one label
at the same moment: on a quiet machine that takes 65 us, on a busy one everything takes longer, and so may an answer.
"""

import gc
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import biip

from hardware.scan import Scan
from kiosk.identification.identify import as_sent, identify
from kiosk.identification.site_patterns import Site, compile_site

SHORT, LONG = 200, 4096
"""Longest texts in bytes, with the limits below."""
SHORT_LIMIT_NS, LONG_LIMIT_NS = 1_000_000, 50_000_000
_YARDSTICK = "]d20109506000134352112609141727033110L2609-14"
_QUIET_NS = 65_000
"""What biip takes for the yardstick on the quiet machine on which the limits hold."""
_LONG_SHARE = 0.002
_TRIES = 5

SITE = compile_site(
    [("part", r"(?P<item>[A-Z0-9]+)\|(?P<lot>[^|]*)\|(?P<quantity>[^|]+)"), ("lot", r"L-(?P<lot>\d+)")],
    command_key=b"0123456789abcdef",
    command_aliases={"OCDMENU": "HOME"},
    badge_regex=r"P\d{6}",
    data_identifiers=True,
    year=2026,
)
_AIMS = (
    None,
    None,
    "]d2",
    "]C1",
    "]E0",
    "]E3",
    "]E4",
    "]I1",
    "]I0",
    "]C0",
    "]Q1",
    "]Q3",
    "]Q4",
    "]d1",
    "]e0",
    "]z1",
    "]",
)
_SOURCES = ("wedge", "serial", "typed")
_PIECES = (
    "00", "01", "09506000134352", "10", "17", "260630", "21", "240", "30", "37", "3102", "000125", "253", "8003",
    "7007", "8008", "91", "ABC", "L2609-14", "\x1d", "\x1e", "\x04", "[)>", "06", "05", "12", "1T", "P", "Q1", "14D",
    "S", "+A123BJC5D6E7", "$$", "/", "$", "(01)", "(10)", "(", ")", "\\", "LOT:", "BADGE:", "OK", "]d2", "|]e0", "/01/",
    "https://", "id.gs1.org", "?", "=", "&", "%", "%2F", "|", "~", "^", "<GS>", "029", "\xe2\x90\x9d", "\xff", "\n",
    " ", "é",
)  # fmt: skip
_LABELS = (
    "0109506000134352112609141727033110L2609\x1d21S-0001\x1d37100",
    "00106141412345678908",
    "[)>\x1e06\x1d1PABC-1\x1d1TL26\x1dQ100\x1e\x04",
    "+A99912345/$$81210X3/16D20111212/14D20200906/S77DEFG45$",
    "(01)09506000134352(10)ABC(17)270331",
    "https://id.gs1.org/01/09506000134352/10/ABC/21/S?17=260630&3102=000125",
    "1TL2609-14",
    "LOT:QTY-2.5",
)


@dataclass
class Findings:
    """What a run found."""

    inputs: int = 0
    complete: int = 0
    """Inputs of which some reading was complete."""
    long: int = 0
    slowest_short_us: int = 0
    slowest_long_us: int = 0
    slow: int = 0
    """Inputs that took too long every time."""

    def __str__(self) -> str:
        return (
            f"{self.inputs} inputs, {self.complete} with a complete reading, no exception; "
            f"slowest up to {SHORT} bytes {self.slowest_short_us} us, of {self.long} up to {LONG} bytes "
            f"{self.slowest_long_us} us, {self.slow} too slow"
        )


def run(count: int, seed: int) -> Findings:
    """Try `count` inputs; an AssertionError or any other exception names the input that broke a law."""
    findings = Findings()
    gc.disable()
    try:
        for number, scan in enumerate(_scans(random.Random(seed), count)):
            _try(scan, findings)
            if number % 1000 == 0:
                gc.collect(0)
    finally:
        gc.enable()
    return findings


def check(scan: Scan, site: Site = SITE) -> bool:
    """Whether some reading is complete; raises where the readings lie about themselves."""
    sent = as_sent(scan, site)
    text = sent.data.decode("latin-1")
    readings = identify(sent, site)
    assert readings, scan
    for reading in readings:
        assert reading.complete == (not reading.errors), scan
        assert not (reading.complete and reading.supposes), scan
        assert all(text[slice(*element.span)] == element.raw for element in reading.elements), scan
        assert all(0 <= each.span[0] <= each.span[1] <= len(text) for each in (*reading.errors, *reading.warnings)), (
            scan
        )
    return any(reading.complete for reading in readings)


def _try(scan: Scan, findings: Findings) -> None:
    is_long = len(scan.data) > SHORT
    limit = LONG_LIMIT_NS if is_long else SHORT_LIMIT_NS
    findings.inputs += 1
    findings.long += is_long
    findings.complete += check(scan)
    taken = _time_ns(scan)
    for _ in range(_TRIES):
        if taken <= limit:
            break
        taken = min(taken, round(_time_ns(scan) / max(1.0, _yardstick_ns() / _QUIET_NS)))
    findings.slow += taken > limit
    if is_long:
        findings.slowest_long_us = max(findings.slowest_long_us, taken // 1000)
    else:
        findings.slowest_short_us = max(findings.slowest_short_us, taken // 1000)


def _time_ns(scan: Scan) -> int:
    began = time.thread_time_ns()
    identify(as_sent(scan, SITE), SITE)
    return time.thread_time_ns() - began


def _yardstick_ns() -> int:
    began = time.thread_time_ns()
    biip.parse(_YARDSTICK)
    return time.thread_time_ns() - began


def _scans(rng: random.Random, count: int) -> Iterator[Scan]:
    for _ in range(count):
        most = LONG if rng.random() < _LONG_SHARE else SHORT
        data = rng.choice((_random_bytes, _pieces, _changed))(rng, most)
        yield Scan(data[:most], rng.choice(_AIMS), rng.choice(_SOURCES))


def _random_bytes(rng: random.Random, most: int) -> bytes:
    return rng.randbytes(rng.randrange(most + 1))


def _pieces(rng: random.Random, most: int) -> bytes:
    pieces = rng.choices(_PIECES, k=rng.randrange(1, max(2, most // 6)))
    return "".join(pieces).encode("latin-1")


def _changed(rng: random.Random, most: int) -> bytes:
    label = bytearray(rng.choice(_LABELS) * (most // 100 if rng.random() < 0.1 else 1), "latin-1")
    place = rng.randrange(len(label))
    label[place : place + rng.randrange(2)] = rng.randbytes(rng.randrange(2))
    return bytes(label)
