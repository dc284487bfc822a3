"""An adversary that learns to tell drawn mouths and eyes from true ones, and so teaches the network to draw them.

Zakharov et al., Few-Shot Adversarial Learning of Realistic Neural Talking Head Models, 2019, judge whole heads; with
few clips a judge of whole heads memorises the clips. Only mouths and eyes are painted, and there are three in each
picture.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from generators.landmark_warp.face import EYES, MOUTH_LEFT, MOUTH_RIGHT
from generators.marotte_neural import drawing
from generators.marotte_neural.window import SIDE

_PATCH, _REACH = 64, 0.8  # pixels; of the width of a mouth or an eye, from its middle to a patch's rim
_WIDTHS = (3 + drawing.CHANNELS, 32, 64, 96)
_LEAK = 0.2
_CORNERS = [(MOUTH_LEFT, MOUTH_RIGHT), *((eye.upper[0], eye.upper[-1]) for eye in EYES)]


class Adversary(nn.Module):
    """Sees patches and the landmarks drawn in them; spectral norms keep it from becoming certain too soon."""

    def __init__(self) -> None:
        super().__init__()
        layers = [nn.Conv2d(before, after, 4, 2, 1) for before, after in pairwise(_WIDTHS)]
        self._layers = nn.ModuleList(nn.utils.parametrizations.spectral_norm(layer) for layer in layers)
        self._score = nn.utils.parametrizations.spectral_norm(nn.Conv2d(_WIDTHS[-1], 1, 3, padding=1))

    def forward(self, picture: Tensor, landmarks: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Windows [B,3,256,256], 0…1, and landmarks [B,478,3]: scores, higher for true ones; and features."""
        lines = functional.interpolate(drawing.lines(landmarks), scale_factor=2.0, mode="nearest")
        planes, features = _patches(torch.cat([picture * 2 - 1, lines], 1), landmarks), []
        for layer in self._layers:
            planes = functional.leaky_relu(layer(planes), _LEAK)
            features.append(planes)
        return self._score(planes), features


def _patches(planes: Tensor, landmarks: Tensor) -> Tensor:
    """[3B,C,64,64]: mouths, then right and left eyes."""
    line = ((torch.arange(_PATCH) + 0.5) / _PATCH - 0.5) * 2
    y, x = torch.meshgrid(line, line, indexing="ij")
    found = []
    for left, right in _CORNERS:
        ends = landmarks[:, [left, right], :2]
        middle, reach = ends.mean(1)[:, None, None], _REACH * (ends[:, 1] - ends[:, 0]).norm(dim=-1)
        places = (middle + torch.stack([x, y], -1) * reach[:, None, None, None] + 0.5) * (2 / SIDE) - 1
        found.append(functional.grid_sample(planes, places, padding_mode="border", align_corners=False))
    return torch.cat(found)


def told_apart(adversary: Adversary, true: Tensor, drawn: Tensor, landmarks: Tensor) -> Tensor:
    """The adversary's own loss, a hinge: 2 while it knows nothing, 0 when it is certain."""
    real, _ = adversary(true, landmarks)
    false, _ = adversary(drawn.detach(), landmarks)
    return torch.relu(1 - real).mean() + torch.relu(1 + false).mean()


def judged(adversary: Adversary, true: Tensor, drawn: Tensor, landmarks: Tensor) -> tuple[Tensor, Tensor]:
    """How false the drawing looks to the adversary, and how its features differ from those of the truth."""
    with torch.no_grad():
        _, expected = adversary(true, landmarks)
    score, features = adversary(drawn, landmarks)
    apart = [(one - other).abs().mean() / other.abs().mean() for one, other in zip(features, expected, strict=True)]
    return -score.mean(), torch.stack(apart).mean()
