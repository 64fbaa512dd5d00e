"""Check digits and check characters of GS1 keys."""

CHARACTER_SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""The characters of a GS1 value, in the order of their values for the check character pair.

GS1 General Specifications, figure 7.11-1.
"""
_CHECK_CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_WEIGHTS = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)
_TRIPLED = str.maketrans("0123456789", "0369258147")
"""Three times a digit, modulo 10."""


def check_digit_for(digits: str) -> str:
    """Return the digit that belongs behind `digits`: weights 3 and 1 from the right, modulo 10.

    GS1 General Specifications, section 7.9.1. `digits` must be ASCII digits.

    >>> check_digit_for("0950600013435")
    '2'
    """
    weighted = digits[::-2].translate(_TRIPLED) + digits[-2::-2]
    return str(-sum(map(int, weighted)) % 10)


def has_right_check_digit(digits: str) -> bool:
    """Whether the last of `digits` (ASCII digits, at least two) is the check digit of those before it."""
    return digits[-1] == check_digit_for(digits[:-1])


def check_characters_for(text: str) -> str:
    """Return the pair of check characters that belongs behind `text`, modulo 1021 with primes as weights.

    GS1 General Specifications, section 7.9.5. `text` must hold 1 to 23 characters of set 82.

    >>> check_characters_for("1987654Ad4X4bL5ttr2310c")
    '2K'
    """
    total = sum(
        CHARACTER_SET_82.index(character) * weight for character, weight in zip(reversed(text), _WEIGHTS, strict=False)
    )
    high, low = divmod(total % 1021, 32)
    return _CHECK_CHARACTERS[high] + _CHECK_CHARACTERS[low]


def has_right_check_characters(text: str) -> bool:
    """Whether the last two characters of `text` (set 82, at most 25) are the check characters of those before."""
    return len(text) > 2 and text[-2:] == check_characters_for(text[:-2])
