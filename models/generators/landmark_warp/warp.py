"""The mathematics of the warp: moving least squares, curves, and grids that are interpolated to pixels."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def constant(values: object, dtype: torch.dtype = torch.float32) -> Tensor:
    return torch.tensor(np.asarray(values), dtype=dtype)


class Affine:
    """The least-squares affine map from points t to points s (rows are points), weighted."""

    def __init__(self, t: Tensor, s: Tensor, weights: Tensor):
        w = (weights / weights.sum())[None, :, None]
        self.t_mean, self.s_mean = (t * w).sum(1, keepdim=True), (s * w).sum(1, keepdim=True)
        centred = t - self.t_mean
        moments = (centred * w).transpose(1, 2)
        self.matrix = _inverse_2x2(moments @ centred) @ (moments @ (s - self.s_mean))

    def __call__(self, points: Tensor, copies: int = 1) -> Tensor:
        """Points [copies·R,N,2] of the same R renderings."""
        mean, matrix, shift = (stacked(value, copies) for value in (self.t_mean, self.matrix, self.s_mean))
        return (points - mean) @ matrix + shift


def stacked(values: Tensor, copies: int) -> Tensor:
    return torch.cat([values] * copies) if copies > 1 else values


def moving_least_squares(
    query: Tensor, points: Tensor, values: Tensor, softness: Tensor, weights: Tensor, ridge: float = 0.04
) -> Tensor:
    """Interpolates values [B,L,2] at points [B,L,2] to query [B,N,2], by an affine fit around every query point.

    The weights are 1/(d² + softness)². Unlike the Nadaraya–Watson kernel mean, the affine fit keeps slopes: it neither
    blurs nor pulls towards the mean (Schaefer, McPhail, Warren: Image Deformation Using Moving Least Squares, 2006).
    Being solved in target space, it gives the backward flow without an inversion. All moments come from one MatMul.
    """
    ones = torch.ones_like
    left = torch.cat([-2 * query, ones(query[..., :1]), (query * query).sum(-1, keepdim=True)], -1)
    squares = (points * points).sum(-1, keepdim=True) + softness[..., None]
    right = torch.cat([points, squares, ones(points[..., :1])], -1)
    w = torch.reciprocal(left @ right.transpose(1, 2))
    x, y = points.split(1, -1)
    features = torch.cat([ones(x), points, values, x * points, y * y, x * values, y * values], -1) * weights[..., None]
    mass, moments = ((w * w) @ features).split([1, 11], -1)
    mean, mean_value, xx_xy, yy, x_value, y_value = (moments / mass).split([2, 2, 2, 1, 2, 2], -1)
    mean_x, mean_y = mean.split(1, -1)
    xx, xy = (xx_xy - mean_x * mean).split(1, -1)
    yy = yy - mean_y * mean_y
    shrink = (xx + yy) * ridge + 1e-6
    xx, yy = xx + shrink, yy + shrink
    dx, dy = (query - mean).split(1, -1)
    scale = torch.reciprocal(xx * yy - xy * xy)
    slope_x = (x_value - mean_x * mean_value) * ((yy * dx - xy * dy) * scale)
    slope_y = (y_value - mean_y * mean_value) * ((xx * dy - xy * dx) * scale)
    return mean_value + slope_x + slope_y


def interpolation(pixels: Tensor, nodes: int, step: object) -> Tensor:
    """[len(pixels), nodes]: linear weights of pixels on nodes that stand at 0, step, 2·step …"""
    return torch.clamp(1 - torch.abs(pixels[:, None] / step - torch.arange(nodes, dtype=torch.float32)), min=0)


def curves(x: Tensor, knots: Tensor) -> Tensor:
    """C polylines [B,C,n,2], each from left to right, at x [B,N]: [B,C,N]; constant outside. Steps back are skipped."""
    position, height = knots.unbind(-1)
    step = knots[:, :, 1:] - knots[:, :, :-1]
    span, rise = step.unbind(-1)
    span = torch.clamp(span, min=1e-3)
    covered = torch.minimum(torch.clamp(x[:, None, :, None] - position[:, :, None, :-1], min=0), span[:, :, None])
    return height[:, :, :1] + (covered @ (rise / span)[..., None])[..., 0]


def smooth(t: Tensor) -> Tensor:
    """Smoothstep of t clamped to 0…1."""
    t = torch.clamp(t, 0, 1)
    return t * t * (3 - 2 * t)


def inverse_4x4(matrix: Tensor) -> Tensor:
    """Inverse of symmetric positive definite matrices [K,4,4]; Gauss–Jordan, for ONNX has no inverse."""
    wide = torch.cat([matrix, torch.eye(4)[None].expand_as(matrix)], -1)
    rows = [wide[:, i] for i in range(4)]
    for i in range(4):
        rows[i] = rows[i] / rows[i][:, i : i + 1]
        for j in range(4):
            if j != i:
                rows[j] = rows[j] - rows[j][:, i : i + 1] * rows[i]
    return torch.stack(rows, 1)[..., 4:]


def _inverse_2x2(m: Tensor) -> Tensor:
    a, b, c, d = m[:, 0, 0], m[:, 0, 1], m[:, 1, 0], m[:, 1, 1]
    return torch.stack([d, -b, -c, a], -1).reshape(-1, 2, 2) / (a * d - b * c)[:, None, None]


class Axes:
    """A feature's own axes in the picture: origin between two landmarks, x along them, unit = their distance."""

    def __init__(self, ends: Tensor):
        """ends [B,2,2]: left and right, in pixels."""
        left, right = ends.unbind(1)
        self.origin = ((left + right) / 2)[:, None]
        across = right - left
        self.width = across.norm(dim=-1, keepdim=True)
        x, y = across.unbind(-1)
        self._to_pixels = torch.stack([x, y, -y, x], -1).reshape(-1, 2, 2)
        self._to_own = self._to_pixels.transpose(1, 2) / (self.width * self.width)[..., None]

    def points(self, pixels: Tensor) -> Tensor:
        """[B,N,2] pixels to own units."""
        return (pixels - self.origin) @ self._to_own

    def pixels(self, x: Tensor, y: Tensor) -> Tensor:
        """x, y [B,N] in own units to pixels [B,N,2]."""
        return torch.stack([x, y], -1) @ self._to_pixels + self.origin


class Patch:
    """A rectangle of whole pixels of the target, and a grid of nodes on it whose values are interpolated to pixels."""

    def __init__(self, origin: Tensor, height: Tensor, width: Tensor, nodes: tuple[int, int]):
        self.origin, self.height, self.width = origin, height, width
        self.rows, self.columns = nodes
        step_y, step_x = (height - 1) / (self.rows - 1), (width - 1) / (self.columns - 1)
        y, x = torch.arange(height, dtype=torch.float32), torch.arange(width, dtype=torch.float32)
        self._down, self._across = interpolation(y, self.rows, step_y), interpolation(x, self.columns, step_x)
        grid_y = torch.arange(self.rows, dtype=torch.float32) * step_y
        grid_x = torch.arange(self.columns, dtype=torch.float32) * step_x
        grid = torch.stack([grid_x[None].expand(self.rows, -1), grid_y[:, None].expand(-1, self.columns)], -1)
        self.nodes = grid.reshape(1, -1, 2) + origin[:, None]
        rim = torch.minimum(
            torch.minimum(grid_y, height - 1 - grid_y)[:, None] / height,
            torch.minimum(grid_x, width - 1 - grid_x)[None] / width,
        )
        self.inner = smooth(rim / 0.14).reshape(1, -1, 1)

    @staticmethod
    def origin_around(centre: Tensor, height: Tensor, width: Tensor, side: Tensor) -> Tensor:
        """The whole-pixel corner of a patch around centre [B,2] that stays within the picture."""
        size = torch.stack([torch.as_tensor(width), torch.as_tensor(height)]).float()
        return torch.floor(torch.minimum(torch.clamp(centre - size / 2, min=0), side - size))

    def spread(self, values: Tensor) -> Tensor:
        """Node values [B,N,C] to planes of pixels [B,C,height·width]."""
        batch, _, channels = values.shape
        planes = values.transpose(1, 2).reshape(batch, channels, self.rows, self.columns)
        return (self._down @ planes @ self._across.transpose(0, 1)).reshape(batch, channels, -1)

    def cells(self, side: Tensor, pictures: Tensor) -> Tensor:
        """[B·height·width]: where the patch's pixels stand in the flattened pictures of the batch."""
        corner = self.origin.to(torch.int64)
        start = (pictures * side + corner[:, 1]) * side + corner[:, 0]
        rows = torch.arange(self.height)[None, :, None] * side
        return (start[:, None, None] + rows + torch.arange(self.width)[None, None]).reshape(-1)
