"""The check of one scanner, step by step: layout, separator, twenty reads; and the profile that comes of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

from hardware.scanners.wedge import WedgeProfile
from kiosk.config import ScannerProfile
from kiosk.doctor.finding import State
from kiosk.doctor.scanner_check.comparing import END_BYTES, Spelling, separator_in, spelling_of
from kiosk.doctor.scanner_check.labels import LAYOUT, SEPARATOR, CheckLabel
from kiosk.doctor.scanner_check.reads import Read, in_words
from kiosk.identification.transport import KEPT, Transport

REPEATS = 20
TWICE_S = 0.5
"""Nobody pulls a trigger twice within this time: a second read of the same is the scanner's."""
_GS = b"\x1d"
_LONGEST_GOT = 40


class Step(StrEnum):
    """What is asked for."""

    LAYOUT = "layout"
    SEPARATOR = "separator"
    REPEAT = "repeat"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was found."""

    state: State
    key: str
    """Message key."""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often the same label was read."""

    good: int = 0
    wrong: int = 0
    doubled: int = 0
    """Reads that the trigger was not pulled for."""

    @property
    def done(self) -> int:
        """Pulls of the trigger so far."""
        return self.good + self.wrong

    @property
    def percent(self) -> int:
        """Share of right reads among the pulls, in whole percent."""
        return 100 * self.good // self.done if self.done else 0


@dataclass(frozen=True, slots=True)
class ScannerCheck:
    """How far the check of a scanner is. Every read gives the next state of it."""

    name: str
    address: str
    step: Step = Step.LAYOUT
    lines: tuple[Line, ...] = ()
    trouble: Line | None = None
    """Why the last read did not lead on."""
    last: Read | None = None
    spelling: Spelling | None = None
    separator: bytes | None = None
    repeats: Repeats = Repeats()
    reference: bytes = b""
    slowest_ms: int = 0

    @property
    def label(self) -> CheckLabel:
        """The label to scan now."""
        return LAYOUT if self.step is Step.LAYOUT else SEPARATOR

    def take(self, read: Read) -> "ScannerCheck":
        """Judge a read by what the step asks for."""
        gaps = read.gaps_ms()
        seen = replace(self, last=read, trouble=None, slowest_ms=max((self.slowest_ms, *gaps)))
        match self.step:
            case Step.LAYOUT:
                return _take_layout(seen, read)
            case Step.SEPARATOR:
                return _take_separator(seen, read)
            case Step.REPEAT:
                return _take_repeat(seen, read, self.last)
            case Step.RESULT:
                return seen

    def skip(self) -> "ScannerCheck":
        """Go on without this step, since the scanner cannot read its label."""
        following = list(Step)[list(Step).index(self.step) + 1 :]
        return replace(self, step=following[0] if following else self.step, trouble=None)

    def profile(self) -> ScannerProfile:
        """What was found, for the settings."""
        wrapping = self.spelling.wrapping if self.spelling else None
        return ScannerProfile(
            self._address(),
            Transport(
                separator=_separator_word(self.separator),
                prefix=wrapping.prefix.decode("latin-1") if wrapping else "",
                suffix=wrapping.suffix.decode("latin-1") if wrapping else "",
            ),
        )

    def transmitted(self, read: Read) -> bytes:
        """What a read says under the keyboard that was found."""
        spelling = self.spelling
        return read.transmitted(spelling.layout, spelling.caps) if spelling else read.transmitted()

    def _address(self) -> str:
        """The address with the options that were found; those that it has already stay."""
        base, _, query = self.address.partition("?")
        options = dict(parse_qsl(query, keep_blank_values=True)) | self._options(base.partition(":")[0])
        return f"{base}?{urlencode(options, safe='/:')}" if options else base

    def _options(self, scheme: str) -> dict[str, str]:
        if self.spelling is None:
            return {}
        end = self.spelling.wrapping.end
        keyboard = {"layout": self.spelling.layout.name, "caps": self.spelling.caps.value}
        if scheme == "serial":
            return {"profile": end}
        if scheme == "evdev":
            return {"profile": end, **keyboard}
        if scheme == "wedge":
            is_slow = self.slowest_ms > WedgeProfile().gap_s * 1000
            return {
                **keyboard,
                "end": "silence" if end == "idle" else "terminator",
                "timing": "bluetooth" if is_slow else "cable",
            }
        return {}


def _take_layout(check: ScannerCheck, read: Read) -> ScannerCheck:
    spelling = spelling_of(read, LAYOUT.content)
    if spelling is None:
        got = _shortened(read.transmitted())
        return replace(check, trouble=Line(State.FAILED, "check.layout.failed", {"got": got}))
    lines = (_layout_line(read, spelling), *_wrapping_lines(read, spelling), *_timing_lines(read))
    return replace(check, step=Step.SEPARATOR, spelling=spelling, lines=check.lines + lines)


def _take_separator(check: ScannerCheck, read: Read) -> ScannerCheck:
    data = check.transmitted(read)
    separator = separator_in(data, SEPARATOR.content)
    if separator is None:
        return replace(check, trouble=Line(State.FAILED, "check.separator.failed", {"got": _shortened(data)}))
    line = _separator_line(separator)
    return replace(check, step=Step.REPEAT, separator=separator, reference=data, lines=(*check.lines, line))


def _take_repeat(check: ScannerCheck, read: Read, before: Read | None) -> ScannerCheck:
    data, repeats = check.transmitted(read), check.repeats
    reference = check.reference or data
    is_twice = repeats.done > 0 and before is not None and read.at - before.at < TWICE_S
    if is_twice and data == check.transmitted(before or read):
        repeats = replace(repeats, doubled=repeats.doubled + 1)
    elif data == reference:
        repeats = replace(repeats, good=repeats.good + 1)
    else:
        repeats = replace(repeats, wrong=repeats.wrong + 1)
    counted = replace(check, repeats=repeats, reference=reference)
    if repeats.done < REPEATS:
        return counted
    return replace(counted, step=Step.RESULT, lines=(*check.lines, _repeat_line(repeats)))


def _shortened(data: bytes) -> str:
    """What came, short enough to be compared with a label."""
    words = in_words(data)
    return words if len(words) <= _LONGEST_GOT else f"{words[:_LONGEST_GOT]}…"


def _layout_line(read: Read, spelling: Spelling) -> Line:
    if not read.is_typed:
        return Line(State.OK, "check.layout.bytes")
    values = {"layout": spelling.layout.name.upper(), "caps": f"check.caps.{spelling.caps.value}"}
    return Line(State.OK, "check.layout.keys", values)


def _wrapping_lines(read: Read, spelling: Spelling) -> tuple[Line, ...]:
    wrapping, lines = spelling.wrapping, []
    if read.is_typed or read.scheme == "serial":
        mark = END_BYTES.get(wrapping.end)
        lines.append(
            Line(State.OK, "check.end.found", {"end": in_words(mark)})
            if mark
            else Line(State.WARNING, "check.end.none")
        )
    lines.append(
        Line(State.OK, "check.aim.sent", {"aim": wrapping.aim})
        if wrapping.aim
        else Line(State.WARNING, "check.aim.missing")
    )
    if wrapping.prefix:
        lines.append(Line(State.OK, "check.prefix", {"text": in_words(wrapping.prefix)}))
    if wrapping.suffix:
        lines.append(Line(State.OK, "check.suffix", {"text": in_words(wrapping.suffix)}))
    return tuple(lines)


def _timing_lines(read: Read) -> tuple[Line, ...]:
    gaps = read.gaps_ms()
    if not gaps:
        return ()
    values = {"median": str(sorted(gaps)[len(gaps) // 2]), "longest": str(max(gaps))}
    is_fast = max(gaps) <= WedgeProfile().gap_s * 1000
    return (Line(State.OK, "check.timing", values) if is_fast else Line(State.WARNING, "check.timing.slow", values),)


def _separator_line(separator: bytes) -> Line:
    if separator == _GS:
        return Line(State.OK, "check.separator.kept")
    if separator:
        return Line(State.WARNING, "check.separator.replaced", {"text": in_words(separator)})
    return Line(State.FAILED, "check.separator.lost")


def _separator_word(separator: bytes | None) -> str:
    """The separator as the settings have it."""
    return KEPT if separator == _GS else (separator or b"").decode("latin-1")


def _repeat_line(repeats: Repeats) -> Line:
    values = {"good": str(repeats.good), "all": str(repeats.done), "doubled": str(repeats.doubled)}
    if repeats.wrong:
        return Line(State.FAILED, "check.repeat.wrong", values)
    if repeats.doubled:
        return Line(State.WARNING, "check.repeat.doubled", values)
    return Line(State.OK, "check.repeat.right", values)
