"""The skin of closed lids: no source picture shows it, so its colour is inferred from the skin around the eye.

Its grain is that of the skin under the eye, mirrored; its tone runs from that of the skin over the crease to that of a
lid's rim, so that it blends into the skin above without an edge.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from .axes import SOURCE_CURVES, Axes
from .warp import constant, curves, smooth

PLACES = 7  # along an eye's width
FIRST = -0.42  # the outermost place, in eye widths from the middle
STEP = -2 * FIRST / (PLACES - 1)
_ABOVE = [0.20, 0.35, 0.50]  # of the way from crease to brow
UNDER, DEPTH = 0.10, 0.45  # eye widths: how far under the eye the strip that makes a lid begins, and how deep it is
ROWS = 4  # of the strip, that become equally bright: its dark rings and its light cheek do not belong to a lid
TONES = 2  # rows of tones: at the lid's rim and at its crease
_NEAR = 3  # rows whose colour is a lid's, too
_TOWARDS_LIGHT = 2
_OWN_TONE = 0.8  # how much of a lid's tone at its crease is that of the skin over it
_DARKEST = 0.75  # of a rim's brightness: what is darker over a crease counts less as skin, below half of it not at all
_LUMINANCE = [0.30, 0.59, 0.11]


def tones(planes: Tensor, landmarks: Tensor, sag: Tensor) -> Tensor:
    """Factors that turn the skin under the eye into a lid in pictures [K,3,S,S]: [K,2,(ROWS+TONES)·PLACES,3].

    First the inverses of the strip's colours, which leave only its grain; then tones, as colours. A lid's rim is as
    bright as the brighter of the skins over its crease and under the eye: darker areas there are the shadow of the open
    eye's fold, hair or paint. sag [K,2,1]: how far under the landmarks the eye ends.
    """
    axes = Axes(landmarks[..., :2])
    knots = axes.curves(landmarks[..., :2], SOURCE_CURVES)[:, 1:]
    x = torch.linspace(FIRST, -FIRST, PLACES).expand(landmarks.shape[0], 2, -1)
    _, lower, crease, brow = curves(x, knots).split(1, 2)
    above = crease + (brow - crease) * constant(_ABOVE)[:, None]
    below = lower + sag[..., None] + UNDER + torch.linspace(0, DEPTH, ROWS)[:, None]
    y = torch.cat([above, below], 2)
    places = torch.stack([x[:, :, None].expand_as(y), y], 4).flatten(2, 3)
    slopes, origin = axes.to_pixels[:, 1:], axes.origin[:, 1:]
    colours = colour_at(functional.avg_pool2d(planes, 5, 1, 2), (places @ slopes + origin).flatten(1, 2))
    colours = colours.reshape(-1, 3, 2, len(_ABOVE) + ROWS, PLACES).permute(0, 2, 3, 4, 1)
    above, below = colours.split([len(_ABOVE), ROWS], 2)
    over, under = above.mean(2, keepdim=True), below[:, :, :_NEAR].mean(2, keepdim=True)
    bright = [_brightness(colour) for colour in (over, under)]
    light = [each**_TOWARDS_LIGHT for each in bright]
    rim = (over * light[0] + under * light[1]) / (light[0] + light[1])
    foreign = smooth(_DARKEST * _brightness(rim) / bright[0] - 1)
    own = over + (rim * _DARKEST - over) * foreign
    wanted = torch.cat([rim, rim + (own - rim) * _OWN_TONE], 2)
    even = torch.reciprocal(torch.clamp(_blurred(below), min=1))
    return torch.cat([even, _blurred(wanted)], 2).reshape(-1, 2, (ROWS + TONES) * PLACES, 3)


def _brightness(colours: Tensor) -> Tensor:
    return (colours * constant(_LUMINANCE)).sum(-1, keepdim=True) + 1


def _blurred(colours: Tensor) -> Tensor:
    """Colours [K,2,n,PLACES,3], smoothed along an eye's width."""
    rows = colours.flatten(0, 1).permute(0, 3, 1, 2)
    soft = functional.avg_pool2d(rows, (1, 3), 1, (0, 1), False, False)
    return soft.permute(0, 2, 3, 1).reshape(colours.shape)


def colour_at(planes: Tensor, at: Tensor) -> Tensor:
    """Colours [K,3,N] at pixels [K,N,2]."""
    grid = at / (planes.shape[3] - 1) * 2 - 1
    return functional.grid_sample(planes, grid[:, None], mode="bilinear", align_corners=True)[:, :, 0]
