"""The geometry of mirroring: places at which fields are known, and where a face ends. Lengths are face heights.

Scripted, like `mirrored.py`, which calls it: code inside an If must be.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from .face import CHIN, FACE, FOREHEAD, OVAL
from .warp import constant

_FALLS = 8.0  # how steeply points beside the outward direction count less for a face's end, by squared distance


def outwards() -> Tensor:
    """[36,2]: the outward direction of a face that looks ahead, at each landmark of its oval; x across, y down."""
    flat = FACE[OVAL, :2] * [1, -1]
    return constant(flat / np.linalg.norm(flat, axis=1, keepdims=True))


@torch.jit.script
def nearness(query: Tensor, points: Tensor, softness: float) -> Tensor:
    """[R,N,P], with sum 1 for each of the places [R,N,2]: the weight of each of the points [R,P,2] there."""
    squares = (query * query).sum(2, keepdim=True) + (points * points).sum(2)[:, None]
    squares = torch.clamp(squares - 2 * query @ points.transpose(1, 2), min=0) + softness * softness
    weights = torch.reciprocal(squares * squares)
    return weights / weights.sum(2, keepdim=True)


@torch.jit.script
def fitted(query: Tensor, near: Tensor, points: Tensor, values: Tensor) -> Tensor:
    """Values [R,P,2] of points [R,P,2] at places [R,N,2], of this nearness: by moving least squares, affine."""
    x, y = points.split([1, 1], 2)
    means = near @ torch.cat([points, x * x, y * y, x * y, values, x * values, y * values], 2)
    x, y, xx, yy, xy, value, by_x, by_y = means.split([1, 1, 1, 1, 1, 2, 2, 2], 2)
    xx, yy, xy = xx - x * x + 1e-5, yy - y * y + 1e-5, xy - x * y
    dx, dy = query[..., :1] - x, query[..., 1:] - y
    slopes = (by_x - x * value) * (yy * dx - xy * dy) + (by_y - y * value) * (xx * dy - xy * dx)
    return value + slopes / (xx * yy - xy * xy)


@torch.jit.script
def outline(
    points: Tensor,
    oval: Tensor,
    others: Tensor,
    outwards: Tensor,
    top: int = FOREHEAD,
    chin: int = CHIN,
    falls: float = _FALLS,
) -> tuple[Tensor, Tensor, Tensor]:
    """Where a face [R,478+,2] ends, at each landmark of its oval: places, which way is out, how far beyond the oval.

    When a face looks aside, the far side of the oval lies behind cheek and nose.
    """
    down = points[:, chin] - points[:, top]
    down = down / down.norm(2, 1, True)
    out = outwards @ torch.stack([torch.stack([down[:, 1], -down[:, 0]], 1), down], 1)
    rim = points.index_select(1, oval)
    away = points.index_select(1, others)[:, None] - rim[:, :, None]
    along = (away * out[:, :, None]).sum(3)
    beside = away[..., 0] * out[:, :, None, 1] - away[..., 1] * out[:, :, None, 0]
    beyond = torch.clamp((along - falls * beside * beside).amax(2), min=0)[..., None]
    return rim + beyond * out, out, beyond


@torch.jit.script
def outside(query: Tensor, rim: Tensor) -> Tensor:
    """[R,N,1]: how far outside a closed line [R,n,2] places [R,N,2] are; negative inside."""
    along = torch.roll(rim, -1, 1) - torch.roll(rim, 1, 1)
    out = torch.stack([along[..., 1], -along[..., 0]], 2)
    out = out / torch.clamp(out.norm(2, 2, True), min=1e-4)
    near = nearness(query, rim, 0.01)
    return (query * (near @ out)).sum(2, keepdim=True) - near @ (rim * out).sum(2, keepdim=True)


@torch.jit.script
def spreading(nodes: int, step: int) -> Tensor:
    """[(nodes-1)·step,nodes]: what spreads values at nodes, `step` pixels apart, to pixels."""
    pixels = torch.arange((nodes - 1) * step, dtype=torch.float32) / step
    return torch.clamp(1 - (pixels[:, None] - torch.arange(nodes, dtype=torch.float32)).abs(), min=0)
