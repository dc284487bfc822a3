"""The mouth: two lips that part along a line, and what is seen between them."""

from __future__ import annotations

import torch
from torch import Tensor

from .face import CHIN, FOREHEAD, LOWER_INNER_LIP, MOUTH_LEFT, MOUTH_RIGHT, UPPER_INNER_LIP
from .warp import Axes, constant, curves, smooth

TEETH_ACROSS = 4.5  # per half mouth
_LUMINANCE = [0.30, 0.59, 0.11]


def axes(landmarks: Tensor) -> Axes:
    return Axes(landmarks[:, [MOUTH_LEFT, MOUTH_RIGHT], :2])


def lips(x: Tensor, own: Axes, landmarks: Tensor) -> tuple[Tensor, Tensor]:
    """Heights of the upper and of the lower lip's inner rim at x, in mouth widths."""
    knots = own.points(landmarks[:, UPPER_INNER_LIP + LOWER_INNER_LIP, :2])
    return curves(x, knots.reshape(-1, 2, len(UPPER_INNER_LIP), 2)).unbind(1)


def synthesised(
    x: Tensor, y: Tensor, upper: Tensor, lower: Tensor, skull: Tensor, pixel: Tensor, tone: Tensor
) -> Tensor:
    """Colours [B,3,N] of a mouth that no picture shows: cavity, tongue, and two rows of teeth.

    All lengths in mouth widths. The upper teeth hang from the skull (skull: where it carries the closed mouth's line),
    so a raised lip shows more of them; the lower teeth stand behind the lower lip. pixel: one pixel's size.
    """
    skin, lip = tone.unbind(1)
    light = (skin * constant(_LUMINANCE)).sum(-1, keepdim=True)
    plane = lambda colour: colour[:, :, None]  # noqa: E731
    across = 2 * x
    arch = torch.clamp(1 - across * across, min=0)
    gap = torch.maximum(lower - upper, pixel)
    cover = lambda length: torch.clamp(0.5 + length / pixel, 0, 1)  # noqa: E731

    colour = plane(lip * 0.20 + light * 0.01)
    dome = 0.55 * gap * torch.sqrt(arch) * torch.clamp(gap / 0.20, max=1) - (lower - y)
    tongue = plane(lip * 0.60 + light * 0.05) * (0.6 + 0.4 * torch.clamp(dome * 6, 0, 1) * arch)[:, None]
    colour = colour + (tongue - colour) * smooth(dome / 0.09)[:, None]

    phase = across * TEETH_ACROSS
    enamel = plane(torch.clamp(light * constant([0.72, 0.69, 0.64]) + skin * 0.38, max=228))
    gaps = 1 - 0.22 * torch.exp(-(((torch.remainder(phase + 0.5, 1) - 0.5) / 0.09) ** 2))
    below = cover(0.055 * torch.clamp(gap / 0.25, max=1) - (lower - y)) * torch.sqrt(arch)
    below = below * torch.clamp(gap / 0.12 - 0.6, 0, 1) * 0.8
    colour = colour + (enamel * (gaps * 0.5 * (0.35 + 0.65 * arch))[:, None] - colour) * below[:, None]

    edge = 0.050 - 0.06 * across * across + 0.007 * torch.cos(phase * 6.2832)
    above = cover(edge - (y - skull)) * torch.clamp(arch * 2.2, max=1)
    shade = (0.45 + 0.55 * torch.clamp((y - upper) / 0.07, 0, 1)) * (0.45 + 0.55 * arch)
    colour = colour + (enamel * (shade * gaps)[:, None] - colour) * above[:, None]
    return colour * (0.55 + 0.45 * torch.clamp((y - upper) / 0.035, 0, 1))[:, None]


class Shown:
    """The inside of a mouth that a picture shows: its upper half follows the skull, its lower half the jaw.

    Where the mouth opens further than in the picture, the gap between the halves falls dark.
    """

    def __init__(self, target: Tensor, source: Tensor, skull: Tensor, rest: Tensor):
        """target, source [B,478,3]; rest [B,1,2]: its mouth; skull [B,2,2]: where that carries mouth and chin."""
        height = lambda face: (face[:, FOREHEAD] - face[:, CHIN]).norm(dim=-1, keepdim=True)  # noqa: E731
        now, self._source, self._landmarks = axes(target), axes(source), source
        self._scale = height(source) / height(target) * now.width / self._source.width
        mouth, chin, jaw = now.points(torch.cat([skull, target[:, [CHIN], :2]], 1))[..., 1].split(1, 1)
        self._skull, self._drop = mouth, jaw - chin
        self._rest = self._source.points(rest)[:, :, 1]

    def place(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """Points [B,N] of the target in mouth widths to pixels of the picture [B,N,2], and how dark it is there."""
        upper, lower = lips(x, self._source, self._landmarks)
        middle = (upper + lower) / 2
        with_skull = (y - self._skull) * self._scale + self._rest
        with_jaw = with_skull - self._drop * self._scale
        high = with_skull + with_jaw < 2 * middle
        height = torch.where(high, torch.minimum(with_skull, middle), torch.maximum(with_jaw, middle))
        rim = 0.5 / self._source.width
        height = torch.maximum(torch.minimum(height, lower - rim), upper + rim)
        dark = torch.clamp(torch.minimum(with_skull - middle, middle - with_jaw) / 0.06, 0, 1)
        return self._source.pixels(x, height), dark
