"""The square around a face that the network sees, and the maps there and back.

It stays still while the head moves, so that resampling does not change from frame to frame: pixels that the warp did
not move cannot shimmer. Points are in pixels; the centre of a pixel has integer coordinates.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ..landmark_warp.face import CHIN, FOREHEAD, SKULL
from ..landmark_warp.warp import constant, smooth

SIDE = 256  # of the window, as the network sees it
_FACES, _LOWER = 1.9, 0.08  # side, and how far below the skull's middle the centre is, in face heights
_FADE = 0.08  # of the side: corrections fade out towards the rim


def window(landmarks: Tensor) -> Tensor:
    """Left, top and side [K,3] in pixels, from landmarks [K,478,3] of the source pictures."""
    height = (landmarks[:, FOREHEAD, :2] - landmarks[:, CHIN, :2]).norm(dim=-1, keepdim=True)
    middle = landmarks[:, SKULL, :2].mean(1) + height * constant([0, _LOWER])
    side = height * _FACES
    return torch.cat([middle - side / 2, side], 1)


def to_window(landmarks: Tensor, windows: Tensor) -> Tensor:
    """Landmarks [B,478,3] in pixels of the picture to pixels of the window [B,3], depth in the same scale."""
    scale = (SIDE / windows[:, 2])[:, None, None]
    flat = (landmarks[..., :2] - windows[:, None, :2] + 0.5) * scale - 0.5
    return torch.cat([flat, landmarks[..., 2:] * scale], -1)


def looking(windows: Tensor, length: Tensor | int, side: int = SIDE) -> tuple[Tensor, Tensor]:
    """Maps pictures of `length` pixels to windows [B,3]: weights down and across, each [B,side,length].

    Planes are seen as down @ planes @ acrossᵀ. A window's pixel is the mean of what it covers, weighted by a triangle
    at least as wide as bilinear interpolation's; beyond the picture's edge, only the part inside counts.
    """
    step = (windows[:, 2] / side)[:, None, None]
    reach = torch.clamp(step, min=1)
    line = torch.arange(side, dtype=torch.float32)[:, None] + 0.5

    def weights(start: Tensor) -> Tensor:
        at = start[:, None, None] + line * step - 0.5
        near = torch.clamp(1 - torch.abs(at - torch.arange(length, dtype=torch.float32)) / reach, min=0)
        return near / torch.clamp(near.sum(-1, keepdim=True), min=1e-3)

    return weights(windows[:, 1]), weights(windows[:, 0])


def returning(windows: Tensor, length: Tensor | int, side: int = SIDE) -> tuple[Tensor, Tensor]:
    """Maps windows back into the picture: weights down and across, each [B,length,side]; 0 outside."""
    scale = (side / windows[:, 2])[:, None, None]
    line = torch.arange(length, dtype=torch.float32)[:, None] + 0.5

    def weights(start: Tensor) -> Tensor:
        at = (line - start[:, None, None]) * scale - 0.5
        inside = fade((at + 0.5) / side)
        at = torch.clamp(at, 0, side - 1)
        return inside * torch.clamp(1 - torch.abs(at - torch.arange(side, dtype=torch.float32)), min=0)

    return weights(windows[:, 1]), weights(windows[:, 0])


def fade(place: Tensor) -> Tensor:
    """1 inside a window, 0 from its rim on; place is 0 at one rim and 1 at the other."""
    return smooth(torch.minimum(place, 1 - place) / _FADE)
