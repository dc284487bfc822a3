"""The eyes: lids that close over an eyeball, and a gaze that moves."""

from __future__ import annotations

import torch
from torch import Tensor

from . import lids, pixels
from .features import Feature, parted
from .scene import Scene
from .warp import curves, interpolation, smooth

_UPPER_RIM, _LOWER_RIM = 0.02, 0.01  # of the lids' edge that belongs to the lid, in eye widths
_FURTHEST_GAZE = 0.3
_CARRIED = 1.5  # iris radii around its middle in which the gaze falls to a third
_LASHES, _FOLD = 0.05, 0.08  # breadths of what is dark on a closed lid, in eye widths: its edge, and under its crease
_OVER, _FADE = 0.18, 0.30  # a closed lid begins so far over its crease, whose shadow it takes away, and fades in
_LASH, _LINE = 0.7, 0.3  # how much of the lash line, and of darkness along it, a closed lid shows


def draw(scene: Scene, eyes: Feature) -> Tensor:
    """Words [R,2,1,h,w] of the eyes' patches."""
    gaze, opening, lid, sag, iris = scene.of(scene.row, scene.known.eyes, 2, 6)[..., None].split([2, 1, 1, 1, 1], 2)
    heights = eyes.knots[..., 3:6, 1].mean(3)[..., None]
    upper, lower, crease = heights.split(1, 2)
    wider = torch.clamp((lower - upper) / torch.clamp(opening, min=0.05), 1, 2)
    closing = smooth(((upper - crease) - lid) / torch.clamp(opening * 0.7, min=0.05))
    square = 4 * eyes.places[:, :, :1] ** 2
    shut = smooth((1 - (lower - upper) / torch.clamp(opening, min=0.05)) / 0.4 - 1.5)
    lid = eyes.heights[:, :, :1] + sag * shut * torch.clamp(1 - square * square, min=0)
    return _composed(scene, eyes, lid, sag, *_eyeball(eyes, gaze, wider, iris), closing[..., None])


def _eyeball(eyes: Feature, source: Tensor, wider: Tensor, iris: Tensor) -> tuple[Tensor, Tensor]:
    """Where the source shows the eyeball: places at y = 0 in texels [R,2,2,N]; y and its limits within the lids.

    The gaze moves the iris and less and less of what is around it. An eye that opens wider than the source's is
    stretched about the iris.
    """
    target = eyes.marks[:, :, 0, :, None]
    gaze = torch.clamp(target - source, -_FURTHEST_GAZE, _FURTHEST_GAZE)
    offset = eyes.places - target
    distance = (offset * offset).sum(2, keepdim=True) / (_CARRIED * torch.clamp(iris, 0.15, 0.35)) ** 2
    x, y = (eyes.places - gaze * torch.exp(-distance * distance)).split(1, 2)
    middle = source[:, :, 1:]
    y = middle + (y - middle) / wider
    limits = curves(x[:, :, 0], eyes.source_knots[:, :, :2])
    return eyes.source(torch.cat([x, x * 0], 2)), torch.cat([y, limits], 2)


def _unfolded_lid(eyes: Feature, lid: Tensor, sag: Tensor) -> tuple[Tensor, Tensor]:
    """A lid that closes comes out from under its crease: skin that the source does not show.

    It is taken from under the eye, mirrored, and given a lid's tone; what lies over the open eye is mostly shadow and
    would smear. The lash line itself moves without being stretched. Returns texel coordinates for the skin and for the
    lashes.
    """
    x, y = eyes.places.split(1, 2)
    source_lid, source_lower = eyes.heights[:, :, 3:].split(1, 2)
    skin = source_lower + sag + lids.UNDER + torch.clamp(lid - y, 0, lids.BELOW)
    return eyes.source(torch.cat([x, skin], 2)), eyes.source(torch.cat([x, source_lid + (y - lid) * 0.9], 2))


def _tint(eyes: Feature, tones: Tensor) -> Tensor:
    """Factors [R,2,3,N] of a lid's colours from those at its places [R,2,PLACES,3]."""
    x = torch.clamp(eyes.places[:, :, 0], lids.FIRST, -lids.FIRST)
    return (interpolation(x - lids.FIRST, lids.PLACES, lids.STEP) @ tones).transpose(2, 3)


def _composed(
    scene: Scene, eyes: Feature, edge: Tensor, sag: Tensor, ball: Tensor, ball_heights: Tensor, closing: Tensor
) -> Tensor:
    lid, lashes = (scene.limited(place, eyes.least) for place in _unfolded_lid(eyes, edge, sag))
    tint = _tint(eyes, scene.of(scene.row, scene.known.lids, 2, lids.PLACES, 3))
    planes = eyes.spread(eyes.flows, lid, lashes, ball, ball_heights, eyes.places, edge, eyes.heights[:, :, 1:3], tint)
    above, below, lid, lashes, ball, *heights, tint = planes.split([2, 2, 2, 2, 2, *[1] * 8, 3], 2)
    ball_y, highest, lowest, x, y, upper, lower, crease = heights
    width = eyes.width[..., None]
    far = torch.abs(x)
    under, beyond = (y - (upper + lower) * 0.5) * width, torch.clamp(far - 0.5, min=0) * width
    skin = parted(above, below, under, beyond)
    ball_y = _between_lids(ball_y, highest + _UPPER_RIM, lowest - _LOWER_RIM, 0.5 / width)
    ball = ball + ball_y * eyes.down()[..., None, None]
    cover = lambda length: torch.clamp(0.5 + length * width, 0, 1)  # noqa: E731
    on_lid = cover(upper + _UPPER_RIM - y) * smooth((0.55 - far) / 0.16)
    on_lid = on_lid * smooth((y - crease + _OVER) / _FADE) * closing
    seen = cover(y - upper - _UPPER_RIM) * cover(lower - _LOWER_RIM - y)
    near_lashes = torch.clamp((y - upper + 0.06) / 0.05, 0, 1)
    line = torch.clamp(1 - torch.abs(y - upper) / _LASHES, min=0) * closing
    fold = torch.clamp(1 - torch.abs(y - crease - _FOLD) / _FOLD, min=0)

    words = scene.words(torch.cat([skin, lid, lashes, ball], 1))
    drawn, lid, lashes, ball = pixels.colours(words).split(2, 2)
    lid = torch.clamp(lid * tint.permute(2, 0, 1, 3, 4)[:, :, :, None], max=255)
    lid = (lid + (torch.minimum(lashes, lid) - lid) * near_lashes * _LASH) * (1 - 0.08 * fold) * (1 - _LINE * line)
    drawn = drawn + (lid - drawn) * on_lid
    drawn = drawn + (ball - drawn) * seen
    return pixels.packed(drawn, pixels.alpha(words[:, :2]))


def _between_lids(y: Tensor, highest: Tensor, lowest: Tensor, rim: Tensor) -> Tensor:
    """Keeps y within the source's lids, so that the eyeball never shows their skin."""
    middle = (highest + lowest) * 0.5
    return torch.maximum(torch.minimum(y, torch.maximum(lowest + rim, middle)), torch.minimum(highest - rim, middle))
