"""The prepared pairs as batches, varied in colour, light and side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from generators.landmark_warp.face import FACE
from generators.landmark_warp.likeness import shape
from generators.marotte_neural.signals import signals
from generators.marotte_neural.window import SIDE

_NOISE = 0.2  # pixels of the window by which landmarks are wrong, as those of a tracker are,
_TREMOR = 0.15  # for the whole run; and by themselves in each of two neighbours, so that trembling is not passed on
_PAINTED = 0.25  # of the runs look like paintings
_GLANCE = 0.04  # of a face's size by which looks at it differ
_COUNTS, _CHANCES = (1, 2, 4, 8), (0.6, 0.15, 0.15, 0.1)  # sources of a pair


def _mirrored() -> np.ndarray:
    """[478]: which landmark is where, seen in a mirror."""
    distances = np.linalg.norm(FACE[:, None] * [-1, 1, 1] - FACE[None], axis=-1)
    return np.concatenate([distances.argmin(1), np.arange(473, 478), np.arange(468, 473)])


_MIRRORED = torch.from_numpy(_mirrored())


@dataclass(frozen=True)
class Batch:
    """Windows, values 0…1; elements 2i and 2i + 1 are neighbours in time."""

    warped: Tensor  # [B,4,256,256]
    behind: Tensor  # [B,3,256,256]
    target: Tensor  # [B,3,256,256]
    matte: Tensor  # [B,1,256,256]
    landmarks: Tensor  # [B,478,3] in pixels of the window
    shapes: Tensor  # [B,K,468,2]
    faces: Tensor  # [B,K,3,128,128]
    sources: Tensor  # [B,K,SIGNALS]
    portrait: Tensor  # [B,3,256,256], the first source
    rest: Tensor  # [B,478,3], its landmarks
    glance: Tensor  # [B,3]: how a look at the face is beside an exact one: right, down and wider, in its sizes


class Clips:
    """The files that `prepare` wrote."""

    def __init__(self, files: list[Path]) -> None:
        self._clips = [dict(np.load(file)) for file in files]
        self._runs = {count: [run for run in self._starts() if run.count == count] for count in _COUNTS}

    def __len__(self) -> int:
        return sum(len(clip["sources"]) for clip in self._clips)

    def _starts(self) -> Iterator[_Start]:
        for number, clip in enumerate(self._clips):
            for first in range(0, len(clip["sources"]), 2):
                yield _Start(number, first, int((clip["sources"][first] >= 0).sum()))

    def drawn(self, runs: int, random: np.random.Generator) -> Batch:
        """So many runs of two neighbours, all with as many sources, by chance, varied."""
        there = [count for count in _COUNTS if self._runs[count]]
        chances = np.array([_CHANCES[_COUNTS.index(count)] for count in there])
        starts = self._runs[int(random.choice(there, p=chances / chances.sum()))]
        return _joined([self._varied(starts[random.integers(len(starts))], random) for _ in range(runs)])

    def every(self, step: int, several: bool = False) -> list[Batch]:
        """Each so-many-th run, as it is, of those with one source or of those with several: for measuring."""
        starts = [start for start in self._starts() if (start.count > 1) == several]
        return [_run(self._clips[start.clip], start.first) for start in starts[::step]]

    def _varied(self, start: _Start, random: np.random.Generator) -> dict[str, Tensor]:
        run = _run(self._clips[start.clip], start.first).__dict__
        run = _flipped(run) if random.random() < 0.5 else run
        wrong = random.normal(0, _NOISE, (1, 478, 3)) + random.normal(0, _TREMOR, (2, 478, 3))
        run["landmarks"] = run["landmarks"] + torch.from_numpy(wrong.astype(np.float32))
        run["glance"] = torch.from_numpy(random.normal(0, _GLANCE, (1, 3)).astype(np.float32)).expand(2, -1)
        run = _coloured(run, random)
        return _painted(run, random) if random.random() < _PAINTED else run


class _Start(NamedTuple):
    """Where a run begins, and how many sources it has."""

    clip: int
    first: int
    count: int


def _run(clip: dict[str, np.ndarray], first: int) -> Batch:
    """Two neighbours."""
    two, sources = slice(first, first + 2), clip["sources"][first]
    sources = sources[sources >= 0]
    pictures = lambda name, rows: torch.from_numpy(clip[name][rows]).permute(0, 3, 1, 2).float() / 255  # noqa: E731
    twice = lambda values: values[None].expand(2, *[-1] * values.dim())  # noqa: E731
    rest = torch.from_numpy(clip["rest"][sources])
    return Batch(
        warped=pictures("warped", two),
        behind=pictures("behind", sources[[0, 0]]),
        target=pictures("target", two),
        matte=torch.from_numpy(clip["matte"][two])[:, None].float() / 255,
        landmarks=torch.from_numpy(clip["landmarks"][two]),
        shapes=twice(shape(rest)),
        faces=twice(pictures("faces", sources)),
        sources=twice(signals(rest)),
        portrait=pictures("portraits", sources[[0, 0]]),
        rest=twice(rest[0]),
        glance=torch.zeros(2, 3),
    )


def _joined(runs: list[dict[str, Tensor]]) -> Batch:
    return Batch(**{name: torch.cat([run[name] for run in runs]) for name in runs[0]})


def _flipped(run: dict[str, Tensor]) -> dict[str, Tensor]:
    flipped = {name: run[name].flip(-1) for name in ("warped", "behind", "target", "matte", "faces", "portrait")}
    mirrored = lambda points: points[:, _MIRRORED] * torch.tensor([-1.0, 1, 1]) + torch.tensor([SIDE - 1.0, 0, 0])  # noqa: E731
    shapes = run["shapes"][:, :, _MIRRORED[:468]] * torch.tensor([-1.0, 1])
    points = {name: mirrored(run[name]) for name in ("landmarks", "rest")}
    return {**flipped, **points, "shapes": shapes, "sources": _flipped_signals(run["sources"])}


def _flipped_signals(values: Tensor) -> Tensor:
    """Lengths stay; the eyes change sides and look the other way; yaw and roll change sign."""
    lengths, right, left, turns = values.split([3, 3, 3, 3], -1)
    sideways = torch.tensor([1.0, -1, 1])
    return torch.cat([lengths, left * sideways, right * sideways, turns * torch.tensor([-1.0, 1, -1])], -1)


def _coloured(run: dict[str, Tensor], random: np.random.Generator) -> dict[str, Tensor]:
    """Other light and other colours: one affine map for all pictures of a run."""
    mix = np.eye(3)[random.permutation(3)] if random.random() < 0.05 else np.eye(3)
    mix = mix + random.normal(0, 0.04, (3, 3))
    mix = torch.from_numpy(mix / mix.sum(1, keepdims=True) * random.uniform(0.7, 1.15)).float()
    lift = float(random.uniform(-0.05, 0.12))

    return _all(run, lambda planes: torch.einsum("ij,...jhw->...ihw", mix, planes) + lift)


def _painted(run: dict[str, Tensor], random: np.random.Generator) -> dict[str, Tensor]:
    """As a brush leaves it: without fine detail, of few tones, of less contrast."""
    tones, contrast, kept = int(random.integers(5, 16)), random.uniform(0.5, 1), random.uniform(0, 0.6)

    def seen(planes: Tensor) -> Tensor:
        flat = planes.flatten(0, -4)
        broad = functional.interpolate(functional.avg_pool2d(flat, 2), scale_factor=2.0, mode="bilinear")
        smooth = (kept * flat + (1 - kept) * broad).reshape_as(planes) * tones
        step = torch.floor(smooth)
        stepped = (step + torch.sigmoid(8 * (smooth - step - 0.5))) / tones
        return contrast * stepped + (1 - contrast) * 0.4

    return _all(run, seen)


def _all(run: dict[str, Tensor], seen: Callable[[Tensor], Tensor]) -> dict[str, Tensor]:
    """All pictures of a run, seen otherwise; what is drawn before nothing is premultiplied with its alpha."""
    colours, alpha = run["warped"].split([3, 1], 1)
    plain = {name: seen(run[name]).clamp(0, 1) for name in ("behind", "target", "faces", "portrait")}
    drawn = seen(colours / alpha.clamp(min=1e-3)).clamp(0, 1) * alpha
    return {**run, **plain, "warped": torch.cat([drawn, alpha], 1)}
