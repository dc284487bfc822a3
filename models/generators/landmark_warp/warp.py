"""The mathematics of the warp: moving least squares, curves, and grids interpolated to pixels."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def constant(values: object, dtype: torch.dtype = torch.float32) -> Tensor:
    return torch.tensor(np.asarray(values), dtype=dtype)


def features(points: Tensor, values: Tensor) -> Tensor:
    """The features that moving least squares sums over points [...,L,2] and values [...,L,2]: [...,L,14].

    x·(u,v,x,y), y·(u,v,x,y), (u,v,x,y), 1, x² + y².
    """
    x, y = points.split(1, -1)
    row = torch.cat([values, points], -1)
    return torch.cat([x * row, y * row, row, torch.ones_like(x), x * x + y * y], -1)


def moving_least_squares(
    query: Tensor, points: Tensor, softness: Tensor, weights: Tensor, ridge: float = 0.04
) -> Tensor:
    """Interpolates values of points, given as features [...,L,14], to query [...,2,N], by an affine fit around each.

    The weights are 1/(d² + softness)². Unlike the Nadaraya–Watson kernel mean, the affine fit keeps slopes: it neither
    blurs nor pulls towards the mean (Schaefer, McPhail, Warren: Image Deformation Using Moving Least Squares, 2006).
    Being solved in target space, it gives the backward flow without an inversion. All moments come from one MatMul.
    softness [L,4]: added to x, y, 1 and x² + y² of a point; weights [L,1].
    """
    squares = (query * query).sum(-2, keepdim=True)
    distance = (points[..., 10:] + softness) @ torch.cat([-2 * query, squares, squares * 0 + 1], -2)
    moments = (points * weights).transpose(-1, -2) @ torch.reciprocal(distance * distance)
    moments, mass, _ = moments.split([12, 1, 1], -2)
    by_x, by_y, means = (moments / mass).split(4, -2)
    value, mean = means.split(2, -2)
    x, y = mean.split(1, -2)
    x_value, xx, xy = (by_x - x * means).split([2, 1, 1], -2)
    y_value, _, yy = (by_y - y * means).split([2, 1, 1], -2)
    shrink = (xx + yy) * ridge + 1e-6
    xx, yy = xx + shrink, yy + shrink
    dx, dy = (query - mean).split(1, -2)
    scale = torch.reciprocal(xx * yy - xy * xy)
    return value + x_value * ((yy * dx - xy * dy) * scale) + y_value * ((xx * dy - xy * dx) * scale)


def interpolation(places: Tensor, nodes: int, step: object) -> Tensor:
    """[...,len(places),nodes]: linear weights of places on nodes at 0, step, 2·step …"""
    nearness = 1 - torch.abs(places[..., None] / step - torch.arange(nodes, dtype=torch.float32))
    return torch.clamp(nearness, min=0)


def curves(x: Tensor, knots: Tensor) -> Tensor:
    """C polylines [...,C,n,2] at x [...,N]: [...,C,N]; constant outside. Steps back, to the left, are skipped."""
    start = knots[..., :-1, :]
    span, rise = (knots[..., 1:, :] - start).split(1, -1)
    position, height = start.split(1, -1)
    span = torch.clamp(span, min=1e-3)
    covered = torch.minimum(torch.clamp(x[..., None, None, :] - position, min=0), span)
    return (height[..., :1, :] + (rise / span).transpose(-1, -2) @ covered)[..., 0, :]


def smooth(t: Tensor) -> Tensor:
    """Smoothstep of t clamped to 0…1."""
    t = torch.clamp(t, 0, 1)
    return t * t * (3 - 2 * t)


def inverse_4x4(matrix: Tensor) -> Tensor:
    """Inverse of symmetric positive definite matrices [K,4,4]; Gauss–Jordan, because ONNX has no inverse."""
    wide = torch.cat([matrix, torch.eye(4)[None].expand_as(matrix)], -1)
    rows = [wide[:, i] for i in range(4)]
    for i in range(4):
        rows[i] = rows[i] / rows[i][:, i : i + 1]
        for j in range(4):
            if j != i:
                rows[j] = rows[j] - rows[j][:, i : i + 1] * rows[i]
    return torch.stack(rows, 1)[..., 4:]


def inverse_2x2(matrix: Tensor) -> Tensor:
    """Inverse of matrices [R,2,2]."""
    flat = matrix.reshape(-1, 4)
    products = flat * flat[:, [3, 2, 1, 0]]
    adjugate = flat[:, [3, 1, 2, 0]] * constant([1, -1, -1, 1])
    return (adjugate / (products[:, :1] - products[:, 1:2])).reshape(-1, 2, 2)
