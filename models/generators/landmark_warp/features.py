"""Mouth and eyes of a scene, in their own axes: the mouth by itself, both eyes together."""

from __future__ import annotations

import torch
from torch import Tensor

from .axes import KNOTS, SOURCE_CURVES, TARGET_CURVES, Axes
from .face import CHIN, EYES
from .patches import FLOW, SHAPE, Patch, Patches
from .scene import MOUTH, SHOWN_CHIN, SHOWN_MOUTH, Scene
from .warp import constant, curves

_MARKS = constant([[MOUTH, SHOWN_MOUTH, SHOWN_CHIN, CHIN], *([eye.iris] * 4 for eye in EYES)], torch.int64).reshape(-1)
_SOURCE_CURVES = len(SOURCE_CURVES) // 3 // KNOTS


class Feature:
    """n features of one kind. Lengths are in own units, the features' widths, unless stated otherwise."""

    def __init__(self, patch: Patch, count: int, tensors: list[Tensor]):
        self._patch, self._count = patch, count
        self.flows, self.places, self.heights = tensors[:3]  # at nodes: [R,n,4,M] texels, [R,n,2,N], [R,n,5,N]
        self.knots, self.marks, self.width = tensors[3:6]  # [R,n,3,KNOTS,2], [R,n,4,2], [R,n,1,1] in pixels
        self._slopes, self._origin, self.least = tensors[6:9]  # in texels: [R,n,2,2], [R,n,2,1], [R,n,2,1]
        self.source_knots = tensors[9]  # [R,n,4,KNOTS,2]
        self._to_pixels, self._middle = tensors[10:]  # [R,n,2,2], [R,n,1,2]

    def source(self, places: Tensor) -> Tensor:
        """Places [R,n,2,N] in the source to texel coordinates."""
        return self._slopes.transpose(2, 3) @ places + self._origin

    def across(self) -> Tensor:
        """[R,n,2] texels of one unit of x."""
        return self._slopes[:, :, 0]

    def down(self) -> Tensor:
        """[R,n,2] texels of one unit of y."""
        return self._slopes[:, :, 1]

    def whole(self) -> Part:
        return Part(self._patch, self._count)

    def around(self, places: Tensor) -> Part:
        """The smallest part with the places [R,n,P,2] in it."""
        return Part(self._patch.part(places @ self._to_pixels + self._middle), self._count)


class Part:
    """The pixels of a feature's patches, or of a part of each, on which something is drawn."""

    def __init__(self, patch: Patch, count: int):
        self._patch, self._count = patch, count

    def spread(self, *values: Tensor) -> Tensor:
        """Values [R,n,C,N] at the nodes, together, to pixels [R,n,C,h,w]."""
        return self._patch.spread(torch.cat(values, 2), self._count, SHAPE)

    def moved(self, flows: Tensor) -> Tensor:
        """Flows [R,n,C,M] at their own, fewer nodes, to pixels [R,n,C,h,w]."""
        return self._patch.spread(flows, self._count, FLOW)

    def seen(self, scene: Scene, texels: Tensor) -> Tensor:
        """Words [R,n,1,h,w] at texel coordinates [R,n,2,h,w]."""
        return scene.words(texels, self._patch.rows, self._patch.columns)

    def of(self, whole: Tensor) -> Tensor:
        """This part [...,h,w] of the whole patches [...,H,W]."""
        return whole.index_select(-2, self._patch.rows).index_select(-1, self._patch.columns)

    def write(self, words: Tensor, drawn: Tensor) -> Tensor:
        return self._patch.write(words, drawn)


def features(scene: Scene, patches: Patches, flows: Tensor) -> tuple[Feature, Feature]:
    """Mouth and eyes."""
    axes = Axes(scene.points)
    sources = (scene.pictures * 3 + torch.arange(3)).reshape(-1)
    source_axes = scene.known.axes.reshape(-1, 3, 2).index_select(0, sources).reshape(-1, 3, 3, 2)
    slopes, origin = source_axes.split([2, 1], 2)
    origin = origin.transpose(2, 3) + scene.least
    source_knots = scene.known.curves.reshape(-1, _SOURCE_CURVES, KNOTS, 2).index_select(0, sources)
    source_knots = source_knots.reshape(-1, 3, _SOURCE_CURVES, KNOTS, 2)
    places, knots = axes.own_rows(patches.nodes), axes.curves(scene.points, TARGET_CURVES)
    heights = curves(places[:, :, 0], torch.cat([knots, source_knots[:, :, :2]], 2))
    marks = axes.own(scene.points.index_select(1, _MARKS).reshape(-1, 3, 4, 2))
    everything = (flows, places, heights, knots, marks, axes.square.sqrt(), slopes, origin, scene.least, source_knots)
    everything += (axes.to_pixels, axes.origin)
    mouth, eyes = zip(*(tensor.split([1, 2], 1) for tensor in everything), strict=True)
    return Feature(patches.mouth(), 1, [*mouth]), Feature(patches.eyes(), 2, [*eyes])


def scalar(values: Tensor) -> Tensor:
    """[R,n] as a factor for pixels [R,n,1,h,w]."""
    return values[..., None, None, None]


def parted(above: Tensor, below: Tensor, under: Tensor, beyond: Tensor) -> Tensor:
    """Texels of skin that is torn along a line: under, in pixels, gives the side; beyond its ends the tear closes."""
    side = torch.clamp(0.5 + under / (1 + 1.2 * beyond), 0, 1)
    return above + (below - above) * side
