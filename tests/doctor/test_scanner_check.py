"""The check of a scanner: everything that one adds, changes or loses is found, and stands in the profile."""

import pytest

from hardware.registry import open_scanner, wedge_profile
from hardware.scanners.layouts import DE, FR, GB, US, Layout
from kiosk.config import ScannerProfile
from kiosk.doctor.finding import State
from kiosk.doctor.scanner_check.check import REPEATS, ScannerCheck, Step
from kiosk.doctor.scanner_check.comparing import separator_in, unwrapped
from kiosk.doctor.scanner_check.labels import LABELS, LAYOUT, SEPARATOR, as_svg, bars
from kiosk.identification.transport import Transport
from kiosk.messages import ENGLISH
from tests.doctor.scanner_reads import hid_read, keys, read

LABEL, GS_LABEL = LAYOUT.content.decode(), SEPARATOR.content.decode()


def done(check: ScannerCheck, scheme: str, first: bytes, second: bytes) -> ScannerCheck:
    """The whole check with a scanner that always answers alike."""
    check = check.take(read(scheme, first, 1.0))
    for number in range(REPEATS + 1):
        check = check.take(read(scheme, second, 3.0 + number))
    return check


def found(check: ScannerCheck) -> dict[str, State]:
    return {line.key: line.state for line in check.lines}


def test_a_faithful_serial_scanner() -> None:
    check = ScannerCheck("desk", "serial:///dev/ttyACM0?baud=115200")
    check = done(check, "serial", f"]C0{LABEL}\r".encode(), f"]C1{GS_LABEL}\r".encode())
    assert check.step is Step.RESULT
    assert found(check) == {
        "check.layout.bytes": State.OK,
        "check.end.found": State.OK,
        "check.aim.sent": State.OK,
        "check.separator.kept": State.OK,
        "check.repeat.right": State.OK,
    }
    assert check.profile() == ScannerProfile(
        "serial:///dev/ttyACM0?baud=115200&profile=cr", Transport(separator="kept")
    )


@pytest.mark.parametrize(
    ("around", "profile", "prefix", "suffix"),
    [
        ("{}\r\n", "crlf", "", ""),
        ("{}\n", "lf", "", ""),
        ("{}\t", "tab", "", ""),
        ("\x02{}\x03\r\n", "stxetx", "", ""),
        ("{}", "idle", "", ""),
        ("##{}%\r", "cr", "##", "%"),
    ],
)
def test_what_stands_around_is_found(around: str, profile: str, prefix: str, suffix: str) -> None:
    check = ScannerCheck("desk", "serial:///dev/x")
    check = done(check, "serial", around.format(LABEL).encode(), around.format(GS_LABEL).encode())
    assert check.profile() == ScannerProfile(
        f"serial:///dev/x?profile={profile}", Transport(separator="kept", prefix=prefix, suffix=suffix)
    )
    assert found(check)["check.aim.missing"] is State.WARNING
    open_scanner(check.profile().address)


@pytest.mark.parametrize("layout", [US, GB, DE, FR], ids=lambda layout: layout.name)
@pytest.mark.parametrize("scheme", ["wedge", "evdev"])
def test_the_layout_of_a_keyboard_scanner_is_found(scheme: str, layout: Layout) -> None:
    address = "wedge://" if scheme == "wedge" else "evdev://05e0:1200"
    check = done(ScannerCheck("k", address), scheme, keys(f"{LABEL}\r", layout), keys(f"{GS_LABEL}\r", layout))
    profile = check.profile()
    assert (f"layout={layout.name}" in profile.address, profile.transport.separator) == (True, "kept")
    assert found(check)["check.timing"] is State.OK
    if scheme == "wedge":
        assert wedge_profile(profile.address).layout is layout
        assert wedge_profile(profile.address).silence_s is None
    else:
        open_scanner(profile.address)


def test_a_scanner_that_turns_its_shift_around_is_found() -> None:
    check = done(ScannerCheck("k", "wedge://"), "wedge", keys(f"{LABEL.swapcase()}\r"), keys(f"{GS_LABEL}\r"))
    assert "caps=turned" in check.profile().address


def test_a_slow_keyboard_scanner_gets_the_patience_it_needs() -> None:
    slow = keys(f"{LABEL}\r", gap_s=0.12)
    check = ScannerCheck("k", "wedge://").take(read("wedge", slow))
    assert found(check)["check.timing.slow"] is State.WARNING
    assert "timing=bluetooth" in check.profile().address


@pytest.mark.parametrize(
    ("sent", "state", "separator"),
    [("\x1d", State.OK, "kept"), ("|", State.WARNING, "|"), ("<GS>", State.WARNING, "<GS>"), ("", State.FAILED, "")],
)
def test_what_becomes_of_the_separator_is_found(sent: str, state: State, separator: str) -> None:
    data = f"{GS_LABEL}\r".replace("\x1d", sent).encode()
    check = ScannerCheck("desk", "serial:///dev/x").skip().take(read("serial", data))
    assert [line.state for line in check.lines] == [state]
    assert check.profile().transport.separator == separator


def test_a_hid_pos_scanner_needs_no_options() -> None:
    check = ScannerCheck("h", "hidpos://0c2e:0b61").take(hid_read(LAYOUT.content, "]C0"))
    check = check.take(hid_read(SEPARATOR.content, "]C1"))
    assert check.profile() == ScannerProfile("hidpos://0c2e:0b61", Transport(separator="kept"))
    assert "check.end.none" not in found(check)


def test_another_label_leads_nowhere_and_says_what_came() -> None:
    check = ScannerCheck("desk", "serial:///dev/x").take(read("serial", b"4006381333931\r"))
    assert check.step is Step.LAYOUT
    assert check.trouble is not None
    assert (check.trouble.state, check.trouble.values) == (State.FAILED, {"got": "4006381333931<CR>"})
    check = check.skip().take(read("serial", b"4006381333931\r"))
    assert (check.step, check.lines) == (Step.SEPARATOR, ())
    assert check.skip().skip().skip().step is Step.RESULT


def test_wrong_and_doubled_reads_are_counted() -> None:
    right, wrong = f"{GS_LABEL}\r".encode(), b"7\r"
    check = ScannerCheck("desk", "serial:///dev/x").skip().take(read("serial", right, 1.0))
    check = check.take(read("serial", wrong, 3.0))
    for number in range(REPEATS - 1):
        check = check.take(read("serial", right, 10.0 + number))
    assert (check.repeats.good, check.repeats.wrong, check.repeats.percent) == (REPEATS - 1, 1, 95)
    assert found(check)["check.repeat.wrong"] is State.FAILED
    doubled = ScannerCheck("desk", "serial:///dev/x").skip().take(read("serial", right, 1.0))
    for number in range(REPEATS):
        doubled = doubled.take(read("serial", right, 10.0 + number)).take(read("serial", right, 10.3 + number))
    assert found(doubled)["check.repeat.doubled"] is State.WARNING


def test_every_line_has_its_sentence() -> None:
    check = done(ScannerCheck("k", "wedge://"), "wedge", keys(f"x{LABEL}y\r", gap_s=0.12), keys(GS_LABEL))
    assert {line.key for line in check.lines} <= ENGLISH.keys()


def test_the_separator_is_not_looked_for_too_far_away() -> None:
    assert separator_in(b"10A......21B", b"10A\x1d21B") is None
    assert unwrapped(b"nothing of it\r", b"10A") is None


@pytest.mark.parametrize("name", LABELS)
def test_the_labels_can_be_read(name: str) -> None:
    import numpy as np
    from zxingcpp import TextMode, read_barcodes

    picture = np.repeat(np.repeat(np.frombuffer(bars(name), np.uint8)[None, :], 80, axis=0), 3, axis=1)
    (symbol,) = read_barcodes(np.pad(picture, 20, constant_values=255), text_mode=TextMode.Plain)
    assert bytes(symbol.bytes) == LABELS[name].content
    assert symbol.symbology_identifier == ("]C1" if LABELS[name].bracketed else "]C0")
    assert as_svg(LABELS[name]).count("<rect") > 40
