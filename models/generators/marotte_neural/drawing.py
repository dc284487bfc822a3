"""Landmarks as pictures: lines and discs, and how far each part of the face has moved.

A line is drawn as a row of soft dots. A soft dot is a product of one curve down and one across, so that all dots of a
picture are one MatMul.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor

from ..landmark_warp.face import (
    EYES,
    LOWER_INNER_LIP,
    LOWER_LIP_ROWS,
    NOSE,
    OVAL,
    UPPER_INNER_LIP,
    UPPER_LIP_ROWS,
    coarse_landmarks,
)
from .window import SIDE

LINES_SIDE, MOTION_SIDE = 128, 64
_SHRUNK = MOTION_SIDE / SIDE
_DOTS = 3  # for each stretch between two landmarks
_FINE, _BROAD, _REACH = 1.2, 3.5, 6.0  # radii of lines and of irises in pixels of the window; of motion in its own
_LIP = 11
_RIM = 4.0  # pixels of the window by which mouth and eyes visibly extend beyond their landmarks
_EDGE = 0.8  # pixels of the window in which an opening's edge fades by half
_SPARE, _MOST_SPARE = 0.15, 1.5  # of an opening's height, but no more pixels: its visible part beyond its landmarks
_COARSE_EDGE = 0.5  # the same for a small picture, in its own pixels: one that fades faster would have steps
_LIPS, _LIPS_EDGE = 5.0, 2.0  # pixels of the window by which lips extend beyond their inner edges; in which that fades
_WHOLE_IRIS = 1.1  # an iris's radius in mean distances of its landmarks from its middle: lids press them together
CLOSE, _STEP = SIDE // 2, 4  # of the square that holds mouth and eyes: its side, and the grid of its corner

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
_OPENINGS = [(UPPER_INNER_LIP, LOWER_INNER_LIP), *((eye.upper, eye.lower) for eye in EYES)]
_SEEN = sorted({point for curves in _OPENINGS for curve in curves for point in curve})
CHANNELS = len(_LINES) + 1  # and the irises


def _dots(curves: list[list[int]]) -> Tensor:
    """[n,478]: maps landmarks to dots along curves."""
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
    """Bells around points [B,N,2], in pixels of the window, on `side` pixels: down and across, each [B,N,side]."""
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


def corner(landmarks: Tensor) -> Tensor:
    """Left and top [B,2] of the square, in the window, that holds mouth and eyes; landmarks in window pixels."""
    points = landmarks[:, _SEEN, :2]
    middle = (points.amin(1) + points.amax(1)) / 2
    return torch.clamp(torch.floor((middle - CLOSE / 2) / _STEP + 0.5) * _STEP, 0, SIDE - CLOSE)


def openings(landmarks: Tensor, from_: Tensor, side: int) -> Tensor:
    """The area between lips and between lids [B,1,side,side]: 1 inside, falling softly to 0; hardly any if shut.

    For the square of `side` window pixels whose left and top [B,2] are given.
    """
    return torch.clamp(sum(opened(landmarks, from_, side)), max=1)


def opened(landmarks: Tensor, from_: Tensor, side: int) -> tuple[Tensor, Tensor]:
    """The openings of the mouth alone and of the eyes alone."""
    points = landmarks[..., :2] - from_[:, None]
    inside = [_between(points[:, upper], points[:, lower], side, (0, _MOST_SPARE), _EDGE) for upper, lower in _OPENINGS]
    return inside[0][:, None], sum(inside[1:])[:, None]


def irises(landmarks: Tensor, from_: Tensor, side: int) -> Tensor:
    """The irises as discs [B,1,side,side]: 1 inside, falling softly to 0; for the same square as :func:`openings`."""
    points = torch.stack([landmarks[:, iris : iris + 5, :2] for iris in _IRISES], 1) - from_[:, None, None]
    middle = points[:, :, 0]
    radius = (points[:, :, 1:] - points[:, :, :1]).norm(dim=-1).mean(-1) * _WHOLE_IRIS
    x, y = ((torch.arange(side) - middle[..., None]) ** 2).unbind(2)
    away = torch.sqrt(x[:, :, None, :] + y[..., None])
    return torch.sigmoid((radius[..., None, None] - away) / _EDGE).amax(1, keepdim=True)


def mouth(landmarks: Tensor) -> Tensor:
    """The area between the lips [B,1,MOTION_SIDE,MOTION_SIDE]: 1, falling softly to 0."""
    return _about_mouth(landmarks, (0, _MOST_SPARE * _SHRUNK), _COARSE_EDGE)


def lips(landmarks: Tensor) -> Tensor:
    """The lips' inner edges and the area between them [B,1,MOTION_SIDE,MOTION_SIDE]: 1, falling softly to 0."""
    return _about_mouth(landmarks, (_LIPS * _SHRUNK, _LIPS * _SHRUNK), _LIPS_EDGE * _SHRUNK)


def _about_mouth(landmarks: Tensor, spare: tuple[float, float], edge: float) -> Tensor:
    upper, lower = ((landmarks[:, lip, :2] + 0.5) * _SHRUNK - 0.5 for lip in _OPENINGS[0])
    return _between(upper, lower, MOTION_SIDE, spare, edge)[:, None]


def _between(upper: Tensor, lower: Tensor, side: int, spare: tuple[float, float], edge: float) -> Tensor:
    """[B,side,side] between two curves [B,N,2] that begin and end together; a curve is a smooth function of x."""
    line = torch.arange(side, dtype=torch.float32)
    middle = (upper[..., :1] + lower[..., :1]) / 2
    low, high = middle.amin(1, keepdim=True), middle.amax(1, keepdim=True)
    near = torch.exp(-(((line - middle) * (1.4 * upper.shape[1]) / (high - low)) ** 2)) + 1e-6
    near = (near / near.sum(1, keepdim=True)).transpose(1, 2)
    top, bottom = near @ upper[..., 1:], near @ lower[..., 1:]
    rim = torch.clamp(_SPARE * (bottom - top), *spare)
    top, bottom = top - rim, bottom + rim
    across = torch.sigmoid((line[:, None] - low) / edge) * torch.sigmoid((high - line[:, None]) / edge)
    down = torch.sigmoid((line - top) / edge) * torch.sigmoid((bottom - line) / edge)
    return (down * across).transpose(1, 2)
