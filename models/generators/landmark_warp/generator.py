"""The generator: likenesses and target landmarks to pictures."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from . import eyes, mouth, pixels
from .blending import finished, nearest_pictures
from .controls import Motion
from .features import features
from .likeness import MIDDLE, SUPERSAMPLING, Likeness
from .patches import ALIGNED, COLUMNS, ROWS, Patches
from .scene import Scene
from .warp import interpolation, smooth

GRID = 36
EDGE = 0.09  # of the picture's side, in which motion fades out: the crop's rim stays as it is in the portrait


class Generator(nn.Module):
    """Likenesses [I,K,…], slots int32 [B] and landmarks [B,478,3] to pictures int32 [B,S,S] of pixels 0xRRGGBBAA."""

    def __init__(self) -> None:
        super().__init__()
        self._motion = Motion()
        line = torch.linspace(0, 1, GRID)
        self._grid = torch.stack([line[None].expand(GRID, -1), line[:, None].expand(-1, GRID)]).reshape(1, 2, -1)
        self._inner = smooth(torch.minimum(self._grid, 1 - self._grid).amin(1, keepdim=True) / EDGE)

    def forward(self, *tensors: Tensor) -> Tensor:
        known, slots, landmarks = Likeness(*tensors[:-2]), tensors[-2].to(torch.int64), tensors[-1]
        picks, weights = nearest_pictures(known.shape.index_select(0, slots), landmarks)
        frames = (torch.arange(landmarks.shape[0])[:, None] + picks * 0).reshape(-1)
        scene = Scene(known, slots[frames], picks.reshape(-1), landmarks[frames])
        red_blue, green = (plane.reshape(-1, scene.side, scene.side) for plane in (known.red_blue, known.green))
        return finished(self._drawn(scene), red_blue, green, scene.first, weights, landmarks)

    def _drawn(self, scene: Scene) -> Tensor:
        """Words [R,S,S]: the person, warped in layers."""
        patches = Patches(scene.landmarks, scene.side)
        field, flows = self._flows(scene, patches)
        words = self._person(scene, field)
        for feature, draw in zip(features(scene, patches, flows), (mouth.draw, eyes.draw), strict=True):
            words = feature.write(words, draw(scene, feature))
        return words.reshape(-1, scene.side, scene.side)

    def _flows(self, scene: Scene, patches: Patches) -> tuple[Tensor, Tensor]:
        """Texel coordinates: at the grid of the whole picture [R,2,GRID²], and at the patches' nodes [R,3,4,N].

        Towards a patch's rim its flows become the coarse one.
        """
        coarse, layers = self._motion(scene.aligned(), scene.rest())
        grid = self._grid * (scene.side - 1)
        field, at = grid * SUPERSAMPLING + MIDDLE, scene.aligned_rows(grid)
        field = field + (scene.texels_of(at + self._motion.coarse(at, coarse)) - field) * self._inner
        around, at = patches.coarse(field, GRID)[:, :, None], scene.aligned_rows(patches.nodes)[:, :, None]
        flows = scene.texels_of(at + self._motion.layers(at, layers))
        flows = scene.limited(around + (flows - around) * patches.inner)
        flows = scene.within(scene.row, flows).reshape(-1, 3, 4, ROWS * COLUMNS)
        return scene.within(scene.row, scene.limited(field)), flows

    @staticmethod
    def _person(scene: Scene, field: Tensor) -> Tensor:
        """Words [R·S·S/ALIGNED,ALIGNED]."""
        pixels_ = torch.arange(scene.side, dtype=torch.float32)
        spread = interpolation(pixels_, GRID, (scene.side - 1) / (GRID - 1))
        x, y = (spread @ field.reshape(-1, 2, GRID, GRID)).split(1, 1)
        across = spread.transpose(0, 1)
        return pixels.fetched(scene.texels, scene.index(x @ across, y @ across).reshape(-1)).reshape(-1, ALIGNED)
