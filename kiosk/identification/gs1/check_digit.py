"""The check digit of GS1 keys."""


def check_digit_for(digits: str) -> str:
    """Return the digit that belongs behind `digits`: weights 3 and 1 from the right, modulo 10.

    GS1 General Specifications, section 7.9.1. `digits` must be ASCII digits.

    >>> check_digit_for("0950600013435")
    '2'
    """
    total = sum(int(digit) * (1 if index % 2 else 3) for index, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def has_right_check_digit(digits: str) -> bool:
    """Whether the last of `digits` (ASCII digits, at least two) is the check digit of those before it."""
    return digits[-1] == check_digit_for(digits[:-1])
