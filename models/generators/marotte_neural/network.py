"""The network: what a warp cannot know of a face, as a flow that corrects the warp's and as colours to add.

A U-Net whose work is mostly done at 64² and 32²: on one CPU core plain convolutions there are far faster than
depthwise-separable ones at 256². The code of the person and the change of pose and expression modulate every block
(Perez et al., FiLM: Visual Reasoning with a General Conditioning Layer, 2018). The last layers begin at zero, so that
an untrained network draws what the warp drew.

Only the areas between lips and between lids are repainted. Elsewhere a pixel may be fetched from nearby, and light may
change, at a quarter of the resolution: a network trained on few people blurs what it cannot predict, hair and the
canvas of paintings first, and paints over lips that part a little.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from . import drawing
from .encoder import CODE, Look
from .signals import SIGNALS, signals
from .window import SIDE

WIDTHS = (48, 96, 128)  # channels at 64², 32², 16²
_STYLE, _DETAIL = 64, 32
_LEAK = 0.1
_FARTHEST = 6.0  # maximum displacement of a correction in pixels of the window
_STRONGEST = 0.5  # maximum change of a correction, as a share of white
_BRISK = 2.0  # lets the flow be learned as fast as the colours
_FEW = 0.1  # of a pixel: a part as small as that hardly moves
_CLEAR = 4.0  # brings motion to the size of the other inputs


class Correction(NamedTuple):
    """The correction of a window."""

    flow: Tensor  # [B,2,64,64]: x and y in pixels of the window from which a pixel is fetched
    light: Tensor  # [B,3,64,64]: colours that are added where the person covers all
    paint: Tensor  # [B,3,128,128]: more of them, in the square that holds mouth and eyes
    corner: Tensor  # [B,2]: left and top of that square in the window


class Block(nn.Module):
    """Two convolutions with a skip connection; the style scales and shifts the values between them."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self._first = nn.Conv2d(channels, channels, 3, padding=1)
        self._style = nn.Linear(_STYLE, 2 * channels)
        self._second = _silent(nn.Conv2d(channels, channels, 3, padding=1))

    def forward(self, planes: Tensor, style: Tensor) -> Tensor:
        scale, shift = self._style(style)[:, :, None, None].chunk(2, 1)
        between = _active(self._first(planes) * (1 + scale) + shift)
        return planes + self._second(between)


class Style(nn.Module):
    """Codes and signals of K source pictures, and signals of the target, to the style [B,_STYLE].

    The codes are mixed by attention: pictures whose pose and expression are near the target's count more. Further
    pictures are an unordered set. The target is compared with what the warp shows: where a second picture already has
    its expression, there is little to correct.
    """

    def __init__(self) -> None:
        super().__init__()
        self._nearness = nn.Parameter(torch.zeros(SIGNALS))
        self._layers = nn.Sequential(nn.Linear(CODE + 2 * SIGNALS, 96), nn.LeakyReLU(_LEAK), nn.Linear(96, _STYLE))

    def forward(self, codes: Tensor, sources: Tensor, shares: Tensor, target: Tensor) -> Tensor:
        """codes [B,K,CODE], sources [B,K,SIGNALS], shares [B,K] in what the warp shows, target [B,SIGNALS]."""
        apart = ((sources - target[:, None]) ** 2 * torch.exp(self._nearness)).sum(-1, keepdim=True)
        code = (torch.softmax(-apart, 1) * codes).sum(1)
        drawn = (shares[:, :, None] * sources).sum(1)
        return _active(self._layers(torch.cat([code, target, target - drawn], 1)))


class Network(nn.Module):
    """Everything that is trained: `look` belongs to the encoder, all else to the generator."""

    def __init__(self) -> None:
        super().__init__()
        self.look = Look()
        self._style = Style()
        fine, middle, coarse = WIDTHS
        self._picture = nn.Conv2d(3, fine, 8, 4, 2)
        self._lines = nn.Conv2d(drawing.CHANNELS, fine, 4, 2, 1)
        self._motion = nn.Conv2d(2, fine, 3, padding=1)
        self._fine, self._fine_again = Block(fine), Block(fine)
        self._down, self._middle, self._middle_again = nn.Conv2d(fine, middle, 3, 2, 1), Block(middle), Block(middle)
        self._lower, self._coarse, self._coarse_again = nn.Conv2d(middle, coarse, 3, 2, 1), Block(coarse), Block(coarse)
        self._raise = nn.Conv2d(coarse, middle, 1)
        self._up, self._last = nn.Conv2d(middle, fine, 1), Block(middle)
        self._flow = _silent(nn.Conv2d(fine, 2, 3, padding=1))
        self._light = _silent(nn.Conv2d(fine, 3, 3, padding=1))
        self._widen = nn.Conv2d(fine, _DETAIL, 1)
        self._near_picture = nn.Conv2d(3, _DETAIL, 4, 2, 1)
        self._near_lines = nn.Conv2d(drawing.CHANNELS, _DETAIL, 3, padding=1)
        self._detail = nn.Conv2d(_DETAIL, _DETAIL, 3, padding=1)
        self._colours = _silent(nn.Conv2d(_DETAIL, 3 * 4, 3, padding=1))

    def halved(self) -> Network:
        """Computes in float16, except for landmarks and short vectors."""
        self.half()
        self.look.float()
        self._style.float()
        return self

    @property
    def is_half(self) -> bool:
        return self._picture.weight.dtype == torch.float16

    def style(self, codes: Tensor, sources: Tensor, shares: Tensor, landmarks: Tensor) -> Tensor:
        return self._style(codes, sources, shares, signals(landmarks))

    def forward(self, warped: Tensor, landmarks: Tensor, moved: Tensor, style: Tensor) -> Correction:
        """warped [B,3,256,256]: premultiplied colours, 0…1; landmarks [B,478,3] in pixels of the window; moved
        [B,468,2]: how much `likeness.shape` differs from what the warp shows; style [B,_STYLE].
        """
        precision = self._picture.weight.dtype
        moves = _CLEAR * drawing.motion(landmarks, moved)
        lifted, lines, moves, style = (
            each.to(precision) for each in (warped - 0.5, drawing.lines(landmarks), moves, style)
        )
        seen = self._picture(lifted) + self._lines(lines) + self._motion(moves)
        fine = self._fine(seen, style)
        fine = fine + self._up(_doubled(self._beneath(fine, style)))
        fine = _active(self._fine_again(fine, style))
        flow, light = self._flow_and_light(fine).float().split([2, 3], 1)
        corner = drawing.corner(landmarks)
        paint = self._painted(*(_square(planes, corner) for planes in (self._widen(fine), lifted, lines))).float()
        mouth, eyes = drawing.opened(landmarks, corner, drawing.CLOSE)
        dark = torch.maximum(mouth, drawing.irises(landmarks, corner, drawing.CLOSE))
        paint = _unlit(_bounded(paint * torch.clamp(mouth + eyes, max=1), _STRONGEST), dark)
        light = _unlit(_bounded(light, _STRONGEST), drawing.mouth(landmarks))
        flow = _together(_bounded(_BRISK * flow, _FARTHEST), drawing.lips(landmarks))
        return Correction(flow, light, paint, corner)

    def _flow_and_light(self, fine: Tensor) -> Tensor:
        """[B,5,64,64] by one convolution, because on a CPU ONNX Runtime rounds the channels of each up to sixteen."""
        weights = torch.cat([self._flow.weight, self._light.weight])
        return functional.conv2d(fine, weights, torch.cat([self._flow.bias, self._light.bias]), padding=1)

    def _beneath(self, fine: Tensor, style: Tensor) -> Tensor:
        """All work at 32² and below: [B,middle,32,32]."""
        middle = self._middle_again(self._middle(self._down(fine), style), style)
        coarse = self._coarse_again(self._coarse(self._lower(middle), style), style)
        return self._last(middle + self._raise(_doubled(coarse)), style)

    def _painted(self, fine: Tensor, lifted: Tensor, lines: Tensor) -> Tensor:
        """The square that holds mouth and eyes [B,3,128,128], drawn at 64², each place of which becomes four pixels.

        Neighbours are mixed afterwards: systematic differences between the four would show as a woven pattern, and once
        did.
        """
        detail = _doubled(fine) + self._near_picture(lifted) + self._near_lines(lines)
        detail = _active(self._detail(_active(detail)))
        return _mixed(functional.pixel_shuffle(self._colours(detail), 2))


def _square(planes: Tensor, corner: Tensor) -> Tensor:
    """The square that holds mouth and eyes of planes [B,C,n,n] of the window: [B,C,n/2,n/2]."""
    channels, length = planes.shape[1:3]
    across, down = ((corner * (length / SIDE))[:, :, None] + torch.arange(length // 2)).to(torch.int64).unbind(1)
    rows = planes.gather(2, down[:, None, :, None].expand(-1, channels, -1, length))
    return rows.gather(3, across[:, None, None].expand(-1, channels, length // 2, -1))


def _unlit(colours: Tensor, part: Tensor) -> Tensor:
    """Added colours [B,3,n,n], in a part [B,1,n,n] only where they darken.

    Tongue and teeth are visible in some mouths and not in others, and a network that cannot tell adds the mean to all
    of them: a grey veil before a mouth that should be dark. The same veil lay on irises that look aside.
    """
    return colours - part * torch.clamp(colours, min=0)


def _together(flow: Tensor, part: Tensor) -> Tensor:
    """A flow [B,2,n,n] that moves all of a part [B,1,n,n] equally.

    The landmarks say how far lips are apart, and the warp obeys. A flow that moved each lip separately drew slightly
    open ones together.
    """
    whole = (flow * part).sum((2, 3), keepdim=True) / (part.sum((2, 3), keepdim=True) + _FEW)
    return flow + part * (whole - flow)


def _bounded(values: Tensor, most: float) -> Tensor:
    """Within ±most, with slopes that never vanish: with tanh, a network that overshot did not recover."""
    return values / (1 + torch.abs(values) / most)


def _active(planes: Tensor) -> Tensor:
    """Leaky, because a plain ReLU before the flow once died for good."""
    return functional.leaky_relu(planes, _LEAK)


def _silent(layer: nn.Conv2d) -> nn.Conv2d:
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer


def _mixed(planes: Tensor) -> Tensor:
    """Each pixel with its neighbours, 1 : 2 : 1 across and down, by two means of four."""
    grown = functional.pad(planes, (1, 1, 1, 1), mode="replicate")
    return functional.avg_pool2d(functional.avg_pool2d(grown, 2, 1), 2, 1)


def _doubled(planes: Tensor) -> Tensor:
    return functional.interpolate(planes, scale_factor=2.0, mode="nearest")
