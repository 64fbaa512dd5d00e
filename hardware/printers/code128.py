"""Code 128, read from its bars: which characters an encoder has chosen, so that a printer can be told the same ones.

A printer that chooses the code sets by itself may choose others, and make the symbol wider than its place.
"""

from collections.abc import Sequence

START_A, START_B, START_C, STOP = 103, 104, 105, 106
CODE_C, CODE_B, CODE_A = 99, 100, 101

_MODULES = 11
_STOP_MODULES = 13

# Widths of bars and spaces of the characters 0 to 105, ISO/IEC 15417 table 1.
_WIDTHS = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122
123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323
131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131
213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122
141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112
124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141
411131 211412 211214 211232
""".split()  # noqa: SIM905 - a table reads better in rows


def _bars(widths: str) -> str:
    return "".join(("1" if index % 2 == 0 else "0") * int(width) for index, width in enumerate(widths))


_VALUES = {_bars(widths): value for value, widths in enumerate(_WIDTHS)}


def codewords(bars: Sequence[bool]) -> list[int]:
    """The characters of a symbol from its modules, start character first, without check character and stop.

    Raises ValueError if the modules are no Code 128.
    """
    text = "".join("1" if bar else "0" for bar in bars)
    body, rest = divmod(len(text) - _STOP_MODULES, _MODULES)
    if rest or body < 3:
        raise ValueError(f"{len(text)} modules are no Code 128")
    try:
        values = [_VALUES[text[index * _MODULES : (index + 1) * _MODULES]] for index in range(body)]
    except KeyError as error:
        raise ValueError(f"{error} is no character of Code 128") from error
    *characters, check = values
    if check != (characters[0] + sum(place * value for place, value in enumerate(characters[1:], 1))) % 103:
        raise ValueError("the check character of Code 128 is wrong")
    return characters
