"""Reads EAN and UPC symbols that are too blurred for edges: every digit by the bar pattern it resembles most.

Other readers measure the widths between edges; where two edges have melted together there is nothing to measure,
yet the grey profile of a digit still resembles one pattern more than all others. The patterns are those of
ISO/IEC 15420.
"""

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from hardware.scanners.camera.pictures import Gray

Profile = NDArray[np.float32]
Scores = NDArray[np.float32]

_ODD = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
_RIGHT = tuple("".join("10"[int(module)] for module in odd) for odd in _ODD)
_EVEN = tuple(right[::-1] for right in _RIGHT)
_SAMPLES = 4
"""Samples a module."""
_SIGMAS = (0.35, 0.7, 1.0)
"""Blurs that are tried, as standard deviations in modules."""
_SHIFTS = np.array((-0.4, -0.2, 0.0, 0.2, 0.4), np.float32)
"""A digit may stand off its place by so many modules: paper bends."""
_NO_SHIFT = np.zeros(1, np.float32)
_SHIFT_COST = 0.05
_SEARCH_STEPS = 17
_BANDS = 6
_BAND_SLACK = 0.4
"""Of the slack of the whole; so far may a band of rows lie beside it."""
_BAND_STEPS = 7
_KEPT = 4
_LEAST_SCORE = 0.7
_LEAST_LEAD = 0.02
_LEAST_AHEAD = 0.08
_LEAST_GUARD = 0.5
_HOPELESS = 0.6
_LARGEST_LAG = 0.03
_START = "000001010"
"""Quiet zone, first guard and the space that every digit on the left begins with."""


@dataclass(frozen=True)
class Layout:
    """Where the digits of a symbology stand, in modules from the outer edge of its first bar."""

    name: str
    modules: int
    left: tuple[int, ...]
    """Starts of the digits that begin with a space; they come in odd and even parity."""
    right: tuple[int, ...]
    """Starts of the digits that begin with a bar."""
    end: str
    """The last modules of the symbol and its quiet zone, nine together."""
    beyond: int
    """How many of these lie in the quiet zone."""


EAN13 = Layout("EAN13", 95, tuple(range(3, 45, 7)), tuple(range(50, 92, 7)), "010100000", 5)
EAN8 = Layout("EAN8", 67, tuple(range(3, 31, 7)), tuple(range(36, 64, 7)), "010100000", 5)
UPCE = Layout("UPCE", 51, tuple(range(3, 45, 7)), (), "101010100", 2)
LAYOUTS = {"EAN13": EAN13, "UPCA": EAN13, "EAN8": EAN8, "UPCE": UPCE}
_PARITIES_EAN13 = (
    "000000 001011 001101 001110 010011 011001 011100 010101 010110 011010".split()  # noqa: SIM905 - a table
)
_PARITIES_UPCE = (
    "111000 110100 110010 110001 101100 100110 100011 101010 101001 100101".split()  # noqa: SIM905 - a table
)


@dataclass(frozen=True, slots=True)
class Match:
    """What the bars of a strip resemble."""

    layout: Layout
    digits: str
    """All digits of a valid value; UPC-E is expanded to its 13 digits."""
    score: float
    """Mean correlation of the digits with their patterns, at most 1."""
    lead: float
    """By how much the digit in greatest doubt is ahead of its nearest rival."""


def match_strip(strip: Gray, ends: tuple[float, float], slack: float) -> Match | None:
    """Read a strip whose bars stand upright, read from left to right; None where it is in doubt.

    `ends` are the outer edges of the first and the last bar, in pixels, each known to within `slack`, which is
    searched. The bars must resemble one layout more than the others, and two halves of the rows, read apart, must
    agree. Measured on photographs: true UPC-E and EAN-8 are ahead of the other layouts by 0.12 and more.
    """
    fits = [(layout, *_strip_scores(strip, layout, ends, slack)) for layout in (EAN13, UPCE, EAN8)]
    ranked = sorted(((_likeness(scores), layout, scores, guard) for layout, scores, guard in fits), key=itemgetter(0))
    likeness, layout, scores, guard = ranked[-1]
    ahead = likeness - ranked[-2][0]
    if guard < _LEAST_GUARD or likeness < _LEAST_SCORE or (layout is not EAN13 and ahead < _LEAST_AHEAD):
        return None
    halves = {_digits(scores[half::2].mean(0), layout) for half in (0, 1)} | {_digits(scores.mean(0), layout)}
    digits = halves.pop()
    if halves or digits is None:
        return None
    best = np.sort(scores.mean(0), axis=1)[:, ::-1]
    match = Match(layout, digits, likeness, float((best[:, 0] - best[:, 1]).min()))
    return match if match.lead >= _LEAST_LEAD else None


def _likeness(scores: NDArray[np.float32]) -> float:
    return float(scores.mean(0).max(1).mean()) if scores.size else 0.0


def bears_out(strip: Gray, layout: Layout, ends: tuple[float, float], slack: float, digits: str) -> bool | None:
    """Say whether the bars resemble `digits`: True, or False where another valid value is plain, or None in doubt.

    Measured on photographs: true values lag behind the best pattern of a digit by at most 0.01 where the bars are
    plain at all, misread ones by 0.11 or more at one digit at least.
    """
    scores, guard = _strip_scores(strip, layout, ends, slack)
    if not scores.size:
        return None
    mean = scores.mean(0)
    best = mean.max(1)
    if guard < _LEAST_GUARD or best.mean() < _LEAST_SCORE:
        return None
    claimed = _patterns(digits, layout)
    if claimed is None:
        return None
    lag = float((best - mean[np.arange(len(claimed)), claimed]).max())
    if lag <= _LARGEST_LAG:
        return True
    return False if lag > 2 * _LARGEST_LAG and _digits(mean, layout) not in (None, digits) else None


def _strip_scores(
    strip: Gray, layout: Layout, ends: tuple[float, float], slack: float
) -> tuple[NDArray[np.float32], float]:
    """Return the scores of each band of rows, none where it is hopeless, and how well the guards fit on the whole."""
    nothing = np.empty(0, np.float32), 0.0
    whole, *bands = _profiles(strip)
    if not bands or np.ptp(whole) == 0:
        return nothing
    search = _Search(layout, ends, slack, _SEARCH_STEPS)
    fit = search.fit(whole)
    if float(fit.scores.max(1).mean()) < _HOPELESS:
        return nothing
    found = [replace(search, ends=fit.ends, slack=slack * _BAND_SLACK, steps=_BAND_STEPS).fit(band) for band in bands]
    return np.array([one.scores for one in found], np.float32), float(np.mean([one.guard for one in found]))


def _profiles(strip: Gray) -> list[Profile]:
    """Return the mean grey of all rows, then those of six bands of rows."""
    edges = np.linspace(0.05, 0.95, _BANDS + 1) * strip.shape[0]
    rows = [strip[int(top) : max(int(top) + 1, int(bottom))] for top, bottom in pairwise(edges)]
    return [band.mean(0, dtype=np.float32) for band in (strip, *rows) if band.size]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a layout lies over a profile."""

    scores: Scores
    """How well each digit (row) resembles each pattern (column)."""
    guard: float
    """How well the worse of the two guards does."""
    ends: tuple[float, float]
    """Outer edges of the first and the last bar."""


@dataclass(frozen=True)
class _Search:
    """Fits a layout to a profile: every start and end within the slack, then fine where it fits best."""

    layout: Layout
    ends: tuple[float, float]
    slack: float
    steps: int

    def fit(self, profile: Profile) -> "_Fit":
        """Return the best fit."""
        offsets = np.linspace(-self.slack, self.slack, self.steps, dtype=np.float32)
        first, last = np.meshgrid(self.ends[0] + offsets, self.ends[1] + offsets, indexing="ij")
        fits = _Fits(profile, self.layout, first.ravel(), ((last - first) / self.layout.modules).ravel())
        kept = fits.best(np.argsort(fits.scores(_NO_SHIFT, _SIGMAS[1], stride=2).max(2).sum(1))[-_KEPT:])
        tried = [(sigma, kept.scores(_SHIFTS, sigma)) for sigma in _SIGMAS]
        sigma, scores = max(tried, key=lambda one: float(one[1].max(2).sum(1).max()))
        place = int(scores.max(2).sum(1).argmax())
        start, module = float(kept.start[place]), float(kept.module[place])
        return _Fit(scores[place], kept.guard(place, sigma), (start, start + module * self.layout.modules))


@dataclass(frozen=True)
class _Fits:
    """Ways to lay a layout over a profile."""

    profile: Profile
    layout: Layout
    start: Profile
    """Outer edge of the first bar, in pixels."""
    module: Profile
    """Width of a module, in pixels."""

    def best(self, kept: NDArray[np.intp]) -> "_Fits":
        """Return some of them."""
        return _Fits(self.profile, self.layout, self.start[kept], self.module[kept])

    def scores(self, shifts: Profile, sigma: float, stride: int = 1) -> Scores:
        """Return correlations (fit, digit, pattern); patterns are 20 on the left side, 10 on the right.

        With a `stride` above 1 not all samples are compared.
        """
        starts = np.array(self.layout.left + self.layout.right, np.float32)
        at = (starts[:, None] + shifts).ravel()[:, None] + _within()[::stride]
        places = self.start[:, None] + self.module[:, None] * at.ravel()
        seen = self._seen(places.reshape(len(self.start), len(starts), len(shifts), -1))
        cost = (_SHIFT_COST * np.abs(shifts) / 0.4)[:, None]
        sides = len(self.layout.left)
        left = (seen[:, :sides] @ _templates("left", sigma, stride).T - cost).max(2)
        right = (seen[:, sides:] @ _templates("right", sigma, stride).T - cost).max(2)
        padded = np.full((*right.shape[:2], left.shape[2]), -1, np.float32)
        padded[..., : right.shape[2]] = right
        return np.asarray(np.concatenate([left, padded], axis=1), np.float32)

    def guard(self, place: int, sigma: float) -> float:
        """Return the correlation of the worse of the two guards, each with its quiet zone, at one of the fits."""
        worst = 1.0
        for pattern, at in ((_START, -5), (self.layout.end, self.layout.modules + self.layout.beyond - 9)):
            seen = self._seen(self.start[place] + self.module[place] * (at + 1 + _within() + _SHIFTS[:, None]))
            worst = min(worst, float((seen @ _blurred(pattern[0], pattern[1:-1], pattern[-1], sigma)).max()))
        return worst

    def _seen(self, places: Profile) -> Profile:
        """Return the profile at the places, each row of them brought to mean 0 and length 1."""
        last = len(self.profile) - 1
        at = np.clip(places, 0, last, dtype=np.float32)
        left = np.minimum(at.astype(np.int32), max(0, last - 1))
        step = np.diff(self.profile, append=self.profile[-1:])
        seen = self.profile[left] + step[left] * (at - left)
        seen -= seen.mean(-1, keepdims=True)
        seen /= np.sqrt(np.einsum("...i,...i", seen, seen))[..., None] + np.float32(1e-3)
        return np.asarray(seen, np.float32)


@cache
def _within() -> Profile:
    """Return sample places around one digit in modules: the seven of the digit and one on either side."""
    return np.asarray((np.arange(9 * _SAMPLES) + 0.5) / _SAMPLES - 1, np.float32)


@cache
def _templates(side: str, sigma: float, stride: int) -> NDArray[np.float32]:
    """Return the grey profiles of the patterns of a side, blurred, among the neighbours they always have."""
    patterns, before, after = (_ODD + _EVEN, "1", "0") if side == "left" else (_RIGHT, "0", "1")
    seen = np.array([_blurred(before, pattern, after, sigma)[::stride] for pattern in patterns], np.float32)
    seen -= seen.mean(1, keepdims=True)
    return np.asarray(seen / np.linalg.norm(seen, axis=1, keepdims=True), np.float32)


def _blurred(before: str, pattern: str, after: str, sigma: float) -> Profile:
    """Return the normed grey profile of seven modules and one on either side, after a blur of `sigma` modules."""
    reach = np.arange(-4 * _SAMPLES, 4 * _SAMPLES + 1)
    kernel = np.exp(-0.5 * (reach / (sigma * _SAMPLES)) ** 2)
    modules = np.array([-int(module) for module in before * 5 + pattern + after * 5], float)
    blurred = np.convolve(np.repeat(modules, _SAMPLES), kernel, "same")[4 * _SAMPLES : -4 * _SAMPLES]
    blurred -= blurred.mean()
    return np.asarray(blurred / np.linalg.norm(blurred), np.float32)


def _digits(scores: Scores, layout: Layout) -> str | None:
    """Return the valid value that the best patterns spell, or None."""
    best = scores.argmax(1)
    digits = "".join(str(one % 10) for one in best)
    parity = "".join(str(one // 10) for one in best[: len(layout.left)])
    if layout is EAN13:
        if parity not in _PARITIES_EAN13:
            return None
        value = str(_PARITIES_EAN13.index(parity)) + digits
    elif layout is EAN8:
        value = digits if parity == "0000" else ""
    else:
        value = _expanded(digits, parity)
    return value if value and has_valid_check_digit(value) else None


def _patterns(digits: str, layout: Layout) -> list[int] | None:
    """Return which pattern each digit of a value has; None for a value that the layout cannot hold."""
    if layout is EAN8:
        return [int(digit) for digit in digits] if len(digits) == 8 else None
    if layout is EAN13:
        parity = _PARITIES_EAN13[int(digits[0])] if len(digits) == 13 else ""
        shown = digits[1:]
    else:
        shown, parity = _compressed(digits)
    if not parity:
        return None
    return [int(digit) + 10 * int(even) for digit, even in zip(shown, parity.ljust(len(shown), "0"), strict=True)]


def _compressed(value: str) -> tuple[str, str]:
    """Return the six digits and the parities of the UPC-E symbol of a value of 13 digits, or nothing."""
    if len(value) != 13 or value[1] not in "01":
        return "", ""
    body, parity = value[2:12], _PARITIES_UPCE[int(value[12])]
    if value[1] == "1":
        parity = _flipped(parity)
    shorts = (body[:2] + body[7:] + body[2], body[:3] + body[8:] + "3", body[:4] + body[9] + "4", body[:5] + body[9])
    return next(((short, parity) for short in shorts if _expanded(short, parity) == value), ("", ""))


def _flipped(parity: str) -> str:
    return "".join("10"[int(one)] for one in parity)


def _expanded(digits: str, parity: str) -> str:
    """Return the 13 digits of a UPC-E symbol, of which parity carries the number system and the check digit."""
    flipped = _flipped(parity)
    if parity in _PARITIES_UPCE:
        system, check = "0", _PARITIES_UPCE.index(parity)
    elif flipped in _PARITIES_UPCE:
        system, check = "1", _PARITIES_UPCE.index(flipped)
    else:
        return ""
    last = digits[5]
    if last in "012":
        body = digits[:2] + last + "0000" + digits[2:5]
    elif last == "3":
        body = digits[:3] + "00000" + digits[3:5]
    elif last == "4":
        body = digits[:4] + "00000" + digits[4]
    else:
        body = digits[:5] + "0000" + last
    return f"0{system}{body}{check}"


def has_valid_check_digit(value: str) -> bool:
    """Check the last digit by the modulo 10 rule of the GS1 General Specifications, 7.9.

    >>> has_valid_check_digit("9506000134352"), has_valid_check_digit("9506000134353")
    (True, False)
    """
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(value))) % 10 == 0
