"""Valid GS1 messages for property tests, made from the rules and not from the parser."""

from hypothesis import strategies as st

CHARACTER_SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""GS1 General Specifications, figure 7.11-1."""


def with_check_digit(digits: str) -> str:
    """Append the GS1 check digit, in the words of section 7.9.1: weights 3, 1, 3 ... from the right."""
    total = 0
    weight = 3
    for digit in reversed(digits):
        total += weight * int(digit)
        weight = 4 - weight
    return digits + str((10 - total % 10) % 10)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def text82(longest: int) -> st.SearchStrategy[str]:
    return st.text(CHARACTER_SET_82, min_size=1, max_size=longest)


def gtins() -> st.SearchStrategy[str]:
    return digits(13).map(with_check_digit)


DATES = st.dates().map(lambda day: f"{day:%y%m%d}")

VALUES: dict[str, st.SearchStrategy[str]] = {
    "00": digits(17).map(with_check_digit),
    "01": gtins(),
    "02": gtins(),
    "10": text82(20),
    "11": DATES,
    "15": DATES,
    "17": DATES,
    "20": digits(2),
    "21": text82(20),
    "22": text82(20),
    "240": text82(30),
    "241": text82(30),
    "30": st.integers(0, 99_999_999).map(str),
    "3102": digits(6),
    "37": st.integers(0, 99_999_999).map(str),
    "400": text82(30),
    "414": digits(12).map(with_check_digit),
    "99": text82(90),
}
PREDEFINED = frozenset({"00", "01", "02", "11", "15", "17", "20", "3102", "414"})


@st.composite
def messages(draw: st.DrawFn, ais: tuple[str, ...] = tuple(VALUES)) -> list[tuple[str, str]]:
    """One to six different AIs in any order, each with a right value."""
    chosen = draw(st.lists(st.sampled_from(ais), min_size=1, max_size=6, unique=True))
    return [(ai, draw(VALUES[ai])) for ai in chosen]


def as_element_string(message: list[tuple[str, str]]) -> str:
    """Write a message with separators exactly where they are needed."""
    parts = [ai + value + ("" if ai in PREDEFINED else "\x1d") for ai, value in message]
    return "".join(parts).removesuffix("\x1d")
