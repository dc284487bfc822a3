"""One call of the generator: which picture each rendering is made from, and how pixels are fetched from it."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from .face import CHIN, FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK, SKULL
from .warp import stacked

# The texture is supersampled, so that the generator can take the nearest sample instead of interpolating: on one CPU
# core, Gather of a pixel's four bytes is five times as fast as GridSample, and the bicubic kernel stays sharper than
# bilinear sampling. An odd factor keeps the original pixels among the samples.
SUPERSAMPLING = 3


@dataclass(frozen=True)
class Embedding:
    """What the encoder knows of I identities with K pictures each."""

    texture: Tensor
    background: Tensor
    landmarks: Tensor
    points: Tensor
    projection: Tensor
    tone: Tensor


class Scene:
    """R renderings: one for each frame and each of the pictures that it is blended from."""

    def __init__(self, embedding: Embedding, slots: Tensor, picks: Tensor, landmarks: Tensor):
        """slots, picks [R]: identity and picture of each rendering; landmarks [R,478,3]: its target."""
        self.embedding, self.slots, self.target = embedding, slots, landmarks
        self.side, self.fine = embedding.background.shape[3], embedding.texture.shape[2]
        self.renderings = torch.arange(landmarks.shape[0])
        self.source, self.points = embedding.landmarks[slots, picks], embedding.points[slots, picks]
        self.tone = embedding.tone[slots, picks]
        self.carried = (embedding.projection[slots, picks] @ landmarks[:, SKULL])[..., :2]
        self.first_texel = self.first_texel_of(picks)
        self._texels = embedding.texture.reshape(-1, 4)
        self._per_pixel = 1 / (landmarks[:, FOREHEAD] - landmarks[:, CHIN]).norm(dim=-1)[:, None, None]
        self._centre = landmarks[:, [6, CHIN, LEFT_CHEEK, RIGHT_CHEEK], :2].mean(1, keepdim=True)

    def normal(self, pixels: Tensor, copies: int = 1) -> Tensor:
        """Pixels [copies·R,N,2] to face heights from the middle of the target's face."""
        return (pixels - stacked(self._centre, copies)) * stacked(self._per_pixel, copies)

    def first_texel_of(self, picks: Tensor) -> Tensor:
        pictures = self.embedding.texture.shape[1]
        return ((self.slots * pictures + picks) * self.fine * self.fine).to(torch.int32)[:, None]

    def limited(self, positions: Tensor) -> Tensor:
        """Pixels to texels, within the texture; + ½ for the truncation that follows."""
        middle = (SUPERSAMPLING - 1) / 2 + 0.5
        last = torch.as_tensor(self.fine - 0.5)
        return torch.minimum(torch.clamp(positions * SUPERSAMPLING + middle, min=0), last)

    def texel(self, x: Tensor, y: Tensor) -> Tensor:
        """Texel coordinates to indices into one texture."""
        return y.to(torch.int32) * self.fine + x.to(torch.int32)

    def texels_at(self, indices: Tensor, first: Tensor) -> Tensor:
        """Planes uint8 [R,4,N] of the texels' values."""
        rows = self._texels.index_select(0, (indices + first).reshape(-1))
        return rows.reshape(indices.shape[0], -1, 4).transpose(1, 2)

    def colours(self, positions: Tensor, first: Tensor) -> Tensor:
        """Colour planes [R,3,N] at texel coordinates [R,2,N]."""
        return planes_of(self.texels_at(self.texel(*positions.unbind(1)), first))[:, :3]


def planes_of(planes: Tensor) -> Tensor:
    """Transposed uint8 planes to floats; N must be a multiple of 64.

    The reshapes keep ONNX Runtime from moving the transposition behind the arithmetic, which is slow on rows of 4.
    """
    count, channels = planes.shape[:2]
    return planes.reshape(count, channels, -1, 64).float().reshape(count, channels, -1)


@torch.jit.script
def _shape(landmarks: Tensor) -> Tensor:
    """Landmarks without place and size: what is left is pose and expression."""
    flat = landmarks[..., :468, :2]
    flat = flat - flat.mean(dim=-2, keepdim=True)
    return flat / flat.pow(2).sum(dim=-1, keepdim=True).mean(dim=-2, keepdim=True).sqrt()


@torch.jit.script
def nearest_pictures(everyone: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """The first picture and, if there are more, the one of the others that is nearest in pose and expression.

    everyone [B,K,478,3], target [B,478,3]. Returns picks int64 [B,n] and weights [B,n], n = min(2, K). The first is
    always picture 0: it gives hair, body and frame, so that only faces are blended. Scripted: it becomes an If.
    """
    nothing = torch.zeros_like(everyone[:, :1, 0, 0])
    if everyone.shape[1] == 1:
        return nothing.to(torch.int64), nothing
    distance = (_shape(everyone) - _shape(target)[:, None]).pow(2).mean(dim=[2, 3]).sqrt()
    other = distance[:, 1:].argmin(dim=1, keepdim=True)
    first, second = distance[:, :1], torch.gather(distance[:, 1:], 1, other)
    weight = torch.clamp(3 * (first - second) / (first + second + 1e-6), 0.0, 1.0)
    return torch.cat([nothing.to(torch.int64), other + 1], 1), torch.cat([nothing, weight], 1)
