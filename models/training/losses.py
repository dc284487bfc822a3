"""The losses of a corrected picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from generators.landmark_warp.face import EYES, LOWER_LIP, UPPER_LIP
from generators.marotte_neural.drawing import CLOSE, features, openings
from generators.marotte_neural.network import Correction
from generators.marotte_neural.window import SIDE, fade

from .adversary import Adversary, judged
from .mesh import EXPRESSIVE, Mesh
from .pairs import Batch

_SCALES = 3
_EMPHASIS = 4.0  # additional weight of mouth and eyes
_BEHIND = 0.03  # weight of the background
_PATCH = 8
_DARK = 0.1  # of white: darker ones hardly have a colour
_UNSEEN = 0.004  # of white: differences this small are not visible


class Losses(NamedTuple):
    """Means over a batch. The first three are relative to the warp's: 1 is as wrong as without a correction.

    So clips in which a body moves by itself, which no landmark shows, do not drown the others; PSNR weighs them alike.
    """

    picture: Tensor  # differences at three scales
    detail: Tensor  # differences in how much neighbouring pixels differ, anywhere in a patch: detects blur
    time: Tensor  # changes between neighbours in time against those that should be: detects shimmer
    restless: Tensor  # of the flow, in pixels: differences between neighbouring places, and its length
    paint: Tensor  # added colours, as shares of white: only where they help
    tinge: Tensor  # colour apart from brightness, of painted areas: it is visible even in a dark mouth
    places: Tensor  # where the face mesh finds lips, lids and irises, in pixels of its crop
    openings: Tensor  # how far open it finds mouth and eyes, likewise: a mouth that moves as a whole is no error here
    tremor: Tensor  # motion of the face that it finds between neighbours against the true one, likewise
    seen: Tensor  # features that the face mesh sees in mouth and eyes, relative to what it should see
    falseness: Tensor  # as the adversary scores
    unlike: Tensor  # features that the adversary sees in mouth and eyes, relative to what it should see
    stranger: Tensor  # how different the recogniser finds the person from the one in the source, 0…2

    def total(self, adversary: float) -> Tensor:
        """adversary: the weight of its score."""
        drawn = self.picture + self.detail + 0.4 * self.time + 0.1 * self.restless + self.paint + 5 * self.tinge
        told = 0.5 * self.places + 0.5 * self.openings + 0.3 * self.tremor + 0.5 * self.seen + self.stranger
        return drawn + told + adversary * (self.falseness + 10 * self.unlike)


class Critics(NamedTuple):
    """Networks that judge drawings."""

    mesh: Mesh
    adversary: Adversary
    recogniser: Callable[[Tensor, Tensor], Tensor]


def corrected(batch: Batch, correction: Correction) -> tuple[Tensor, Tensor]:
    """Pictures [B,3,256,256] over their backgrounds, and their alpha [B,1,256,256]."""
    inner, widened = _inner(SIDE), lambda planes: functional.interpolate(planes, SIDE, mode="bilinear")
    flow = widened(correction.flow) * inner
    y, x = torch.meshgrid(torch.arange(SIDE), torch.arange(SIDE), indexing="ij")
    places = (flow + torch.stack([x, y])) * (2 / (SIDE - 1)) - 1
    moved = functional.grid_sample(batch.warped, places.permute(0, 2, 3, 1), padding_mode="border", align_corners=True)
    colours, alpha = moved.split([3, 1], 1)
    added = widened(correction.light) * inner + _placed(correction.paint * _inner(CLOSE), correction.corner)
    colours = torch.minimum((colours + added * alpha).clamp(min=0), alpha)
    return colours + batch.behind * (1 - alpha), alpha


def _inner(side: int) -> Tensor:
    line = (torch.arange(side) + 0.5) / side
    return fade(line)[:, None] * fade(line)


def _placed(paint: Tensor, corner: Tensor) -> Tensor:
    """Squares [B,3,128,128] at their position in windows [B,3,256,256]."""
    room = SIDE - CLOSE
    sides = [(left, room - left, top, room - top) for left, top in corner.int().tolist()]
    return torch.stack([functional.pad(each, side) for each, side in zip(paint, sides, strict=True)])


def losses(batch: Batch, correction: Correction, critics: Critics) -> tuple[Losses, Tensor]:
    """The losses, and the drawn pictures [B,3,256,256]."""
    picture, alpha = corrected(batch, correction)
    warp = batch.warped[:, :3] + batch.behind * (1 - batch.warped[:, 3:])
    person = _BEHIND + (1 - _BEHIND) * torch.maximum(batch.matte, alpha.detach())
    weights = person * (1 + _EMPHASIS * features(batch.landmarks))
    painted = openings(batch.landmarks, torch.zeros(1, 2), SIDE)
    kept = weights * (1 - painted) ** 2
    parts = [
        (found / (was + _UNSEEN)).mean()
        for found, was in zip(*(_wrong(each, batch.target, weights, kept) for each in (picture, warp)), strict=True)
    ]
    colours = correction.light.abs().mean() + correction.paint.abs().mean() / 4
    plain = _steps(correction.flow), colours, _tinge(picture, batch.target, painted)
    seen = _seen(critics.mesh, picture, batch)
    told = judged(critics.adversary, batch.target, picture, batch.landmarks)
    return Losses(*parts, *plain, *seen, *told, _stranger(critics.recogniser, picture, batch)), picture


def _seen(mesh: Mesh, picture: Tensor, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The mesh's judgement: where it finds lips and lids, and features of a network that finds faces."""
    with torch.no_grad():
        true = mesh(batch.target, batch.landmarks, batch.glance)
    found = mesh(picture, batch.landmarks, batch.glance)
    wrong = (found.landmarks - true.landmarks)[..., :2]
    open_ = (_open(found.landmarks) - _open(true.landmarks)).abs().mean()
    unlike = [
        (one - other).abs().mean() / other.abs().mean() for one, other in zip(found.closely, true.closely, strict=True)
    ]
    places, tremor = wrong[:, EXPRESSIVE].norm(dim=-1).mean(), _later(wrong).norm(dim=-1).mean()
    return places, open_, tremor, torch.stack(unlike).mean()


def _open(landmarks: Tensor) -> Tensor:
    """[B,3]: how far lips and lids are apart."""
    ends = [(UPPER_LIP, LOWER_LIP), *((eye.upper[4], eye.lower[4]) for eye in EYES)]
    upper, lower = zip(*ends, strict=True)
    return (landmarks[:, lower, :2] - landmarks[:, upper, :2]).norm(dim=-1)


def _stranger(recogniser: Callable[[Tensor, Tensor], Tensor], picture: Tensor, batch: Batch) -> Tensor:
    """For one of each two neighbours."""
    with torch.no_grad():
        known = recogniser(batch.portrait[::2], batch.rest[::2])
    return 1 - (recogniser(picture[::2], batch.landmarks[::2]) * known).sum(1).mean()


def _tinge(picture: Tensor, target: Tensor, weights: Tensor) -> Tensor:
    tinges = [(each - each.mean(1, keepdim=True)) / (each.mean(1, keepdim=True) + _DARK) for each in (picture, target)]
    apart, weights = (functional.avg_pool2d(each, 4) for each in (tinges[0] - tinges[1], weights))
    return _weighted(apart.abs(), weights + 1e-6).mean()


def _wrong(picture: Tensor, target: Tensor, weights: Tensor, kept: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """For each picture [B]: differences, also of detail where it is kept; and between neighbours [B/2]."""
    changes = _later(picture) - _later(target)
    return (
        _differing(picture, target, weights),
        (_detail(picture, kept) - _detail(target, kept)).abs().mean((1, 2, 3)) / kept.mean((1, 2, 3)),
        _weighted(changes.abs(), weights[::2]),
    )


def _differing(picture: Tensor, target: Tensor, weights: Tensor) -> Tensor:
    total = torch.zeros(())
    for _ in range(_SCALES):
        total = total + _weighted(_robust(picture - target), weights)
        picture, target, weights = (functional.avg_pool2d(each, 2) for each in (picture, target, weights))
    return total / _SCALES


def _detail(picture: Tensor, weights: Tensor) -> Tensor:
    """How much neighbours differ, weighted mean of patches.

    If a detail is a pixel out of place, the difference from the truth is least when it is blurred; so is that of its
    edges. The amount of detail does not depend on the place. Painted areas are not measured in this way: a network that
    may paint learns to weave a grid, which is as much detail as teeth are.
    """
    across, down = picture.diff(dim=3)[..., 1:, :], picture.diff(dim=2)[..., 1:]
    return functional.avg_pool2d((across.abs() + down.abs()) * weights[..., 1:, 1:], _PATCH)


def _robust(difference: Tensor) -> Tensor:
    return torch.sqrt(difference * difference + 1e-6)


def _later(pictures: Tensor) -> Tensor:
    return pictures[1::2] - pictures[::2]


def _steps(flow: Tensor) -> Tensor:
    """A flow that gains nothing should be zero, because pixels fetched from between others are blurred."""
    return flow.diff(dim=3).abs().mean() + flow.diff(dim=2).abs().mean() + 0.2 * flow.abs().mean()


def _weighted(values: Tensor, weights: Tensor) -> Tensor:
    """[B]"""
    return (values * weights).sum((1, 2, 3)) / (weights.sum((1, 2, 3)) * values.shape[1])
