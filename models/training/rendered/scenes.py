"""Random sets: lights, backgrounds, cameras."""

from __future__ import annotations

import cv2
import numpy as np

from .stage import Light, Set

_COARSE = 48  # pixels of a background before it is enlarged
_PALE = 0.5  # how far its colours are greyed


def scene(side: int, random: np.random.Generator) -> Set:
    """A light in front, one to the side, sometimes one behind; a blurred place far away."""
    key = Light(_from(random, 50, 45), _tinged(random, 0.4, 0.65))
    fill = Light(_from(random, 90, 20), _tinged(random, 0.1, 0.3))
    rim = Light(np.array([random.choice([-1, 1]), 0.5, -0.8]), _tinged(random, 0.0, 0.5))
    return Set(
        lights=[key, fill, rim],
        ambient=random.uniform(0.15, 0.3),
        background=_place(side, random),
        distance=random.uniform(9, 18),
        height=random.uniform(2.9, 4.2),
        aside=np.array([random.uniform(-0.3, 0.3), random.uniform(-0.75, -0.3)]),
    )


def _from(random: np.random.Generator, aside: float, above: float) -> np.ndarray:
    across, up = np.radians(random.uniform(-aside, aside)), np.radians(random.uniform(-10, above))
    return np.array([np.sin(across) * np.cos(up), np.sin(up), np.cos(across) * np.cos(up)])


def _tinged(random: np.random.Generator, dark: float, bright: float) -> np.ndarray:
    warm = random.uniform(-0.12, 0.12)
    return random.uniform(dark, bright) * np.array([1 + warm, 1, 1 - warm])


def _place(side: int, random: np.random.Generator) -> np.ndarray:
    """Coloured noise without detail, in a random range of grey."""
    noise = cv2.GaussianBlur(random.random((_COARSE, _COARSE, 3)), (0, 0), random.uniform(1.5, 9))
    noise += _PALE * (noise.mean(2, keepdims=True) - noise)
    noise = (noise - noise.min()) / np.ptp(noise)
    dark, bright = np.sort(random.uniform(10, 245, 2))
    large = cv2.resize(dark + (bright - dark) * noise, (side, side), interpolation=cv2.INTER_CUBIC)
    return large.clip(0, 255).astype(np.uint8)
