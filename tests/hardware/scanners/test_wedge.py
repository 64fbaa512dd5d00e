"""Wedge: scans are scans under every layout, typing stays typing, and half a label is never delivered."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.scan import MAX_SCAN_BYTES, Scan
from hardware.scanners.keys import KeyPress
from hardware.scanners.layouts import TEXT, US
from hardware.scanners.wedge import (
    BLUETOOTH,
    Accepted,
    Rejected,
    Verdict,
    WedgeDecoder,
    WedgeProfile,
)

RETURN, TAB, RIGHT_BRACKET, DIGIT_6, D, M, J, F5, SHIFT, CTRL, ALT = (
    36,
    23,
    35,
    15,
    40,
    58,
    44,
    71,
    50,
    37,
    64,
)
KEYPAD_ROWS = range(79, 92)
KEYPAD = dict(zip("0123456789", (90, 87, 88, 89, 83, 84, 85, 79, 80, 81), strict=True))
CODES = {
    character: (code, bool(level))
    for level in (1, 0)
    for code, character in ((code, pair[level]) for code, pair in US.keys.items() if code not in KEYPAD_ROWS)
}
Outcomes = list[Accepted | Rejected]


def keys(text: str, gap_s: float = 0.005, start: float = 10.0) -> list[KeyPress]:
    """Return what a scanner sends: Shift is a key of its own, `text` is that of some wrong layout."""
    pressed = []
    for index, character in enumerate(text):
        code, shift = CODES[character]
        at = start + index * gap_s
        if shift:
            pressed.append(KeyPress(SHIFT, shift=True, modifier=True, at=at))
        pressed.append(KeyPress(code, "?", shift=shift, at=at))
    return pressed


def press(decoder: WedgeDecoder, pressed: list[KeyPress]) -> Outcomes:
    return [outcome for key in pressed for outcome in decoder.press(key)]


def scans(outcomes: Outcomes) -> list[bytes]:
    return [outcome.scan.data for outcome in outcomes if isinstance(outcome, Accepted)]


def verdicts(outcomes: Outcomes) -> list[Verdict]:
    return [outcome.verdict for outcome in outcomes if isinstance(outcome, Rejected)]


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=4, max_size=60))
def test_every_printable_character_comes_back_whatever_the_layout_says(text: str) -> None:
    outcomes = press(WedgeDecoder(), keys(text + "\r"))
    expected = text.encode()
    assert [(one.scan.aim or "").encode() + one.scan.data for one in outcomes if isinstance(one, Accepted)] == [
        expected
    ]


def test_a_scan_carries_device_identifier_and_time_of_its_last_key() -> None:
    outcomes = press(WedgeDecoder(device="desk"), keys("]C110A1\r", gap_s=2**-8, start=1.0))
    assert outcomes == [Accepted(Scan(b"10A1", "]C1", "wedge", "desk", 1 + 7 / 2**8), 10)]


@pytest.mark.parametrize(
    ("code", "shift", "expected"),
    [(RIGHT_BRACKET, False, b"\x1d"), (DIGIT_6, True, b"\x1e"), (D, False, b"\x04"), (51, False, b"\x1c")],
)
def test_ctrl_combinations_are_control_characters(code: int, shift: bool, expected: bytes) -> None:
    control = [
        KeyPress(CTRL, ctrl=True, modifier=True, at=10.02),
        KeyPress(code, "+", shift=shift, ctrl=True, at=10.021),
    ]
    outcomes = press(WedgeDecoder(), [*keys("10AB"), *control, *keys("21\r", start=10.025)])
    assert scans(outcomes) == [b"10AB" + expected + b"21"]


@pytest.mark.parametrize("code", [M, J, 31])
def test_ctrl_m_j_and_i_are_terminators(code: int) -> None:
    assert scans(press(WedgeDecoder(), [*keys("A1B2"), KeyPress(code, ctrl=True, at=10.02)])) == [b"A1B2"]


def test_digits_under_alt_spell_one_byte_each() -> None:
    pressed, at = keys("10AB"), 10.02
    for number in ("029", "030", "0228"):
        pressed.append(KeyPress(ALT, alt=True, modifier=True, at=at))
        for digit in number:
            at += 0.002
            pressed.append(KeyPress(KEYPAD[digit], "", alt=True, at=at))
    outcomes = press(WedgeDecoder(), [*pressed, *keys("21\r", start=at + 0.002)])
    assert scans(outcomes) == [b"10AB\x1d\x1e\xe421"]


def test_digits_under_alt_at_the_end_are_closed_by_terminator_and_by_silence() -> None:
    alt = [KeyPress(KEYPAD[digit], alt=True, at=10.02 + index / 1000) for index, digit in enumerate("029")]
    assert scans(press(WedgeDecoder(), [*keys("10AB"), *alt, *keys("\r", start=10.03)])) == [b"10AB\x1d"]
    decoder = WedgeDecoder()
    press(decoder, [*keys("10AB"), *alt])
    assert scans(decoder.flush()) == [b"10AB\x1d"]


def test_keypad_digits_and_enter_are_read_without_num_lock() -> None:
    pressed = [KeyPress(KEYPAD[digit], "", at=10 + index / 100) for index, digit in enumerate("12345")]
    assert scans(press(WedgeDecoder(), [*pressed, KeyPress(104, "\r", at=10.05)])) == [b"12345"]


def test_without_scan_codes_the_text_counts() -> None:
    pressed = [KeyPress(0, character, at=index / 100) for index, character in enumerate("A1ß\x1dB\r")]
    assert scans(press(WedgeDecoder(), pressed)) == ["A1ß\x1dB".encode()]


def test_with_an_empty_layout_the_text_counts_whatever_the_scan_code() -> None:
    pressed = [KeyPress(30, character, shift=True, at=index / 100) for index, character in enumerate("AAbb\r")]
    assert scans(press(WedgeDecoder(WedgeProfile(layout=TEXT)), pressed)) == [b"AAbb"]


def test_repeated_digits_are_all_kept() -> None:
    assert scans(press(WedgeDecoder(), keys("11111111\r", gap_s=0.0))) == [b"11111111"]


@pytest.mark.parametrize("gap_s", [0.020, 0.030, 0.035])
def test_a_key_held_down_is_typing(gap_s: float) -> None:
    decoder = WedgeDecoder()
    assert press(decoder, keys("7777777", gap_s=gap_s)) == []
    assert verdicts(decoder.flush()) == [Verdict.HELD_DOWN]


def test_a_key_that_the_layout_does_not_have_counts_by_its_text() -> None:
    assert scans(press(WedgeDecoder(), [*keys("A1B2"), KeyPress(109, "\n", at=10.02)])) == [b"A1B2"]
    assert verdicts(press(WedgeDecoder(), [KeyPress(22, "\b"), KeyPress(9, "\x1b")])) == [Verdict.COMMAND] * 2


def test_labels_back_to_back_are_separate_scans_and_a_second_terminator_is_discarded() -> None:
    outcomes = press(WedgeDecoder(), keys("AAAA\r\rBBBB\r\t"))
    assert scans(outcomes) == [b"AAAA", b"BBBB"]
    assert verdicts(outcomes) == [Verdict.TRAILING, Verdict.TRAILING]
    assert not any(outcome.typed for outcome in outcomes if isinstance(outcome, Rejected))


def test_silence_ends_a_scan_without_terminator() -> None:
    decoder = WedgeDecoder()
    assert press(decoder, keys("A1B2C3")) == []
    assert decoder.patience_s == 0.120
    assert scans(decoder.flush()) == [b"A1B2C3"]
    assert decoder.flush() == []


def test_nothing_is_waited_for_while_nothing_is_held() -> None:
    decoder = WedgeDecoder()
    press(decoder, keys("A1B2\r"))
    assert decoder.patience_s is None


def test_silence_seen_only_by_time_stamps_ends_a_scan_too() -> None:
    decoder = WedgeDecoder()
    assert scans(press(decoder, [*keys("AAAA"), *keys("BBBB\r", start=11)])) == [b"AAAA", b"BBBB"]


def test_where_every_scan_ends_with_a_terminator_silence_rejects() -> None:
    decoder = WedgeDecoder(WedgeProfile(silence_s=None))
    press(decoder, keys("A1B2C3"))
    assert decoder.patience_s == 0.080
    assert verdicts(decoder.flush()) == [Verdict.OPEN]


def test_a_lone_key_waits_for_the_gap_and_goes_back() -> None:
    decoder = WedgeDecoder()
    assert press(decoder, keys("a")) == []
    assert (decoder.in_burst, decoder.patience_s) == (True, 0.080)
    assert decoder.flush() == [Rejected(Verdict.SINGLE, 1)]


@pytest.mark.parametrize("code", [RETURN, TAB, F5])
def test_terminators_and_commands_alone_go_back_at_once(code: int) -> None:
    outcomes = WedgeDecoder().press(KeyPress(code, at=1.0))
    assert [outcome.keys for outcome in outcomes if isinstance(outcome, Rejected)] == [1]


def test_a_command_key_gives_back_what_was_held_before_it() -> None:
    outcomes = press(WedgeDecoder(), [*keys("AB", gap_s=2**-8), KeyPress(F5, at=10.02)])
    assert outcomes == [Rejected(Verdict.COMMAND, 5, (2**-8,))]


def test_a_function_key_as_prefix_does_no_harm() -> None:
    assert scans(press(WedgeDecoder(), [KeyPress(F5, at=9.995), *keys("A1B2\r")])) == [b"A1B2"]


def test_alt_with_a_letter_is_a_command() -> None:
    assert verdicts(WedgeDecoder().press(KeyPress(38, "a", alt=True))) == [Verdict.COMMAND]


def test_mashed_keys_are_too_short() -> None:
    outcomes = press(WedgeDecoder(), keys("ab\r", gap_s=2**-9))
    assert outcomes == [Rejected(Verdict.SHORT, 3, (2**-9,))]


def test_evenly_slow_keys_are_typing() -> None:
    assert verdicts(press(WedgeDecoder(), keys("abcdef\r", gap_s=0.06))) == [Verdict.SLOW]


def test_the_same_keys_are_a_scan_over_a_slow_radio_link() -> None:
    pressed = keys("abcdef", gap_s=0.03) + keys("ghi\r", gap_s=0.03, start=10.25)
    assert verdicts(press(WedgeDecoder(), pressed)) == [Verdict.BROKEN]
    assert scans(press(WedgeDecoder(BLUETOOTH), pressed)) == [b"abcdefghi"]


@given(text=st.text("ABC123", min_size=4, max_size=12), cut=st.integers(1, 12), stall_s=st.floats(0.085, 0.115))
def test_a_scanner_that_stalls_delivers_no_half_label(text: str, cut: int, stall_s: float) -> None:
    cut = min(cut, len(text))
    first = keys(text[:cut])
    rest = keys(text[cut:] + "\r", start=first[-1].at + stall_s)
    for flushes in (False, True):
        decoder = WedgeDecoder()
        outcomes = press(decoder, first)
        if flushes and decoder.patience_s is not None and decoder.patience_s < stall_s:
            outcomes += decoder.flush()
        outcomes += press(decoder, rest)
        assert scans(outcomes) == []
        assert sum(outcome.keys for outcome in outcomes) == len(first + rest)


@pytest.mark.parametrize("seed", range(20))
def test_people_type_without_a_single_scan(seed: int) -> None:
    """Simulated typists of 20 to 110 words a minute; gaps are drawn log-normally."""
    chance = random.Random(seed)
    mean_gap_s = chance.uniform(0.110, 0.6)
    decoder, at, outcomes, typed = WedgeDecoder(), 0.0, [], 0
    for _ in range(400):
        at += max(0.03, chance.lognormvariate(0, 0.35) * mean_gap_s)
        text = chance.choice("abcdefgh      \r")
        typed += 1
        outcomes += decoder.press(KeyPress(CODES[text][0], text, at=at))
    outcomes += decoder.flush()
    assert scans(outcomes) == []
    assert all(len(outcome.typed) == outcome.keys for outcome in outcomes if isinstance(outcome, Rejected))
    assert sum(outcome.keys for outcome in outcomes) == typed


@given(st.lists(st.tuples(st.sampled_from([38, 50, 37, 64, 90, RETURN, F5, 0]), st.floats(0, 0.2)), max_size=40))
def test_every_key_is_covered_by_exactly_one_outcome(pressed: list[tuple[int, float]]) -> None:
    decoder, at, covered = WedgeDecoder(), 0.0, 0
    for count, (code, gap_s) in enumerate(pressed, 1):
        at += gap_s
        key = KeyPress(code, "a", alt=code == 90, modifier=code in {50, 37, 64}, at=at)
        covered += sum(outcome.keys for outcome in decoder.press(key))
        assert covered <= count
    covered += sum(outcome.keys for outcome in decoder.flush())
    assert covered == len(pressed)


def test_time_that_runs_backwards_starts_a_new_burst() -> None:
    assert scans(press(WedgeDecoder(), [*keys("AAAA"), *keys("BBBB\r", start=1)])) == [b"AAAA", b"BBBB"]


def test_an_endless_burst_is_discarded_with_its_tail() -> None:
    decoder = WedgeDecoder()
    outcomes = press(decoder, keys("7" * (MAX_SCAN_BYTES + 50) + "\r", gap_s=0.001))
    assert verdicts(outcomes) == [Verdict.OVERSIZE, Verdict.OVERSIZE]
    assert not any(outcome.typed for outcome in outcomes if isinstance(outcome, Rejected))
    assert scans(press(decoder, keys("A1B2\r", start=99))) == [b"A1B2"]


def test_the_longest_payload_passes() -> None:
    text = "7" * MAX_SCAN_BYTES
    assert scans(press(WedgeDecoder(), keys(text + "\r", gap_s=0.001))) == [text.encode()]


def held(text: str, start: float, gap_s: float = 0.005, hold_s: float = 0.003) -> list[tuple[float, KeyPress | int]]:
    """Presses and releases, each with its time; a release is the scan code."""
    strokes: list[tuple[float, KeyPress | int]] = []
    for index, character in enumerate(text):
        code, at = CODES[character][0], start + index * gap_s
        strokes += [(at, KeyPress(code, character, at=at)), (at + hold_s, code)]
    return strokes


def stroke(decoder: WedgeDecoder, strokes: list[tuple[float, KeyPress | int]]) -> Outcomes:
    outcomes: Outcomes = []
    for at, each in sorted(strokes, key=lambda one: one[0]):
        outcomes += decoder.press(each) if isinstance(each, KeyPress) else decoder.release(each, at)
    return outcomes


def test_fast_keys_that_are_held_as_people_hold_them_are_typing() -> None:
    outcomes = stroke(WedgeDecoder(hears_releases=True), held("asdf\r", 10, gap_s=0.02, hold_s=0.09))
    assert verdicts(outcomes) == [Verdict.HELD]
    assert [outcome.typed for outcome in outcomes if isinstance(outcome, Rejected)] == [frozenset(range(5))]


@pytest.mark.parametrize("at", [9.95, 9.999, 10.012, 10.0391])
def test_a_key_of_a_person_among_those_of_a_scanner_spoils_the_scan_and_is_given_back(at: float) -> None:
    decoder = WedgeDecoder(hears_releases=True)
    outcomes = stroke(decoder, [*held("10ABCDEF\r".lower(), 10), *held("q", at, hold_s=0.08)])
    (spoilt,) = [outcome for outcome in outcomes + decoder.flush() if isinstance(outcome, Rejected)]
    assert spoilt.verdict is Verdict.MIXED
    assert len(spoilt.typed) == 1
    assert scans(outcomes) == []


def test_with_a_key_down_at_the_end_a_scan_waits_no_longer_than_a_person_holds_it() -> None:
    decoder = WedgeDecoder(hears_releases=True)
    last, end = KeyPress(CODES["z"][0], at=10.039), KeyPress(RETURN, at=10.04)
    rolled = [*held("10abcdef", 10), (last.at, last), (end.at, end)]
    assert stroke(decoder, rolled) == []
    assert decoder.patience_s == pytest.approx(0.105)
    assert stroke(decoder, [(10.041, CODES["z"][0])]) == [], "the terminator may be a person's as well"
    assert scans(stroke(decoder, [(10.042, RETURN)])) == [b"10abcdefz"]
    assert decoder.patience_s is None


@pytest.mark.parametrize("ends_by_key", [True, False])
def test_a_key_that_stays_down_spoils_the_scan_by_time_and_by_the_next_key(ends_by_key: bool) -> None:
    decoder = WedgeDecoder(hears_releases=True)
    stroke(decoder, [*held("10abcdef\r", 10), (10.039, KeyPress(CODES["q"][0], at=10.039))])
    outcomes = decoder.press(KeyPress(CODES["x"][0], at=10.2)) if ends_by_key else decoder.flush()
    assert verdicts(outcomes) == [Verdict.MIXED]


def test_enter_of_a_person_within_a_scan_makes_no_half_scans() -> None:
    decoder = WedgeDecoder(hears_releases=True)
    outcomes = stroke(decoder, [*held("10abcdefghij\r", 10), *held("\r", 10.032, hold_s=0.08)])
    outcomes += decoder.flush()
    assert scans(outcomes) == []
    (spoilt,) = [one for one in outcomes if isinstance(one, Rejected)]
    assert (spoilt.verdict, spoilt.typed) == (Verdict.MIXED, frozenset({7}))


def test_a_terminator_that_overlaps_the_next_key_joins_no_two_scans() -> None:
    decoder = WedgeDecoder(hears_releases=True)
    outcomes = stroke(decoder, [*held("aaaa", 10), *held("\r", 10.02, hold_s=0.008), *held("bbbb\r", 10.025)])
    assert verdicts(outcomes) == [Verdict.BROKEN]


def test_a_short_scan_on_the_heels_of_fast_typing_is_refused_by_name_and_the_typing_given_back() -> None:
    outcomes = stroke(
        WedgeDecoder(hears_releases=True), [*held("typed", 9.63, gap_s=0.075, hold_s=0.09), *held("10ab\r", 10)]
    )
    (spoilt,) = [one for one in outcomes if isinstance(one, Rejected)]
    assert (spoilt.verdict, spoilt.typed) == (Verdict.MIXED, frozenset(range(5)))


def test_a_key_that_a_person_holds_while_the_scanner_presses_it_too_spoils_the_scan() -> None:
    decoder = WedgeDecoder(hears_releases=True)
    outcomes = stroke(decoder, [*held("a", 9.999, hold_s=0.08), *held("abcd\r", 10)])
    assert scans(outcomes + decoder.flush()) == []


def test_two_brief_keys_without_terminator_are_no_scan() -> None:
    decoder = WedgeDecoder(hears_releases=True)
    assert stroke(decoder, held("a1", 10)) == []
    assert verdicts(decoder.flush()) == [Verdict.SHORT]


def test_a_scan_whose_terminator_is_missing_where_all_have_one_does_not_go_to_the_application() -> None:
    decoder = WedgeDecoder(WedgeProfile(silence_s=None), hears_releases=True)
    stroke(decoder, held("10abcdef", 10))
    (lost,) = decoder.flush()
    assert isinstance(lost, Rejected)
    assert (lost.verdict, lost.typed) == (Verdict.OPEN, frozenset())


def test_keys_that_a_scanner_presses_together_are_its_own() -> None:
    at = 10.0
    strokes: list[tuple[float, KeyPress | int]] = []
    for chunk in ("abcdef", "ghijkl"):
        strokes += [(at, KeyPress(CODES[character][0], at=at)) for character in chunk]
        strokes += [(at + 0.008, CODES[character][0]) for character in chunk]
        at += 0.016
    strokes += [(at, KeyPress(RETURN, at=at)), (at + 0.008, RETURN)]
    assert scans(stroke(WedgeDecoder(hears_releases=True), strokes)) == [b"abcdefghijkl"]


def test_the_keys_of_a_broken_scan_do_not_go_to_the_application() -> None:
    outcomes = press(WedgeDecoder(), keys("10abc") + keys("def\r", start=10.12))
    assert [(one.verdict, one.typed) for one in outcomes if isinstance(one, Rejected)] == [
        (Verdict.BROKEN, frozenset())
    ]
