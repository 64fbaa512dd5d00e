"""How many pixels a millimetre gets in a window, whatever the screen says of its own size."""

_WIDEST_MM = 218.0
"""A 10.1 inch panel, for which the pages are drawn. What is larger shows larger things, not more of them."""
_NARROWEST_MM = 150.0
"""A 7 inch panel: the least width on which targets of 15 mm have room."""
_LOWEST_MM = 88.0
_TOO_SMALL_MM = 100.0
"""Panels below this width are taken for a false report: some screens state 16 x 9 mm, their aspect ratio."""


def millimetre(setting: float, density: float, width: float, height: float) -> float:
    """Pixels in a millimetre of the layout, for a window of `width` x `height` pixels.

    `setting` is what the site has measured, `density` what the screen reports, both in pixels a millimetre and 0
    where unknown. A window is laid out as 150 to 218 mm wide and at least 88 mm high: on a larger panel everything
    grows, so that it is read from farther away, and on a smaller one targets shrink below their true size.

    >>> round(millimetre(0, 0, 1280, 800), 2)
    5.87
    >>> round(millimetre(0, 6.65, 1024, 600), 2)
    6.65
    """
    if width <= 0 or height <= 0:
        return 1.0
    largest = min(width / _NARROWEST_MM, height / _LOWEST_MM)
    smallest = width / _WIDEST_MM
    wanted = setting or density
    if wanted <= 0 or (not setting and width / wanted < _TOO_SMALL_MM):
        wanted = smallest
    return min(max(wanted, smallest), largest)


def true_millimetre(setting: float, density: float, width: float) -> float:
    """Pixels in a millimetre of the panel itself, for things shown as large as they are; 0 where nobody knows.

    `setting` is what the site has measured, `density` what the screen of `width` pixels reports.

    >>> true_millimetre(0, 80, 1280)
    0.0
    """
    if setting > 0:
        return setting
    return density if density > 0 and width / density >= _TOO_SMALL_MM else 0.0
