"""What a pose uncovers of a face's far side, drawn as the mirror image of its near side, in the far side's light.

A place is mirrored to the extent that all pictures hide it (`far_side.py`) and the pose makes it larger than in the
portrait. Where the portrait's cheek or nose hides the far rim of the face and the pose does not, the area outside the
rim comes from outside cheek and nose, which would otherwise be seen twice.

Scripted, so that all of it is in an If: a face that looks ahead, or aside as in its portrait, costs nothing extra.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from . import pixels
from .face import OVAL
from .far_side import EVENING, OPPOSITE, PLACES, RINGS, sizes
from .likeness import SUPERSAMPLING
from .mirroring import fitted, nearness, outline, outside, outwards, spreading
from .patches import ALIGNED
from .scene import DITHER, Scene
from .warp import constant, smooth


class _Face(NamedTuple):
    """Data of each rendering."""

    points: Tensor  # [R,478+,2] in pixels
    height: Tensor  # [R,1,1]: a face height in pixels
    rest: Tensor  # [R,478+,2] in face heights
    frame: Tensor  # [R,1,3]: a face height in texels, the face's middle in texels
    far: Tensor  # [R,PLACES,5]
    row: Tensor  # [R]: index of its picture among all


class _Tables(NamedTuple):
    """Tables that hold for every face."""

    places: Tensor
    opposite: Tensor
    oval: Tensor
    outwards: Tensor
    dither: Tensor
    scales: Tensor
    rings: Tensor
    evening: Tensor


_TABLES = _Tables(
    constant(PLACES, torch.int64),
    OPPOSITE,
    constant(OVAL, torch.int64),
    outwards(),
    DITHER,
    constant([1 << 24, 1 << 16, 1 << 8, 1], torch.int64)[:, None, None],
    RINGS,
    EVENING,
)


def mirrored(scene: Scene, words: Tensor) -> Tensor:
    """Words [R·S·S/ALIGNED,ALIGNED] of the drawing, with the mirrored parts mixed in."""
    known = scene.known
    places = scene.points, scene.height[..., None], scene.row
    return pixels.written(words, *_changed(words, known.texture, known.far, known.rest, known.frame, *places, *_TABLES))


@torch.jit.script
def _uncovered(face: _Face, far: Tensor, tables: _Tables) -> Tensor:
    """[R,PLACES,2]: how far each place is mirrored, and whether a pose uncovers any of it."""
    slots = torch.div(face.row, far.shape[1], rounding_mode="floor")
    hidden = far[..., 0].amin(1).index_select(0, slots)
    larger = sizes(face.points / face.height, tables.rings, tables.evening) / face.far[..., 1]
    return torch.stack([hidden * smooth((larger - 1.3) / 0.8), hidden * smooth((larger - 1.1) / 0.4)], 2)


@torch.jit.script
def _rectangles(face: _Face, places: Tensor, shares: Tensor, side: int, step: int) -> tuple[Tensor, Tensor]:
    """Around the uncovered places: left and top [R,2], and width and height [2] of all, in multiples of `step` pixels.

    In whole steps from the picture's corner, so that a frame is drawn the same by itself and among others.
    """
    uncovered, at = shares[..., 1:] > 0.01, face.points.index_select(1, places)
    margin = 0.22 * face.height[:, 0]
    low = torch.where(uncovered, at, torch.full_like(at, 1e6)).amin(1) - margin
    high = torch.where(uncovered, at, torch.full_like(at, -1e6)).amax(1) + margin
    low, most = torch.floor(low / step), side // step
    length = torch.clamp((torch.ceil(high / step) - low).amax(0), 1, most)
    return torch.minimum(torch.clamp(low, min=0), most - length).to(torch.int64), length.to(torch.int64)


@torch.jit.script
def _fields(query: Tensor, shares: Tensor, face: _Face, tables: _Tables) -> Tensor:
    """[R,N,10] at places [R,N,2] in face heights.

    Texels of the mirror image and of the area outside the face, how far outside that is in pixels, how much is shown of
    each, and the mirror image's light.
    """
    points = face.points / face.height
    at = points.index_select(1, tables.places)
    near = nearness(query, at, 0.03)
    lit = shares[..., :1] + 1e-4  # otherwise the light of places that are not mirrored would count
    share, light, lit = (near @ torch.cat([shares[..., :1], face.far[..., 2:] * lit, lit], 2)).split([1, 3, 1], 2)
    inner = fitted(query, near, at, face.rest.index_select(1, tables.opposite))
    rim, out, beyond = outline(points, tables.oval, tables.places, tables.outwards)
    own_rim, own_out, own_beyond = outline(face.rest, tables.oval, tables.places, tables.outwards)
    uncovered = smooth((own_beyond - beyond) / 0.06)
    own_rim = own_rim + 0.015 * own_out * uncovered  # off the cheek's own edge
    around = torch.cat([rim, rim + 0.1 * out, rim + 0.25 * out], 1)
    own_around = torch.cat([own_rim, own_rim + 0.1 * own_out, own_rim + 0.25 * own_out], 1)
    outer = fitted(query, nearness(query, around, 0.03), around, own_around)
    away = outside(query, rim)
    shown = (nearness(query, rim, 0.03) @ uncovered) * smooth((0.22 - away) / 0.12)
    texels = torch.stack([inner, outer], 2) * face.frame[..., None, :1] + face.frame[..., None, 1:]
    return torch.cat([texels.flatten(2), away * face.height, share, shown, light / lit], 2)


@torch.jit.script
def _spread(corner: Tensor, length: Tensor, shares: Tensor, face: _Face, tables: _Tables, step: int) -> Tensor:
    """[R,10,h,w]: the fields on the pixels of the rectangles."""
    x = torch.arange(int(length[0]) + 1, dtype=torch.int64)[None]
    y = torch.arange(int(length[1]) + 1, dtype=torch.int64)[:, None]
    grid = torch.stack([x + 0 * y, y + 0 * x], 2).reshape(-1, 2)
    query = (corner[:, None] + grid) * step / face.height
    planes = _fields(query, shares, face, tables).transpose(1, 2).reshape(-1, 10, y.shape[0], x.shape[1])
    return spreading(y.shape[0], step) @ planes @ spreading(x.shape[1], step).transpose(0, 1)


@torch.jit.script
def _dithered(planes: Tensor, x: Tensor, y: Tensor, dither: Tensor) -> Tensor:
    """Texels [R,2,h,w] of pixels in columns x [R,w] and rows y [R,h], as `scene.dithering` has it."""
    aside = dither.index_select(0, (y % 8).reshape(-1)).reshape(-1, y.shape[1], 1)
    below = dither.index_select(0, (x % 8).reshape(-1)).reshape(-1, 1, x.shape[1])
    return torch.stack([planes[:, 0] + aside, planes[:, 1] + below], 1)


@torch.jit.script
def _seen(texture: Tensor, texels: Tensor, row: Tensor) -> Tensor:
    """Words [R,h,w] at texels [R,2,h,w]."""
    fine = texture.shape[3]
    x, y = torch.clamp(texels, 0, fine - 0.5).to(torch.int64).unbind(1)
    index = (y + row[:, None, None] * fine) * fine + x
    return torch.gather(texture.reshape(-1), 0, index.reshape(-1)).reshape(index.shape)


@torch.jit.script
def _channels(words: Tensor, scales: Tensor) -> Tensor:
    """[R,4,h,w] of words [R,h,w]: red, green, blue and alpha."""
    return (words.to(torch.int64)[:, None] & (scales * 255)).float() / scales


@torch.jit.script
def _words(channels: Tensor, scales: Tensor) -> Tensor:
    """Words [R,h,w] of channels [R,4,h,w]; no colour exceeds its alpha."""
    parts = (torch.minimum(channels, channels[:, 3:]) + 0.5).to(torch.int64) * scales
    return (parts[:, 0] + parts[:, 1] + parts[:, 2] + parts[:, 3]).to(torch.int32)


@torch.jit.script
def _drawn(
    words: Tensor,
    texture: Tensor,
    shares: Tensor,
    face: _Face,
    tables: _Tables,
    supersampling: int = SUPERSAMPLING,
    aligned: int = ALIGNED,
) -> tuple[Tensor, Tensor]:
    side = texture.shape[3] // supersampling
    step = (side // 64 + aligned - 1) // aligned * aligned
    corner, length = _rectangles(face, tables.places, shares, side, step)
    planes = _spread(corner, length, shares, face, tables, step)
    x = corner[:, :1] * step + torch.arange(planes.shape[3], dtype=torch.int64)
    y = corner[:, 1:] * step + torch.arange(planes.shape[2], dtype=torch.int64)
    frame = torch.arange(x.shape[0], dtype=torch.int64)[:, None, None] * side
    rows = torch.div((frame + y[:, :, None]) * side + x[:, None, ::aligned], aligned, rounding_mode="floor").reshape(-1)
    own = words.index_select(0, rows).reshape(planes[:, 0].shape)
    mirror = _seen(texture, _dithered(planes[:, :2], x, y, tables.dither), face.row)
    outer = _seen(texture, _dithered(planes[:, 2:4], x, y, tables.dither), face.row)
    beyond, light = torch.clamp(0.5 + planes[:, 4:5], 0, 1), planes[:, 7:]
    light = torch.cat([light, torch.ones_like(beyond)], 1)
    drawn = _channels(own, tables.scales)
    drawn = drawn + (_channels(mirror, tables.scales) * light - drawn) * (planes[:, 5:6] * (1 - beyond))
    drawn = drawn + (_channels(outer, tables.scales) - drawn) * (planes[:, 6:7] * beyond)
    return rows, _words(drawn, tables.scales).reshape(-1, aligned)


@torch.jit.script
def _changed(
    words: Tensor,
    texture: Tensor,
    far: Tensor,
    rest: Tensor,
    frame: Tensor,
    points: Tensor,
    height: Tensor,
    row: Tensor,
    places: Tensor,
    opposite: Tensor,
    oval: Tensor,
    outwards: Tensor,
    dither: Tensor,
    scales: Tensor,
    rings: Tensor,
    evening: Tensor,
) -> tuple[Tensor, Tensor]:
    """Which rows of words change, and their new values. Takes tensors one by one, because tuples are not traced."""
    rows, drawn = torch.zeros_like(row[:0]), torch.zeros_like(words[:0])
    if far[..., 0].amax() > 0.05:
        tables = _Tables(places, opposite, oval, outwards, dither, scales, rings, evening)
        rest = rest.reshape(-1, rest.shape[2], 2).index_select(0, row)
        frame = frame.reshape(-1, 1, 3).index_select(0, row)
        face = _Face(points, height, rest, frame, far.reshape(-1, far.shape[2], far.shape[3]).index_select(0, row), row)
        shares = _uncovered(face, far, tables)
        if shares[..., 1].amax() > 0.05:
            rows, drawn = _drawn(words, texture, shares, face, tables)
    return rows, drawn
