"""Agreement over frames: how many reads a symbology needs, once per presentation."""

import pytest

from hardware.scanners.camera.agreement import WINDOW, Agreement
from hardware.scanners.camera.symbols import Symbol

SIZE = (640, 480)


def symbol(format_: str = "Code128", data: bytes = b"A1", *, confirmed: bool = True, left: int = 100) -> Symbol:
    corners = ((left, 100), (left + 200, 100), (left + 200, 200), (left, 200))
    return Symbol(format_, None, data, data.decode(), corners, confirmed=confirmed)


def emitted(agreement: Agreement, *frames: list[Symbol]) -> list[list[int]]:
    return [[one.reads for one in agreement.see(frame, SIZE)] for frame in frames]


@pytest.mark.parametrize(
    ("format_", "needed"), [("QRCode", 1), ("Code128", 2), ("EAN13", 2), ("Code39", 3), ("ITF", 3)]
)
def test_a_symbol_is_given_once_as_soon_as_enough_frames_agree(format_: str, needed: int) -> None:
    answers = emitted(Agreement(rearm_s=0), *[[symbol(format_)]] * 8)
    assert answers == [[]] * (needed - 1) + [[needed]] + [[]] * (8 - needed)


def test_reads_count_within_the_window_only() -> None:
    seen: list[Symbol] = [symbol()]
    nothing: list[Symbol] = []
    assert emitted(Agreement(rearm_s=0), seen, *[nothing] * (WINDOW - 2), seen)[-1] == [2]
    assert emitted(Agreement(rearm_s=0), seen, *[nothing] * (WINDOW - 1), seen)[-1] == []


def test_different_values_do_not_help_each_other() -> None:
    frames = [[symbol(data=b"A1")], [symbol(data=b"A2")], [symbol(data=b"A3")], [symbol("EAN13", b"A1")]]
    assert emitted(Agreement(rearm_s=0), *frames) == [[]] * 4


def test_unconfirmed_reads_do_not_count_but_keep_the_symbol_in_view() -> None:
    unsure = [symbol(confirmed=False)]
    assert emitted(Agreement(rearm_s=0), *[unsure] * 6) == [[]] * 6
    agreement = Agreement(rearm_s=0)
    assert emitted(agreement, [symbol()], [symbol()]) == [[], [2]]
    assert emitted(agreement, *[unsure] * 10, [symbol()], [symbol()]) == [[]] * 12


def test_a_corrected_symbol_at_the_edge_needs_a_second_frame() -> None:
    assert emitted(Agreement(rearm_s=0), [symbol("PDF417", left=6)], [symbol("PDF417", left=6)]) == [[], [2]]


def test_out_of_view_for_the_window_makes_a_new_presentation() -> None:
    agreement, seen = Agreement(rearm_s=0), [symbol("QRCode")]
    assert emitted(agreement, seen, *[[]] * (WINDOW - 1), seen)[-1] == []
    assert emitted(agreement, *[[]] * WINDOW, seen)[-1] == [1]


def test_two_symbols_in_view_are_two_scans() -> None:
    both = [symbol("QRCode", b"A"), symbol("DataMatrix", b"B", left=350)]
    assert emitted(Agreement(rearm_s=0), both) == [[1, 1]]


def test_two_values_at_one_place_are_none_until_the_wrong_one_is_forgotten() -> None:
    wrong, right = [symbol(data=b"A1")], [symbol(data=b"A2")]
    frames = [wrong, *[right] * WINDOW]
    assert emitted(Agreement(rearm_s=0), *frames) == [[]] * WINDOW + [[WINDOW]]


def test_what_was_given_before_does_not_deny_the_next_label_at_its_place() -> None:
    first, next_ = [symbol(data=b"A1")], [symbol(data=b"A2")]
    assert emitted(Agreement(rearm_s=0), first, first, next_, next_) == [[], [2], [], [2]]


@pytest.mark.parametrize("left", [1, 640 - 201, -20])
def test_a_clipped_symbol_never_counts(left: int) -> None:
    frames = [[symbol("QRCode", left=left)]] * 10
    assert emitted(Agreement(rearm_s=0), *frames) == [[]] * 10


def test_five_quick_frames_out_of_view_are_no_new_presentation() -> None:
    agreement, seen = Agreement(), [symbol("QRCode")]
    times = [*(n / 15 for n in range(10)), 1.2, 1.3]
    frames = [seen, *[[]] * 9, seen, []]
    answers = [len(agreement.see(frame, SIZE, at)) for frame, at in zip(frames, times, strict=True)]
    assert answers == [1] + [0] * 9 + [1, 0]
    assert agreement.has_given(seen[0])
