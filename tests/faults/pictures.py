"""Shows the camera pictures that nobody means well with: from the file to the journal, refused or taken honestly.

Symbols with hostile content, good and damaged pictures of them, broken files and odd shapes go into a folder that a
camera watches; what it delivers goes into a session that waits for a receipt. Of a symbol only its very content may
come, only once; nothing is recorded, nothing is obeyed but a command label, and what is shown is printable.
"""

import random
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import zxingcpp
from sqlalchemy import func, select

from hardware.scan import MAX_SCAN_BYTES, Scan
from hardware.scanners.camera.folder import FolderCamera
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.scanner import CameraScanner
from kiosk.database import tables
from kiosk.database.connection import reading
from tests.faults import fuzz
from tests.flows.bench import Bench, open_bench
from tests.flows.plant import GTIN_CELL

if TYPE_CHECKING:
    from hardware.devices import DeviceStatus

_PATIENCE_S = 60.0
_WARM_UP = 20
"""Pictures after which the libraries have taken what memory they need."""
_LONGEST_SHOWN = 4 * MAX_SCAN_BYTES
"""Characters: each byte written out, as in \\x00."""
MATRIX = ("QRCode", "DataMatrix", "Aztec")
GS, RS, EOT = "\x1d", "\x1e", "\x04"
HOSTILE = (
    b"\0",
    b"A\0B",
    bytes(range(32)),
    bytes(range(256)),
    b"\xff\xfe\xfd",
    b"\xc3\x28 \xa0\xa1 \xe2\x28\xa1",
    "lot\u202e1234\u2066\u200b".encode(),
    b"\x1b[2J\x1b]0;owned\x07",
    b"'; DROP TABLE entry; --",
    b"=cmd|' /C calc'!A0",
    b"{op}%s%n{0}<b>bold</b>",
    b"]C1010950600013435210AB",
    b"]d2LOT:FINISH",
    b"]C1",
    f"{GS}0109506000134352{GS}{GS}10{GS}".encode(),
    f"{GS}LOT:FLOW-ship".encode(),
    b"LOT:FLOW-ship\0",
    b"LOT:FLOW-ship\r\nLOT:FLOW-receive",
    b" LOT:FLOW-ship",
    b"LOT:QTY-99999999999999999999999999999999",
    b"LOT:NOT-A-COMMAND",
    "LOT\uff1aFLOW-ship".encode(),
    b"BADGE:B-9\0",
    b"BADGE:",
    b"BADGE:nobody",
    b"010950600013435210" + b"X" * 40,
    b"0109506000134359",
    b"https://evil.example/01/" + GTIN_CELL.encode() + b"/10/L%00%1d",
    b"https://evil.example/" + b"01/" * 300,
    b"https://id.gs1.org/01/" + GTIN_CELL.encode() + b"/10/" + b"%2F" * 200,
    b"javascript:alert(1)",
    f"[)>{RS}06{GS}1T{RS}{RS}{EOT}{EOT}".encode(),
    (f"[)>{RS}06" + f"{GS}S" * 300 + RS + EOT).encode(),
    GS.encode() * 1000,
    RS.encode() * 1000,
    b"(" * 1000,
    b"|" * 500,
    b"%" * 500,
    b"1" * 3000,
    b"7" * 7000,
)
"""What somebody might print to see what happens. None of it is a command or a badge that this plant knows."""


@dataclass
class Findings:
    """What a run found."""

    pictures: int = 0
    scans: int = 0
    taken: int = 0
    refused: int = 0
    """Scans that were not taken, with a reason."""
    faults: int = 0
    """Pictures that the camera called damaged or useless."""
    journal_bytes: int = 0
    grown_mb: float = 0.0
    """Memory of the process beyond that after the first pictures, at most."""

    def __str__(self) -> str:
        return (
            f"{self.pictures} pictures, {self.scans} scans ({self.taken} taken, {self.refused} refused), "
            f"{self.faults} files refused, none obeyed, none recorded, no exception; "
            f"journal {self.journal_bytes} bytes, memory grew {self.grown_mb:.0f} MB at most"
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture file, and what may come of it."""

    content: bytes
    data: bytes | None
    """What the symbol in it says; None where there is none."""
    is_whole: bool
    """Whether it must be read."""


class Camera:
    """A camera that watches a folder, and waits when it has seen all that is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scans: list[Scan] = []
        self.statuses: list[DeviceStatus] = []
        self._has_seen_all = threading.Semaphore(0)
        self._more = threading.Semaphore(0)
        self.scanner = CameraScanner(FolderCamera(folder, wait=self._wait), "fuzz")
        self.scanner.start(self.scans.append, self.statuses.append)
        self._until_seen()

    def show(self, number: int, content: bytes) -> list[Scan]:
        """Put a picture there and return what is read of it."""
        path = self.folder / f"{number}.png"
        path.write_bytes(content)
        self.scans.clear()
        self._more.release()
        self._until_seen()
        path.unlink()
        return list(self.scans)

    def stop(self) -> None:
        self._more.release(1000)
        self.scanner.stop()

    def _wait(self, seconds: float) -> None:
        self._has_seen_all.release()
        self._more.acquire(timeout=_PATIENCE_S)

    def _until_seen(self) -> None:
        assert self._has_seen_all.acquire(timeout=_PATIENCE_S), "the camera does not come to an end"


def run(seed: int, *, seconds: float = 0.0, pictures: int = 0) -> Findings:
    """Show so many pictures, or for so long; an AssertionError or any other exception names what broke a law."""
    findings = Findings()
    rng = random.Random(seed)
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="lotline-pictures-") as folder, open_bench() as bench:
        camera = Camera(Path(folder))
        try:
            _prepare(bench)
            base_mb = 0.0
            while findings.pictures < pictures or time.monotonic() < end:
                _show(camera, bench, picture(rng), findings)
                if findings.pictures == _WARM_UP:
                    base_mb = resident_mb()
                elif base_mb:
                    findings.grown_mb = max(findings.grown_mb, resident_mb() - base_mb)
        finally:
            camera.stop()
        findings.faults = sum("left out" in status.reason for status in camera.statuses)
        _check_journal(bench, findings)
    return findings


def picture(rng: random.Random) -> Shown:
    """Return a picture file: good, damaged, broken, or of an odd shape."""
    if rng.random() < 0.05:
        shape = rng.choice(((1, 1), (3, 900), (900, 3), (8, 8), (2000, 40)))
        return Shown(png(np.full(shape, rng.randrange(256), np.uint8)), None, is_whole=False)
    image, data = symbol(rng)
    kind = rng.choices(("whole", "damaged", "broken"), (6, 3, 1))[0]
    if kind == "damaged":
        image = rng.choice((_noisy, _turned, _cut, _blotted))(image, rng)
    content = png(image)
    if kind == "broken":
        content = _broken(content, rng)
    return Shown(content, data, is_whole=kind == "whole")


def symbol(rng: random.Random) -> tuple[Gray, bytes]:
    """Return a symbol with hostile or random content, and what it says; 1 in 8 carries GS1 data."""
    while True:
        try:
            if rng.random() < 1 / 8:
                text = f"[01]{GTIN_CELL}[10]{rng.choice(('LOT:FLOW-ship', 'BADGE:B-9', 'OK', 'A' * 20))}"
                barcode = _barcode(text, rng.choice(MATRIX), gs1=True)
                return _drawn(barcode), f"01{GTIN_CELL}10{text.rpartition(']')[2]}".encode()
            data = rng.choice(HOSTILE) if rng.random() < 0.6 else rng.randbytes(rng.randrange(1, 300))
            return _drawn(_barcode(data, rng.choice(MATRIX))), data
        except ValueError:  # too much for this symbology
            continue


def png(image: Gray) -> bytes:
    """Return a picture file."""
    return bytes(cv2.imencode(".png", image)[1].tobytes())


def resident_mb() -> float:
    """Memory of this process that is in use, in MB; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6


def take(bench: Bench, scan: Scan) -> str:
    """Let a session take a hostile scan; returns `taken` or `refused`. AssertionError where it obeys or records it."""
    fuzz.check(scan)
    flow, operator = bench.snapshot.flow, bench.snapshot.status.operator
    outcome = bench.session.take_scan(scan)
    assert not outcome.recorded, scan
    assert (outcome.snapshot.flow, outcome.snapshot.status.operator) == (flow, operator), scan
    assert outcome.verdict is not None, scan
    unprintable = [text for text in texts_of(outcome.snapshot) if not text.replace("\n", "").isprintable()]
    assert not unprintable, (scan, unprintable)
    return "refused" if outcome.verdict.mood.value in ("refused", "warning") else "taken"


def texts_of(value: object) -> list[str]:
    """Return all texts in a snapshot, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [text for each in value for text in texts_of(each)]
    fields = getattr(value, "__dataclass_fields__", {})
    return [text for name in fields for text in texts_of(getattr(value, name))]


def _prepare(bench: Bench) -> None:
    for line in ("BADGE:B-1", "LOT:FLOW-receive"):
        bench.do(line)


def _show(camera: Camera, bench: Bench, shown: Shown, findings: Findings) -> None:
    scans = camera.show(findings.pictures, shown.content)
    findings.pictures += 1
    assert all(scan.data == shown.data for scan in scans), (shown.data, scans)
    assert len(scans) <= 1, scans
    assert scans or not shown.is_whole, f"not read: {shown.data!r}"
    for scan in scans:
        findings.scans += 1
        if take(bench, scan) == "taken":
            findings.taken += 1
        else:
            findings.refused += 1
    bench.do("act:acknowledge")
    bench.do("LOT:FLOW-receive")


def _check_journal(bench: Bench, findings: Findings) -> None:
    """What is kept of each scan is bounded, however long it was."""
    table = tables.scan_journal
    with reading(bench.product.engine) as connection:
        longest = connection.execute(
            select(func.max(func.length(table.c.data)), func.max(func.length(table.c.shown)))
        ).one()
        findings.journal_bytes = connection.execute(
            select(func.sum(func.length(table.c.data) + func.length(table.c.shown)))
        ).scalar_one()
    assert (longest[0] or 0) <= MAX_SCAN_BYTES, longest
    assert (longest[1] or 0) <= _LONGEST_SHOWN, longest


def _barcode(content: str | bytes, format_: str, *, gs1: bool = False) -> zxingcpp.Barcode:
    options = {"force_square": True} if format_ == "DataMatrix" else {}
    return zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat[format_], gs1=gs1, **options)


def _drawn(barcode: zxingcpp.Barcode) -> Gray:
    return np.pad(np.array(barcode.to_image(scale=4), np.uint8), 40, constant_values=255)


def _noisy(image: Gray, rng: random.Random) -> Gray:
    noise = np.random.default_rng(rng.randrange(2**32)).normal(0, rng.uniform(5, 90), image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def _turned(image: Gray, rng: random.Random) -> Gray:
    height, width = image.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(0, 360), rng.uniform(0.3, 1.2))
    return np.asarray(cv2.warpAffine(image, turn, (width, height), borderValue=255.0), np.uint8)


def _cut(image: Gray, rng: random.Random) -> Gray:
    height, width = image.shape
    return np.ascontiguousarray(image[: rng.randrange(height // 3, height), : rng.randrange(width // 3, width)])


def _blotted(image: Gray, rng: random.Random) -> Gray:
    blotted = image.copy()
    height, width = image.shape
    for _ in range(rng.randrange(1, 6)):
        centre = rng.randrange(width), rng.randrange(height)
        cv2.circle(blotted, centre, rng.randrange(2, width // 6), float(rng.choice((0, 255))), -1)
    return blotted


def _broken(content: bytes, rng: random.Random) -> bytes:
    damaged = bytearray(content)
    way = rng.randrange(3)
    if way == 0:
        del damaged[rng.randrange(len(damaged)) :]
    elif way == 1:
        damaged[16:24] = rng.randbytes(8)  # width and height
    else:
        for _ in range(20):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    return bytes(damaged)
