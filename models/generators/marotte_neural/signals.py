"""Pose and expression in a few numbers, independent of a face's size and position."""

from __future__ import annotations

import torch
from torch import Tensor

from ..landmark_warp.blending import nearest_pictures
from ..landmark_warp.face import (
    CHIN,
    EYES,
    FACE,
    FOREHEAD,
    LEFT_CHEEK,
    LOWER_LIP,
    MOUTH_LEFT,
    MOUTH_RIGHT,
    RIGHT_CHEEK,
    UPPER_LIP,
    Eye,
)
from ..landmark_warp.likeness import TELLING

_OUTER_UPPER_LIP, _OUTER_LOWER_LIP = 0, 17
_LENGTHS = [(UPPER_LIP, LOWER_LIP), (MOUTH_LEFT, MOUTH_RIGHT), (_OUTER_UPPER_LIP, _OUTER_LOWER_LIP)]
_TURNS = [
    (LEFT_CHEEK, RIGHT_CHEEK, 2),
    (FOREHEAD, CHIN, 2),
    (LEFT_CHEEK, RIGHT_CHEEK, 1),
]  # yaw and pitch by z, roll by y
_MIDDLE = 4  # of an eye's curves
SIGNALS = len(_LENGTHS) + 3 * len(EYES) + len(_TURNS)


def signals(landmarks: Tensor) -> Tensor:
    """[B,SIGNALS], each about −1…1, of landmarks [B,478,3]: three of mouth, each eye and pose."""
    height = _length(landmarks, FOREHEAD, CHIN)
    mouth = [(_length(landmarks, a, b) / height - _rest(a, b)) * 6 for a, b in _LENGTHS]
    eyes = [value for eye in EYES for value in _eye(landmarks, eye, height)]
    pose = [(landmarks[:, a, axis] - landmarks[:, b, axis])[:, None] / height * 2 for a, b, axis in _TURNS]
    return torch.clamp(torch.cat([*mouth, *eyes, *pose], 1), -3, 3)


def shown(shapes: Tensor, landmarks: Tensor) -> Tensor:
    """How much of each source's picture the warp shows [B,K]: shapes [B,K,468,2], target landmarks [B,478,3]."""
    picks, weights = nearest_pictures(shapes, landmarks, TELLING)
    shares = torch.cat([1 - weights.sum(1, keepdim=True), weights[:, 1:]], 1)
    chosen = (picks[:, :, None] == torch.arange(shapes.shape[1])).float()
    return (shares[:, :, None] * chosen).sum(1)


def _eye(landmarks: Tensor, eye: Eye, height: Tensor) -> list[Tensor]:
    """How open it is, how far to the right it looks, how high the brow is."""
    left, right = eye.corners
    width = _length(landmarks, left, right)
    across = (landmarks[:, right, :2] - landmarks[:, left, :2]) / width
    look = landmarks[:, eye.iris, :2] - (landmarks[:, left, :2] + landmarks[:, right, :2]) / 2
    lid, brow = landmarks[:, eye.upper[_MIDDLE], 1:2], landmarks[:, eye.brow[2], 1:2]
    return [
        _length(landmarks, eye.upper[_MIDDLE], eye.lower[_MIDDLE]) / width * 4 - 1,
        (look * across).sum(-1, keepdim=True) / width * 5,
        (lid - brow) / height * 10 - 1,
    ]


def _length(landmarks: Tensor, one: int, other: int) -> Tensor:
    return (landmarks[:, one, :2] - landmarks[:, other, :2]).norm(dim=-1, keepdim=True)


def _rest(one: int, other: int) -> float:
    """Of the canonical face."""
    return float(((FACE[one] - FACE[other])[:2] ** 2).sum() ** 0.5)
