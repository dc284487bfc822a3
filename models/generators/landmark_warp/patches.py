"""Rectangles around mouth and eyes, and grids of nodes on them whose values are interpolated to pixels."""

from __future__ import annotations

from copy import copy

import numpy as np
import torch
from torch import Tensor

from . import pixels
from .face import EYES, LOWER_LIP, MOUTH_LEFT, MOUTH_RIGHT, UPPER_LIP
from .warp import constant, interpolation

FLOW = 17, 13  # rows and columns of nodes: few, as flows are smooth
SHAPE = 15, 29  # lips and lids are curves along x
ALIGNED = 4  # patches begin at multiples of this many pixels: a row of a patch is copied as words of this many
_SIZES = constant([[8, 10], [4, 6], [4, 6]]).reshape(1, 3, 2)  # width and height in units
_RAISED = constant([[0, 0], [0, 1], [0, 1]])  # units: the eyes' reach over the brows
_UNIT, _LARGEST = 0.062, 1 / 32  # of the face's height, but at most this part of the picture's side
_RIM = 0.22  # of a patch, in which its own flow becomes the coarse one


def _means() -> Tensor:
    """[4,478]: maps landmarks to the middles of mouth and eyes, and to a point between the eyes."""
    sets = [[MOUTH_LEFT, MOUTH_RIGHT, UPPER_LIP, LOWER_LIP, 0, 17], *(eye.corners for eye in EYES), [133, 362]]
    return constant([[(i in chosen) / len(chosen) for i in range(478)] for chosen in sets])


def _nodes(rows: int, columns: int) -> np.ndarray:
    """[2,rows·columns]: x and y from 0 to 1."""
    y, x = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij")
    return np.stack([x.ravel(), y.ravel()])


def _inner() -> Tensor:
    """For the flow's nodes: 0 at a patch's rim, 1 inside."""
    nodes = _nodes(*FLOW)
    t = np.minimum(np.minimum(nodes, 1 - nodes).min(0) / _RIM, 1)
    return constant(t * t * (3 - 2 * t))


class Patches:
    """For each rendering one around the mouth and one around each eye."""

    inner = _inner()
    _means = _means()

    def __init__(self, landmarks: Tensor, height: Tensor, side: Tensor):
        """landmarks [R,478,2] in pixels; height of the largest face at rest, and side of the picture, in pixels."""
        self._side, self._unit = side, torch.minimum(torch.ceil(height * _UNIT), torch.as_tensor(side * _LARGEST))
        self._lengths = _SIZES * self._unit
        self.origin = self._origin(self._means @ landmarks)
        self.flow_nodes, self.nodes = self._places(*FLOW), self._places(*SHAPE)

    def _origin(self, means: Tensor) -> Tensor:
        """[R,3,2]: within the picture, and the eyes' each on its side of the nose, so that they do not overlap."""
        middle, nose = means.split([3, 1], 1)
        aligned = lambda places: torch.floor(places / ALIGNED + 0.5) * ALIGNED  # noqa: E731
        width = self._lengths[:, 1:2, :1]
        nose = torch.minimum(torch.maximum(aligned(nose[..., :1]), width), self._side - width)
        least = nose * constant([[0, 0], [0, 0], [1, 0]])
        most = self._side - self._lengths + (nose - self._side) * constant([[0, 0], [1, 0], [0, 0]])
        return torch.minimum(torch.maximum(aligned(middle - self._lengths / 2 - _RAISED * self._unit), least), most)

    def _places(self, rows: int, columns: int) -> Tensor:
        """Nodes [R,3,2,N] in pixels."""
        return self.origin[..., None] + (self._lengths - 1)[..., None] * constant(_nodes(rows, columns))

    def coarse(self, field: Tensor, grid: int) -> Tensor:
        """A field [R,2,grid²] on the whole picture, at the flow's nodes: [R,3,2,N]."""
        (rows, columns), step = FLOW, (self._side - 1) / (grid - 1)
        across = interpolation(self.flow_nodes[:, :, 0, :columns], grid, step)[:, :, None]
        down = interpolation(self.flow_nodes[:, :, 1, ::columns], grid, step)[:, :, None]
        planes = field.reshape(-1, 1, 2, grid, grid)
        return (down @ planes @ across.transpose(3, 4)).reshape(-1, 3, 2, rows * columns)

    def mouth(self) -> Patch:
        return Patch(self.origin[:, :1], (self._unit * 10, self._unit * 8), self._side)

    def eyes(self) -> Patch:
        return Patch(self.origin[:, 1:], (self._unit * 6, self._unit * 4), self._side)


class Patch:
    """Patches of one size, or the same part of each: rows and columns of pixels."""

    def __init__(self, origin: Tensor, shape: tuple[Tensor, Tensor], side: Tensor):
        """origin [R,n,2]: n for each rendering."""
        self._origin, self._side = origin, side
        self._height, self._width = (torch.as_tensor(length) for length in shape)
        self.rows, self.columns = _until(self._height), _until(self._width)
        self._lines = {nodes: self._from(*nodes) for nodes in (FLOW, SHAPE)}

    def _from(self, rows: int, columns: int) -> tuple[Tensor, Tensor]:
        """Matrices from nodes to rows and from nodes to columns."""
        lines = lambda length, nodes: interpolation(_until(length), nodes, (length - 1) / (nodes - 1))  # noqa: E731
        return lines(self._height, rows), lines(self._width, columns)

    def part(self, places: Tensor) -> Patch:
        """The smallest part that has the pixels [R,n,P,2] of a picture in it, with a margin of two pixels.

        Its columns are aligned like those of the patch; it has at least one word of them and one row.
        """
        within = (places - self._origin[:, :, None]).flatten(0, 2)
        bounds = torch.cat([within, -within], 1).amin(0) - 2  # left, top; right and bottom negated
        steps = constant([ALIGNED, 1, ALIGNED, 1])
        length = torch.stack([self._width, self._height])
        least, most = torch.cat([length * 0, -length]), torch.cat([length, length * 0]) - steps
        bounds = torch.minimum(torch.maximum(torch.floor(bounds / steps) * steps, least), most).to(torch.int64)
        left, top, right, bottom = bounds.unbind()
        return self._of(torch.arange(top, -bottom), torch.arange(left, -right))

    def _of(self, rows: Tensor, columns: Tensor) -> Patch:
        part = copy(self)
        part.rows, part.columns = rows, columns
        part._lines = {
            nodes: (down.index_select(0, rows), across.index_select(0, columns))
            for nodes, (down, across) in self._lines.items()
        }
        return part

    def spread(self, values: Tensor, count: int, nodes: tuple[int, int]) -> Tensor:
        """Values [R,count,C,N] at these nodes to pixels [R,count,C,h,w]."""
        down, across = self._lines[nodes]
        return down @ values.reshape(-1, count, values.shape[2], *nodes) @ across.transpose(0, 1)

    def write(self, words: Tensor, drawn: Tensor) -> Tensor:
        """Words [R·S·S/ALIGNED,ALIGNED] of pictures with the patch's [R,n,h,w] in their place."""
        x, y = self._origin.split(1, -1)
        picture = torch.arange(self._origin.shape[0])[:, None, None] * self._side
        first = ((picture + y) * self._side + x).to(torch.int64)[..., None]
        places = (first + self.rows[:, None] * torch.as_tensor(self._side) + self.columns[::ALIGNED]) // ALIGNED
        return pixels.written(words, places.reshape(-1), drawn.reshape(-1, ALIGNED))


def _until(length: Tensor) -> Tensor:
    return torch.arange(length.to(torch.int64))
