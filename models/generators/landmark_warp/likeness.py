"""Enrolment, the geometry: what the generator needs to know about the faces in the source pictures."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from .anchors import ANCHORS, HAIRLINE, ROOT_BEHIND, ROOT_DOWN
from .axes import SOURCE_CURVES, Axes
from .controls import rigidity
from .face import (
    CHIN,
    EYES,
    FOREHEAD,
    LEFT_CHEEK,
    LOWER_LIP,
    LOWER_LIP_ROWS,
    RIGHT_CHEEK,
    SKULL,
    UPPER_LIP,
    UPPER_LIP_ROWS,
)
from .warp import constant, inverse_2x2, inverse_4x4

# The texture is supersampled, so that the generator can take the nearest sample instead of interpolating: on one CPU
# core that is far faster than GridSample, and the bicubic kernel stays sharper than bilinear sampling. An odd factor
# keeps the original pixels among the samples.
SUPERSAMPLING = 3
MIDDLE = SUPERSAMPLING / 2  # a pixel's middle in texels, + ½ for the truncation that follows


_EXPRESSIVE = 6  # weight of a point of lips, lids or brows for an expression, against another point of the face


def _telling() -> Tensor:
    """[468], with sum 1: the weight of each point when shapes are compared."""
    eyes = [point for eye in EYES for point in (*eye.upper, *eye.lower, *eye.brow)]
    expressive = {*UPPER_LIP_ROWS, *LOWER_LIP_ROWS, *eyes}
    telling = constant([_EXPRESSIVE if point in expressive else 1 for point in range(468)])
    return telling / telling.sum()


TELLING = _telling()


class Likeness(NamedTuple):
    """Data of each of K pictures; in the generator with a leading axis of identities."""

    texture: Tensor  # int32 [K,3S,3S]: the person as words
    rest: Tensor  # [K,478+A,2]: landmarks and anchors, in face heights around the face's middle
    alignment: Tensor  # [K,3,478]: maps the landmarks of any pose to the affine map from rest to there
    projection: Tensor  # [K,A+3,30]: maps the skull's landmarks to where anchors, mouth and chin belong; root: its way
    frame: Tensor  # [K,3]: a face height in texels, the face's middle in texels
    axes: Tensor  # [K,3,3,2]: texels of one unit of x, one unit of y, and the origin, of mouth and eyes
    curves: Tensor  # [K,3,4,KNOTS,2]: lips; lid, lower lid, crease and brow of each eye; in own units
    eyes: Tensor  # [K,2,6]: the iris's x and y, its opening, the lid's height under its crease, sag, the iris's radius
    lids: Tensor  # [K,2,(ROWS+TONES)·PLACES,3]: turns the skin under the eyes into closed lids
    mouth: Tensor  # [K,4]: opening, height of the middle, face height over mouth width, half a pixel
    tone: Tensor  # [K,3,3]: colours of the mouth's cavity, the tongue, the teeth
    shape: Tensor  # [K,468,2]: landmarks without position and size
    rims: Tensor  # [K,4,GRID]: how fast the left, right, upper and lower rim hold
    far: Tensor  # [K,PLACES,5]: how much of places of the face is hidden, their sizes, their light


def geometry(landmarks: Tensor, sag: Tensor) -> dict[str, Tensor]:
    """All of a likeness that landmarks [K,478,3] in pixels determine; sag [K,2,1]: by how much eyes are larger."""
    flat, points = landmarks[..., :2], _points(landmarks)
    height = _length(landmarks, FOREHEAD, CHIN)[:, None]
    weights = rigidity()
    middle = weights[None] @ flat
    aligned = lambda pixels: (pixels - middle) / height  # noqa: E731
    scale = torch.cat([height, middle], -1)[:, 0] * SUPERSAMPLING
    axes = Axes(flat)
    return {
        "rest": aligned(torch.cat([flat, points[:, : len(ANCHORS), :2]], 1)),
        "alignment": _alignment(aligned(flat), weights),
        "projection": _carrying(landmarks, points),
        "frame": scale + constant([0, MIDDLE, MIDDLE]),
        "axes": torch.cat([axes.to_pixels * SUPERSAMPLING, axes.origin * SUPERSAMPLING + MIDDLE], 2),
        **_features(landmarks, points[:, -2:-1, :2], axes, sag),
        "shape": shape(landmarks),
    }


@torch.jit.script
def shape(landmarks: Tensor) -> Tensor:
    """Landmarks without position and size, which leaves pose and expression."""
    flat = landmarks[..., :468, :2]
    flat = flat - flat.mean(dim=-2, keepdim=True)
    return flat / flat.pow(2).sum(dim=-1, keepdim=True).mean(dim=-2, keepdim=True).sqrt()


def _length(landmarks: Tensor, one: int, other: int) -> Tensor:
    return (landmarks[:, one] - landmarks[:, other]).norm(dim=-1, keepdim=True)


def _alignment(rest: Tensor, weights: Tensor) -> Tensor:
    """By least squares; rest lies around its weighted mean, so that slopes and offset are independent."""
    weighted = (rest * weights[:, None]).transpose(1, 2)
    return torch.cat([inverse_2x2(weighted @ rest) @ weighted, weights.expand(rest.shape[0], 1, -1)], 1)


def _features(landmarks: Tensor, mouth: Tensor, axes: Axes, sag: Tensor) -> dict[str, Tensor]:
    """Data of mouth and eyes; mouth [K,1,2]: where its middle is."""
    curves = axes.curves(landmarks[..., :2], SOURCE_CURVES)
    upper, lower, crease, _ = curves[:, 1:, :, 3:6, 1].mean(3, keepdim=True).unbind(2)
    irises = landmarks[:, [eye.iris for eye in EYES], :2]
    edges = torch.stack([landmarks[:, eye.iris + 1 : eye.iris + 5, :2] for eye in EYES], 1)
    radius = (edges - irises[:, :, None]).norm(dim=-1).mean(-1, keepdim=True) / axes.square[:, 1:, 0].sqrt()
    marks = axes.own(torch.cat([mouth, irises], 1)[:, :, None])[:, :, 0]
    width, height = axes.square[:, 0, 0].sqrt(), _length(landmarks, FOREHEAD, CHIN)
    opening = _length(landmarks, UPPER_LIP, LOWER_LIP) / height
    return {
        "curves": curves,
        "eyes": torch.cat([marks[:, 1:], lower - upper, upper - crease, sag, radius], -1),
        "mouth": torch.cat([opening, marks[:, 0, 1:], height / width, 0.5 / width], -1),
    }


def _carrying(landmarks: Tensor, points: Tensor) -> Tensor:
    """[K,P,skull+2]: points as linear combinations of the skull's landmarks, and an offset.

    An anchor follows the head's translation, which the hairline shows, by one share and its rotation by another.
    """
    carried, rest = _projection(landmarks, points), points[:, : len(ANCHORS), :2]
    turns, way = _column("turns"), _column("follows") - _column("turns")
    hairline = lambda values: way * values[:, :HAIRLINE].mean(1, keepdim=True)  # noqa: E731
    anchors = torch.cat(
        [turns * carried[:, : len(ANCHORS)] + hairline(carried), rest - turns * rest - hairline(rest)], -1
    )
    root, others = carried[:, len(ANCHORS) :].split([1, 2], 1)
    way = torch.cat([root, -points[:, len(ANCHORS) : len(ANCHORS) + 1, :2]], -1)
    return torch.cat([anchors, way, torch.cat([others, torch.zeros_like(others[..., :2])], -1)], 1)


def _projection(landmarks: Tensor, points: Tensor) -> Tensor:
    """[K,P,skull]: points as linear combinations of the skull's landmarks, by the least-squares affine map."""
    height = _length(landmarks, FOREHEAD, CHIN)[:, None]
    skull = landmarks[:, SKULL]
    middle = skull.mean(1, keepdim=True)
    homogeneous = lambda p: torch.cat([(p - middle) / height, torch.ones_like(p[..., :1])], -1)  # noqa: E731
    x = homogeneous(skull)
    gram = x.transpose(1, 2) @ x + torch.diag(constant([1e-4, 1e-4, 1e-3, 0.0]))[None]
    return homogeneous(points) @ inverse_4x4(gram) @ x.transpose(1, 2)


def _points(landmarks: Tensor) -> Tensor:
    """Anchors, the neck's root, the mouth's middle and the chin [K,A+3,3]."""
    height = _length(landmarks, FOREHEAD, CHIN)[:, None]
    centre = landmarks[:, [6, CHIN, LEFT_CHEEK, RIGHT_CHEEK], :2].mean(1, keepdim=True)
    right = landmarks[:, RIGHT_CHEEK, :2] - landmarks[:, LEFT_CHEEK, :2]
    right = (right / right.norm(dim=-1, keepdim=True))[:, None]
    down = torch.cat([-right[..., 1:], right[..., :1]], -1)
    at = landmarks[:, [anchor.landmark for anchor in ANCHORS], :2]
    flat = centre + (at - centre) * _column("factor") + height * (_column("right") * right + _column("down") * down)
    ears = landmarks[:, [LEFT_CHEEK, RIGHT_CHEEK], 2].mean(1)[:, None, None]
    depth = ears + height * _column("behind_ears")
    anchors = torch.cat([flat, depth.expand(-1, flat.shape[1], -1)], -1)
    root = torch.cat([centre + ROOT_DOWN * height * down, ears + ROOT_BEHIND * height], -1)
    mouth = landmarks[:, [UPPER_LIP, LOWER_LIP]].mean(1, keepdim=True)
    return torch.cat([anchors, root, mouth, landmarks[:, [CHIN]]], 1)


def _column(name: str) -> Tensor:
    return constant([getattr(anchor, name) for anchor in ANCHORS])[None, :, None]
