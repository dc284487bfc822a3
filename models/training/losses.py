"""What is wrong with a corrected picture."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from generators.marotte_neural.drawing import features
from generators.marotte_neural.network import Correction
from generators.marotte_neural.window import SIDE, fade

from .pairs import Batch

_SCALES = 3
_EMPHASIS = 4.0  # how much more mouth and eyes count
_BEHIND = 0.03  # how much the background counts
_PATCH = 8
_UNSEEN = 0.004  # of white: differences that small are not seen


class Losses(NamedTuple):
    """Means over a batch. The first three are in parts of the warp's: 1 is as wrong as without a correction.

    So clips in which a body moves by itself, which no landmark tells, do not drown the others; PSNR counts alike.
    """

    picture: Tensor  # differences at three scales
    detail: Tensor  # differences of how much neighbouring pixels differ, wherever in a patch they do: what blurs
    time: Tensor  # what changes between neighbours in time against what should: what boils
    restless: Tensor  # of the flow, in pixels: differences between neighbouring places, and how long it is
    paint: Tensor  # colours that were added, in parts of white: only where they help

    def total(self) -> Tensor:
        return self.picture + self.detail + 0.25 * self.time + 0.1 * self.restless + self.paint


def corrected(batch: Batch, correction: Correction) -> tuple[Tensor, Tensor]:
    """Pictures [B,3,256,256] before their backgrounds, and their alpha [B,1,256,256]."""
    line = (torch.arange(SIDE) + 0.5) / SIDE
    inner = fade(line)[:, None] * fade(line)
    flow = functional.interpolate(correction.flow, size=(SIDE, SIDE), mode="bilinear", align_corners=False) * inner
    y, x = torch.meshgrid(torch.arange(SIDE), torch.arange(SIDE), indexing="ij")
    places = (flow + torch.stack([x, y])) * (2 / (SIDE - 1)) - 1
    moved = functional.grid_sample(batch.warped, places.permute(0, 2, 3, 1), padding_mode="border", align_corners=True)
    colours, alpha = moved.split([3, 1], 1)
    colours = torch.minimum((colours + correction.colours * inner * alpha).clamp(min=0), alpha)
    return colours + batch.behind * (1 - alpha), alpha


def losses(batch: Batch, correction: Correction) -> Losses:
    picture, alpha = corrected(batch, correction)
    warp = batch.warped[:, :3] + batch.behind * (1 - batch.warped[:, 3:])
    person = _BEHIND + (1 - _BEHIND) * torch.maximum(batch.matte, alpha.detach())
    weights = person * (1 + _EMPHASIS * features(batch.landmarks))
    parts = [
        (found / (was + _UNSEEN)).mean()
        for found, was in zip(_wrong(picture, batch.target, weights), _wrong(warp, batch.target, weights), strict=True)
    ]
    return Losses(*parts, restless=_steps(correction.flow), paint=correction.colours.abs().mean())


def _wrong(picture: Tensor, target: Tensor, weights: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Of each picture [B]: differences, of detail; and between neighbours [B/2]."""
    changes = _later(picture) - _later(target)
    return (
        _differing(picture, target, weights),
        _weighted((_detail(picture) - _detail(target)).abs(), functional.avg_pool2d(weights[..., 1:, 1:], _PATCH)),
        _weighted(changes.abs(), weights[::2]),
    )


def _differing(picture: Tensor, target: Tensor, weights: Tensor) -> Tensor:
    total = torch.zeros(())
    for _ in range(_SCALES):
        total = total + _weighted(_robust(picture - target), weights)
        picture, target, weights = (functional.avg_pool2d(each, 2) for each in (picture, target, weights))
    return total / _SCALES


def _detail(picture: Tensor) -> Tensor:
    """How much neighbours differ, mean of patches.

    Of a detail that is a pixel out of place, the difference from the truth is least where it is blurred; so is that of
    its edges. How much detail there is does not depend on the place.
    """
    across, down = picture.diff(dim=3)[..., 1:, :], picture.diff(dim=2)[..., 1:]
    return functional.avg_pool2d(across.abs() + down.abs(), _PATCH)


def _robust(difference: Tensor) -> Tensor:
    return torch.sqrt(difference * difference + 1e-6)


def _later(pictures: Tensor) -> Tensor:
    return pictures[1::2] - pictures[::2]


def _steps(flow: Tensor) -> Tensor:
    """A flow that gains nothing is to be none: pixels fetched from between others are blurred."""
    return flow.diff(dim=3).abs().mean() + flow.diff(dim=2).abs().mean() + 0.2 * flow.abs().mean()


def _weighted(values: Tensor, weights: Tensor) -> Tensor:
    """[B]"""
    return (values * weights).sum((1, 2, 3)) / (weights.sum((1, 2, 3)) * values.shape[1])
