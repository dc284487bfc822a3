"""Which points steer which flow, and how softly and how strongly."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np
import torch
from torch import Tensor

from .anchors import ANCHORS
from .face import EYES, SKULL, coarse_landmarks, eye_layers, mouth_layers, spacing
from .warp import constant, features, moving_least_squares

LANDMARKS = 478
_COARSE = coarse_landmarks(110)
_LAYERS = [*chain(*zip(mouth_layers(), *map(eye_layers, EYES), strict=True))]  # all above the gap, then all below
_RIDGE = 0.1  # keeps hair and shoulders from continuing the slopes of the face's rim


@dataclass(frozen=True)
class Controls:
    """Softness is added to a control's features x, y, 1 and x² + y²: squared length to the last."""

    softness: Tensor
    weights: Tensor

    @staticmethod
    def of(softness: np.ndarray, weights: np.ndarray) -> Controls:
        return Controls(constant(softness[..., None] * np.array([0, 0, 0, 1])), constant(weights[..., None]))


def rigidity() -> Tensor:
    """[478], with sum 1: the weight of each landmark in the motion of the whole face."""
    weights = np.array([(1.0 if i in SKULL else 0.25) if i in _COARSE else 0.0 for i in range(LANDMARKS)])
    return constant(weights / weights.sum())


class Motion:
    """Flows of all points: from where they are to where they were at rest, in face heights."""

    def __init__(self) -> None:
        anchors = range(LANDMARKS, LANDMARKS + len(ANCHORS))
        longest = max(map(len, _LAYERS))
        padded = [[*layer, *[layer[-1]] * (longest - len(layer))] for layer in _LAYERS]
        self._chosen = constant([*_COARSE, *anchors, *chain(*padded)], torch.int64)
        self._sizes = [len(_COARSE) + len(ANCHORS), len(_LAYERS) * longest]
        self._coarse, self._layers = _coarse_controls(), _layer_controls(longest)

    def __call__(self, points: Tensor, rest: Tensor) -> tuple[Tensor, Tensor]:
        """Features [R,1,C,14] of the coarse flow's and [R,6,L,14] of the layers' points, from all points [R,P,2]."""
        chosen = features(points, rest - points).index_select(1, self._chosen)
        coarse, layers = chosen.split(self._sizes, 1)
        return coarse[:, None], layers.reshape(-1, 6, self._sizes[1] // 6, 14)

    def coarse(self, query: Tensor, points: Tensor) -> Tensor:
        """How far points of the picture [R,1,2,N] have moved: head, hair, neck and shoulders together."""
        return moving_least_squares(query, points, self._coarse.softness, self._coarse.weights, _RIDGE)

    def layers(self, query: Tensor, points: Tensor) -> Tensor:
        """The same for points [R,6,2,N] around mouth and eyes, as they move above the gap and below."""
        return moving_least_squares(query, points, self._layers.softness, self._layers.weights)


def _coarse_controls() -> Controls:
    distance = spacing(_COARSE, 3)
    softness = np.array([*(0.3 * distance) ** 2, *[0.003] * len(ANCHORS)])
    return Controls.of(softness, np.array([*8 * distance**2, *[0.08] * len(ANCHORS)]))


def _layer_controls(longest: int) -> Controls:
    shape = (len(_LAYERS), longest)
    softness, weights = np.ones(shape), np.zeros(shape)
    brows = {i for eye in EYES for i in eye.brow}
    for i, layer in enumerate(_LAYERS):
        tightness = [0.15 if landmark in brows else 0.4 for landmark in layer]
        softness[i, : len(layer)] = (tightness * spacing(layer, 7)) ** 2
        weights[i, : len(layer)] = 100 * spacing(layer, 3) ** 2
    return Controls.of(softness, weights)
