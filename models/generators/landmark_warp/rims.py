"""The drawing's rim, beyond which the portrait continues: people who reach it are held fast there, others are not."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from .warp import smooth

GRID = 40
# Share of the picture's side in which motion fades out (Crop.RIM in Java); more slowly at the sides of a body, which
# continues there, so that it does not fold.
EDGE, BODY_EDGE = 0.09, 0.25
_THROAT, _BODY = 0.15, 0.3  # face heights: where the body begins under the chin, and its minimum
_AT_SIDES, _AT_TOP = (EDGE, 0.2), (0.05, 0.12)  # people this near are held fast, those not this near are not
_NEIGHBOURHOOD = 25  # of 256: along the rim, one part holds the next
_LAST_ROWS, _ALIKE = 16, 2.0  # a picture that ends earlier is continued by its last row: tolerance in grey values
_LINE = torch.linspace(0, 1, GRID)


def holds(planes: Tensor, mattes: Tensor) -> Tensor:
    """[K,4,GRID]: how firmly left, right, upper and lower rim hold, from planes [K,3,S,S] and mattes [K,256,256]."""
    wide = functional.max_pool2d(mattes[:, None], 9, 1, 4)[:, 0]
    columns, back = wide.transpose(1, 2), wide.flip(2).transpose(1, 2)
    held = torch.stack([_reached(columns, *_AT_SIDES), _reached(back, *_AT_SIDES), _reached(wide, *_AT_TOP)], 1)
    held = functional.max_pool1d(held, _NEIGHBOURHOOD, 1, _NEIGHBOURHOOD // 2)
    held = functional.avg_pool1d(held, _NEIGHBOURHOOD, 1, _NEIGHBOURHOOD // 2, count_include_pad=False)
    nodes = (_LINE * (mattes.shape[-1] - 1)).round().to(torch.int64)
    return torch.cat([held.index_select(2, nodes), _goes_on(planes)[:, None, None].expand(-1, 1, GRID)], 1)


def _reached(mattes: Tensor, near: float, far: float) -> Tensor:
    """[K,256]: for each column, how nearly a person in it reaches the first row."""
    rows = torch.arange(mattes.shape[1]) / mattes.shape[1]
    return (mattes * torch.clamp((far - rows) / (far - near), 0, 1)[:, None]).amax(1)


def _goes_on(planes: Tensor) -> Tensor:
    """[K]: 1 if the picture continues under the drawing, 0 if it ends above the rim."""
    last = planes[:, :, -_LAST_ROWS:]
    return ((last - last[:, :, -1:]).abs().amax((1, 2, 3)) > _ALIKE).float()


def freedom(held: Tensor, chin: Tensor, height: Tensor, along: Tensor) -> Tensor:
    """[R,2,GRID²]: how freely all moves across and down.

    held [R,4,GRID]; chin and height [R,1,1,1]: where the face ends and how high it is, in sides of the drawing; along
    [R,1,1,1]: how much the body comes along. It stands on the lower rim, so it rises by growing; where it continues
    there, it moves aside by leaning.
    """
    rows = _LINE[:, None]
    begins = chin + _THROAT * height
    part = lambda end: (rows - begins) / torch.maximum(end - begins, _BODY * height)  # noqa: E731
    stands = torch.clamp(part(1 - EDGE), 0, 1) * along
    beside = torch.stack([_LINE, 1 - _LINE])[None, :, None]
    fading = smooth(beside / (EDGE + (BODY_EDGE - EDGE) * stands)) - 1
    left, right = (1 + held[:, :2, :, None] * fading).split(1, 1)
    inner = left * right * (1 + held[:, 2:3, None] * (smooth(rows / EDGE) - 1)) * smooth((1 - rows) / EDGE)
    leans = held[:, 3:, :, None] * along * smooth(part(1.0))
    return torch.cat([inner - inner * leans, inner - inner * stands], 1).flatten(2)
