"""Landmarks as pictures: lines and discs, and how far each part of the face has moved.

A line is drawn as a row of soft dots. A soft dot is a product of one curve down and one across, so that all dots of a
picture are one MatMul.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor

from ..landmark_warp.face import EYES, LOWER_LIP_ROWS, NOSE, OVAL, UPPER_LIP_ROWS, coarse_landmarks
from .window import SIDE

LINES_SIDE, MOTION_SIDE = 128, 64
_DOTS = 3  # for each stretch between two landmarks
_FINE, _BROAD, _REACH = 1.2, 3.5, 6.0  # radii of lines and of irises in pixels of the window; of motion in its own
_LIP = 11
_RIM = 4.0  # pixels of the window that mouth and eyes are seen to reach beyond their landmarks

_LINES = [
    [UPPER_LIP_ROWS[:_LIP]],
    [LOWER_LIP_ROWS[:_LIP]],
    [UPPER_LIP_ROWS[-_LIP:]],
    [LOWER_LIP_ROWS[-_LIP:]],
    [eye.upper for eye in EYES],
    [eye.lower for eye in EYES],
    [*(eye.brow for eye in EYES), [*OVAL, OVAL[0]], NOSE[:6]],
]
_FEATURES = [
    sorted({*UPPER_LIP_ROWS, *LOWER_LIP_ROWS}),
    *(sorted({*eye.upper, *eye.lower, *eye.crease}) for eye in EYES),
]
CHANNELS = len(_LINES) + 1  # and the irises


def _dots(curves: list[list[int]]) -> Tensor:
    """[n,478]: takes landmarks to dots along curves."""
    rows = []
    for curve in curves:
        for first, second in pairwise(curve):
            for i in range(_DOTS):
                row = torch.zeros(478)
                row[first], row[second] = 1 - i / _DOTS, i / _DOTS
                rows.append(row)
    return torch.stack(rows)


_PLACES = [_dots(line) for line in _LINES]
_IRISES = [eye.iris for eye in EYES]
_LIDS = [i for eye in EYES for i in eye.upper + eye.lower]
_MOVING = sorted({*coarse_landmarks(110), *_LIDS, *UPPER_LIP_ROWS, *LOWER_LIP_ROWS})


def lines(landmarks: Tensor) -> Tensor:
    """Landmarks [B,478,3] in pixels of the window to [B,CHANNELS,LINES_SIDE,LINES_SIDE], values 0…1."""
    flat = landmarks[..., :2]
    drawn = [_drawn(places @ flat, _FINE) for places in _PLACES]
    return torch.clamp(torch.stack([*drawn, _drawn(flat[:, _IRISES], _BROAD)], 1), max=1)


def _drawn(points: Tensor, radius: float) -> Tensor:
    down, across = _curves(points, LINES_SIDE, radius * LINES_SIDE / SIDE)
    return down.transpose(1, 2) @ across


def _curves(points: Tensor, side: int, radius: float) -> tuple[Tensor, Tensor]:
    """Bells around points [B,N,2], of pixels of the window, on so many pixels: down and across, each [B,N,side]."""
    at = (points + 0.5) * (side / SIDE) - 0.5
    bells = lambda centre: torch.exp(-(((torch.arange(side) - centre) / radius) ** 2))  # noqa: E731
    return bells(at[..., 1:]), bells(at[..., :1])


def motion(landmarks: Tensor, moved: Tensor) -> Tensor:
    """How points have moved [B,468,2] as a smooth field [B,2,MOTION_SIDE,MOTION_SIDE]; 0 far from the face."""
    down, across = _curves(landmarks[:, _MOVING, :2], MOTION_SIDE, _REACH * MOTION_SIDE / SIDE)
    values = torch.cat([moved[:, _MOVING], torch.ones_like(moved[:, _MOVING, :1])], -1).transpose(1, 2)[:, :, None]
    sums = (values * down.transpose(1, 2)[:, None]) @ across[:, None]
    return sums[:, :2] / (sums[:, 2:] + 0.05)


def features(landmarks: Tensor) -> Tensor:
    """Mouth and eyes [B,1,SIDE,SIDE]: 1 in the middle of each, falling softly to 0; landmarks in window pixels."""
    bells = [_around(landmarks[:, part, :2]) for part in _FEATURES]
    return torch.clamp(sum(bells), max=1)[:, None]


def _around(points: Tensor) -> Tensor:
    low, high = points.amin(1), points.amax(1)
    middle, reach = (low + high) / 2, (high - low) / 2 + _RIM
    away = (torch.arange(SIDE, dtype=torch.float32) - middle[..., None]) / reach[..., None]
    across, down = torch.exp(-(away**4)).unbind(1)
    return down[:, :, None] * across[:, None]
