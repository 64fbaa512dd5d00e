"""Scenes on a bench, drawn: a label at a distance, out of focus, moved, in the dark, under a lamp."""

import cv2
import numpy as np

from hardware.scanners.camera.pictures import Gray
from tests.hardware.scanners.camera.pictures import drawn

WIDTH, HEIGHT = 1280, 720
_DRAWN_MODULE = 6


def bench() -> Gray:
    """Return a grey bench with writing on it, and no code."""
    image = np.full((HEIGHT, WIDTH), 120, np.uint8)
    for row in range(60, HEIGHT, 110):
        cv2.putText(image, "Station 12: keep clear of parts", (40, row), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 60.0, 2)
    return image


def scene(
    payload: str = "LOT-4711-A",
    format_: str = "Code128",
    *,
    module: float = 3.0,
    blur: float = 0.0,
    motion: int = 0,
    light: float = 1.0,
    glare: float = 0.0,
    seed: int = 0,
) -> Gray:
    """Return a frame with a label in the middle of the bench.

    `module` pixels wide is its narrowest bar; `blur` pixels is the sigma of a lens out of focus, `motion` how far the
    label moved; `light` scales the brightness; `glare` is the size of a lamp's reflection in shares of the label.
    """
    rng = np.random.default_rng(seed)
    factor = module / _DRAWN_MODULE
    label = drawn(payload, format_, scale=_DRAWN_MODULE, quiet=60)
    label = np.asarray(cv2.resize(label, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    height, width = label.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.normal(0, 2), 1)
    turn[:, 2] += WIDTH / 2 - width / 2 + rng.integers(-40, 40), HEIGHT / 2 - height / 2 + rng.integers(-40, 40)
    image = bench()
    cv2.warpAffine(label, turn, (WIDTH, HEIGHT), dst=image, borderMode=cv2.BORDER_TRANSPARENT)
    lit = image.astype(np.float32) * 0.85
    if glare:
        lamp = np.zeros_like(lit)
        axes = int(width * glare), int(height * glare)
        cv2.ellipse(lamp, (WIDTH // 2, HEIGHT // 2), axes, 0, 0, 360, 1.0, -1)
        lit += 400 * cv2.GaussianBlur(lamp, (0, 0), 15)
    if blur:
        lit = np.asarray(cv2.GaussianBlur(lit, (0, 0), blur), np.float32)
    if motion:
        kernel = np.zeros((motion, motion), np.float32)
        kernel[motion // 2] = 1 / motion
        lit = np.asarray(cv2.filter2D(lit, -1, kernel), np.float32)
    return np.clip(lit * light + rng.normal(0, 3, lit.shape), 0, 255).astype(np.uint8)
