"""A printer of ZPL that prints into memory: written from the language's manual, not from the writer under test.

It understands the commands that we send and no others, so that one that is smuggled in by data is noticed.
"""

import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import zxingcpp

from hardware.printers.code128 import _WIDTHS
from hardware.printers.symbols import _QR_CODE, DATA_MATRIX_SIDES
from kiosk.identification.gs1.element_strings import read_element_strings

Picture = npt.NDArray[np.uint8]
_COMMAND = re.compile(rb"([\^~])(PW|LL|LH|FO|BY|BC|BX|BQ|GF|GB|FH|FD|FS|PQ|XA|XZ|[A-Z]{2})([^\^~]*)", re.DOTALL)
_STOP = "2331112"


@dataclass(frozen=True)
class Symbol:
    """A symbol as the printer was told to make it."""

    kind: str
    data: bytes
    """With FNC1 as GS, a leading one left out."""
    is_gs1: bool
    module: int
    x: int
    y: int


@dataclass
class Printed:
    """What one format printed."""

    picture: Picture
    symbols: list[Symbol] = field(default_factory=list)
    copies: int = 0


class ZplPrinter:
    """Prints one format."""

    def __init__(self) -> None:
        self.printed: list[Printed] = []
        self._width = self._height = 0
        self._begin_field()
        self._module = 2
        self._ink: list[tuple[int, int, npt.NDArray[np.bool_]]] = []
        self._symbols: list[Symbol] = []
        self._copies = 1

    def feed(self, data: bytes) -> None:
        """Take formats, ^XA to ^XZ each."""
        for prefix, name, rest in _COMMAND.findall(data):
            getattr(self, f"_{name.decode().lower()}" if prefix == b"^" else "_tilde")(rest.rstrip(b"\n"))

    def _tilde(self, rest: bytes) -> None:
        raise AssertionError(f"a ~ command: {rest!r}")

    def _begin_field(self) -> None:
        self._x = self._y = 0
        self._kind: tuple[str, list[bytes]] | None = None
        self._escape = b""
        self._data = b""

    def _xa(self, rest: bytes) -> None:
        self._ink, self._symbols, self._copies = [], [], 1

    def _pw(self, rest: bytes) -> None:
        self._width = int(rest)

    def _ll(self, rest: bytes) -> None:
        self._height = int(rest)

    def _lh(self, rest: bytes) -> None:
        assert rest == b"0,0"

    def _pq(self, rest: bytes) -> None:
        self._copies = int(rest)

    def _fo(self, rest: bytes) -> None:
        self._x, self._y = (int(each) for each in rest.split(b","))

    def _by(self, rest: bytes) -> None:
        self._module = int(rest)
        assert 1 <= self._module <= 10

    def _bc(self, rest: bytes) -> None:
        self._kind = ("BC", rest.split(b","))

    def _bx(self, rest: bytes) -> None:
        self._kind = ("BX", rest.split(b","))

    def _bq(self, rest: bytes) -> None:
        self._kind = ("BQ", rest.split(b","))

    def _fh(self, rest: bytes) -> None:
        self._escape = rest or b"_"

    def _fd(self, rest: bytes) -> None:
        pattern = re.escape(self._escape) + rb"([0-9A-F]{2})"
        self._data = re.sub(pattern, lambda found: bytes([int(found[1], 16)]), rest) if self._escape else rest

    def _gb(self, rest: bytes) -> None:
        width, height, thickness = (int(each) for each in rest.split(b","))
        assert thickness >= min(width, height), "an outline, not a rule"
        self._ink.append((self._x, self._y, np.ones((height, width), np.bool_)))

    def _gf(self, rest: bytes) -> None:
        form, size, total, row, data = rest.split(b",")
        assert form == b"A"
        assert size == total
        dots = np.frombuffer(bytes.fromhex(data.decode()), np.uint8).reshape(-1, int(row))
        assert dots.size == int(size)
        self._ink.append((self._x, self._y, np.unpackbits(dots, axis=1).astype(np.bool_)))

    def _fs(self, rest: bytes) -> None:
        if self._kind:
            name, parameters = self._kind
            getattr(self, f"_print_{name.lower()}")(parameters)
        self._begin_field()

    def _xz(self, rest: bytes) -> None:
        picture = np.full((self._height, self._width), 255, np.uint8)
        for x, y, dots in self._ink:
            part = picture[y : y + dots.shape[0], x : x + dots.shape[1]]
            part[dots[: part.shape[0], : part.shape[1]]] = 0
        self.printed.append(Printed(picture, self._symbols, self._copies))

    def _add(self, kind: str, data: bytes, modules: npt.NDArray[np.bool_], sides: tuple[int, int, bool]) -> None:
        across, down, is_gs1 = sides
        self._ink.append((self._x, self._y, np.repeat(np.repeat(modules, down, axis=0), across, axis=1)))
        self._symbols.append(Symbol(kind, data, is_gs1, across, self._x, self._y))

    def _print_bc(self, parameters: list[bytes]) -> None:
        assert parameters[0] == b"N"
        assert parameters[2:] == [b"N", b"N", b"N", b"N"]
        values = _code_128_values(self._data)
        check = (values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % 103
        widths = "".join(_WIDTHS[value] for value in (*values, check)) + _STOP
        bars = [place % 2 == 0 for place, width in enumerate(widths) for _ in range(int(width))]
        data, is_gs1 = _code_128_text(values)
        self._add("Code128", data, np.array([bars]), (self._module, int(parameters[1]), is_gs1))

    def _print_bx(self, parameters: list[bytes]) -> None:
        orientation, module, quality, columns, rows, form, escape, aspect = parameters
        assert (orientation, quality, form, escape, aspect) == (b"N", b"200", b"", b"_", b"1")
        assert columns == rows
        data = re.sub(rb"_(1|_)", lambda found: b"\x1d" if found[1] == b"1" else b"_", self._data)
        is_gs1 = self._data.startswith(b"_1")
        text = data[1:].decode() if is_gs1 else data.decode()
        version = DATA_MATRIX_SIDES.index(int(columns)) + 1
        barcode = zxingcpp.create_barcode(
            _bracketed(text) if is_gs1 else text,
            zxingcpp.BarcodeFormat.DataMatrix,
            force_square=True,
            version=version,
            **({"gs1": True} if is_gs1 else {}),
        )
        self._add("DataMatrix", text.encode(), _modules(barcode), (int(module), int(module), is_gs1))

    def _print_bq(self, parameters: list[bytes]) -> None:
        orientation, model, module = parameters
        assert (orientation, model) == (b"N", b"2")
        found = re.fullmatch(rb"MM,B([0-9]{4})(.*)", self._data, re.DOTALL)
        assert found, self._data
        assert len(found[2]) == int(found[1])
        version = next(number for number, most in enumerate(_QR_CODE, 1) if len(found[2]) <= most)
        text = found[2].decode()
        barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", version=version)
        self._add("QRCode", found[2], _modules(barcode), (int(module), int(module), False))


def _modules(barcode: zxingcpp.Barcode) -> npt.NDArray[np.bool_]:
    return np.array(barcode.to_image(scale=1, add_quiet_zones=False)) < 128


def _bracketed(text: str) -> str:
    reading = read_element_strings(text, 2026)
    assert reading.complete, reading.errors
    return "".join(f"[{each.key}]{each.raw}" for each in reading.elements)


_CODES = {"<": 62, "0": 30, "=": 94, "1": 95, "2": 96, "3": 97, "4": 98, "5": 99, "6": 100, "7": 101, "8": 102}
_STARTS = {"9": 103, ":": 104, ";": 105}
_SETS = {103: "A", 104: "B", 105: "C"}


def _code_128_values(data: bytes) -> list[int]:
    """Invocation codes and data as characters of Code 128 (ZPL II Programming Guide, ^BC)."""
    text, chosen = data.decode("ascii"), "B"
    values: list[int] = []
    while text:
        if text[0] == ">":
            code, text = text[1], text[2:]
            value = _STARTS[code] if not values and code in _STARTS else _CODES[code]
            if value in _SETS:
                chosen = _SETS[value]
            elif value in (99, 100, 101) and {99: "C", 100: "B", 101: "A"}[value] != chosen:
                chosen = {99: "C", 100: "B", 101: "A"}[value]
            values.append(value)
        elif chosen == "B":
            values.append(ord(text[0]) - 32)
            text = text[1:]
        else:
            assert text[:2].isdigit(), f"{text!r} in set {chosen}"
            values.append(int(text[:2]))
            text = text[2:]
    assert values[0] in _SETS, "no start character"
    return values


def _code_128_text(values: list[int]) -> tuple[bytes, bool]:
    """What a scanner delivers, and whether FNC1 stands first."""
    chosen, text = _SETS[values[0]], ""
    for value in values[1:]:
        if value == 102:
            text += "\x1d"
        elif chosen == "C" and value < 100:
            text += f"{value:02}"
        elif value in (99, 100, 101):
            chosen = {99: "C", 100: "B", 101: "A"}[value]
        else:
            text += chr(value + 32)
    is_gs1 = text.startswith("\x1d")
    return (text[1:] if is_gs1 else text).encode("latin-1"), is_gs1
