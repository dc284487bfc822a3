"""Mouth and eyes in their own axes: origin between their ends, x along them, unit = their distance."""

from __future__ import annotations

import torch
from torch import Tensor

from .face import EYES, LOWER_INNER_LIP, MOUTH_LEFT, MOUTH_RIGHT, UPPER_INNER_LIP
from .warp import constant

KNOTS = len(UPPER_INNER_LIP)
_ENDS = constant([[MOUTH_LEFT, MOUTH_RIGHT], *(eye.corners for eye in EYES)], torch.int64).reshape(-1)
_TURNED = constant([[0, 1], [-1, 0]])  # x to y, y to −x


def padded(curve: list[int]) -> list[int]:
    """Pads a curve to as many knots as a lip has."""
    return [*curve, *[curve[-1]] * (KNOTS - len(curve))]


def indices(curves: list[list[list[int]]]) -> Tensor:
    """Landmarks of the features' curves, equally many of each feature, flat."""
    return constant([[padded(curve) for curve in feature] for feature in curves], torch.int64).reshape(-1)


# Of the mouth, then of the eyes.
TARGET_CURVES = indices(
    [
        [UPPER_INNER_LIP, LOWER_INNER_LIP, LOWER_INNER_LIP],
        *([eye.upper, eye.lower, eye.crease] for eye in EYES),
    ]
)
SOURCE_CURVES = indices(
    [
        [UPPER_INNER_LIP, LOWER_INNER_LIP, LOWER_INNER_LIP, LOWER_INNER_LIP],
        *([eye.upper, eye.lower, eye.crease, eye.brow] for eye in EYES),
    ]
)


class Axes:
    """Axes of mouth and both eyes."""

    def __init__(self, points: Tensor):
        """points [R,P,2], of which the first are landmarks, in pixels."""
        ends = points.index_select(1, _ENDS).reshape(-1, 3, 2, 2)
        left, right = ends.split(1, 2)
        across = right - left
        self.square = (across * across).sum(-1, keepdim=True)  # [R,3,1,1]
        self.to_pixels = torch.cat([across, across @ _TURNED], 2)
        self.origin = (left + right) * 0.5
        self._to_own = self.to_pixels.transpose(2, 3) / self.square

    def own(self, points: Tensor) -> Tensor:
        """Pixels [R,3,P,2] to own units."""
        return (points - self.origin) @ self._to_own

    def own_rows(self, points: Tensor) -> Tensor:
        """Pixels [R,3,2,P] to own units."""
        return self._to_own.transpose(2, 3) @ (points - self.origin.transpose(2, 3))

    def curves(self, points: Tensor, landmarks: Tensor) -> Tensor:
        """[R,3,C,KNOTS,2] in own units."""
        chosen = points.index_select(1, landmarks).reshape(-1, 3, len(landmarks) // 3, 2)
        return self.own(chosen).reshape(-1, 3, len(landmarks) // 3 // KNOTS, KNOTS, 2)
