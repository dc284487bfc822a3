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
_RIM = 1.25  # iris radii around its middle that move as one
_LEAST_WHITE = 0.04  # eye widths between an iris and the eye's corners, however far aside the source looks
_OVER = 0.3  # a closed lid begins this far over its crease, whose shadow it removes, and fades in up to here
_WIDEST, _NARROWING = 0.62, 0.18  # from an eye's middle, where closed lids end, and over which they fade, in eye widths
_ROOT, _TIPS = 0.03, 0.055  # half breadths of a closed lid's lashes, in eye widths: on the lid, and under its edge
_LASH, _LINE = 0.5, 0.45  # share of the open eye's lash line, and of darkness along it, that a closed lid shows
_LINE_OVER = 0.03  # the open eye's lash line is taken from this far over the lid's edge, under which the iris is dark
_CREASE, _CREASE_DEPTH = 0.04, 0.06  # half breadth of the rest of the crease, and how dark it is
_CREASE_FALLS = 0.12  # of the closed lid's height, by which its crease comes along
_ROUND = 0.07  # how much brighter a lid is in its middle, where it lies over the eyeball, than at its ends
_CORNER = 0.42  # from an eye's middle: no white is taken from further out
_BENDS = 0.1  # eye widths beyond a lid, after which half of what the lid hides is taken from beside the iris
_GRAIN, _COARSEST = 0.6, 0.25  # share of the grain of the skin under the eye that a lid has, and its maximum


def draw(scene: Scene, eyes: Feature, words: Tensor) -> Tensor:
    """Words [R·S·S/ALIGNED,ALIGNED], with the eyes drawn into them: their skin, then lids and eyeballs."""
    known = _known(scene)
    edge, closing = _lids(eyes, known)
    whole, inner = eyes.whole(), eyes.around(_reach(eyes, known.sag))
    skin = whole.seen(scene, _skin(eyes, whole, edge))
    shown = _Shown(edge, closing, *_eyeball(eyes, known))
    return inner.write(whole.write(words, skin), _opened(scene, eyes, inner, inner.of(skin), shown))


class _Known(NamedTuple):
    """The eyes in the source, [R,2,…,1]."""

    gaze: Tensor
    opening: Tensor
    lid: Tensor  # its height under the crease
    sag: Tensor
    iris: Tensor  # its radius


class _Shown(NamedTuple):
    """The eyes as they are drawn."""

    edge: Tensor  # the upper lid's, [R,2,1,N]
    closing: Tensor  # how far the eye closes, [R,2,1,1]
    ball: Tensor  # where the source shows the eyeball: texels at y = 0, [R,2,2,N]
    ball_place: Tensor  # x and y from the iris's middle, and the limits of y within the lids, [R,2,4,N]


def _known(scene: Scene) -> _Known:
    return _Known(*scene.of(scene.row, scene.known.eyes, 2, 6)[..., None].split([2, 1, 1, 1, 1], 2))


def _lids(eyes: Feature, known: _Known) -> tuple[Tensor, Tensor]:
    """The upper lid's edge [R,2,1,N], and how far the eye closes [R,2,1,1]."""
    upper, lower, crease = eyes.knots[..., 3:6, 1].mean(3)[..., None].split(1, 2)
    usual = torch.clamp(known.opening, min=0.05)
    closing = smooth(((upper - crease) - known.lid) / torch.clamp(known.opening * 0.7, min=0.05))
    square = 4 * eyes.places[:, :, :1] ** 2
    shut = smooth((1 - (lower - upper) / usual) / 0.4 - 1.5)
    edge = eyes.heights[:, :, :1] + known.sag * shut * torch.clamp(1 - square * square, min=0)
    return edge, closing


def _reach(eyes: Feature, sag: Tensor) -> Tensor:
    """Corners [R,n,4,2] of the area that lids and eyeball may cover."""
    heights = eyes.knots[..., 1]  # [R,n,3,KNOTS]
    top = heights[:, :, 2].amin(2, keepdim=True) - _OVER
    bottom = torch.maximum(heights[:, :, 0].amax(2, keepdim=True) + sag[..., 0], heights[:, :, 1].amax(2, keepdim=True))
    y = torch.cat([top, top, bottom + 2 * _TIPS, bottom + 2 * _TIPS], 2)
    return torch.stack([constant([-_WIDEST, _WIDEST, -_WIDEST, _WIDEST]).expand_as(y), y], 3)


def _skin(eyes: Feature, part: Part, edge: Tensor) -> Tensor:
    """Texels of the skin, torn along the middle of the eye; edge [R,n,1,N]: the upper lid's."""
    x, y = eyes.places.split(1, 2)
    x, under = part.spread(x * eyes.width, (y - (edge + eyes.heights[:, :, 1:2]) * 0.5) * eyes.width).split(1, 2)
    above, below = part.moved(eyes.flows).split(2, 2)
    return parted(above, below, under, torch.clamp(torch.abs(x) - 0.5 * eyes.width[..., None], min=0))


def _eyeball(eyes: Feature, known: _Known) -> tuple[Tensor, Tensor]:
    """Where the source shows the eyeball.

    Places as high as the iris's middle, in texels [R,2,2,N]; x and y from that middle, and the limits of y within the
    lids [R,2,4,N].
    """
    aside, middle = known.gaze.split(1, 2)
    gaze = torch.clamp(eyes.marks[:, :, 0, :, None] - known.gaze, -_FURTHEST_GAZE, _FURTHEST_GAZE)
    x, beside = _along(eyes.places[:, :, :1], aside, gaze[:, :, :1], torch.clamp(known.iris, 0.15, 0.35))
    y = eyes.places[:, :, 1:] - gaze[:, :, 1:] * torch.exp(-beside * beside)
    limits = curves(x[:, :, 0], eyes.source_knots[:, :, :2]) - middle
    return eyes.source(torch.cat([x, x * 0 + middle], 2)), torch.cat([x - aside, y - middle, limits], 2)


def _along(x: Tensor, iris: Tensor, gaze: Tensor, radius: Tensor) -> tuple[Tensor, Tensor]:
    """Where the source shows x along the eye, and how far beside the iris x is, in iris radii.

    The gaze moves the iris as a whole, which stays round; the white on both sides is stretched and compressed up to the
    corners. iris: where the source has its middle.
    """
    left = torch.minimum(radius * _RIM, 0.5 - _LEAST_WHITE + iris)
    right = torch.minimum(radius * _RIM, 0.5 - _LEAST_WHITE - iris)
    offset = x - iris - gaze
    whole = torch.minimum(torch.maximum(offset, -left), right)
    stretched = lambda own, drawn: own / torch.clamp(drawn, min=_LEAST_WHITE)  # noqa: E731
    white = torch.clamp(offset - right, min=0) * stretched(0.5 - iris - right, 0.5 - iris - gaze - right)
    white = white + torch.clamp(offset + left, max=0) * stretched(0.5 + iris - left, 0.5 + iris + gaze - left)
    return iris + whole + white, torch.abs(offset - whole) / radius


def _unfolded_lid(eyes: Feature, lid: Tensor, sag: Tensor) -> tuple[Tensor, Tensor]:
    """A closing lid comes out from under its crease: skin that the source does not show.

    Its grain is taken from under the eye, mirrored; the skin over the open eye is mostly shadow and would smear. The
    lash line itself moves without being stretched. Returns texel coordinates for the skin and for the lashes.
    """
    x, y = eyes.places.split(1, 2)
    source_lid, source_lower = eyes.heights[:, :, 3:].split(1, 2)
    skin = source_lower + sag + lids.UNDER + _depth(y, lid)
    line = source_lid + (y - lid) * 0.9 - _LINE_OVER
    return eyes.source(torch.cat([x, skin], 2)), eyes.source(torch.cat([x, line], 2))


def _depth(y: Tensor, lid: Tensor) -> Tensor:
    """How deep in the strip under the eye a closed lid's skin lies."""
    return torch.clamp(lid - y, 0, lids.DEPTH)


def _tint(eyes: Feature, lid: Tensor, tones: Tensor) -> Tensor:
    """[R,2,6,N]: what removes the colours of the strip, and a lid's tone; tones as :func:`lids.tones` gives them."""
    x, y = eyes.places.split(1, 2)
    across = interpolation(torch.clamp(x[:, :, 0], lids.FIRST, -lids.FIRST) - lids.FIRST, lids.PLACES, lids.STEP)
    height = torch.clamp(lid - eyes.heights[:, :, 2:3], min=lids.UNDER)
    deep = interpolation(_depth(y, lid)[:, :, 0], lids.ROWS, lids.DEPTH / (lids.ROWS - 1))
    high = interpolation(torch.clamp((lid - y) / height, 0, 1)[:, :, 0], lids.TONES, 1.0)
    even, tone = tones.split([lids.ROWS * lids.PLACES, lids.TONES * lids.PLACES], 2)
    at = lambda down: (down[..., None] * across[..., None, :]).flatten(3)  # noqa: E731
    return torch.cat([at(deep) @ even, at(high) @ tone], 3).transpose(2, 3)


def _opened(scene: Scene, eyes: Feature, part: Part, skin: Tensor, shown: _Shown) -> Tensor:
    """Words [R,n,1,h,w] of the part of the patches that has lids and eyeballs in it, from those of the skin."""
    lid, lashes = (scene.limited(place, eyes.least) for place in _unfolded_lid(eyes, shown.edge, _known(scene).sag))
    tint = _tint(eyes, shown.edge, scene.of(scene.row, scene.known.lids, 2, (lids.ROWS + lids.TONES) * lids.PLACES, 3))
    known = _known(scene)
    places = (shown.ball_place, eyes.places, shown.edge, eyes.heights[:, :, 1:3])
    planes = part.spread(lid, lashes, shown.ball, *places, tint)
    lid, lashes, ball, ball_x, ball_y, *heights, even, tone = planes.split([2, 2, 2, *[1] * 9, 3, 3], 2)
    highest, lowest, x, y, upper, lower, crease = heights
    width, closing = eyes.width[..., None], shown.closing[..., None]
    limits = _within(highest + _UPPER_RIM, lowest - _LOWER_RIM, 0.5 / width)
    aside, down = _completed(ball_x, ball_y, limits, known.gaze[:, :, :1, :, None])
    ball = ball + aside * eyes.across()[..., None, None] + down * eyes.down()[..., None, None]
    cover = lambda length: torch.clamp(0.5 + length * width, 0, 1)  # noqa: E731
    on_lid = cover(upper + _UPPER_RIM - y) * smooth((_WIDEST - torch.abs(x)) / _NARROWING)
    on_lid = on_lid * smooth((y - crease + _OVER) / _OVER) * closing
    seen = cover(y - upper - _UPPER_RIM) * cover(lower - _LOWER_RIM - y) * cover(0.5 - torch.abs(x))
    shade, line, near_lashes = _relief(x, y, upper, crease)

    words = torch.cat([skin, part.seen(scene, torch.cat([lid, lashes, ball], 1))], 1)
    drawn, lid, lashes, ball = pixels.colours(words).split(2, 2)
    grain = torch.clamp(lid * _planes(even) - 1, -_COARSEST, _COARSEST)
    lid = torch.clamp(_planes(tone) * (1 + _GRAIN * grain) * shade, max=255)
    lid = lid + (torch.minimum(lashes, lid) - lid) * near_lashes * _LASH
    drawn = drawn + (lid - drawn) * on_lid
    drawn = drawn + (ball - drawn) * seen
    drawn = drawn * (1 - _LINE * line * closing)
    return pixels.packed(drawn, pixels.alpha(words[:, :2]))


def _planes(colours: Tensor) -> Tensor:
    """Colours [R,2,3,h,w] as planes [3,R,2,1,h,w]."""
    return colours.permute(2, 0, 1, 3, 4)[:, :, :, None]


def _relief(x: Tensor, y: Tensor, upper: Tensor, crease: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """How bright a closed lid is [R,2,1,h,w], how dark its line of lashes, and where those of the open eye are kept."""
    arch = torch.clamp(1 - 4 * x * x, min=0)
    height = torch.clamp(upper - crease, min=lids.UNDER)
    high = (upper - y) / height
    fold = (high - 1 + _CREASE_FALLS) * height / _CREASE
    shade = (1 - _CREASE_DEPTH * arch * torch.exp(-fold * fold)) * (1 + _ROUND * (4 * high * (1 - high) - 0.5) * arch)
    under = y - upper
    away = torch.clamp(under, min=0) / _TIPS + torch.clamp(-under, min=0) / _ROOT
    line = torch.exp(-away * away) * smooth(arch / 0.6)
    return shade, line, torch.clamp((under + 0.06) / 0.05, 0, 1)


def _within(highest: Tensor, lowest: Tensor, rim: Tensor) -> tuple[Tensor, Tensor]:
    """Between the source's lids, so that the eyeball never shows their skin."""
    middle = (highest + lowest) * 0.5
    return torch.minimum(highest + rim, middle), torch.maximum(lowest - rim, middle)


def _completed(x: Tensor, y: Tensor, limits: tuple[Tensor, Tensor], iris: Tensor) -> tuple[Tensor, Tensor]:
    """How far beside x, and how far down from the iris's middle, the source shows the point at x and y from there.

    Points that its lids hide are rotated about the iris to where they do not: an iris is round, so a wide eye's iris is
    whole, and above it is white. iris [R,2,1,1,1]: where the source has it along the eye.
    """
    shown = torch.minimum(torch.maximum(y, limits[0]), limits[1])
    hidden = torch.abs(y - shown)
    down = shown * (_BENDS / (_BENDS + hidden))
    away = torch.sqrt(torch.clamp(x * x + y * y - down * down, min=0))
    turned = torch.minimum(torch.maximum(torch.where(x < 0, -away, away), -_CORNER - iris), _CORNER - iris)
    return torch.where(hidden > 0, turned - x, x * 0), down
