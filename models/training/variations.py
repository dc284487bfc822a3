"""Variations that turn one run of pairs into many: sides, crops, colours, light, styles, and slightly wrong landmarks.

A run is the parts of a `pairs.Batch` of two neighbours, by name.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from generators.landmark_warp.face import FACE
from generators.marotte_neural.window import SIDE

_NOISE = 0.2  # pixels of the window by which landmarks are wrong, like those of a tracker,
_TREMOR = 0.15  # for the whole run; and separately in each of two neighbours, so that jitter is not passed on
_PAINTED = 0.25  # of the runs look like paintings
_GLANCE = 0.04  # of a face's size by which glances at it differ
_FARTHEST, _NEAREST = 0.85, 1.3  # size at which a face is shown, relative to the window

Run = dict[str, Tensor]


def _mirrored() -> np.ndarray:
    """[478]: the landmark that is at each one's place in a mirror image."""
    distances = np.linalg.norm(FACE[:, None] * [-1, 1, 1] - FACE[None], axis=-1)
    return np.concatenate([distances.argmin(1), np.arange(473, 478), np.arange(468, 473)])


_MIRRORED = torch.from_numpy(_mirrored())


def varied(run: Run, random: np.random.Generator, cropped: float) -> Run:
    """Applies all variations at random; cropped: how often another square than the windows is shown."""
    run = _flipped(run) if random.random() < 0.5 else run
    run = _cropped(run, random) if random.random() < cropped else run
    wrong = random.normal(0, _NOISE, (1, 478, 3)) + random.normal(0, _TREMOR, (2, 478, 3))
    glance = random.normal(0, _GLANCE, (1, 3)).astype(np.float32)
    landmarks = run["landmarks"] + torch.from_numpy(wrong.astype(np.float32))
    run = _coloured({**run, "landmarks": landmarks, "glance": torch.from_numpy(glance).expand(2, -1)}, random)
    return _painted(run, random) if random.random() < _PAINTED else run


def _flipped(run: Run) -> Run:
    flipped = {name: run[name].flip(-1) for name in ("warped", "behind", "target", "matte", "faces", "portrait")}
    mirrored = lambda points: points[:, _MIRRORED] * torch.tensor([-1.0, 1, 1]) + torch.tensor([SIDE - 1.0, 0, 0])  # noqa: E731
    shapes = run["shapes"][:, :, _MIRRORED[:468]] * torch.tensor([-1.0, 1])
    points = {name: mirrored(run[name]) for name in ("landmarks", "rest")}
    return {**flipped, **points, "shapes": shapes, "sources": _flipped_signals(run["sources"])}


def _flipped_signals(values: Tensor) -> Tensor:
    """Lengths stay; the eyes swap sides and look the other way; yaw and roll change sign."""
    lengths, right, left, turns = values.split([3, 3, 3, 3], -1)
    sideways = torch.tensor([1.0, -1, 1])
    return torch.cat([lengths, left * sideways, right * sideways, turns * torch.tensor([-1.0, 1, -1])], -1)


def _cropped(run: Run, random: np.random.Generator) -> Run:
    """The same square of all windows, or around them; the encoder's inputs are other pictures, and stay."""
    side = 1 / random.uniform(_FARTHEST, _NEAREST)
    left, top = (1 - side) * random.uniform(0, 1, 2)
    line = (torch.arange(SIDE) + 0.5) / SIDE * side
    across, down = torch.meshgrid(2 * (line + left) - 1, 2 * (line + top) - 1, indexing="xy")
    places = torch.stack([across, down], -1)[None].expand(2, -1, -1, -1).float()
    look = lambda planes: functional.grid_sample(planes, places, padding_mode="border", align_corners=False)  # noqa: E731
    half, corner = torch.tensor([0.5, 0.5, 0]), torch.tensor([left, top, 0]) * SIDE
    points = lambda landmarks: ((landmarks + half - corner) / side - half).float()  # noqa: E731
    pictures = {name: look(run[name]) for name in ("warped", "behind", "target", "matte", "portrait")}
    return {**run, **pictures, **{name: points(run[name]) for name in ("landmarks", "rest")}}


def _coloured(run: Run, random: np.random.Generator) -> Run:
    """Different light and colours: one affine map for all pictures of a run."""
    mix = np.eye(3)[random.permutation(3)] if random.random() < 0.05 else np.eye(3)
    mix = mix + random.normal(0, 0.04, (3, 3))
    mix = torch.from_numpy(mix / mix.sum(1, keepdims=True) * random.uniform(0.7, 1.15)).float()
    lift = float(random.uniform(-0.05, 0.12))

    return _all(run, lambda planes: torch.einsum("ij,...jhw->...ihw", mix, planes) + lift)


def _painted(run: Run, random: np.random.Generator) -> Run:
    """Like a painting: without fine detail, with few tones and less contrast."""
    tones, contrast, kept = int(random.integers(5, 16)), random.uniform(0.5, 1), random.uniform(0, 0.6)

    def seen(planes: Tensor) -> Tensor:
        flat = planes.flatten(0, -4)
        broad = functional.interpolate(functional.avg_pool2d(flat, 2), scale_factor=2.0, mode="bilinear")
        smooth = (kept * flat + (1 - kept) * broad).reshape_as(planes) * tones
        step = torch.floor(smooth)
        stepped = (step + torch.sigmoid(8 * (smooth - step - 0.5))) / tones
        return contrast * stepped + (1 - contrast) * 0.4

    return _all(run, seen)


def _all(run: Run, seen: Callable[[Tensor], Tensor]) -> Run:
    """Transforms all pictures of a run; those drawn without a background are premultiplied with their alpha."""
    colours, alpha = run["warped"].split([3, 1], 1)
    plain = {name: seen(run[name]).clamp(0, 1) for name in ("behind", "target", "faces", "portrait")}
    drawn = seen(colours / alpha.clamp(min=1e-3)).clamp(0, 1) * alpha
    return {**run, **plain, "warped": torch.cat([drawn, alpha], 1)}
