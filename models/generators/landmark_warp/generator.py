"""The generator: likenesses and target landmarks to pictures."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from . import eyes, mouth
from .blending import blended, nearest_pictures
from .controls import Motion
from .face import CHIN
from .features import features
from .likeness import MIDDLE, SUPERSAMPLING, TELLING, Likeness
from .mirrored import mirrored
from .patches import ALIGNED, Patches
from .rims import GRID, freedom
from .scene import Scene, dithering
from .warp import interpolation

_STILL = 0.1 * SUPERSAMPLING  # texels: smaller motion is tracking noise, and better drawn where it was


def _plain(way: Tensor) -> Tensor:
    """Displacements [R,1,2,N] in texels, without negligible ones: half is left of one like _STILL."""
    square = (way * way).sum(2, keepdim=True)
    return way * (square / (square + _STILL * _STILL))


class Generator(nn.Module):
    """Likenesses [I,K,…], slots int32 [B] and landmarks [B,478,3] to words int32 [B,S,S]: the person."""

    def __init__(self) -> None:
        super().__init__()
        self._motion = Motion()
        line = torch.linspace(0, 1, GRID)
        self._grid = torch.stack([line[None].expand(GRID, -1), line[:, None].expand(-1, GRID)]).reshape(1, 1, 2, -1)

    def forward(self, *tensors: Tensor) -> Tensor:
        known, slots, landmarks = Likeness(*tensors[:-2]), tensors[-2].to(torch.int64), tensors[-1]
        picks, weights = nearest_pictures(known.shape.index_select(0, slots), landmarks, TELLING)
        frames = (torch.arange(landmarks.shape[0])[:, None] + picks * 0).reshape(-1)
        scene = Scene(known, slots[frames], picks.reshape(-1), landmarks[frames])
        return blended(self._drawn(scene).reshape(-1, scene.side, scene.side), weights, landmarks)

    def _drawn(self, scene: Scene) -> Tensor:
        """Words [R·S·S/ALIGNED,ALIGNED]: the person, warped in layers."""
        patches = Patches(scene.landmarks, scene.known.frame[..., 0].max() / SUPERSAMPLING, scene.side)
        field, flows = self._flows(scene, patches)
        words = self._person(scene, field)
        for feature, draw in zip(features(scene, patches, flows), (mouth.draw, eyes.draw), strict=True):
            words = draw(scene, feature, words)
        return mirrored(scene, words)

    def _flows(self, scene: Scene, patches: Patches) -> tuple[Tensor, Tensor]:
        """Texel coordinates: at the grid of the whole picture [R,2,GRID²], and at the patches' flow nodes [R,3,4,M].

        Towards a patch's rim its flows become the coarse one.
        """
        coarse, layers = self._motion(scene.aligned(), scene.rest())
        own = scene.least[:, 1:2]
        grid = self._grid * (scene.side - 1)
        still, at = grid * SUPERSAMPLING + MIDDLE + own, scene.aligned_rows(grid)
        field = still + _plain((scene.texels(at + self._motion.coarse(at, coarse)) - still) * self._freedom(scene))
        twice = lambda values: torch.cat([values, values], 1)  # noqa: E731
        around, at = twice(patches.coarse(field, GRID)), twice(scene.aligned_rows(patches.flow_nodes))
        flows = scene.texels(at + self._motion.layers(at, layers))
        flows = scene.limited(around + (flows - around) * patches.inner, own)
        return scene.limited(field, own), torch.cat(flows.split(3, 1), 2)

    @staticmethod
    def _freedom(scene: Scene) -> Tensor:
        """[R,1,2,GRID²]: how freely everything moves across and down."""
        held = scene.of(scene.row, scene.known.rims, 4, GRID)
        chin, height = (value[..., None, None] / scene.side for value in (scene.landmarks[:, CHIN, 1:], scene.height))
        return freedom(held, chin, height, scene.along[..., None])[:, None]

    @staticmethod
    def _person(scene: Scene, field: Tensor) -> Tensor:
        """Words [R·S·S/ALIGNED,ALIGNED]."""
        pixels_ = torch.arange(scene.side)
        spread = interpolation(pixels_, GRID, (scene.side - 1) / (GRID - 1))
        x, y = field.reshape(-1, 2, GRID, GRID).split(1, 1)
        across, dither = spread.transpose(0, 1), dithering(pixels_)
        x, y = (spread @ x + dither[:, None]) @ across, spread @ (y @ across + dither)
        return scene.fetched(scene.index(x, y)).reshape(-1, ALIGNED)
