"""One call of the generator: which picture each rendering is made from, and where its points are."""

from __future__ import annotations

import torch
from torch import Tensor

from .anchors import ANCHORS
from .face import CHIN, FOREHEAD, SKULL
from .likeness import Likeness
from .pixels import fetched
from .warp import constant, inverse_2x2

LANDMARKS, STEERING = 478, 478 + len(ANCHORS)
MOUTH, SHOWN_MOUTH, SHOWN_CHIN = STEERING, STEERING + 1, STEERING + 2
_CARRIED = len(ANCHORS) + 2  # points that the skull of a picture carries: anchors, mouth, chin


class Scene:
    """R renderings: one for each frame and each of the pictures that it is blended from.

    Beside the landmarks there are points that the skull carries: anchors, and the middle of the mouth at rest. Of the
    picture whose open mouth is shown, it also carries mouth and chin.
    """

    def __init__(self, known: Likeness, slots: Tensor, picks: Tensor, landmarks: Tensor):
        """slots, picks [R]: identity and picture of each rendering; landmarks [R,478,3]: its target."""
        pictures = known.rest.shape[1]
        self.known = known
        self.first, self.row = slots * pictures, slots * pictures + picks
        openings = known.mouth[..., 0].index_select(0, slots)
        self.shown = self.first + openings.argmax(1)  # the widest open mouth of all pictures
        self.side, self.fine = known.green.shape[3], known.texture.shape[3]
        self.texels = known.texture.reshape(-1)
        flat = landmarks[..., :2]
        self.height = (landmarks[:, FOREHEAD] - landmarks[:, CHIN]).norm(dim=-1, keepdim=True)
        self.points = torch.cat([flat, self._carried(flat)], 1)  # [R,STEERING+3,2]
        self.landmarks = flat
        self._slopes, self._offset = self._alignment(flat)
        self._frame = self.of(self.row, known.frame, 3)[..., None]

    @staticmethod
    def of(rows: Tensor, tensor: Tensor, *inner: int) -> Tensor:
        """What is known [I,K,…] of the pictures in rows of the flat list of all."""
        return tensor.reshape(-1, *inner).index_select(0, rows)

    def _carried(self, flat: Tensor) -> Tensor:
        own = self.row[:, None] * _CARRIED + torch.arange(_CARRIED - 1)
        shown = self.shown[:, None] * _CARRIED + torch.arange(_CARRIED - 2, _CARRIED)
        rows = torch.cat([own, shown], 1).reshape(-1)
        carrying = self.of(rows, self.known.projection, len(SKULL) + 2).reshape(-1, _CARRIED + 1, len(SKULL) + 2)
        weights, offset = carrying.split([len(SKULL), 2], 2)
        return weights @ flat[:, SKULL] + offset

    def _alignment(self, flat: Tensor) -> tuple[Tensor, Tensor]:
        """The affine map from face heights at rest to pixels of the target, inverted; and its offset."""
        slopes, offset = (self.of(self.row, self.known.alignment, 3, LANDMARKS) @ flat).split([2, 1], 1)
        return inverse_2x2(slopes), offset

    def rest(self) -> Tensor:
        """[R,STEERING,2] in face heights."""
        return self.of(self.row, self.known.rest, STEERING, 2)

    def aligned(self) -> Tensor:
        """[R,STEERING,2] in face heights: at rest, but for expression and what is not affine of a turn."""
        return (self.points[:, :STEERING] - self._offset) @ self._slopes

    def aligned_rows(self, pixels: Tensor) -> Tensor:
        """The same for any pixels [R,…,2,N]."""
        extra = [1] * (pixels.dim() - 3)
        offset = self._offset.reshape(-1, *extra, 2, 1)
        return self._slopes.reshape(-1, *extra, 2, 2).transpose(-1, -2) @ (pixels - offset)

    def texels_of(self, heights: Tensor) -> Tensor:
        """Face heights at rest [R,…,2,N] to texel coordinates."""
        scale, middle = self._frame.reshape(-1, *[1] * (heights.dim() - 3), 3, 1).split([1, 2], -2)
        return heights * scale + middle

    def limited(self, texels: Tensor) -> Tensor:
        return torch.minimum(torch.clamp(texels, min=0), torch.as_tensor(self.fine - 0.5))

    def within(self, row: Tensor, texels: Tensor) -> Tensor:
        """Texel coordinates [R,…,2,N] in one texture to those in the textures of all pictures, one below the other."""
        first = (row * self.fine).float().reshape(-1, *[1] * (texels.dim() - 1)) * constant([[0], [1]])
        return texels + first

    def index(self, x: Tensor, y: Tensor) -> Tensor:
        """Texel coordinates to indices into the texels of all pictures."""
        return y.to(torch.int32) * self.fine + x.to(torch.int32)

    def words(self, texels: Tensor) -> Tensor:
        """What is to be seen at texel coordinates [R,n,2,h,w]: [R,n,1,h,w]."""
        index = self.index(*texels.split(1, 2))
        return fetched(self.texels, torch.clamp(index, min=0, max=self.texels.shape[0] - 1))
