"""The far side of a face that looks aside, at enrolment: how much of it the portrait hides, and how it is lit.

The part of it that a pose uncovers is made from the face's other half (`mirrored.py`).
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from .face import CHIN, EYES, FACE, FOREHEAD, LOWER_LIP_ROWS, NOSE, TRIANGLES, UPPER_LIP_ROWS, coarse_landmarks
from .lids import colour_at
from .warp import constant, smooth

_HIDDEN = 1.5, 3.0  # ratio of the opposite place's size at which a place begins to be hidden, and at which it is
_SMALL = 0.0008  # squares of the face height, added to a size: nothing is hidden of places edge-on on both sides
_NOSE = 0.6  # by this much less beside the nose, where one side always hides some of the other
_TELLING = 0.2, 0.5  # of the opposite's size: places from the first on add to the light, fully from the second on
_CARRIED = 0.16  # face heights over which known light is extended
_FARTHER = 1e-4  # weight of places farther away, where there are no others
_DARKEST = 0.2
_BRIGHTEST = 1.3, 1.7  # times as bright as the near side: between them, sunlit skin is made from shadow less and less
_FEATURES = 0.02, 0.07  # face heights from eyes and lips: up to the first nothing is mirrored, from the second on all
_AROUND_NOSE = 0.08, 0.18  # likewise, for the change of what counts as hidden
_EVENED = 0.05  # face heights over which the sizes of places are smoothed


def _opposite(landmarks: list[int]) -> list[int]:
    """For each landmark, its counterpart on the other half of the face."""
    across = FACE[landmarks][:, None] * [-1, 1, 1] - FACE
    return np.linalg.norm(across, axis=-1).argmin(1).tolist()


def _distances(to: list[int]) -> np.ndarray:
    """[PLACES,n] in face heights."""
    return np.linalg.norm(FACE[PLACES][:, None] - FACE[to][None], axis=-1)


def _rings() -> np.ndarray:
    """[PLACES,n]: what is around each place, in order, filled up with the last; at the face's rim also the place.

    So the area inside is that of all triangles that meet there.
    """
    rings = [_ring(place) for place in PLACES]
    longest = max(map(len, rings))
    return np.array([[*ring, *[ring[-1]] * (longest - len(ring))] for ring in rings])


def _ring(place: int) -> list[int]:
    after = {}
    for triangle in TRIANGLES[(place == TRIANGLES).any(1)].tolist():
        turn = triangle.index(place)
        after[triangle[turn - 2]] = triangle[turn - 1]
    first = [each for each in after if each not in after.values()]
    ring = [place, *first] if first else [min(after)]
    while after.get(ring[-1], ring[0]) not in ring:
        ring.append(after[ring[-1]])
    return ring


def _evening() -> Tensor:
    near = np.exp(-((_distances(PLACES) / _EVENED) ** 2))
    return constant(near / near.sum(1, keepdims=True))


def _carrying() -> Tensor:
    """[PLACES,PLACES]: how much each place contributes to another's light."""
    distance = _distances(PLACES) / _CARRIED
    return constant(np.exp(-(distance**2)) + _FARTHER / (1 + distance**4))


def _away(features: list[int], limits: tuple[float, float]) -> Tensor:
    """[PLACES]: 0 on features, 1 away from them."""
    return between(constant(_distances(features).min(1)), limits)


def between(values: Tensor, limits: tuple[float, float]) -> Tensor:
    """0 up to the first limit, 1 from the second on."""
    return smooth((values - limits[0]) / (limits[1] - limits[0]))


_HALF = coarse_landmarks(110)
PLACES = sorted({*_HALF, *_opposite(_HALF)})
OPPOSITE = constant(_opposite(PLACES), torch.int64)
_ACROSS = constant([PLACES.index(i) for i in OPPOSITE.tolist()], torch.int64)
RINGS, EVENING, _CARRIES = constant(_rings(), torch.int64), _evening(), _carrying()
_MIRRORABLE = _away([*(i for eye in EYES for i in eye.upper + eye.lower), *UPPER_LIP_ROWS, *LOWER_LIP_ROWS], _FEATURES)
_BESIDE_NOSE = _away(NOSE, _AROUND_NOSE)


def known(planes: Tensor, landmarks: Tensor) -> Tensor:
    """[K,PLACES,5] of pictures [K,3,S,S]: how much is hidden of each place, its size, its light in red, green, blue.

    Light is the factor for the colours of the opposite place.
    """
    flat = landmarks[..., :2]
    height = (landmarks[:, FOREHEAD] - landmarks[:, CHIN]).norm(dim=-1)[:, None, None]
    size = sizes(flat / height, RINGS, EVENING)
    opposite = size.index_select(1, _ACROSS)
    hidden = between(opposite / (size + _SMALL) * (_NOSE + (1 - _NOSE) * _BESIDE_NOSE), _HIDDEN) * _MIRRORABLE
    telling = between(size / opposite, _TELLING) * _MIRRORABLE * _BESIDE_NOSE
    light = _light(colour_at(functional.avg_pool2d(planes, 5, 1, 2), flat[:, PLACES]), telling)
    hidden = hidden * (1 - between(light.amax(2), _BRIGHTEST))
    return torch.cat([torch.stack([hidden, size], 2), torch.clamp(light, _DARKEST, _BRIGHTEST[1])], 2)


@torch.jit.script
def sizes(points: Tensor, rings: Tensor, evening: Tensor) -> Tensor:
    """How much is seen of each place [R,PLACES], from landmarks [R,478,2] in face heights; hardly any if turned away.

    rings and evening are this module's.
    """
    around = points.index_select(1, rings.reshape(-1)).reshape(-1, rings.shape[0], rings.shape[1], 2)
    x, y = around[..., 0], around[..., 1]
    areas = (torch.roll(x, -1, 2) * y - x * torch.roll(y, -1, 2)).sum(2) / 2
    return torch.clamp(areas @ evening.transpose(0, 1), min=2e-4)


def _light(colours: Tensor, telling: Tensor) -> Tensor:
    """[K,PLACES,3] from colours [K,3,PLACES].

    For each colour separately, because shadows are not grey: by brightness alone, a painting's far cheek turned blue.
    """
    carried = _CARRIES * telling[:, None]
    own, other = (carried @ each.transpose(1, 2) for each in (colours, colours.index_select(2, _ACROSS)))
    return (own + 1e-4) / (other + 1e-4)
