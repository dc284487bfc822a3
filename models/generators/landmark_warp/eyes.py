"""The eyes: lids that close over an eyeball, and a gaze that moves."""

from __future__ import annotations

import torch
from torch import Tensor

from .face import EYES
from .warp import Axes, curves, smooth

UPPER_RIM, LOWER_RIM = 0.02, 0.01  # of the lids' edge that belongs to the lid, in eye widths
_FURTHEST_GAZE = 0.3
_POINTS = 9  # of a curve


class EyeAxes(Axes):
    """Axes of both eyes [2R], first all image-left ones: origin between the corners, unit the eye's width."""

    def __init__(self, landmarks: Tensor):
        rows = [[*eye.upper, *eye.lower, *eye.crease, *eye.brow, eye.iris] for eye in EYES]
        points = torch.cat([landmarks[:, row, :2] for row in rows])
        super().__init__(points[:, [0, _POINTS - 1]])
        lids, brow, iris = self.points(points).split([3 * _POINTS, len(EYES[0].brow), 1], 1)
        self.lids = lids.reshape(-1, 3, _POINTS, 2)  # upper, lower, crease
        self.brow, self.iris = brow[:, None], iris[:, 0]
        upper, lower, crease = self.lids[:, :, 3:6, 1].mean(2).split(1, 1)
        self.opening, self.lid = lower - upper, upper - crease


def eyeball(x: Tensor, y: Tensor, target: EyeAxes, source: EyeAxes) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Where the source shows the eyeball at points of the target; all in eye widths.

    The gaze moves the iris and less and less of what is around it. An eye that opens wider than the source's is
    stretched about the iris. Returns x, y and the limits of y within the source's lids.
    """
    gaze = torch.clamp(target.iris - source.iris, -_FURTHEST_GAZE, _FURTHEST_GAZE)
    distance = ((x - target.iris[:, :1]) ** 2 + (y - target.iris[:, 1:]) ** 2) / 0.09
    moved = torch.exp(-distance * distance)
    x, y = x - gaze[:, :1] * moved, y - gaze[:, 1:] * moved
    wider = torch.clamp(target.opening / torch.clamp(source.opening, min=0.05), 1, 2)
    y = source.iris[:, 1:] + (y - source.iris[:, 1:]) / wider
    upper, lower = curves(x, source.lids[:, :2]).unbind(1)
    return x, y, upper + UPPER_RIM, lower - LOWER_RIM


def between_lids(y: Tensor, highest: Tensor, lowest: Tensor, rim: Tensor) -> Tensor:
    """Keeps y within the source's lids, so that the eyeball never shows their skin."""
    middle = (highest + lowest) / 2
    return torch.maximum(torch.minimum(y, torch.maximum(lowest + rim, middle)), torch.minimum(highest - rim, middle))


def closing(target: EyeAxes, source: EyeAxes) -> Tensor:
    """0 where the upper lid is as in the source, 1 where it has come down most of the way."""
    return smooth((target.lid - source.lid) / torch.clamp(source.opening * 0.7, min=0.05))


def unfolded_lid(x: Tensor, y: Tensor, source: EyeAxes, lid: Tensor, crease: Tensor) -> tuple[Tensor, Tensor]:
    """A lid that closes comes out from under its crease: skin that the source does not show.

    It is taken from above the crease, mirrored, for the strip between crease and lashes is mostly dark and would smear.
    The lash line itself moves without being stretched. lid and crease are the target's. Returns pixels of the source
    for the skin and for the lashes.
    """
    source_lid, _, source_crease = curves(x, source.lids).unbind(1)
    room = (source_crease - curves(x, source.brow)[:, 0]) * 0.75
    pace = torch.clamp(room / torch.clamp(lid - crease, min=0.08), 0.1, 0.8)
    skin = source.pixels(x, source_crease - (y - crease) * pace)
    return skin, source.pixels(x, source_lid + (y - lid) * 0.9)
