"""Several pictures of one person: which are drawn for a frame, and how their drawings are blended.

Scripted, so that the part for several pictures becomes an If: an identity with one picture costs nothing extra.
"""

from __future__ import annotations

import torch
from torch import Tensor

from .likeness import shape


@torch.jit.script
def nearest_pictures(everyone: Tensor, target: Tensor, telling: Tensor) -> tuple[Tensor, Tensor]:
    """The first picture and, if there are more, the one of the others that is nearest in pose and expression.

    everyone [B,K,468,2], target [B,478,3], telling [468]: the weight of each point. Returns picks int64 [B,n] and
    weights [B,n], n = min(2, K). The first is always picture 0: it gives hair, body and frame, so that only faces are
    blended.
    """
    nothing = torch.zeros_like(everyone[:, :1, 0, 0])
    if everyone.shape[1] == 1:
        return nothing.to(torch.int64), nothing
    distance = ((everyone - shape(target)[:, None]).pow(2).sum(3) * telling).sum(2).sqrt()
    other = distance[:, 1:].argmin(dim=1, keepdim=True)
    first, second = distance[:, :1], torch.gather(distance[:, 1:], 1, other)
    weight = torch.clamp(3 * (first - second) / (first + second + 1e-6), 0.0, 1.0)
    return torch.cat([nothing.to(torch.int64), other + 1], 1), torch.cat([nothing, weight], 1)


@torch.jit.script
def _face(landmarks: Tensor, side: int) -> Tensor:
    """[B,S,S]: 1 in the face, 0 outside."""
    top, chin, left, right = landmarks[:, 10], landmarks[:, 152], landmarks[:, 234], landmarks[:, 454]
    line = torch.arange(side).float()
    x = line[None, None] - ((top + chin) / 2)[:, 0, None, None]
    y = line[None, :, None] - ((top + chin) / 2)[:, 1, None, None]
    tall, wide = ((chin - top) / 2)[:, :2, None, None], ((right - left) / 2)[:, :2, None, None]
    along = (x * tall[:, 0] + y * tall[:, 1]) / (tall * tall).sum(1)
    across = (x * wide[:, 0] + y * wide[:, 1]) / (wide * wide).sum(1)
    t = torch.clamp((1 - torch.sqrt(along * along + across * across)) / 0.25, 0.0, 1.0)
    return t * t * (3 - 2 * t)


@torch.jit.script
def blended(words: Tensor, weights: Tensor, landmarks: Tensor) -> Tensor:
    """Renderings [B·n,S,S] to pictures [B,S,S]: in the face, the second is mixed into the first with weights [B,n]."""
    if weights.shape[1] == 1:
        return words
    pairs = words.reshape(-1, 2, words.shape[1], words.shape[1])
    first, second = pairs[:, 0], pairs[:, 1]
    share = _face(landmarks, words.shape[1]) * weights[:, 1, None, None]
    mixed = torch.zeros_like(first)
    for scale in (1, 256, 65536, 16777216):
        one = (first.to(torch.int64) & (255 * scale)).float() / scale
        other = (second.to(torch.int64) & (255 * scale)).float() / scale
        mixed = mixed + (one + (other - one) * share + 0.5).to(torch.int32) * scale
    return mixed
