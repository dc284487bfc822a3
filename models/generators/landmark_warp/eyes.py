"""The eyes: lids that close over an eyeball, and a gaze that moves."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from . import lids, pixels
from .features import Feature, Part, parted
from .scene import Scene
from .warp import constant, curves, interpolation, smooth

_UPPER_RIM, _LOWER_RIM = 0.02, 0.01  # of the lids' edge that belongs to the lid, in eye widths
_FURTHEST_GAZE = 0.3
_CARRIED = 1.5  # iris radii around its middle in which the gaze falls to a third
_LASHES, _FOLD = 0.05, 0.08  # breadths of what is dark on a closed lid, in eye widths: its edge, and under its crease
_OVER, _FADE = 0.18, 0.30  # a closed lid begins so far over its crease, whose shadow it takes away, and fades in
_WIDEST = 0.55  # from an eye's middle, where closed lids end, in eye widths
_LASH, _LINE = 0.7, 0.3  # how much of the lash line, and of darkness along it, a closed lid shows


def draw(scene: Scene, eyes: Feature, words: Tensor) -> Tensor:
    """Words [R·S·S/ALIGNED,ALIGNED], with the eyes drawn into them: their skin, then lids and eyeballs."""
    known = _known(scene)
    edge, closing, wider = _lids(eyes, known)
    whole, inner = eyes.whole(), eyes.around(_reach(eyes, known.sag))
    skin = whole.seen(scene, _skin(eyes, whole, edge))
    shown = _Shown(edge, closing, *_eyeball(eyes, known, wider))
    return inner.write(whole.write(words, skin), _opened(scene, eyes, inner, inner.of(skin), shown))


class _Known(NamedTuple):
    """Of the eyes in the source, [R,2,…,1]."""

    gaze: Tensor
    opening: Tensor
    lid: Tensor  # its height under the crease
    sag: Tensor
    iris: Tensor  # its radius


class _Shown(NamedTuple):
    """Of the eyes as they are drawn."""

    edge: Tensor  # the upper lid's, [R,2,1,N]
    closing: Tensor  # how far the eye closes, [R,2,1,1]
    ball: Tensor  # where the source shows the eyeball: texels at y = 0, [R,2,2,N]
    ball_y: Tensor  # y and its limits within the lids, [R,2,3,N]


def _known(scene: Scene) -> _Known:
    return _Known(*scene.of(scene.row, scene.known.eyes, 2, 6)[..., None].split([2, 1, 1, 1, 1], 2))


def _lids(eyes: Feature, known: _Known) -> tuple[Tensor, Tensor, Tensor]:
    """The upper lid's edge [R,2,1,N]; how far the eye closes, and how much wider than its source it opens [R,2,1,1]."""
    upper, lower, crease = eyes.knots[..., 3:6, 1].mean(3)[..., None].split(1, 2)
    usual = torch.clamp(known.opening, min=0.05)
    closing = smooth(((upper - crease) - known.lid) / torch.clamp(known.opening * 0.7, min=0.05))
    square = 4 * eyes.places[:, :, :1] ** 2
    shut = smooth((1 - (lower - upper) / usual) / 0.4 - 1.5)
    edge = eyes.heights[:, :, :1] + known.sag * shut * torch.clamp(1 - square * square, min=0)
    return edge, closing, torch.clamp((lower - upper) / usual, 1, 2)


def _reach(eyes: Feature, sag: Tensor) -> Tensor:
    """Corners [R,n,4,2] of what lids and eyeball may cover."""
    heights = eyes.knots[..., 1]  # [R,n,3,KNOTS]
    top = heights[:, :, 2].amin(2, keepdim=True) - _OVER
    bottom = torch.maximum(heights[:, :, 0].amax(2, keepdim=True) + sag[..., 0], heights[:, :, 1].amax(2, keepdim=True))
    y = torch.cat([top, top, bottom + _UPPER_RIM, bottom + _UPPER_RIM], 2)
    return torch.stack([constant([-_WIDEST, _WIDEST, -_WIDEST, _WIDEST]).expand_as(y), y], 3)


def _skin(eyes: Feature, part: Part, edge: Tensor) -> Tensor:
    """Texels of the skin, torn along the middle of the eye; edge [R,n,1,N]: the upper lid's."""
    x, y = eyes.places.split(1, 2)
    x, under = part.spread(x * eyes.width, (y - (edge + eyes.heights[:, :, 1:2]) * 0.5) * eyes.width).split(1, 2)
    above, below = part.moved(eyes.flows).split(2, 2)
    return parted(above, below, under, torch.clamp(torch.abs(x) - 0.5 * eyes.width[..., None], min=0))


def _eyeball(eyes: Feature, known: _Known, wider: Tensor) -> tuple[Tensor, Tensor]:
    """Where the source shows the eyeball: places at y = 0 in texels [R,2,2,N]; y and its limits within the lids.

    The gaze moves the iris and less and less of what is around it. An eye that opens wider than the source's is
    stretched about the iris.
    """
    target = eyes.marks[:, :, 0, :, None]
    gaze = torch.clamp(target - known.gaze, -_FURTHEST_GAZE, _FURTHEST_GAZE)
    offset = eyes.places - target
    distance = (offset * offset).sum(2, keepdim=True) / (_CARRIED * torch.clamp(known.iris, 0.15, 0.35)) ** 2
    x, y = (eyes.places - gaze * torch.exp(-distance * distance)).split(1, 2)
    middle = known.gaze[:, :, 1:]
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
    skin = source_lower + sag + lids.UNDER + _depth(y, lid)
    return eyes.source(torch.cat([x, skin], 2)), eyes.source(torch.cat([x, source_lid + (y - lid) * 0.9], 2))


def _depth(y: Tensor, lid: Tensor) -> Tensor:
    """How deep in the strip under the eye a closed lid's skin lies."""
    return torch.clamp(lid - y, 0, lids.DEPTH)


def _tint(eyes: Feature, lid: Tensor, tones: Tensor) -> Tensor:
    """Factors [R,2,3,N] of a lid's colours from those at rows and places [R,2,ROWS·PLACES,3] of the strip."""
    x, y = eyes.places.split(1, 2)
    x = torch.clamp(x[:, :, 0], lids.FIRST, -lids.FIRST)
    across = interpolation(x - lids.FIRST, lids.PLACES, lids.STEP)
    down = interpolation(_depth(y, lid)[:, :, 0], lids.ROWS, lids.DEPTH / (lids.ROWS - 1))
    return ((down[..., None] * across[..., None, :]).flatten(3) @ tones).transpose(2, 3)


def _opened(scene: Scene, eyes: Feature, part: Part, skin: Tensor, shown: _Shown) -> Tensor:
    """Words [R,n,1,h,w] of the part of the patches that has lids and eyeballs in it, from those of the skin."""
    lid, lashes = (scene.limited(place, eyes.least) for place in _unfolded_lid(eyes, shown.edge, _known(scene).sag))
    tint = _tint(eyes, shown.edge, scene.of(scene.row, scene.known.lids, 2, lids.ROWS * lids.PLACES, 3))
    planes = part.spread(lid, lashes, shown.ball, shown.ball_y, eyes.places, shown.edge, eyes.heights[:, :, 1:3], tint)
    lid, lashes, ball, *heights, tint = planes.split([2, 2, 2, *[1] * 8, 3], 2)
    ball_y, highest, lowest, x, y, upper, lower, crease = heights
    width, closing = eyes.width[..., None], shown.closing[..., None]
    ball_y = _between_lids(ball_y, highest + _UPPER_RIM, lowest - _LOWER_RIM, 0.5 / width)
    ball = ball + ball_y * eyes.down()[..., None, None]
    cover = lambda length: torch.clamp(0.5 + length * width, 0, 1)  # noqa: E731
    on_lid = cover(upper + _UPPER_RIM - y) * smooth((_WIDEST - torch.abs(x)) / 0.16)
    on_lid = on_lid * smooth((y - crease + _OVER) / _FADE) * closing
    seen = cover(y - upper - _UPPER_RIM) * cover(lower - _LOWER_RIM - y) * cover(0.5 - torch.abs(x))
    near_lashes = torch.clamp((y - upper + 0.06) / 0.05, 0, 1)
    line = torch.clamp(1 - torch.abs(y - upper) / _LASHES, min=0) * closing
    fold = torch.clamp(1 - torch.abs(y - crease - _FOLD) / _FOLD, min=0)

    words = torch.cat([skin, part.seen(scene, torch.cat([lid, lashes, ball], 1))], 1)
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
