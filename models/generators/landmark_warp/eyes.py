"""The eyes: lids that close over an eyeball, and a gaze that moves."""

from __future__ import annotations

import torch
from torch import Tensor

from .face import EYES
from .warp import Axes, constant, curve, smooth

# Both eyes are worked on as one batch: first all image-left eyes, then all image-right ones.
_index = lambda name: constant([getattr(eye, name) for eye in EYES], torch.int64)  # noqa: E731
UPPER, LOWER, CREASE, BROW, IRIS, CORNERS = map(_index, ("upper", "lower", "crease", "brow", "iris", "corners"))
UPPER_RIM, LOWER_RIM = 0.02, 0.01  # of the lids' edge that belongs to the lid, in eye widths
_FURTHEST_GAZE = 0.3


def both(landmarks: Tensor, indices: Tensor) -> Tensor:
    """[B,478,3] and [2,n] to [2B,n,3]."""
    picked = landmarks[:, indices.reshape(-1)].reshape(-1, 2, indices.shape[1], landmarks.shape[2])
    return picked.transpose(0, 1).reshape(-1, indices.shape[1], landmarks.shape[2])


class EyeAxes(Axes):
    """Axes of both eyes [2B]: origin between the corners, unit the eye's width."""

    def __init__(self, landmarks: Tensor):
        super().__init__(landmarks, both(landmarks, CORNERS)[..., :2])
        self.iris = self.points(both(landmarks, IRIS[:, None])[..., :2])[:, 0]
        middle = lambda lid: self.own(lid)[:, 3:6, 1].mean(1, keepdim=True)  # noqa: E731
        self.opening = middle(LOWER) - middle(UPPER)
        self.lid = middle(UPPER) - middle(CREASE)

    def own(self, indices: Tensor) -> Tensor:
        return self.points(both(self.landmarks, indices)[..., :2])

    def heights(self, x: Tensor, indices: Tensor) -> Tensor:
        return curve(x, *self.own(indices).unbind(-1))


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
    return x, y, source.heights(x, UPPER) + UPPER_RIM, source.heights(x, LOWER) - LOWER_RIM


def between_lids(y: Tensor, highest: Tensor, lowest: Tensor, rim: Tensor) -> Tensor:
    """Keeps y within the source's lids, so that the eyeball never shows their skin."""
    middle = (highest + lowest) / 2
    return torch.maximum(torch.minimum(y, torch.maximum(lowest + rim, middle)), torch.minimum(highest - rim, middle))


def closing(target: EyeAxes, source: EyeAxes) -> Tensor:
    """0 where the upper lid is as in the source, 1 where it has come down most of the way."""
    return smooth((target.lid - source.lid) / torch.clamp(source.opening * 0.7, min=0.05))


def unfolded_lid(x: Tensor, y: Tensor, target: EyeAxes, source: EyeAxes, lid: Tensor) -> tuple[Tensor, Tensor]:
    """A lid that closes comes out from under its crease: skin that the source does not show.

    It is taken from above the crease, mirrored, for the strip between crease and lashes is mostly dark and would smear.
    The lash line itself moves without being stretched. Returns pixels of the source for the skin and for the lashes.
    """
    crease, crease_now = source.heights(x, CREASE), target.heights(x, CREASE)
    room = (crease - source.heights(x, BROW)) * 0.75
    pace = torch.clamp(room / torch.clamp(lid - crease_now, min=0.08), 0.1, 0.8)
    skin = source.pixels(x, crease - (y - crease_now) * pace)
    return skin, source.pixels(x, source.heights(x, UPPER) + (y - lid) * 0.9)
